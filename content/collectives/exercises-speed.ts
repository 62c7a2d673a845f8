import { defineExercise } from '../../components/exercise/define.ts'
import { slips } from '../../components/exercise/mistakes.ts'
import {
  algorithmBandwidth,
  busBandwidth,
  busFactor,
  coefficients,
  secondsOf,
} from '../../math/collectives/index.ts'
import { mostShown } from './exercises-costs.ts'

/**
 * Whether a value has no more than two figures. A mistake of 4 ms cannot be told from 4.4 ms that
 * was rounded, so where the two are near, such draws are refused.
 */
const isBlunt = (value: number) => Number(value.toPrecision(2)) === Number(value.toPrecision(12))

/** Latency against bandwidth: the time of both, and the size at which they change places. */
export const ringOrTree = defineExercise({
  id: 'ring-or-tree',
  rev: 1,
  skills: ['alpha-beta', 'choose-algorithm'],
  generate: (random) => ({
    ranks: random.pick([8, 16, 32, 64]),
    bytes: random.pick([1e4, 1e5]) * random.integer(11, 399),
    latency: random.integer(21, 199) / 1e7,
    bandwidth: random.pick([10, 20, 25, 40, 50]) * 1e9,
  }),
  facts: ({ ranks, bytes, latency, bandwidth }) => {
    const ring = coefficients({ primitive: 'all-reduce', algorithm: 'ring', ranks })
    const tree = coefficients({ primitive: 'all-reduce', algorithm: 'binomial-tree', ranks })
    const link = { latency, bandwidth }
    const free = { latency, bandwidth: Infinity }
    const instant = { latency: 0, bandwidth }
    const ringSeconds = secondsOf(ring, bytes, link)
    const treeSeconds = secondsOf(tree, bytes, link)
    const moreRounds = ring.rounds - tree.rounds
    const moreBytes = tree.waited - ring.waited
    return {
      ranks,
      others: ranks - 1,
      chunk: bytes / ranks,
      bytes,
      levels: Math.log2(ranks),
      ringRounds: ring.rounds,
      treeRounds: tree.rounds,
      moreRounds,
      moreBytes,
      treeWaited: tree.waited,
      ringWaited: ring.waited,
      ringSeconds,
      treeSeconds,
      ringLatency: secondsOf(ring, bytes, free),
      ringTransfer: secondsOf(ring, bytes, instant),
      treeLatency: secondsOf(tree, bytes, free),
      treeTransfer: secondsOf(tree, bytes, instant),
      ringUncut: ring.rounds * (latency + bytes / bandwidth),
      treeCut: tree.rounds * (latency + bytes / ranks / bandwidth),
      crossover: (moreRounds / moreBytes) * latency * bandwidth,
      withoutTreeRounds: (ring.rounds / moreBytes) * latency * bandwidth,
      withoutRingBytes: (moreRounds / tree.waited) * latency * bandwidth,
    }
  },
  // Both terms must count, and neither algorithm win by a hair.
  accept: (_, facts) =>
    Math.abs(Math.log(facts.ringSeconds / facts.treeSeconds)) > 0.1 &&
    facts.treeLatency / facts.treeSeconds > 0.1 &&
    facts.ringTransfer / facts.ringSeconds > 0.1 &&
    ![facts.ringLatency, facts.ringTransfer, facts.treeLatency, facts.treeTransfer].some(isBlunt),
  parts: [
    {
      id: 'ring',
      kind: 'number',
      unit: 's',
      value: (facts) => facts.ringSeconds,
      mistakes: {
        'ignored-latency': (facts) => facts.ringTransfer,
        'ignored-bandwidth': (facts) => facts.ringLatency,
        'ring-once-not-twice': (facts) => facts.ringSeconds / 2,
        'whole-buffer-each-step': (facts) => facts.ringUncut,
      },
    },
    {
      id: 'tree',
      kind: 'number',
      unit: 's',
      value: (facts) => facts.treeSeconds,
      mistakes: {
        'ignored-latency': (facts) => facts.treeTransfer,
        'ignored-bandwidth': (facts) => facts.treeLatency,
        'up-but-not-down': (facts) => facts.treeSeconds / 2,
        'chunks-in-a-tree': (facts) => facts.treeCut,
      },
    },
    {
      id: 'faster',
      kind: 'choice',
      options: { 'ring-wins': {}, 'tree-wins': {} },
      correct: ({ ringSeconds, treeSeconds }) => [
        ringSeconds < treeSeconds ? 'ring-wins' : 'tree-wins',
      ],
    },
    {
      id: 'crossover',
      kind: 'number',
      unit: 'B',
      value: (facts) => facts.crossover,
      mistakes: {
        'tree-rounds-left-out': (facts) => facts.withoutTreeRounds,
        'ring-bytes-left-out': (facts) => facts.withoutRingBytes,
      },
    },
  ],
  hints: 3,
  solution: 4,
  preset: ({ ranks, bytes, latency, bandwidth }) => ({
    widget: 'collective',
    params: {
      primitive: 'all-reduce',
      algorithm: 'ring',
      ranks: Math.min(ranks, mostShown),
      bytes,
      latency,
      bandwidth,
    },
  }),
})

/** A benchmark's line read: what the program sees, what the links do, how close to their best. */
export const busSpeed = defineExercise({
  id: 'bus-speed',
  rev: 1,
  skills: ['bus-bandwidth'],
  generate: (random) => {
    const ranks = random.integer(4, mostShown)
    const bytes = random.integer(2, 16) * 1e9
    const link = random.pick([25, 50, 100, 150, 300, 450]) * 1e9
    const reached = random.integer(40, 93) / 100
    const best = (busFactor('all-reduce', ranks) * bytes) / link
    // Three figures, as the benchmark would print it.
    return { ranks, bytes, link, seconds: Number((best / reached).toPrecision(3)) }
  },
  facts: ({ ranks, bytes, link, seconds }) => {
    const algorithm = algorithmBandwidth(bytes, seconds)
    const factor = busFactor('all-reduce', ranks)
    const bus = busBandwidth('all-reduce', ranks, bytes, seconds)
    return { algorithm, factor, bus, once: busFactor('all-gather', ranks), share: bus / link, link }
  },
  accept: (_, { algorithm, share, link }) =>
    ![algorithm, algorithm / link, share, 1 - share].some(isBlunt),
  parts: [
    {
      id: 'algorithm',
      kind: 'number',
      unit: 'B/s',
      value: (facts) => facts.algorithm,
      mistakes: {
        'factor-too-early': (facts) => facts.bus,
        'bits-for-bytes': slips['bits-for-bytes'],
      },
    },
    {
      id: 'bus',
      kind: 'number',
      unit: 'B/s',
      dependsOn: ['algorithm'],
      value: (facts, earlier) => facts.factor * earlier('algorithm'),
      mistakes: {
        'ring-once-not-twice': (facts, earlier) => facts.once * earlier('algorithm'),
        'divided-by-factor': (facts, earlier) => earlier('algorithm') / facts.factor,
        'ranks-for-ranks-minus-one': (_, earlier) => 2 * earlier('algorithm'),
        'algorithm-for-bus': (_, earlier) => earlier('algorithm'),
        'bits-for-bytes': slips['bits-for-bytes'],
      },
    },
    {
      id: 'share',
      kind: 'number',
      unit: 'fraction',
      dependsOn: ['bus'],
      value: (facts, earlier) => earlier('bus') / facts.link,
      mistakes: {
        'algorithm-for-bus': (facts) => facts.algorithm / facts.link,
        'fraction-for-complement': slips['fraction-for-complement'],
      },
    },
    {
      id: 'all-gather-line',
      kind: 'choice',
      options: { 'half-the-time': {}, 'the-same-time': {}, 'twice-the-time': {} },
      correct: () => ['half-the-time'],
    },
  ],
  hints: 2,
  solution: 4,
  preset: ({ ranks, bytes, link }) => ({
    widget: 'collective',
    params: { primitive: 'all-reduce', algorithm: 'ring', ranks, bytes, bandwidth: link },
  }),
})
