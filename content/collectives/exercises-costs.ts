import { coefficients } from '../../math/collectives/index.ts'
import { defineExercise } from '../../components/exercise/define.ts'

/** As many ranks as the widget shows. */
export const mostShown = 16

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
    const { rounds, messages, sent, total } = coefficients({
      primitive: 'all-reduce',
      algorithm: 'ring',
      ranks,
    })
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
    const factor = coefficients({ primitive: 'all-gather', algorithm: 'ring', ranks }).sent
    return {
      ranks,
      shard,
      others: ranks - 1,
      gathered: ranks * shard,
      gatherSent: factor * ranks * shard,
      shardAsSize: factor * shard,
      block: buffer / ranks,
      exchanged:
        coefficients({ primitive: 'all-to-all', algorithm: 'pairwise', ranks }).sent * buffer,
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
