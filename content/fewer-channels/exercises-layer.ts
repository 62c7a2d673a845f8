import { defineExercise, slips } from '../../components/exercise/index.ts'
import { parameters, separable, separableRatio } from '../../math/conv/index.ts'

/** Weights of the two layers, and their share of the one they stand for. */
export const twoMoves = defineExercise({
  id: 'two-moves',
  rev: 1,
  skills: ['separable-weights'],
  // Neither 1/k² nor 1/N may be a short decimal (1/25, 1/40): typed, it would be too coarse to tell.
  generate: (random) => ({
    kernel: random.pick([3, 7]),
    inputChannels: 4 * random.integer(2, 32),
    outputChannels: 12 * random.integer(1, 10),
  }),
  facts: ({ kernel, inputChannels, outputChannels }) => {
    const layer = { kernel, inputChannels, outputChannels, bias: false }
    const [filter, mix] = separable(layer)
    const area = kernel ** 2
    return {
      area,
      standard: parameters(layer).total,
      depthwise: parameters(filter).total,
      pointwise: parameters(mix).total,
      both: parameters(filter).total + parameters(mix).total,
      ratio: separableRatio(layer),
      ungrouped: parameters({ ...filter, groups: 1 }).total,
      perOutput: area * outputChannels,
      line: kernel * inputChannels,
      outputChannels,
    }
  },
  parts: [
    {
      id: 'depthwise',
      kind: 'number',
      unit: 'params',
      figures: 'exact',
      value: (facts) => facts.depthwise,
      mistakes: {
        'ignored-groups': (facts) => facts.ungrouped,
        'co-for-ci': (facts) => facts.perOutput,
        'kernel-not-squared': (facts) => facts.line,
        'one-kernel-in-all': (facts) => facts.area,
      },
    },
    {
      id: 'pointwise',
      kind: 'number',
      unit: 'params',
      figures: 'exact',
      value: (facts) => facts.pointwise,
      mistakes: {
        'kernel-kept': (facts) => facts.standard,
        'one-weight-per-output': (facts) => facts.outputChannels,
      },
    },
    {
      id: 'share',
      kind: 'number',
      unit: 'fraction',
      dependsOn: ['depthwise', 'pointwise'],
      value: (facts, earlier) => (earlier('depthwise') + earlier('pointwise')) / facts.standard,
      mistakes: {
        'depthwise-only': (facts, earlier) => earlier('depthwise') / facts.standard,
        'pointwise-only': (facts, earlier) => earlier('pointwise') / facts.standard,
        'inverted-ratio': slips['inverted-ratio'],
        'fraction-for-complement': slips['fraction-for-complement'],
      },
    },
  ],
  hints: 3,
  solution: 3,
  preset: ({ kernel, inputChannels, outputChannels }) => ({
    widget: 'separable-conv',
    params: { view: 'ratio', kernel, inputChannels, outputChannels },
  }),
})

/** What the count leaves out: a batch norm after each of the two layers, and no biases. */
export const normsAndBias = defineExercise({
  id: 'norms-and-bias',
  rev: 1,
  skills: ['separable-weights', 'norm-parameters'],
  generate: (random) => ({
    kernel: random.pick([3, 5]),
    inputChannels: 4 * random.integer(2, 24),
    outputChannels: 4 * random.integer(2, 24),
  }),
  facts: ({ kernel, inputChannels, outputChannels }) => {
    const layers = separable({ kernel, inputChannels, outputChannels, bias: false })
    const counted = layers.map((layer) => parameters(layer, 'separate'))
    const weights = counted.reduce((sum, one) => sum + one.weights, 0)
    const norms = counted.reduce((sum, one) => sum + one.batchNorm, 0)
    const channels = inputChannels + outputChannels
    return {
      weights,
      channels,
      norms,
      total: weights + norms,
      buffers: counted.reduce((sum, one) => sum + one.buffers, 0),
      secondNorm: counted[1]!.batchNorm,
      firstNorm: counted[0]!.batchNorm,
      biased: layers.reduce((sum, one) => sum + parameters({ ...one, bias: true }).bias, 0),
    }
  },
  parts: [
    {
      id: 'trained',
      kind: 'number',
      unit: 'params',
      figures: 'exact',
      value: (facts) => facts.total,
      mistakes: {
        'forgot-the-norms': (facts) => facts.weights,
        'one-norm-only': (facts) => facts.weights + facts.secondNorm,
        'buffers-counted': (facts) => facts.total + facts.buffers,
        'one-per-channel': (facts) => facts.weights + facts.channels,
        'added-bias': (facts) => facts.total + facts.biased,
      },
    },
    {
      id: 'true-of-norms',
      kind: 'choice',
      multiple: true,
      options: {
        'bias-is-cancelled': {},
        'folds-away': {},
        'statistics-are-trained': {},
        'depthwise-needs-none': {},
      },
      correct: () => ['bias-is-cancelled', 'folds-away'],
    },
  ],
  hints: 2,
  solution: 2,
  preset: ({ kernel, inputChannels, outputChannels }) => ({
    widget: 'separable-conv',
    params: { view: 'ratio', kernel, inputChannels, outputChannels },
  }),
})

/** The ratio from N and k alone, what moves it, and N from the ratio. */
export const timesFewer = defineExercise({
  id: 'times-fewer',
  rev: 1,
  skills: ['separable-ratio'],
  generate: (random) => {
    const kernel = random.pick([3, 5, 7])
    // Half-way factors that k² exceeds: the goal is written as goalTwice / 2.
    const goalTwice = random.integer(kernel ** 2, 2 * kernel ** 2 - 1)
    return {
      kernel,
      inputChannels: 8 * random.integer(1, 64),
      outputChannels: 4 * random.integer(2, 64),
      size: 7 * random.integer(1, 16),
      goal: goalTwice / 2,
    }
  },
  facts: ({ kernel, inputChannels, outputChannels, goal }) => {
    const area = kernel ** 2
    const layer = { kernel, inputChannels, outputChannels, bias: false }
    const times = 1 / separableRatio(layer)
    const exact = (goal * area) / (area - goal)
    return {
      area,
      times,
      ratio: 1 / times,
      sum: area + outputChannels,
      product: area * outputChannels,
      rest: 1 / goal - 1 / area,
      exact,
      needed: Math.ceil(exact),
      below: Math.floor(exact),
      added: (goal * area) / (area + goal),
    }
  },
  // N must not come out whole but for rounding, and nobody's k² may pass for a coarse answer.
  accept: (_, { exact, needed, below, area, times }) =>
    exact - below > 0.02 && needed - exact > 0.02 && area - times > 0.6,
  parts: [
    {
      id: 'times',
      kind: 'number',
      unit: 'number',
      value: (facts) => facts.times,
      mistakes: {
        'kernel-alone': (facts) => facts.area,
        'terms-multiplied': (facts) => facts.product,
        'sum-not-inverted': (facts) => facts.sum,
        'inverted-ratio': slips['inverted-ratio'],
      },
    },
    {
      id: 'what-moves-it',
      kind: 'choice',
      multiple: true,
      options: {
        'more-outputs': {},
        'larger-kernel': {},
        'more-inputs': {},
        'larger-picture': {},
      },
      correct: () => ['more-outputs', 'larger-kernel'],
    },
    {
      id: 'needed',
      kind: 'number',
      unit: 'number',
      figures: 'exact',
      value: (facts) => facts.needed,
      mistakes: {
        'rounded-down': (facts) => facts.below,
        'wrong-sign': (facts) => Math.ceil(facts.added),
      },
    },
  ],
  hints: 3,
  solution: 3,
  preset: ({ kernel, inputChannels, outputChannels, size }) => ({
    widget: 'separable-conv',
    params: { view: 'ratio', kernel, inputChannels, outputChannels, size },
  }),
})
