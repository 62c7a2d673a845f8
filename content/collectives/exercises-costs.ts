import { defineExercise } from '../../components/exercise/define.ts'
import { slips } from '../../components/exercise/mistakes.ts'
import { algorithmBandwidth, busBandwidth, busFactor } from '../../math/collectives/index.ts'
import { coefficients, secondsOf } from './coefficients.ts'

/** As many ranks as the widget shows. */
const mostShown = 16

/** Rounds, chunk, bytes per rank and in all of one ring all-reduce, each from the one before. */
export const ringBill = defineExercise({
  id: 'ring-bill',
  rev: 1,
  skills: ['ring-rounds', 'ring-bytes'],
  generate: (random) => ({
    ranks: random.integer(5, mostShown),
    bytes: random.integer(12, 99) * 1e8,
  }),
  facts: ({ ranks, bytes }) => {
    const { rounds, messages, sent, total } = coefficients('all-reduce', 'ring', ranks)
    return {
      ranks,
      bytes,
      rounds,
      messages,
      others: ranks - 1,
      chunk: bytes / ranks,
      sent: sent * bytes,
      total: total * bytes,
    }
  },
  // A chunk of whole bytes.
  accept: (_, { chunk }) => Number.isInteger(chunk),
  parts: [
    {
      id: 'rounds',
      kind: 'number',
      unit: 'number',
      figures: 'exact',
      value: (facts) => facts.rounds,
      mistakes: {
        'ring-once-not-twice': (facts) => facts.others,
        'ranks-for-ranks-minus-one': (facts) => 2 * facts.ranks,
        'messages-for-rounds': (facts) => facts.messages,
      },
    },
    {
      id: 'chunk',
      kind: 'number',
      unit: 'B',
      value: (facts) => facts.chunk,
      mistakes: {
        'whole-buffer-each-step': (facts) => facts.bytes,
        'cut-by-neighbours': (facts) => facts.bytes / facts.others,
      },
    },
    {
      id: 'sent',
      kind: 'number',
      unit: 'B',
      dependsOn: ['rounds', 'chunk'],
      value: (_, earlier) => earlier('rounds') * earlier('chunk'),
      mistakes: {
        'ring-once-not-twice': (_, earlier) => (earlier('rounds') * earlier('chunk')) / 2,
        'whole-buffer-each-step': (facts, earlier) => earlier('rounds') * facts.bytes,
        'one-chunk-only': (_, earlier) => earlier('chunk'),
        'sent-and-received': (_, earlier) => 2 * earlier('rounds') * earlier('chunk'),
      },
    },
    {
      id: 'total',
      kind: 'number',
      unit: 'B',
      dependsOn: ['sent'],
      value: (facts, earlier) => facts.ranks * earlier('sent'),
      mistakes: {
        'per-rank-for-total': (_, earlier) => earlier('sent'),
        'one-rank-left-out': (facts, earlier) => facts.others * earlier('sent'),
        'ring-once-not-twice': (facts, earlier) => (facts.ranks * earlier('sent')) / 2,
      },
    },
  ],
  hints: 3,
  solution: 4,
  preset: ({ ranks, bytes }) => ({
    widget: 'collective',
    params: { primitive: 'all-reduce', algorithm: 'ring', ranks, bytes },
  }),
})

/** The same bytes have different names in an all-gather and in an all-to-all. */
export const whichSize = defineExercise({
  id: 'which-size',
  rev: 1,
  skills: ['collective-size', 'ring-bytes'],
  generate: (random) => ({
    ranks: random.integer(4, mostShown),
    shard: random.integer(11, 89) * 1e6,
    buffer: random.integer(11, 89) * 1e7,
  }),
  facts: ({ ranks, shard, buffer }) => {
    const factor = coefficients('all-gather', 'ring', ranks).sent
    return {
      ranks,
      shard,
      others: ranks - 1,
      gathered: ranks * shard,
      gatherSent: factor * ranks * shard,
      shardAsSize: factor * shard,
      block: buffer / ranks,
      exchanged: coefficients('all-to-all', 'pairwise', ranks).sent * buffer,
      buffer,
    }
  },
  parts: [
    {
      id: 'gathered',
      kind: 'number',
      unit: 'B',
      value: (facts) => facts.gathered,
      mistakes: {
        'shard-for-gathered': (facts) => facts.shard,
        'own-shard-left-out': (facts) => facts.others * facts.shard,
      },
    },
    {
      id: 'gather-sent',
      kind: 'number',
      unit: 'B',
      dependsOn: ['gathered'],
      value: (facts, earlier) => ((facts.ranks - 1) / facts.ranks) * earlier('gathered'),
      mistakes: {
        'shard-for-gathered': (facts) => facts.shardAsSize,
        'ring-twice-not-once': (facts, earlier) =>
          2 * ((facts.ranks - 1) / facts.ranks) * earlier('gathered'),
        'ranks-for-ranks-minus-one': (_, earlier) => earlier('gathered'),
      },
    },
    {
      id: 'exchanged',
      kind: 'number',
      unit: 'B',
      value: (facts) => facts.exchanged,
      mistakes: {
        'buffer-to-each': (facts) => facts.others * facts.buffer,
        'one-block-only': (facts) => facts.block,
        'ranks-for-ranks-minus-one': (facts) => facts.buffer,
      },
    },
  ],
  hints: 2,
  solution: 3,
  preset: (_, { ranks, gathered }) => ({
    widget: 'collective',
    params: { primitive: 'all-gather', algorithm: 'ring', ranks, bytes: gathered },
  }),
})

/** Latency against bandwidth: the time of both, and the size at which they change places. */
export const ringOrTree = defineExercise({
  id: 'ring-or-tree',
  rev: 1,
  skills: ['alpha-beta', 'choose-algorithm'],
  generate: (random) => ({
    ranks: random.pick([8, 16, 32, 64]),
    bytes: random.pick([1e5, 1e6]) * random.integer(1, 40),
    latency: random.integer(2, 20) * 1e-6,
    bandwidth: random.pick([10, 20, 25, 40, 50]) * 1e9,
  }),
  facts: ({ ranks, bytes, latency, bandwidth }) => {
    const ring = coefficients('all-reduce', 'ring', ranks)
    const tree = coefficients('all-reduce', 'binomial-tree', ranks)
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
  accept: (_, { ringSeconds, treeSeconds, ringTransfer, treeLatency }) =>
    Math.abs(Math.log(ringSeconds / treeSeconds)) > 0.1 &&
    treeLatency / treeSeconds > 0.1 &&
    ringTransfer / ringSeconds > 0.1,
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
