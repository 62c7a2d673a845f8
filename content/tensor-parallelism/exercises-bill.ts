import { defineExercise } from '../../components/exercise/define.ts'
import { ringBytes } from '../../math/parallel/ring.ts'
import { layerCommunication } from '../../math/parallel/tensor/volume.ts'
import { layerActivations } from '../../math/parallel/transformer/index.ts'

/** Bytes per number: 16 bits. */
const each = 2

const layerOf = (hidden: number, tokens: number) => ({
  layers: 1,
  hidden,
  heads: hidden / 128,
  vocabulary: 1,
  sequence: tokens,
})

const countOf = (phase: string | null) =>
  layerCommunication(layerOf(1024, 512), { tensorParallel: 2 })
    .collectives.filter((one) => phase === null || one.phase === phase)
    .reduce((sum, { count }) => sum + count, 0)

/** All-reduces of a step, with one wrapped input and with three separate projections. */
export const countThem = defineExercise({
  id: 'count-them',
  rev: 1,
  skills: ['tensor-backward', 'tensor-volume'],
  generate: (random) => ({
    layers: random.integer(12, 48),
    microbatches: random.integer(3, 16),
    ranks: random.pick([2, 4, 8]),
  }),
  facts: ({ layers, microbatches, ranks }) => {
    const perLayer = countOf(null)
    const forward = countOf('forward')
    // Q, K and V each sum a gradient of their own where one sum would do.
    const separate = perLayer + 2
    return {
      layers,
      microbatches,
      ranks,
      perLayer,
      forward,
      separate,
      fused: perLayer * layers * microbatches,
      apart: separate * layers * microbatches,
    }
  },
  parts: [
    {
      id: 'fused',
      kind: 'number',
      unit: 'number',
      figures: 'exact',
      value: ({ fused }) => fused,
      mistakes: {
        'forward-only': ({ forward, layers, microbatches }) => forward * layers * microbatches,
        'ignored-microbatches': ({ perLayer, layers }) => perLayer * layers,
        'every-product': ({ layers, microbatches }) => 8 * layers * microbatches,
        'times-ranks': ({ fused, ranks }) => (ranks === 2 ? undefined : fused * ranks),
      },
    },
    {
      id: 'apart',
      kind: 'number',
      unit: 'number',
      figures: 'exact',
      value: ({ apart }) => apart,
      mistakes: {
        'forward-too': ({ layers, microbatches, perLayer }) =>
          (perLayer + 4) * layers * microbatches,
        'three-times-all': ({ fused }) => 3 * fused,
        'nothing-more': ({ fused }) => fused,
      },
    },
  ],
  hints: 2,
  solution: 2,
  preset: ({ ranks }) => ({
    widget: 'tensor-parallel',
    params: { block: 'attention', pass: 'backward', ranks, separate: true },
  }),
})

/** Bytes and time of one layer, and when data parallelism would have sent as much. */
export const theBill = defineExercise({
  id: 'the-bill',
  rev: 1,
  skills: ['tensor-volume'],
  generate: (random) => ({
    hidden: random.pick([2048, 4096, 6144, 8192]),
    tokens: random.pick([512, 1024, 2048, 4096, 8192]),
    ranks: random.pick([4, 8]),
    /** GB/s. */
    bandwidth: random.pick([50, 100, 150, 300, 450]),
  }),
  facts: ({ hidden, tokens, ranks, bandwidth }) => {
    const matrix = each * hidden * tokens
    const sent = each * layerCommunication(layerOf(hidden, tokens), { tensorParallel: ranks }).sent
    return {
      hidden,
      tokens,
      ranks,
      less: ranks - 1,
      bandwidth,
      bytesPerSecond: bandwidth * 1e9,
      matrix,
      one: ringBytes('all-reduce', ranks, matrix),
      sent,
      time: sent / (bandwidth * 1e9),
      gradients: 12 * hidden * hidden,
      even: 3 * hidden,
    }
  },
  parts: [
    {
      id: 'sent',
      kind: 'number',
      unit: 'B',
      value: ({ sent }) => sent,
      mistakes: {
        // As much as the backward pass left out, or numbers taken for bytes.
        'half-of-it': ({ sent }) => sent / 2,
        'one-all-reduce': ({ one }) => one,
        'whole-buffer': ({ matrix }) => 8 * matrix,
        'total-for-per-rank': ({ sent, ranks }) => sent * ranks,
      },
    },
    {
      id: 'time',
      kind: 'number',
      unit: 's',
      dependsOn: ['sent'],
      value: ({ bytesPerSecond }, earlier) => earlier('sent') / bytesPerSecond,
      mistakes: {
        'bits-for-bytes': ({ bytesPerSecond }, earlier) => (8 * earlier('sent')) / bytesPerSecond,
        'divided-by-ranks': ({ bytesPerSecond, ranks }, earlier) =>
          earlier('sent') / bytesPerSecond / ranks,
      },
    },
    {
      id: 'even',
      kind: 'number',
      unit: 'number',
      figures: 'exact',
      value: ({ even }) => even,
      mistakes: {
        'forward-only': ({ hidden }) => 6 * hidden,
        'attention-left-out': ({ hidden }) => 2 * hidden,
        'per-token-for-tokens': ({ gradients }) => gradients,
      },
    },
  ],
  hints: 3,
  solution: 3,
  preset: ({ hidden, tokens, ranks }) => ({
    widget: 'tensor-parallel',
    params: { hidden, tokens, ranks },
  }),
})

/** Activations of a layer with tensor parallelism, with sequence parallelism, and what that sends. */
export const keepLess = defineExercise({
  id: 'keep-less',
  rev: 1,
  skills: ['sequence-parallel'],
  generate: (random) => ({
    hidden: random.pick([2048, 4096, 6144, 8192, 12288]),
    tokens: random.pick([1024, 2048, 4096, 8192]),
    ranks: random.pick([4, 8]),
  }),
  facts: ({ hidden, tokens, ranks }) => {
    const model = layerOf(hidden, tokens)
    // Selective recomputation keeps no scores, as the chapter counts.
    const kept = (tensorParallel: number, sequenceParallel: boolean) =>
      layerActivations(model, { tensorParallel, sequenceParallel, recompute: 'selective' }).bytes
    const options = { tensorParallel: ranks, sequenceParallel: true }
    return {
      hidden,
      tokens,
      ranks,
      less: ranks - 1,
      unit: hidden * tokens,
      whole: kept(1, false),
      tensor: kept(ranks, false),
      both: kept(ranks, true),
      shares: 10 + 24 / ranks,
      equal: each * layerCommunication(model, options).sent,
      again: each * layerCommunication(model, options, false).sent,
    }
  },
  parts: [
    {
      id: 'tensor',
      kind: 'number',
      unit: 'B',
      value: ({ tensor }) => tensor,
      mistakes: {
        'everything-divided': ({ both }) => both,
        'nothing-divided': ({ whole }) => whole,
        'replicated-forgotten': ({ unit, ranks }) => (24 * unit) / ranks,
      },
    },
    {
      id: 'both',
      kind: 'number',
      unit: 'B',
      value: ({ both }) => both,
      mistakes: {
        'sequence-forgotten': ({ tensor }) => tensor,
        'only-the-rest': ({ unit, ranks }) => (10 * unit) / ranks + 24 * unit,
      },
    },
    {
      id: 'again',
      kind: 'number',
      unit: 'B',
      value: ({ again }) => again,
      mistakes: {
        'gathers-forgotten': ({ equal }) => equal,
        'one-gather': ({ equal }) => (equal * 9) / 8,
        'gather-as-all-reduce': ({ equal }) => (equal * 12) / 8,
      },
    },
  ],
  hints: 3,
  solution: 3,
  preset: ({ hidden, tokens, ranks }) => ({
    widget: 'tensor-parallel',
    params: { sequence: true, collective: 'reduce-scatter', hidden, tokens, ranks },
  }),
})
