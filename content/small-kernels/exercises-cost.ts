import { defineExercise, slips } from '../../components/exercise/index.ts'
import { breakEvenChannels, compareStack, stackedLayers } from '../../math/conv/index.ts'
import type { StackSpec } from '../../math/conv/index.ts'
import { inceptionModule } from '../../math/nets/index.ts'

/** Ratios do not depend on the picture; any size will do. */
const picture = { height: 28, width: 28 }

const weightsOf = (spec: StackSpec) => {
  const { stack, single, ratio } = compareStack(spec, picture)
  return { stack: stack.params, single: single.params.total, ratio }
}

/** How many small kernels for a large one, their weights, and what is left of the large one's. */
export const smallForLarge = defineExercise({
  id: 'small-for-large',
  rev: 1,
  skills: ['trade-kernels', 'receptive-field'],
  generate: (random) => {
    const small = random.pick([3, 5])
    const size = 1 + random.integer(2, small === 3 ? 6 : 5) * (small - 1)
    return { small, size, channels: 8 * random.integer(2, 48) }
  },
  facts: ({ small, size, channels }) => {
    const layers = stackedLayers(size, small)
    const { stack, single, ratio } = weightsOf({
      kernels: Array.from({ length: layers }, () => ({ kernel: small })),
      inputChannels: channels,
      middleChannels: channels,
      outputChannels: channels,
    })
    return {
      small,
      size,
      channels,
      layers,
      /** Rows that one layer adds to what is seen, on both sides together. */
      added: small - 1,
      reach: size - 1,
      oneSide: (small - 1) / 2,
      sidesAdded: Math.ceil(size / small),
      weights: stack,
      oneLayer: stack / layers,
      single,
      share: ratio,
    }
  },
  parts: [
    {
      id: 'layers',
      kind: 'number',
      unit: 'number',
      figures: 'exact',
      value: (facts) => facts.layers,
      mistakes: {
        // Sides that overlap do not add up; with few layers the mistake happens to come out right.
        'sides-added': ({ sidesAdded, layers }) => (sidesAdded === layers ? undefined : sidesAdded),
        'one-side-only': ({ reach, oneSide }) => reach / oneSide,
      },
    },
    {
      id: 'weights',
      kind: 'number',
      unit: 'params',
      figures: 'exact',
      dependsOn: ['layers'],
      value: (facts, earlier) => earlier('layers') * facts.oneLayer,
      mistakes: {
        'one-layer-only': (facts) => facts.oneLayer,
        'kernel-not-squared': ({ small, channels }, earlier) =>
          earlier('layers') * small * channels ** 2,
        'channels-once': ({ small, channels }, earlier) =>
          earlier('layers') * small ** 2 * channels,
        'large-kernel-for-stack': (facts) => facts.single,
      },
    },
    {
      id: 'share',
      kind: 'number',
      unit: 'fraction',
      dependsOn: ['weights'],
      value: (facts, earlier) => earlier('weights') / facts.single,
      mistakes: {
        'one-layer-only': ({ oneLayer, single }) => oneLayer / single,
        'sides-for-areas': ({ layers, small, size }) => (layers * small) / size,
        'fraction-for-complement': slips['fraction-for-complement'],
        'inverted-ratio': slips['inverted-ratio'],
      },
    },
  ],
  hints: 3,
  solution: 3,
  preset: ({ small, channels }, { layers }) => ({
    widget: 'kernel-stack',
    params: {
      stack: Array.from({ length: layers }, () => `${small}x${small}`).join(' '),
      inputChannels: channels,
      middleChannels: channels,
      outputChannels: channels,
    },
  }),
})

const small = { kernel: 3 }

/** Two 3×3 with three different channel counts: weights, ratio, and how wide the middle may be. */
export const channelsBetween = defineExercise({
  id: 'channels-between',
  rev: 1,
  skills: ['trade-kernels'],
  generate: (random) => ({
    inputChannels: 16 * random.integer(2, 20),
    middleChannels: 16 * random.integer(2, 24),
    outputChannels: 16 * random.integer(2, 20),
  }),
  facts: (given) => {
    const { inputChannels, middleChannels, outputChannels } = given
    const spec = { kernels: [small, small], ...given }
    const { stack, single, ratio } = weightsOf(spec)
    const breakEven = breakEvenChannels(spec)
    const ends = inputChannels + outputChannels
    return {
      ...given,
      first: 9 * inputChannels * middleChannels,
      second: 9 * middleChannels * outputChannels,
      weights: stack,
      single,
      ratio,
      ends,
      perMiddle: 9 * ends,
      breakEven,
      next: breakEven + 1,
      exactBreakEven: single / (9 * ends),
      evenBreakEven: breakEvenChannels({ ...spec, outputChannels: inputChannels }),
    }
  },
  accept: ({ inputChannels, middleChannels, outputChannels }, { exactBreakEven }) =>
    new Set([inputChannels, middleChannels, outputChannels]).size === 3 &&
    !Number.isInteger(exactBreakEven),
  parts: [
    {
      id: 'weights',
      kind: 'number',
      unit: 'params',
      figures: 'exact',
      value: (facts) => facts.weights,
      mistakes: {
        'middle-left-out': ({ inputChannels, outputChannels }) =>
          18 * inputChannels * outputChannels,
        'first-layer-only': (facts) => facts.first,
        'ends-in-the-middle': ({ first, middleChannels }) => first + 9 * middleChannels ** 2,
        'kernel-not-squared': ({ weights }) => weights / 3,
      },
    },
    {
      id: 'ratio',
      kind: 'number',
      unit: 'fraction',
      dependsOn: ['weights'],
      value: (facts, earlier) => earlier('weights') / facts.single,
      mistakes: {
        'equal-channels-assumed': () => 18 / 25,
        'single-to-the-middle': ({ inputChannels, middleChannels }, earlier) =>
          earlier('weights') / (25 * inputChannels * middleChannels),
        'inverted-ratio': slips['inverted-ratio'],
      },
    },
    {
      id: 'most',
      kind: 'number',
      unit: 'number',
      figures: 'exact',
      value: (facts) => facts.breakEven,
      mistakes: {
        'rounded-up': (facts) => facts.next,
        'equal-channels-assumed': (facts) => facts.evenBreakEven,
        'kernel-not-squared': ({ inputChannels, outputChannels, ends }) =>
          Math.floor((5 * inputChannels * outputChannels) / (3 * ends)),
      },
    },
  ],
  hints: 3,
  solution: 3,
  preset: (given) => ({ widget: 'kernel-stack', params: { stack: '3x3 3x3', ...given } }),
})

/** Four replacements: which of them have fewer weights than what they replace? */
export const doesItPay = defineExercise({
  id: 'does-it-pay',
  rev: 1,
  skills: ['trade-kernels'],
  generate: (random) => {
    const channels = 32 * random.integer(1, 8)
    return {
      channels,
      between: (channels * random.integer(3, 8)) / 4,
      turn: channels * random.integer(1, 2),
      side: random.pick([3, 5, 7]),
      crossing: channels * random.integer(1, 4),
      narrow: (channels * random.pick([4, 8, 16, 20])) / 16,
    }
  },
  facts: ({ channels, between, turn, side, crossing, narrow }) => {
    const stack = (kernels: StackSpec['kernels'], middle: number, outputChannels: number) =>
      weightsOf({ kernels, inputChannels: channels, middleChannels: middle, outputChannels })
    const pair = stack([small, small], between, channels)
    const widening = stack([small, small], turn, 2 * channels)
    const crossed = stack([{ kernel: [side, 1] }, { kernel: [1, side] }], crossing, channels)
    const reduced = stack([{ kernel: 1 }, small], narrow, channels)
    return {
      doubled: 2 * channels,
      pairWeights: pair.stack,
      pairSingle: pair.single,
      wideningWeights: widening.stack,
      wideningSingle: widening.single,
      crossedWeights: crossed.stack,
      crossedSingle: crossed.single,
      reducedWeights: reduced.stack,
      reducedSingle: reduced.single,
      ratios: {
        pair: pair.ratio,
        widening: widening.ratio,
        crossed: crossed.ratio,
        reduced: reduced.ratio,
      },
    }
  },
  accept: (_, { ratios }) => {
    const saving = Object.values(ratios).filter((ratio) => ratio < 1).length
    return saving > 0 && saving < 4 && !Object.values(ratios).includes(1)
  },
  parts: [
    {
      id: 'which',
      kind: 'choice',
      multiple: true,
      options: {
        'pair-for-five': {},
        'widening-pair': {},
        'column-and-row': {},
        'narrow-then-three': {},
      },
      correct: ({ ratios }) => [
        ...(ratios.pair < 1 ? ['pair-for-five'] : []),
        ...(ratios.widening < 1 ? ['widening-pair'] : []),
        ...(ratios.crossed < 1 ? ['column-and-row'] : []),
        ...(ratios.reduced < 1 ? ['narrow-then-three'] : []),
      ],
    },
  ],
  hints: 2,
  solution: 2,
  preset: ({ channels, between }) => ({
    widget: 'kernel-stack',
    params: {
      stack: '3x3 3x3',
      inputChannels: channels,
      middleChannels: between,
      outputChannels: channels,
    },
  }),
})

/** A module of four branches: its outputs, and one branch with its 1×1 in front. */
export const narrowFirst = defineExercise({
  id: 'narrow-first',
  rev: 1,
  skills: ['reduce-channels'],
  generate: (random) => ({
    inputChannels: 32 * random.integer(4, 24),
    one: 16 * random.integer(2, 16),
    threeReduce: 16 * random.integer(2, 8),
    three: 16 * random.integer(4, 20),
    wideReduce: 8 * random.integer(2, 8),
    wide: 16 * random.integer(2, 8),
    pool: 16 * random.integer(2, 8),
  }),
  facts: ({ inputChannels, ...widths }) => {
    const module = (reduced: boolean) =>
      inceptionModule({ inputChannels, widths, reduced }, picture)
    const [narrowed, direct] = [module(true), module(false)]
    const wide = narrowed.branches.find(({ name }) => name === 'wide')!
    const whole = direct.branches.find(({ name }) => name === 'wide')!
    return {
      inputChannels,
      ...widths,
      outputs: narrowed.outputChannels,
      directOutputs: direct.outputChannels,
      reduction: wide.reduction!.params,
      kernels: wide.kernels!.params,
      pair: wide.params,
      direct: whole.params,
      share: wide.params / whole.params,
    }
  },
  accept: (_, { share }) => share < 0.6,
  parts: [
    {
      id: 'outputs',
      kind: 'number',
      unit: 'number',
      figures: 'exact',
      value: (facts) => facts.outputs,
      mistakes: {
        'reductions-counted': ({ outputs, threeReduce, wideReduce }) =>
          outputs + threeReduce + wideReduce,
        'pooling-hands-all-on': (facts) => facts.directOutputs,
        'pooling-left-out': ({ outputs, pool }) => outputs - pool,
      },
    },
    {
      id: 'weights',
      kind: 'number',
      unit: 'params',
      figures: 'exact',
      value: (facts) => facts.pair,
      mistakes: {
        'reduction-left-out': (facts) => facts.kernels,
        'kernel-sees-all': ({ reduction, direct }) => reduction + direct,
        'kernel-not-squared': ({ reduction, kernels }) => reduction + kernels / 5,
        'five-by-five-twice': ({ reduction, kernels }) => 25 * reduction + kernels,
      },
    },
    {
      id: 'share',
      kind: 'number',
      unit: 'fraction',
      dependsOn: ['weights'],
      value: (facts, earlier) => earlier('weights') / facts.direct,
      mistakes: {
        'channels-alone': ({ wideReduce, inputChannels }) => wideReduce / inputChannels,
        'fraction-for-complement': slips['fraction-for-complement'],
        'inverted-ratio': slips['inverted-ratio'],
      },
    },
  ],
  hints: 3,
  solution: 3,
  preset: (given) => ({ widget: 'multi-scale', params: { module: 'own', size: 28, ...given } }),
})
