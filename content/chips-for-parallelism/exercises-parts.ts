import { defineExercise } from '../../components/exercise/index.ts'
import { handingOver, speedUp } from '../../math/chip-design/index.ts'
import { floatFormats, floatRange, scaleFor } from '../../math/float-format.ts'
import { ringTime } from '../../math/parallel/ring.ts'
import { straggling } from '../../math/parallel/stragglers.ts'

const micro = 1e-6

/** When does it pay to hand work to another core? */
export const handItOver = defineExercise({
  id: 'hand-it-over',
  rev: 1,
  skills: ['heterogeneous'],
  generate: (random) => ({
    operations: 1e6 * random.integer(4, 60),
    bytes: 1e5 * random.integer(4, 40),
    own: 1e9 * random.integer(40, 200),
    other: 1e9 * random.integer(250, 900),
    bandwidth: 1e9 * random.integer(20, 60),
    handover: micro * random.integer(8, 60),
    layers: random.integer(8, 24),
  }),
  facts: (given) => {
    const { operations, bytes, own, other, bandwidth, handover, layers } = given
    const { own: alone, handed } = handingOver(given, own, other, bandwidth, handover)
    return {
      alone,
      handed,
      computing: operations / other,
      moving: bytes / bandwidth,
      overhead: 2 * handover,
      lost: layers * Math.abs(handed - alone),
      aloneAll: layers * alone,
      handedAll: layers * handed,
    }
  },
  accept: (_given, { alone, handed }) => Math.max(alone, handed) > 1.15 * Math.min(alone, handed),
  parts: [
    {
      id: 'alone',
      kind: 'number',
      unit: 's',
      value: ({ alone }) => alone,
      mistakes: { 'other-core': ({ computing }) => computing },
    },
    {
      id: 'handed',
      kind: 'number',
      unit: 's',
      value: ({ handed }) => handed,
      mistakes: {
        'one-handover': ({ handed, overhead }) => handed - overhead / 2,
        'handover-forgotten': ({ handed, overhead }) => handed - overhead,
        'added-what-overlaps': ({ overhead, computing, moving }) => overhead + computing + moving,
        'shorter-for-longer': ({ overhead, computing, moving }) =>
          overhead + Math.min(computing, moving),
      },
    },
    {
      id: 'pays',
      kind: 'choice',
      options: { 'keep-it': {}, 'hand-over': {} },
      correct: ({ alone, handed }) => [handed < alone ? 'hand-over' : 'keep-it'],
    },
    {
      id: 'network',
      kind: 'number',
      unit: 's',
      value: ({ handedAll }) => handedAll,
      mistakes: {
        'one-handover-for-all': ({ handedAll, overhead, handed }) =>
          handedAll - (handedAll / handed - 1) * overhead,
        'kept-for-handed': ({ aloneAll }) => aloneAll,
      },
    },
  ],
  hints: 2,
  solution: 4,
  preset: () => ({
    widget: 'chip-designer',
    params: { focus: 'mobilenet', secondCore: 'host', chips: 1, tensorParallel: 1 },
  }),
})

/** Latency of small collectives, and the slowest of many. */
export const waitingForAll = defineExercise({
  id: 'waiting-for-all',
  rev: 1,
  skills: ['synchronisation'],
  generate: (random) => ({
    ranks: 2 ** random.integer(6, 8),
    alpha: micro * random.integer(3, 15),
    chance: random.integer(5, 60) / 10000,
    excess: random.pick([0.2, 0.3, 0.5]),
    step: random.integer(111, 399) / 100,
  }),
  facts: ({ ranks, alpha, chance, excess, step }) => {
    const { chance: some, slowdown } = straggling(ranks, chance, excess)
    return {
      levels: Math.log2(ranks),
      last: ranks - 1,
      // Four bytes: what is left is latency.
      ring: ringTime('all-reduce', ranks, 4, { bandwidth: 1e30, latency: alpha }),
      tree: 2 * Math.log2(ranks) * alpha,
      naturalTree: 2 * Math.log(ranks) * alpha,
      some,
      none: 1 - some,
      expected: step * slowdown,
      averaged: step * (1 + excess * chance),
      always: step * (1 + excess),
      counted: chance * ranks,
      chance,
    }
  },
  // Every outcome needs its three figures to be written down.
  accept: (_given, { always, averaged }) =>
    [always, averaged].every((time) => Math.round(time * 100) % 10 !== 0),
  parts: [
    {
      id: 'ring',
      kind: 'number',
      unit: 's',
      value: ({ ring }) => ring,
      mistakes: {
        'ring-once-not-twice': ({ ring }) => ring / 2,
        'ranks-for-ranks-minus-one': ({ ring, last }) => (ring * (last + 1)) / last,
      },
    },
    {
      id: 'tree',
      kind: 'number',
      unit: 's',
      value: ({ tree }) => tree,
      mistakes: {
        'one-way-only': ({ tree }) => tree / 2,
        'natural-logarithm': ({ naturalTree }) => naturalTree,
      },
    },
    {
      id: 'chance',
      kind: 'number',
      unit: 'fraction',
      value: ({ some }) => some,
      mistakes: {
        'fraction-for-complement': ({ none }) => none,
        'counted-for-chance': ({ counted }) => counted,
        'one-chip-only': ({ chance }) => chance,
      },
    },
    {
      id: 'expected',
      kind: 'number',
      unit: 's',
      value: ({ expected }) => expected,
      mistakes: {
        'average-chip': ({ averaged }) => averaged,
        'slow-every-time': ({ always }) => always,
      },
    },
  ],
  hints: 3,
  solution: 4,
})

const { e4m3, e5m2 } = floatFormats

/** A scale, its format, and what an 8-bit engine gains. */
export const eightBits = defineExercise({
  id: 'eight-bits',
  rev: 1,
  skills: ['low-precision', 'amdahl'],
  generate: (random) => ({
    magnitude: random.integer(11, 600) / 10,
    linear: random.integer(401, 749) / 1000,
    scaling: random.integer(2, 6) / 100,
  }),
  facts: ({ magnitude, linear, scaling }) => {
    const { after } = speedUp(1, linear, 2)
    const scale = scaleFor(magnitude, e4m3)
    return {
      scaling,
      largest: floatRange(e4m3).largest,
      largestGradient: floatRange(e5m2).largest,
      scale,
      scaled: scale * magnitude,
      exact: floatRange(e4m3).largest / magnitude,
      gradientScale: scaleFor(magnitude, e5m2),
      without: 1 / after,
      gained: 1 / (after + scaling),
      after: after + scaling,
      rest: 1 - linear,
      half: linear / 2,
    }
  },
  accept: (_given, { exact, scale }) => exact > 1.1 * scale && exact < 1.8 * scale,
  parts: [
    {
      id: 'scale',
      kind: 'number',
      unit: 'number',
      value: ({ scale }) => scale,
      mistakes: {
        'no-power-of-two': ({ exact }) => exact,
        'e5m2-for-e4m3': ({ gradientScale }) => gradientScale,
        'one-power-too-far': ({ scale }) => 2 * scale,
        'inverted-ratio': ({ scale }) => (scale === 1 ? undefined : 1 / scale),
      },
    },
    {
      id: 'gradients',
      kind: 'choice',
      options: {
        'wide-range': {},
        'fine-steps': { mistake: 'precision-for-range' },
        'no-scale': { mistake: 'scale-for-nothing' },
      },
      correct: () => ['wide-range'],
    },
    {
      id: 'gained',
      kind: 'number',
      unit: 'number',
      value: ({ gained }) => gained,
      mistakes: {
        'everything-faster': ({ scaling }) => 1 / (0.5 + scaling),
        'scaling-for-free': ({ without }) => without,
        'inverted-ratio': ({ gained }) => 1 / gained,
      },
    },
    {
      id: 'stays-wide',
      kind: 'choice',
      multiple: true,
      options: {
        'sums-of-products': {},
        'master-weights': {},
        'softmax-and-norms': {},
        'operands-of-linear': { mistake: 'nothing-narrowed' },
      },
      correct: () => ['sums-of-products', 'master-weights', 'softmax-and-norms'],
    },
  ],
  hints: 3,
  solution: 4,
  preset: () => ({
    widget: 'chip-designer',
    params: { focus: 'training', lowPrecision: true },
  }),
})
