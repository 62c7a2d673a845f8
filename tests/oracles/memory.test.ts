import { describe, test } from 'vitest'
import { GiB } from '../../math/hardware/index.ts'
import {
  deepSpeedZero2,
  deepSpeedZero3,
  largestModel,
  layerActivations,
  megatronBytesPerParameter,
  modelStates,
  recipes,
  stageActivations,
  type Transformer,
  type ZeroStage,
} from '../../math/parallel/index.ts'
import data from './data/parallel-training.json'
import { Tally } from './tally.ts'

const tally = new Tally('Memory of training')

/** One unit in the last digit that a table prints: 31.4 → 0.1, 120 → 1. */
const lastDigit = (printed: number) => 10 ** -(String(printed).split('.')[1]?.length ?? 0)

describe('ZeRO (arXiv:1910.02054)', () => {
  const { figure1, table1, formulas, K } = data.zero_memory

  test('figure 1: 7.5B parameters on 64 ranks', () => {
    figure1.GB.forEach((printed, stage) => {
      const bytes = modelStates(figure1.psi, figure1.Nd, stage as ZeroStage).total
      tally.compare('ZeRO figure 1', `stage ${stage}`, bytes / 1e9, printed, lastDigit(printed))
    })
    tally.compare('ZeRO K', 'master and moments', recipes.mixedAdam.master + recipes.mixedAdam.moments, K)
  })

  test('table 1, to one unit in the last printed digit (the paper truncates some cells)', () => {
    const sizes: Record<string, number> = { '7.5B': 7.5e9, '128B': 128e9, '1T': 1e12 }
    for (const [name, rows] of Object.entries(table1.models)) {
      rows.forEach((row, index) => {
        row.forEach((printed, column) => {
          const stage = (column + 1) as ZeroStage
          const bytes = modelStates(sizes[name]!, table1.Nd[index]!, stage).total
          const what = `${name}, Nd=${table1.Nd[index]}, ${table1.columns[column]}`
          tally.compare('ZeRO table 1', what, bytes / 1e9, printed, lastDigit(printed))
        })
      })
    }
    for (const [name, column, ranks] of table1.fits32GB_bold as [string, string, number][]) {
      const stage = (table1.columns.indexOf(column) + 1) as ZeroStage
      const fits = largestModel(32e9, ranks, stage) >= sizes[name]!
      tally.same('ZeRO table 1, what fits 32 GB', `${name} ${column} on ${ranks}`, fits, true)
      const fewer = table1.Nd[table1.Nd.indexOf(ranks) - 1]!
      const alsoBefore = largestModel(32e9, fewer, stage) >= sizes[name]!
      tally.same('ZeRO table 1, what fits 32 GB', `${name} ${column} on ${fewer}`, alsoBefore, false)
    }
  })

  test('the formulas, as text and as code', () => {
    const formula = (stage: ZeroStage, psi: number, Nd: number) =>
      [16 * psi, 4 * psi + (K * psi) / Nd, 2 * psi + ((2 + K) * psi) / Nd, ((4 + K) * psi) / Nd][stage]!
    Object.keys(formulas).forEach((name, stage) => {
      for (const Nd of [1, 3, 64, 1000]) {
        const bytes = modelStates(1e6, Nd, stage as ZeroStage).total
        tally.compare('ZeRO formulas', `${name}, Nd=${Nd}`, bytes, formula(stage as ZeroStage, 1e6, Nd), 1e-6)
      }
    })
  })
})

describe('DeepSpeed estimators', () => {
  const source = 'DeepSpeed estimators, executed'
  const setup = { parameters: 2851e6, gpusPerNode: 8, nodes: 1 }
  const { zero2, zero3 } = data.deepspeed_estimators.example_P2851e6_L32e6_8gpus_1node

  test('ZeRO-2: the code as it is, not the stale example of memory.rst', () => {
    for (const row of zero2) {
      const estimate = deepSpeedZero2(setup, row.opt === 'cpu')
      tally.compare(source, `ZeRO-2 ${row.opt} cpu`, estimate.cpu / GiB, row.cpuGiB, 0.005)
      const gpu = row.gpuGiB ?? row.gpuGiB_code_now!
      tally.compare(source, `ZeRO-2 ${row.opt} gpu`, estimate.gpu / GiB, gpu, 0.005)
    }
    tally.leaveOut('stale: memory.rst prints 4P + 16P/N (15.93), the code has 2P + 18P/N since #5099')
  })

  test('ZeRO-3', () => {
    for (const [options, cpu, gpu] of zero3 as [string, number, number][]) {
      const [parameters, optimizer, init] = options.split(',').map((part) => part.split('=').at(-1))
      const estimate = deepSpeedZero3(setup, 32e6, {
        offloadParameters: parameters === 'cpu',
        offloadOptimizer: optimizer === 'cpu',
        zeroInit: init === '1',
      })
      tally.compare(source, `ZeRO-3 ${options} cpu`, estimate.cpu / GiB, cpu, 0.005)
      tally.compare(source, `ZeRO-3 ${options} gpu`, estimate.gpu / GiB, gpu, 0.005)
    }
  })

  test('the T5-large example, in the MiB that its page calls MB', () => {
    const { params_M, largest_M, gpus, MB } = data.deepspeed_estimators.example_t5_large
    const t5 = { parameters: params_M * 1e6, gpusPerNode: gpus }
    const cases = {
      case1: { offloadOptimizer: false, offloadParameters: false },
      case2: { offloadOptimizer: true, offloadParameters: true },
      case3: { offloadOptimizer: true, offloadParameters: false },
    }
    for (const [name, options] of Object.entries(cases)) {
      const { gpu } = deepSpeedZero3(t5, largest_M * 1e6, options)
      tally.compare('DeepSpeed memory.rst', name, gpu / 2 ** 20, MB[name as 'case1'], 1)
    }
  })
})

describe('Korthikanti et al. (arXiv:2205.05198)', () => {
  const modelOf = (row: { heads: number; hidden: number; layers: number }): Transformer => ({
    layers: row.layers,
    hidden: row.hidden,
    heads: row.heads,
    vocabulary: 51200,
    sequence: 2048,
  })
  const schemes = {
    none: {},
    tp: { tp: true },
    tp_sp: { tp: true, sequenceParallel: true },
    tp_selective: { tp: true, recompute: 'selective' },
    tp_sp_selective: { tp: true, sequenceParallel: true, recompute: 'selective' },
    full_recompute: { tp: true, recompute: 'full' },
  } as const

  test('bytes per layer, in every scheme, and their share of tensor parallelism alone', () => {
    for (const row of data.activation_memory.examples) {
      const bytes = (scheme: keyof typeof schemes) => {
        const { tp, ...options }: { tp?: boolean } = schemes[scheme]
        return layerActivations(modelOf(row), {
          ...options,
          microBatch: row.microBatch,
          tensorParallel: tp ? row.tp : 1,
        }).bytes
      }
      for (const [scheme, expected] of Object.entries(row.perLayerBytes)) {
        const actual = bytes(scheme as keyof typeof schemes)
        tally.compare('Korthikanti table 2, applied', `${row.model} ${scheme}`, actual, expected, 1)
      }
      for (const [scheme, percent] of Object.entries(row.pctOfTP)) {
        const actual = (100 * bytes(scheme as keyof typeof schemes)) / bytes('tp')
        tally.compare('Korthikanti figure 7, recomputed', `${row.model} ${scheme}`, actual, percent, 0.05)
      }
    }
  })

  test('the first stage holds the layers of the whole model, and interleaving adds to it', () => {
    for (const row of data.activation_memory.examples) {
      const options = {
        microBatch: row.microBatch,
        tensorParallel: row.tp,
        sequenceParallel: true,
        recompute: 'selective',
        pipelineParallel: row.pp,
      } as const
      const model = modelOf(row)
      const held = stageActivations(model, { ...options, interleave: row.interleave ?? 1 })
      const what = `${row.model} first stage`
      const printed = row.firstStageTotal_tp_sp_selective_GB
      tally.compare('Korthikanti eq. 5', what, held.layers / 1e9, printed, 0.005)
      tally.compare(
        'Korthikanti section 4.2.3',
        `${row.model} interleave factor`,
        held.layersHeld / row.layers,
        row.interleaveFactor,
        1e-12,
      )
    }
  })

  test('the parts of one layer, and what tensor parallelism leaves on every rank', () => {
    const model = { layers: 1, hidden: 64, heads: 4, vocabulary: 8, sequence: 16 }
    const sbh = 16 * 64
    const sum = (part: string) =>
      layerActivations(model)
        .stored.filter((entry) => entry.part === part)
        .reduce((total, entry) => total + entry.bytes, 0)
    const source = 'Korthikanti section 4.1'
    tally.compare(source, 'attention 11sbh + 5as²b', sum('attention'), 11 * sbh + 5 * 4 * 16 * 16)
    tally.compare(source, 'MLP 19sbh', sum('mlp'), 19 * sbh)
    tally.compare(source, 'layer norms 4sbh', sum('norm'), 4 * sbh)
    const replicated = layerActivations(model, { tensorParallel: 4 }).stored.filter(
      (entry) => entry.split === 1,
    )
    const bytes = replicated.reduce((total, entry) => total + entry.bytes, 0)
    tally.compare(source, '10sbh replicated', bytes, 10 * sbh)
  })

  test('any MLP width: sbh(18 + 4·ffn/h)/t with sequence parallelism and selective recomputation', () => {
    for (const ffn of [64, 172, 256, 1024]) {
      const model = { layers: 1, hidden: 64, heads: 4, vocabulary: 8, sequence: 16, ffn }
      const { bytes } = layerActivations(model, {
        tensorParallel: 4,
        sequenceParallel: true,
        recompute: 'selective',
      })
      tally.compare('Megatron-LM, any MLP width', `ffn=${ffn}`, bytes, (16 * (18 * 64 + 4 * ffn)) / 4)
    }
  })
})

test('Megatron-LM: 18 bytes per parameter, or 6 + 12/d', () => {
  const source = 'Megatron-LM theoretical_memory_usage.py'
  tally.compare(source, 'replicated', megatronBytesPerParameter(), 18)
  tally.compare(source, 'as a recipe', modelStates(1, 1, 0, recipes.megatronAdam).total, 18)
  for (const d of [1, 2, 8, 64]) {
    tally.compare(source, `distributed over ${d}`, megatronBytesPerParameter(d, true), 6 + 12 / d)
    const states = modelStates(1, d, 1, recipes.megatronAdam).total
    tally.compare(source, `as ZeRO-1 over ${d}`, states, 6 + 12 / d, 1e-12)
  }
})
