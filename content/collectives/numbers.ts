import {
  busBandwidth,
  busFactor,
  ncclLatencies,
  coefficients,
  secondsOf,
} from '../../math/collectives/index.ts'
import { accelerator, link } from '../../math/hardware/index.ts'

/** Every number of this chapter's prose. Bytes are bytes, times seconds. */

/** The opening: six ranks, and a network whose gradients are numbers of four bytes. */
const gradients = 6e8
const slow = { latency: 1e-5, bandwidth: 1e10 }
const root6 = coefficients({ primitive: 'all-reduce', algorithm: 'root', ranks: 6 })
const ring6 = coefficients({ primitive: 'all-reduce', algorithm: 'ring', ranks: 6 })
export const opening = {
  millions: gradients / 4 / 1e6,
  yi: gradients / 4 / 1e8,
  bytes: gradients,
  bandwidth: slow.bandwidth,
  naiveMessages: root6.messages,
  ringMessages: ring6.messages,
  naiveSeconds: secondsOf(root6, gradients, slow),
  ringSeconds: secondsOf(ring6, gradients, slow),
  total: root6.total * gradients,
  chunk: gradients / 6,
  rootSent: root6.sent * gradients,
  ringSent: ring6.sent * gradients,
  rootWaited: root6.waited * gradients,
}

/** Why one chip is not enough: GPT-3's weights in two bytes each, and one H100. */
const gpt3 = 175e9
export const big = {
  billions: gpt3 / 1e9,
  yi: gpt3 / 1e8,
  bytes: 2 * gpt3,
  memory: accelerator('h100').memory.capacity,
}

/** Bytes that a rank sends in a ring all-reduce, per byte of S. */
export const ring = {
  two: coefficients({ primitive: 'all-reduce', algorithm: 'ring', ranks: 2 }).sent,
  four: coefficients({ primitive: 'all-reduce', algorithm: 'ring', ranks: 4 }).sent,
  eight: coefficients({ primitive: 'all-reduce', algorithm: 'ring', ranks: 8 }).sent,
  sixteen: coefficients({ primitive: 'all-reduce', algorithm: 'ring', ranks: 16 }).sent,
  many: 64,
  manySent: coefficients({ primitive: 'all-reduce', algorithm: 'ring', ranks: 64 }).sent,
  manyRounds: coefficients({ primitive: 'all-reduce', algorithm: 'ring', ranks: 64 }).rounds,
  fourRounds: coefficients({ primitive: 'all-reduce', algorithm: 'ring', ranks: 4 }).rounds,
  sixteenRounds: coefficients({ primitive: 'all-reduce', algorithm: 'ring', ranks: 16 }).rounds,
}

/** A network card of 400 Gbit/s, and a latency between the two that NCCL reckons with. */
const fast = { latency: 5e-6, bandwidth: link('infiniband-ndr').bandwidth }
const root8 = coefficients({ primitive: 'all-reduce', algorithm: 'root', ranks: 8 })
const ring8 = coefficients({ primitive: 'all-reduce', algorithm: 'ring', ranks: 8 })
const paperBytes = 2e9
const paperSeconds = secondsOf(ring8, paperBytes, fast)
export const paper = {
  ranks: 8,
  bytes: paperBytes,
  latency: fast.latency,
  bandwidth: fast.bandwidth,
  gigabits: (fast.bandwidth * 8) / 1e9,
  /** Two reads and one write for each byte that arrives to be added. */
  memory: 3 * fast.bandwidth,
  rounds: ring8.rounds,
  chunk: paperBytes / 8,
  sent: ring8.sent * paperBytes,
  startup: ring8.rounds * fast.latency,
  transfer: paperSeconds - ring8.rounds * fast.latency,
  seconds: paperSeconds,
  naiveRound: paperBytes / fast.bandwidth,
  naiveSeconds: secondsOf(root8, paperBytes, fast),
  algorithm: paperBytes / paperSeconds,
  factor: busFactor('all-reduce', 8),
  bus: busBandwidth('all-reduce', 8, paperBytes, paperSeconds),
}

/** Ring against tree on many ranks. */
const ring64 = coefficients({ primitive: 'all-reduce', algorithm: 'ring', ranks: 64 })
const tree64 = coefficients({ primitive: 'all-reduce', algorithm: 'binomial-tree', ranks: 64 })
const stepLatencies = Object.values(ncclLatencies.perStep).flatMap(({ ring }) =>
  Object.values(ring),
)
const small = 1e6
const large = 1e9
export const race = {
  ringRounds: ring64.rounds,
  treeRounds: tree64.rounds,
  ringFactor: ring64.waited,
  treeFactor: tree64.waited,
  quickest: Math.min(...stepLatencies) * 1e-6,
  slowest: Math.max(...stepLatencies) * 1e-6,
  small,
  large,
  ringSmall: secondsOf(ring64, small, fast),
  treeSmall: secondsOf(tree64, small, fast),
  ringLarge: secondsOf(ring64, large, fast),
  treeLarge: secondsOf(tree64, large, fast),
  crossover:
    ((ring64.rounds - tree64.rounds) / (tree64.waited - ring64.waited)) *
    fast.latency *
    fast.bandwidth,
}
