import { accelerator, link } from '../../math/hardware/index.ts'
import { gradientOverlapRatio } from '../../math/parallel/communication-bounds.ts'
import {
  type DataStrategy,
  type StepOptions,
  dataParallelVolume,
  ddpBuckets,
  peakMemory,
  trainingStep,
} from '../../math/parallel/data/index.ts'
import {
  type MemoryLayout,
  bytesPerParameter,
  deepSpeedZero2,
  megatronBytesPerParameter,
  modelStates,
  recipes,
  strategyMemory,
  trainingMemory,
  zeroStages,
} from '../../math/parallel/memory/index.ts'
import { trainingFlops, transformers } from '../../math/parallel/transformer/index.ts'

/** Every number of this chapter's prose. Bytes are bytes, times seconds. */

const { total: each, ...mixed } = bytesPerParameter(recipes.mixedAdam)
const card = accelerator('a100-80gb').memory.capacity
const GIB = 2 ** 30

/** The ZeRO paper's model on its 64 devices. */
const psi = 7.5e9
const replicas = 64
const stagesOf = (parameters: number, ranks: number) =>
  zeroStages.map((stage) => modelStates(parameters, ranks, stage).total)
const [ddpStates, oneStates, twoStates, threeStates] = stagesOf(psi, replicas)

/** A device as the memory widget's cases set it: one sequence, flash attention. */
const device = (id: string, changes: MemoryLayout & { readonly sequence?: number }) => {
  const model = transformers.find((one) => one.id === id)!
  const { sequence = 2048, ...layout } = changes
  return trainingMemory(
    { ...model, sequence, positionRows: Math.max(model.sequence, sequence) },
    { attention: 'flash', dropout: model.gated !== true, ...layout },
  )
}
const oneCard = device('megatron-7.5b', {})
export const opening = {
  billions: psi / 1e9,
  yi: psi / 1e8,
  weights: psi * mixed.parameters,
  card,
  times: Math.floor(card / (psi * mixed.parameters)),
  more: replicas - 1,
  cards: replicas,
  each,
  states: ddpStates!,
  gib: ddpStates! / GIB,
  everywhere: replicas * ddpStates!,
  activations: oneCard.activations.total,
}
export const states = {
  ...mixed,
  master: recipes.mixedAdam.master,
  moment: recipes.mixedAdam.moments / 2,
  total: each,
  megatron: megatronBytesPerParameter(),
}
const v100 = accelerator('v100-32gb').memory.capacity
export const zero = {
  ddp: ddpStates!,
  one: oneStates!,
  two: twoStates!,
  three: threeStates!,
  card: v100,
  /** The largest number of devices in the paper's table. */
  most: 1024,
  /** 2ψ stay whole under ZeRO-2. */
  wall: v100 / mixed.parameters / 1e9,
  wallYi: v100 / mixed.parameters / 1e8,
}

/** The example on DeepSpeed's page: the page's own formula, the code's, and the paper's. */
const example = 2.851e9
const eight = 8
const paperExample = modelStates(example, eight, 2).total
export const deepSpeed = {
  billions: example / 1e9,
  gpus: eight,
  // memory.rst: parameters and gradients whole, 16 bytes sharded.
  page: ((4 + 16 / eight) * example) / GIB,
  code: deepSpeedZero2({ parameters: example, gpusPerNode: eight }, false).gpu / GIB,
  paper: paperExample,
  paperGib: paperExample / GIB,
}

/** The worked example: a model and a ring of network cards that give round numbers. */
const small = 1.5e9
const ranks = 8
const gradients = small * mixed.gradients
const network = link('infiniband-hdr')
const tokens = 8192
const peak = accelerator('a100-80gb').peak.bf16!
const reached = peak / 2
const sentBy = (strategy: DataStrategy, extra: object = {}) =>
  dataParallelVolume({ strategy, ranks, parameterBytes: gradients, ...extra }).sent[0]!
const backward = (4 * small * tokens) / reached
const [workedDdp, workedOne, workedTwo, workedThree] = stagesOf(small, ranks)
const [eachDdp, eachOne, eachTwo, eachThree] = stagesOf(1, ranks)
export const worked = {
  billions: small / 1e9,
  yi: small / 1e8,
  ranks,
  others: ranks - 1,
  bandwidth: network.bandwidth,
  gigabits: (network.bandwidth * 8) / 1e9,
  ddp: workedDdp!,
  one: workedOne!,
  two: workedTwo!,
  three: workedThree!,
  eachDdp: eachDdp!,
  eachOne: eachOne!,
  eachTwo: eachTwo!,
  eachThree: eachThree!,
  withBuckets: strategyMemory({ strategy: 'ddp', parameters: small, ranks }).total,
  gradients,
  ddpSent: sentBy('ddp'),
  fsdpSent: sentBy('zero-3'),
  ddpSeconds: sentBy('ddp') / network.bandwidth,
  fsdpSeconds: sentBy('zero-3') / network.bandwidth,
  tokens,
  reached: reached / 1e12,
  reachedFlops: reached,
  backward,
  both: 1.5 * backward,
  ratio: gradientOverlapRatio(tokens, ranks, reached, network.bandwidth),
  /** Tokens at which the ratio is 1. */
  least: gradientOverlapRatio(1, ranks, reached, network.bandwidth),
}

/** Steps as the data-parallel widget's cases set them. */
const count = 4
interface Changes extends Partial<StepOptions> {
  readonly depth?: number
  /** Factor on a layer's parameters and on its work. */
  readonly scale?: number
}
const step = (strategy: DataStrategy, { depth = 8, scale = 1, ...changes }: Changes = {}) => {
  const perLayer = 1e7 * scale
  const options: StepOptions = {
    strategy,
    layers: Array.from({ length: depth }, () => ({
      parameters: [perLayer],
      forward: 4e-3 * scale,
      backward: 8e-3 * scale,
      activationBytes: 5e7,
    })),
    ranks: count,
    link: { bandwidth: 5e9, latency: 1e-5 },
    bucketCap: 25,
    sync: 'every',
    optimizer: 4e-3,
    inputBytes: count * 1e7,
    outputBytes: count * 1e7,
    ...changes,
  }
  const { duration, use, memory } = trainingStep(options)
  const { exposed, communication } = use[0]!
  const { sent, modelVolumes } = dataParallelVolume({
    ...options,
    parameterBytes: depth * perLayer * mixed.parameters,
  })
  const layers = Array.from({ length: depth }, () => ({ bytes: perLayer * mixed.gradients }))
  return {
    seconds: duration,
    exposed,
    hidden: 1 - exposed / communication,
    sent: sent[0]!,
    peak: peakMemory(memory[0]!).total,
    otherPeak: peakMemory(memory.at(-1)!).total,
    buckets: ddpBuckets(layers, true, { bucketCap: options.bucketCap! }).length,
    volumes: modelVolumes,
  }
}
const slowLink = { link: { bandwidth: 1.25e9, latency: 5e-5 } }
export const steps = {
  dp: step('data-parallel'),
  ddp: step('ddp'),
  atOnce: step('ddp', { bucketCap: 4096 }),
  inBuckets: step('ddp', { gradientAsBucketView: true }),
  doubled: step('ddp', { bucketCap: 4096, scale: 2 }),
  fsdp: step('zero-3'),
  kept: step('zero-3', { reshardAfterForward: false }),
  noPrefetch: step('zero-3', { prefetch: false }),
  four: step('zero-3', { depth: 4, microBatches: 4 }),
  fourDdp: step('ddp', { depth: 4, microBatches: 4, sync: 'last' }),
  slow: step('zero-3', slowLink),
  slowDdp: step('ddp', slowLink),
}
export const ratios = {
  once: steps.fsdp.volumes / steps.ddp.volumes,
  four: steps.four.volumes / steps.fourDdp.volumes,
}

/** What ZeRO leaves alone. */
const length = 32768
const long = { sequence: length, dataParallel: replicas, zero: 3 } as const
const kept = device('llama3-8b', long)
const again = device('llama3-8b', { ...long, recompute: 'full' })
const llama = transformers.find(({ id }) => id === 'llama3-8b')!
const work = trainingFlops({ ...llama, sequence: length }, 'full')
export const sequence = {
  length,
  ranks: replicas,
  activations: kept.activations.total,
  states: kept.states.total,
  againTotal: again.total,
  more: work.hardware / work.model - 1,
}
