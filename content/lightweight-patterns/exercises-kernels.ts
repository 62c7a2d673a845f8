import { defineExercise } from '../../components/exercise/index.ts'
import { bottleneck, convolutionCost, deformableCost, sequenceCost } from '../../math/conv/index.ts'
import type { ConvolutionSpec } from '../../math/conv/index.ts'

const layerOf = (channels: number, kernel: number, groups = 1): ConvolutionSpec => ({
  inputChannels: channels,
  outputChannels: channels,
  kernel,
  padding: (kernel - 1) / 2,
  groups,
  bias: false,
})

const patterns = ['one-by-one', 'two-small', 'narrowed', 'each-alone', 'in-groups'] as const

/** Only the weights are told: which pattern is it? */
export const nameThePattern = defineExercise({
  id: 'name-the-pattern',
  rev: 1,
  skills: ['recognise-pattern'],
  generate: (random) => {
    const groups = random.pick([2, 4, 8])
    return {
      pattern: random.pick(patterns),
      groups,
      channels: 4 * groups * random.integer(2, 12),
    }
  },
  facts: ({ pattern, groups, channels }) => {
    const input = { height: 1, width: 1 }
    const weights = (...layers: readonly ConvolutionSpec[]) => sequenceCost(layers, input).params
    const values = {
      'one-by-one': weights(layerOf(channels, 1)),
      'two-small': weights(layerOf(channels, 3), layerOf(channels, 3)),
      narrowed: weights(...bottleneck({ ...layerOf(channels, 3), middleChannels: channels / 4 })),
      'each-alone': weights(layerOf(channels, 3, channels)),
      'in-groups': weights(layerOf(channels, 3, groups)),
    }
    return {
      pattern,
      values,
      shown: values[pattern],
      square: channels ** 2,
      perSquare: values[pattern] / channels ** 2,
      perChannel: values[pattern] / channels,
      middle: channels / 4,
      oneByOne: values['one-by-one'],
      twoSmall: values['two-small'],
      narrowed: values.narrowed,
      eachAlone: values['each-alone'],
      inGroups: values['in-groups'],
    }
  },
  parts: [
    {
      id: 'pattern',
      kind: 'choice',
      options: {
        'one-by-one': { value: ({ values }) => values['one-by-one'] },
        'two-small': { value: ({ values }) => values['two-small'] },
        narrowed: { value: ({ values }) => values.narrowed },
        'each-alone': { value: ({ values }) => values['each-alone'] },
        'in-groups': { value: ({ values }) => values['in-groups'] },
      },
      correct: ({ pattern }) => [pattern],
    },
  ],
  hints: 2,
  solution: 2,
})

/** A wide kernel, directly and behind a 1×1 that narrows. */
export const severalSizes = defineExercise({
  id: 'several-sizes',
  rev: 1,
  skills: ['multi-size-kernels', 'one-by-one-reduction'],
  generate: (random) => ({
    kernel: random.pick([3, 5, 7]),
    inputChannels: 16 * random.integer(6, 40),
    middle: 8 * random.integer(1, 8),
    outputChannels: 16 * random.integer(2, 12),
  }),
  facts: ({ kernel, inputChannels, middle, outputChannels }) => {
    const input = { height: 7, width: 7 }
    const layer = { inputChannels, outputChannels, kernel, padding: (kernel - 1) / 2, bias: false }
    const direct = convolutionCost(layer, input).params.total
    const narrow = convolutionCost(
      { ...layer, outputChannels: middle, kernel: 1, padding: 0 },
      input,
    ).params.total
    const wide = convolutionCost({ ...layer, inputChannels: middle }, input).params.total
    return {
      taps: kernel ** 2,
      direct,
      narrow,
      wide,
      both: narrow + wide,
      saved: 1 - (narrow + wide) / direct,
      flat: direct / kernel,
      // The pair's weights are proportional to the channels between.
      evenAt: (middle * direct) / (narrow + wide),
    }
  },
  accept: (_, { both, direct }) => both < 0.8 * direct,
  parts: [
    {
      id: 'direct',
      kind: 'number',
      unit: 'params',
      value: (facts) => facts.direct,
      mistakes: {
        'kernel-not-squared': (facts) => facts.flat,
        'narrowed-already': (facts) => facts.both,
      },
    },
    {
      id: 'both',
      kind: 'number',
      unit: 'params',
      value: (facts) => facts.both,
      mistakes: {
        'pointwise-only': (facts) => facts.narrow,
        'forgot-the-one-by-one': (facts) => facts.wide,
      },
    },
    {
      id: 'saved',
      kind: 'number',
      unit: 'fraction',
      dependsOn: ['direct', 'both'],
      value: (_, earlier) => 1 - earlier('both') / earlier('direct'),
      mistakes: {
        'kept-for-saved': (_, earlier) => earlier('both') / earlier('direct'),
      },
    },
  ],
  hints: 3,
  solution: 3,
  preset: ({ inputChannels, middle, outputChannels, kernel }) => ({
    widget: 'multi-scale',
    params: {
      module: 'own',
      kernel,
      inputChannels,
      wideReduce: middle,
      wide: outputChannels,
    },
  }),
})

/** What bends a kernel: how many maps of offsets, what predicts them, and how it begins. */
export const bendTheKernel = defineExercise({
  id: 'bend-the-kernel',
  rev: 1,
  skills: ['deformable-offsets'],
  generate: (random) => ({
    version: random.pick([1, 2] as const),
    kernel: random.pick([3, 5]),
    channels: 16 * random.integer(2, 32),
  }),
  facts: ({ version, kernel, channels }) => {
    const { offsets } = deformableCost(
      { ...layerOf(channels, kernel), version },
      { height: 14, width: 14 },
    )
    const taps = kernel ** 2
    return {
      version,
      taps,
      perTap: version === 1 ? 2 : 3,
      maps: offsets.output[1],
      other: version === 1 ? 3 * taps : 2 * taps,
      reach: taps * channels,
      params: offsets.params.total,
      weights: offsets.params.weights,
      flat: offsets.params.weights / taps + offsets.output[1],
      own: taps * channels ** 2,
    }
  },
  parts: [
    {
      id: 'maps',
      kind: 'number',
      unit: 'number',
      figures: 'exact',
      value: (facts) => facts.maps,
      mistakes: {
        'one-number-per-tap': (facts) => facts.taps,
        'other-version': (facts) => facts.other,
        'one-shift-for-all': (facts) => facts.perTap,
      },
    },
    {
      id: 'params',
      kind: 'number',
      unit: 'params',
      figures: 5,
      dependsOn: ['maps'],
      value: (facts, earlier) => (facts.reach + 1) * earlier('maps'),
      mistakes: {
        'forgot-bias': (facts, earlier) => facts.reach * earlier('maps'),
        'offsets-by-one-by-one': ({ reach, taps }, earlier) => (reach / taps + 1) * earlier('maps'),
        'kernel-for-offsets': (facts) => facts.own,
      },
    },
    {
      id: 'start',
      kind: 'choice',
      options: {
        'the-same': {},
        'a-half': {},
        'nothing-at-all': {},
      },
      correct: ({ version }) => [version === 1 ? 'the-same' : 'a-half'],
    },
  ],
  hints: 3,
  solution: 3,
})
