import { describe, expect, test } from 'vitest'
import { recipes } from '../../../math/parallel/memory/recipes.ts'
import { resolve } from '../../../math/parallel/transformer/config.ts'
import { transformers } from '../../../math/parallel/transformer/presets.ts'
import { type Launch, torchrun } from './launch.ts'
import { megatronArguments, megatronScript } from './megatron.ts'
import { pytorchScript } from './pytorch.ts'

const degrees = [
  [1, 1, 1],
  [8, 1, 1],
  [2, 4, 1],
  [1, 8, 1],
  [2, 2, 2],
  [1, 1, 4],
  [3, 8, 16],
] as const

const formats = ['bf16', 'fp16', 'tf32', 'fp8'] as const
/** One of the formats, in turn: every branch is taken without every combination. */
const precisionsFor = (turn: number) => [formats[turn % formats.length]!]

/** A launch for every way in which the texts branch. */
const launches: readonly Launch[] = degrees.flatMap(([d, t, p]) =>
  ([0, 1, 2, 3] as const).flatMap((zero) =>
    (['none', 'selective', 'full'] as const).flatMap((recompute) =>
      precisionsFor(d + t + p + zero).flatMap((precision) =>
        ['llama2-13b', 'llama3-70b', 'gpt3-175b'].flatMap((id) =>
          [1, 2].flatMap((interleave): readonly Launch[] => {
            const named = transformers.find((one) => one.id === id)!
            const devices = d * t * p
            const microBatches = 2 * p
            if (interleave > 1 && p === 1) return []
            return [
              {
                name: named.name,
                plan: {
                  dataParallel: d,
                  tensorParallel: t,
                  pipelineParallel: p,
                  microBatch: 2,
                  zero,
                  recompute,
                  interleave,
                },
                model: resolve(named),
                nodes: devices > 8 ? devices / 8 : 1,
                perNode: Math.min(8, devices),
                globalBatch: d * 2 * microBatches,
                microBatches,
                precision,
                recipe: precision === 'tf32' ? recipes.fullAdam : recipes.mixedAdam,
                sequenceParallel: id !== 'gpt3-175b',
                dropout: id === 'gpt3-175b',
              },
            ]
          }),
        ),
      ),
    ),
  ),
)

test('torchrun starts one process per device', () => {
  for (const { nodes, perNode, plan } of launches) {
    const line = torchrun({ nodes, perNode })
    const read = (name: string) => Number(line.match(new RegExp(`--${name}=(\\d+)`))?.[1] ?? 1)
    const { dataParallel, tensorParallel, pipelineParallel } = plan
    expect(read('nnodes') * read('nproc-per-node')).toBe(
      dataParallel * tensorParallel * pipelineParallel,
    )
  }
})

describe('PyTorch', () => {
  const scripts = launches.map((launch) => [launch, pytorchScript(launch)] as const)

  test('says the plan', () => {
    for (const [{ plan, globalBatch, model }, script] of scripts) {
      const { dataParallel: d, tensorParallel: t, pipelineParallel: p } = plan
      expect(script).toContain(`\nDP, TP, PP = ${d}, ${t}, ${p}\n`)
      expect(script).toContain(`\nMICRO_BATCH = ${plan.microBatch} `)
      expect(script).toContain(`\nGLOBAL_BATCH = ${globalBatch} `)
      expect(script.includes(`\nCHUNKS = ${plan.interleave} `)).toBe(plan.interleave > 1)
      expect(script).toContain(`\nLAYERS, HIDDEN, FFN = ${model.layers}, ${model.hidden}, `)
    }
  })

  test('uses every name that it imports or defines, and no part that the plan has no need of', () => {
    for (const [{ plan, sequenceParallel, precision }, script] of scripts) {
      const code = script.replaceAll(/#.*/g, '')
      const imported = [...code.matchAll(/^(?:from \S+ )?import (?:\(([^)]*)\)|(.*))$/gm)].flatMap(
        ([, several, one]) =>
          (several ?? one)!.split(',').map((name) => name.trim().split(' as ').at(-1)!),
      )
      const defined = [...code.matchAll(/^(?:def|class) (\w+)/gm)].map(([, name]) => name!)
      for (const name of [...imported, ...defined].filter((one) => one !== '')) {
        const uses = code.match(new RegExp(`\\b${name.split('.').at(-1)}\\b`, 'g')) ?? []
        expect(uses.length, name).toBeGreaterThan(1)
      }
      const tensor = plan.tensorParallel > 1
      expect(script.includes('parallelize_module')).toBe(tensor)
      expect(script.includes('SequenceParallel()')).toBe(tensor && sequenceParallel)
      expect(script.includes('PipelineStage')).toBe(plan.pipelineParallel > 1)
      expect(script.includes('checkpoint(')).toBe(plan.recompute !== 'none')
      expect(script.includes('set_requires_gradient_sync')).toBe(
        plan.pipelineParallel === 1 && (plan.zero < 2 || plan.dataParallel === 1),
      )
      expect(script.includes('reshard_after_forward=True')).toBe(
        plan.zero === 3 && plan.dataParallel > 1,
      )
      expect(script.includes('LOSS_SCALE')).toBe(precision === 'fp16')
      expect(script.includes('ScheduleInterleaved1F1B')).toBe(plan.interleave > 1)
    }
  })

  test('brackets and quotes close, and nothing is left of the template', () => {
    for (const [, script] of scripts) {
      const code = script.replaceAll(/"""[^]*?"""/g, '').replaceAll(/#.*/g, '')
      for (const [left, right] of ['()', '[]', '{}']) {
        expect(code.split(left!).length).toBe(code.split(right!).length)
      }
      expect(code.split('"').length % 2).toBe(1)
      expect(script).not.toMatch(/undefined|\$\{|NaN|false\b/)
      expect(script).not.toMatch(/ $/m)
      expect(code).not.toMatch(/^(?: {4})* {1,3}(?! )/m)
    }
  })

  test('more ranks than key-value heads: each keeps a whole one', () => {
    const llama = transformers.find(({ id }) => id === 'llama3-70b')!
    const wide = { ...launches[0]!.plan, tensorParallel: 16 }
    const script = pytorchScript({
      ...launches[0]!,
      model: resolve(llama),
      plan: wide,
      nodes: 2,
      perNode: 8,
      sequenceParallel: true,
    })
    expect(script).toContain('HEADS, KV_HEADS, HEAD_SIZE = 64, 16, 128  # 8 key-value heads')
  })

  test('fewer micro-batches than stages: 1F1B cannot, GPipe can', () => {
    const base = launches.find(({ plan }) => plan.pipelineParallel === 4)!
    const script = pytorchScript({ ...base, microBatches: 2, globalBatch: 4 })
    expect(script).toContain('ScheduleGPipe(')
    expect(script).not.toContain('Schedule1F1B')
  })
})

/** Looked up in NVIDIA/Megatron-LM at d98e8a64, in arguments.py or in the classes it reads. */
const known = new Set(
  `tensor-model-parallel-size pipeline-model-parallel-size num-layers-per-virtual-pipeline-stage
  sequence-parallel use-distributed-optimizer use-megatron-fsdp data-parallel-sharding-strategy
  no-gradient-accumulation-fusion ckpt-format overlap-grad-reduce overlap-param-gather
  micro-batch-size global-batch-size recompute-granularity recompute-method recompute-num-layers
  num-layers hidden-size ffn-hidden-size num-attention-heads group-query-attention
  num-query-groups seq-length max-position-embeddings position-embedding-type swiglu normalization
  disable-bias-linear untie-embeddings-and-output-weights attention-backend attention-dropout
  hidden-dropout bf16 fp16 fp8-format grad-reduce-in-bf16 mock-data tokenizer-type vocab-size
  train-iters lr`.split(/\s+/),
)

describe('Megatron-LM', () => {
  test('every argument is known and given once', () => {
    for (const launch of launches) {
      const names = megatronArguments(launch).flatMap((group) =>
        group.arguments.map(([name]) => name),
      )
      expect(new Set(names).size).toBe(names.length)
      for (const name of names) expect(known, name).toContain(name)
    }
  })

  test('the arguments say the plan', () => {
    for (const launch of launches) {
      const all = new Map(
        megatronArguments(launch).flatMap((group) =>
          group.arguments.map(([name, value]) => [name, value] as const),
        ),
      )
      const { plan, model, nodes, perNode } = launch
      const t = Number(all.get('tensor-model-parallel-size'))
      const p = Number(all.get('pipeline-model-parallel-size'))
      expect((nodes * perNode) / (t * p)).toBe(plan.dataParallel)
      const perChunk = Number(all.get('num-layers-per-virtual-pipeline-stage') ?? model.layers / p)
      expect(perChunk * p * plan.interleave).toBe(model.layers)
      const d = (nodes * perNode) / (t * p)
      const m = Number(all.get('global-batch-size')) / (d * Number(all.get('micro-batch-size')))
      expect(m).toBe(launch.microBatches)
      expect(all.has('use-distributed-optimizer')).toBe(plan.zero > 0 && d > 1)
      expect(all.get('data-parallel-sharding-strategy')).toBe(
        d === 1
          ? undefined
          : [undefined, undefined, 'optim_grads', 'optim_grads_params'][plan.zero],
      )
      expect(all.get('recompute-granularity')).toBe(
        plan.recompute === 'none' ? undefined : plan.recompute,
      )
      expect(all.has('sequence-parallel')).toBe(t > 1 && launch.sequenceParallel)
      expect(all.has('bf16') && all.has('fp16')).toBe(false)
    }
  })

  test('FSDP and a single queue of work do not go together', () => {
    for (const launch of launches) {
      const script = megatronScript(launch)
      expect(script.includes('use-megatron-fsdp') && script.includes('MAX_CONNECTIONS')).toBe(false)
      expect(script).not.toMatch(/undefined|NaN/)
    }
  })
})
