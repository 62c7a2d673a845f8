import { describe, test } from 'vitest'
import { dgx } from '../../math/hardware/index.ts'
import {
  evaluatePlan,
  forwardFlops,
  isRejected,
  iterationFlops,
  performanceOf,
  type PlanRequest,
  ptdParameters,
  recipes,
  selectiveHardwareRatio,
  trainingFlops,
  trainingTime,
  transformerParameters,
  utilization,
} from '../../math/parallel/index.ts'
import data from './data/parallel-training.json'
import { Tally } from './tally.ts'

const tally = new Tally('Megatron: parameters, FLOPs, time')
const { constants, rows, recomputed, training_time, table2_vs_zero3 } = data.megatron_ptdp
const peak = constants.peak_TFLOPs * 1e12

/** Columns: P_billion, heads, hidden, layers, TP, PP, GPUs, batch, TFLOPs_per_GPU, pct, PFLOPs. */
type Row = [number, number, number, number, number, number, number, number, number, number, number]
const modelOf = ([, heads, hidden, layers]: Row) => ({
  layers,
  hidden,
  heads,
  vocabulary: constants.V,
  sequence: constants.s,
})

describe('PTD-P table 1 (arXiv:2104.04473)', () => {
  ;(rows as Row[]).forEach((row, index) => {
    const [billions, , , , tp, pp, gpus, batch, tflops, percent, petaflops] = row
    const model = modelOf(row)
    const again = recomputed[index]!

    test(`${billions}B`, () => {
      const parameters = ptdParameters(model)
      tally.compare('PTD-P table 1, printed', 'parameters', parameters / 1e9, billions, 0.051)
      tally.compare('PTD-P eq. 2, recomputed', 'parameters', parameters / 1e9, again.P_formula, 0.0005)
      const counted = transformerParameters({ ...model, finalNorm: false }).total
      tally.compare('PTD-P eq. 2, recomputed', 'counted part by part', counted, parameters, 1)

      const flops = iterationFlops(model, batch, 'full').hardware
      const precision = again.F_per_iter * 1e-12
      tally.compare('PTD-P eq. 3, recomputed', 'FLOPs', flops, again.F_per_iter, precision)
      const seconds = flops / (gpus * tflops * 1e12)
      tally.compare('PTD-P eq. 3, recomputed', 'seconds', seconds, again.iter_seconds_implied, 0.005)
      const used = 100 * utilization(flops, seconds, gpus, peak)
      tally.compare('PTD-P eq. 3, recomputed', 'percent of peak', used, again.pct_of_312, 0.05)
      tally.compare('PTD-P table 1, printed', 'percent of peak', used, percent, 0.6)
      const aggregate = (gpus * tflops) / 1e3
      tally.compare('PTD-P table 1, printed', 'aggregate', aggregate, petaflops, 0.005 * petaflops)
      tally.compare('PTD-P table 1, printed', 'replicas', gpus / (tp * pp), again.dp)
    })
  })

  test('eq. 3 with and without recomputation, for the default layer', () => {
    for (const row of rows as Row[]) {
      const model = modelOf(row)
      const { layers: l, hidden: h, sequence: s, vocabulary: V } = model
      const per = trainingFlops(model, 'full')
      const full = 96 * l * h * h * (1 + s / (6 * h) + V / (16 * l * h))
      const none = 72 * l * h * h * (1 + s / (6 * h) + V / (12 * l * h))
      tally.compare('PTD-P eq. 3', 'with recomputation', per.hardware / full, 1, 1e-12)
      tally.compare('PTD-P eq. 3', 'without', trainingFlops(model).hardware / none, 1, 1e-12)
    }
  })

  test('eq. 4: days of training', () => {
    for (const [name, run] of Object.entries({
      'GPT-3': training_time.gpt3,
      '1T': training_time['1T'],
    })) {
      const days = trainingTime(run.P, run.T, run.n, run.X) / 86400
      tally.compare('PTD-P eq. 4', `${name}, recomputed`, days, run.formula_days, 0.05)
      tally.compare('PTD-P eq. 4', `${name}, printed`, days, run.days, 1)
    }
  })

  test('table 2: days for 300B tokens follow from TFLOP/s per GPU', () => {
    for (const row of table2_vs_zero3.rows as [string, number, number, number, number, number, number, number][]) {
      const [scheme, billions, , , gpus, , tflops, days] = row
      const seconds = trainingTime(billions * 1e9, 300e9, gpus, tflops * 1e12)
      // Half a unit of the printed TFLOP/s and of the printed days, and the 1–2 % by which
      // 8·T·P leaves out the attention core and the logits.
      const tolerance = 0.5 + days * (0.5 / tflops + 0.025)
      tally.compare('PTD-P table 2', `${scheme} ${billions}B on ${gpus}`, seconds / 86400, days, tolerance)
    }
  })
})

describe('Korthikanti et al. table 5 (arXiv:2205.05198)', () => {
  const models = { '22B': 0, '175B': 1, '530B': 2, '1T': 3 } as const
  const { examples, table5 } = data.activation_memory
  const modelFor = (name: keyof typeof models) => {
    const { layers, hidden, heads } = examples[models[name]]!
    return { layers, hidden, heads, vocabulary: 51200, sequence: 2048 }
  }

  test('HFU over MFU is the ratio that the paper defines', () => {
    for (const name of Object.keys(models) as (keyof typeof models)[]) {
      const [, , , mfu, hfu] = table5[name]
      const ratio = selectiveHardwareRatio(modelFor(name))
      tally.compare('Korthikanti table 5', `${name} HFU`, mfu! * ratio, hfu!, 0.15)
      const { sequence: s, hidden: h } = modelFor(name)
      // "approximately 1 + s/6h": it drops the small term V/12lh and (s/6h)².
      tally.compare('Korthikanti appendix A', `${name} ratio`, ratio, 1 + s / (6 * h), 0.005)
    }
  })

  test('MFU from the iteration time', () => {
    for (const name of Object.keys(models) as (keyof typeof models)[]) {
      const { globalBatch, gpus } = examples[models[name]]!
      const [, seconds, , mfu] = table5[name]
      const { model } = iterationFlops(modelFor(name), globalBatch)
      const percent = 100 * utilization(model, seconds!, gpus, peak)
      tally.compare('Korthikanti table 5', `${name} MFU`, percent, mfu!, 0.25)
    }
    const { iter_s, MFU_pct } = table5['530B_dp8_2240gpus']
    const model530 = iterationFlops(modelFor('530B'), 280 * 8).model
    const percent = 100 * utilization(model530, iter_s, 2240, peak)
    tally.compare('Korthikanti table 5', '530B on 2240 GPUs, MFU', percent, MFU_pct, 0.25)
  })

  test('disagreement: one more forward pass of the attention core is 4Bs²hl, not 12Bs²hl', () => {
    // The core is Q·Kᵀ (2s²h per sequence) and scores·V (2s²h): 4sh per token and layer. The paper's
    // 72Blsh²(1 + s/3h + …) adds 72Blsh²·s/6h = 12Bs²hl: the core's forward and backward together.
    for (const name of Object.keys(models) as (keyof typeof models)[]) {
      const model = modelFor(name)
      const { layers: l, hidden: h, sequence: s } = model
      const core = forwardFlops(model).attention
      tally.compare('derived', `${name} attention core`, core, 4 * s * h * l)
      tally.compare('derived', `${name} recomputed`, trainingFlops(model, 'selective').recomputed, core)
      const inPaper = (selectiveHardwareRatio(model) - 1) * trainingFlops(model).model
      tally.compare('derived', `${name} in the paper`, inPaper / core, 3, 1e-9)
    }
  })
})

describe('the planner is plausible where training was measured', () => {
  /** Megatron-LM of 2021–22: no fused attention, dropout, 32-bit gradients. */
  const asMeasured = { attention: 'unfused', dropout: true, recipe: recipes.megatronAdam } as const

  test('PTD-P table 1: within a tenth of the measured share of the peak, and it fits 80 GB', () => {
    for (const row of rows as Row[]) {
      const [billions, , , , tensorParallel, pipelineParallel, gpus, batch, , percent] = row
      const request: PlanRequest = {
        ...asMeasured,
        model: modelOf(row),
        cluster: dgx('a100-80gb', gpus / 8),
        globalBatch: batch,
        sequenceParallel: false,
      }
      const outcome = evaluatePlan(request, {
        dataParallel: gpus / (tensorParallel * pipelineParallel),
        tensorParallel,
        pipelineParallel,
        microBatch: 1,
        zero: 0,
        recompute: 'full',
        interleave: 1,
      })
      if (isRejected(outcome)) throw new Error(`${billions}B was turned down: ${outcome.code}`)
      const predicted = 100 * performanceOf(request, outcome).hardwareUtilization
      tally.compare('PTD-P table 1, predicted', `${billions}B`, predicted, percent, percent / 10)
    }
  })

  test('Korthikanti table 4: a layer of the 22B model, forward and backward', () => {
    const { table4_ms_22B_layer: table, examples } = data.activation_memory
    const { layers, hidden, heads, tp, microBatch } = examples[0]!
    const roomy = dgx('a100-80gb', 1)
    const device = { ...roomy.device, memory: { ...roomy.device.memory, capacity: 1e12 } }
    /** Milliseconds of a layer: what twice the layers cost more, so that the logits drop out. */
    const layerTime = (recompute: 'none' | 'selective' | 'full', sequenceParallel: boolean) => {
      const [deep, shallow] = [2 * layers, layers].map((depth) => {
        const request: PlanRequest = {
          ...asMeasured,
          model: { layers: depth, hidden, heads, vocabulary: 51200, sequence: 2048 },
          cluster: { ...roomy, device },
          globalBatch: microBatch,
          sequenceParallel,
        }
        const one = { dataParallel: 1, pipelineParallel: 1, zero: 0, interleave: 1 } as const
        const outcome = evaluatePlan(request, { ...one, tensorParallel: tp, microBatch, recompute })
        if (isRejected(outcome)) throw new Error(outcome.code)
        return outcome.time.compute + outcome.time.tensor
      })
      return (1e3 * (deep! - shallow!)) / layers
    }
    const cases = {
      baseline: layerTime('none', false),
      sequence_parallel: layerTime('none', true),
      full_recompute: layerTime('full', false),
      selective: layerTime('selective', false),
      'selective+sp': layerTime('selective', true),
    }
    for (const [name, milliseconds] of Object.entries(cases)) {
      const measured = table[name as 'baseline'][2]!
      tally.compare('Korthikanti table 4, predicted', name, milliseconds, measured, measured / 10)
    }
  })
})
