import {
  accelerator,
  link,
  ridgePoint,
  roof,
  roofline,
  rooflineOf,
} from '../../math/hardware/index.ts'
import type { Precision } from '../../math/precision.ts'
import { networkWork, zooEntry, zooFact } from '../../math/nets/index.ts'
import { modelStates, recipes } from '../../math/parallel/memory/index.ts'
import { ringBytes } from '../../math/parallel/ring.ts'
import {
  trainingStepWork,
  trainingTime,
  transformers,
} from '../../math/parallel/transformer/index.ts'

/** Every number of this chapter's prose. Bytes are bytes, times seconds, rates per second. */

const heavy = 'vgg16'
const light = 'mobilenet_v1_100'

/** A chip's two numbers at a number format, and how much it can hold. */
const chip = (id: string, precision: Precision) => {
  const machine = roof(accelerator(id), precision)
  return {
    ...machine,
    ridge: ridgePoint(machine),
    capacity: accelerator(id).memory.capacity,
  }
}
export const phone = chip('phone-cpu-a76', 'fp32')
export const nano = chip('jetson-nano', 'fp16')
export const server = chip('a100-80gb', 'fp16')
export const newer = chip('h100', 'fp16')
export const apart = {
  peak: server.peak / phone.peak,
  bandwidth: server.bandwidth / phone.bandwidth,
}

/** A network layer by layer on a chip, each layer at the pace of its slower half. */
const run = (name: string, id: string, precision: Precision, batch: number) => {
  const { build, resolution } = zooEntry(name)
  const parts = networkWork(build(), resolution, { batch, precision, fused: true })
  const { flops, bytes, time, memoryBoundTime } = rooflineOf(
    parts,
    roof(accelerator(id), precision),
  )
  return { flops, bytes, intensity: flops / bytes, time, waiting: memoryBoundTime / time }
}
const both = (id: string, precision: Precision, batch: number) => {
  const large = run(heavy, id, precision, batch)
  const small = run(light, id, precision, batch)
  return { large, small, fewer: large.flops / small.flops, faster: large.time / small.time }
}
export const batch = 64
export const onPhone = both('phone-cpu-a76', 'fp32', 1)
export const onServer = both('a100-80gb', 'fp16', 1)
export const onServerBatch = both('a100-80gb', 'fp16', batch)

const entry = (name: string, bytes: number, flops: number) => ({
  params: zooFact(name).totals.params,
  top1: zooFact(name).top1!.percent / 100,
  flops,
  bytes,
  intensity: flops / bytes,
})
export const vgg = entry(heavy, onPhone.large.bytes, onPhone.large.flops)
export const mobile = entry(light, onPhone.small.bytes, onPhone.small.flops)
export const lighter = {
  params: vgg.params / mobile.params,
  flops: vgg.flops / mobile.flops,
  bytes: vgg.bytes / mobile.bytes,
}

/** MobileNet as a whole on the two chips: its two times, before layers are told apart. */
const whole = (of: { flops: number; bytes: number }, machine: typeof phone) => roofline(of, machine)
export const mobileOnPhone = whole(onPhone.small, phone)
export const mobileOnServer = whole(onServer.small, server)

/** Training steps of GPT-2 small on one A100, 1 and 16 sequences. */
const gpt2 = transformers.find(({ id }) => id === 'gpt2')!
const step = (sequences: number) => {
  const { flops, time, memoryBoundTime, utilization } = rooflineOf(
    trainingStepWork(gpt2, sequences),
    roof(accelerator('a100-80gb'), 'bf16'),
  )
  return { flops, time, utilization, waiting: memoryBoundTime / time }
}
export const training = { one: step(1), sixteen: step(16) }

/** A model whose training states do not fit: the 7.5 billion parameters of ZeRO's figure 1. */
const parameters = 7.5e9
const { mixedAdam } = recipes
export const states = {
  billions: parameters / 1e9,
  yi: parameters / 1e8,
  weights: modelStates(parameters).parameters,
  total: modelStates(parameters).total,
  perParameter: modelStates(1).total,
  optimizer: modelStates(1).optimizer,
  master: mixedAdam.master,
  moments: mixedAdam.moments,
  capacity: server.capacity,
}

/** GPT-3: 175 billion parameters, 300 billion tokens, six FLOPs for each pair of them. */
const gpt3 = { parameters: 175e9, tokens: 300e9 }
const year = 365.25 * 86_400
export const alone = {
  parameters: gpt3.parameters / 1e9,
  tokens: gpt3.tokens / 1e9,
  parametersYi: gpt3.parameters / 1e8,
  tokensYi: gpt3.tokens / 1e8,
  flops: trainingTime(gpt3.parameters, gpt3.tokens, 1, 1, 6),
  years: trainingTime(gpt3.parameters, gpt3.tokens, 1, server.peak, 6) / year,
  states: modelStates(gpt3.parameters).total,
}

/** The worked example: 1.5 billion parameters on eight replicas, 4,096 tokens on each. */
const small = 1.5e9
const replicas = 8
const tokens = 4096
const sent = ringBytes('all-reduce', replicas, 2 * small)
const [nvlink, network] = [link('nvlink3'), link('infiniband-hdr')]
export const worked = {
  billions: small / 1e9,
  yi: small / 1e8,
  replicas,
  tokens,
  states: modelStates(small).total,
  flops: trainingTime(small, tokens, 1, 1, 6),
  moved: 2 * modelStates(small).total,
  gradients: 2 * small,
  sent,
  fast: nvlink.bandwidth,
  slow: network.bandwidth,
  computeTime: trainingTime(small, tokens, 1, server.peak, 6),
  memoryTime: (2 * modelStates(small).total) / server.bandwidth,
  fastTime: sent / nvlink.bandwidth,
  slowTime: sent / network.bandwidth,
  fastRidge: server.peak / nvlink.bandwidth,
  slowRidge: server.peak / network.bandwidth,
  /** FLOPs of this step for each byte sent. */
  intensity: trainingTime(small, tokens, 1, 1, 6) / sent,
  /** Tokens per replica at which computing takes as long as sending. */
  fastTokens: (server.peak * sent) / nvlink.bandwidth / (6 * small),
  slowTokens: (server.peak * sent) / network.bandwidth / (6 * small),
}

/** Picojoules in a 45 nm process, Horowitz 2014, as quoted in table 1 of arXiv:1506.02626. */
const energy = { dram: 640, multiply: 3.7, add: 0.9 }
export const fetching = {
  dram: energy.dram,
  arithmetic: energy.multiply + energy.add,
  times: energy.dram / (energy.multiply + energy.add),
}
