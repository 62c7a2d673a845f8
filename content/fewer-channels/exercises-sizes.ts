import { defineExercise } from '../../components/exercise/index.ts'
import { convolutionCost, separable, sequenceCost } from '../../math/conv/index.ts'
import { mobilenetV1, summarize } from '../../math/nets/index.ts'

/** One separable layer under a width and a resolution multiplier. */
export const twoMultipliers = defineExercise({
  id: 'two-multipliers',
  rev: 1,
  skills: ['width-multiplier', 'resolution-multiplier'],
  generate: (random) => {
    const seventh = random.integer(2, 8)
    return {
      width: random.pick([0.25, 0.5, 0.75]),
      inputChannels: 4 * random.integer(2, 16),
      outputChannels: 4 * random.integer(2, 16),
      size: 7 * seventh,
      side: random.integer(4, 6) * seventh,
    }
  },
  facts: ({ width, inputChannels, outputChannels, size, side }) => {
    const layer = { kernel: 3, padding: 1, bias: false }
    const input = { height: size, width: size }
    const whole = { ...layer, inputChannels, outputChannels }
    const thin = {
      ...layer,
      inputChannels: width * inputChannels,
      outputChannels: width * outputChannels,
    }
    const standard = convolutionCost(whole, input).macs
    const full = sequenceCost(separable(whole), input)
    const small = sequenceCost(separable(thin), { height: side, width: side })
    const [filter, mix] = small.layers
    const rho = side / size
    return {
      rho,
      inputs: thin.inputChannels,
      outputs: thin.outputChannels,
      positions: side ** 2,
      standard,
      depthwise: filter!.macs,
      pointwise: mix!.macs,
      total: small.macs,
      ratio: small.macs / standard,
      depthwiseTwice: width * filter!.macs,
      pointwiseOnce: mix!.macs / width,
      weights: small.params,
      filterWeights: filter!.params.total,
      mixWeights: mix!.params.total,
      fullWeights: full.params,
      /** αρ/N + α²ρ²/k², the form with a square too few. */
      unsquared: filter!.macs / rho / standard + mix!.macs / standard,
    }
  },
  parts: [
    {
      id: 'depthwise',
      kind: 'number',
      unit: 'MAC',
      value: (facts) => facts.depthwise,
      mistakes: {
        'width-squared': (facts) => facts.depthwiseTwice,
        'resolution-once': (facts) => facts.depthwise / facts.rho,
        'ignored-resolution': (facts) => facts.depthwise / facts.rho ** 2,
      },
    },
    {
      id: 'total',
      kind: 'number',
      unit: 'MAC',
      dependsOn: ['depthwise'],
      value: (facts, earlier) => earlier('depthwise') + facts.pointwise,
      mistakes: {
        'width-once': (facts, earlier) => earlier('depthwise') + facts.pointwiseOnce,
        'depthwise-only': (_, earlier) => earlier('depthwise'),
        'pointwise-only': (facts) => facts.pointwise,
      },
    },
    {
      id: 'share',
      kind: 'number',
      unit: 'fraction',
      dependsOn: ['total'],
      value: (facts, earlier) => earlier('total') / facts.standard,
      mistakes: {
        'square-too-few': (facts) => facts.unsquared,
        'inverted-ratio': (facts, earlier) => facts.standard / earlier('total'),
      },
    },
    {
      id: 'weights',
      kind: 'number',
      unit: 'params',
      figures: 'exact',
      value: (facts) => facts.weights,
      mistakes: {
        'resolution-shrinks-weights': (facts) => facts.weights * facts.rho ** 2,
        'ignored-width': (facts) => facts.fullWeights,
        'macs-for-params': (facts) => facts.total,
      },
    },
  ],
  hints: 3,
  solution: 4,
  preset: ({ width, inputChannels, outputChannels, side }) => ({
    widget: 'separable-conv',
    params: {
      view: 'ratio',
      kernel: 3,
      inputChannels: width * inputChannels,
      outputChannels: width * outputChannels,
      size: side,
    },
  }),
})

/** What MobileNet's 1×1 layers weigh and do at α = 1 and 224 pixels. */
const mixing = summarize(mobilenetV1(), 224)
  .layers.filter((layer) => layer.name.endsWith('.conv2'))
  .reduce(
    ({ weights, macs }, layer) => ({ weights: weights + layer.params, macs: macs + layer.macs }),
    { weights: 0, macs: 0 },
  )

const settings = {
  'full-width': [1, 128],
  'three-quarters': [0.75, 160],
  'three-quarters-fine': [0.75, 224],
  'half-width': [0.5, 224],
} as const

type Setting = keyof typeof settings

const scaled = (name: Setting) => {
  const [width, resolution] = settings[name]
  return {
    weights: mixing.weights * width ** 2,
    macs: mixing.macs * width ** 2 * (resolution / 224) ** 2,
  }
}

/** Which sizes of a network keep two budgets, one for weights and one for work. */
export const withinBudget = defineExercise({
  id: 'within-budget',
  rev: 1,
  skills: ['width-multiplier', 'resolution-multiplier'],
  generate: (random) => ({
    weightBudget: 1e5 * random.integer(6, 34),
    macBudget: 1e6 * random.integer(12, 34) * 10,
  }),
  facts: ({ weightBudget, macBudget }) => {
    const names = Object.keys(settings) as Setting[]
    const fits = (name: Setting) => {
      const { weights, macs } = scaled(name)
      return weights <= weightBudget && macs <= macBudget
    }
    const margins = names.flatMap((name) => {
      const { weights, macs } = scaled(name)
      return [Math.abs(Math.log(weights / weightBudget)), Math.abs(Math.log(macs / macBudget))]
    })
    const [a, b, c, d] = names.map((name) => ({ ...scaled(name), size: settings[name] }))
    return {
      allWeights: mixing.weights,
      allMacs: mixing.macs,
      largest: 224,
      fitting: names.filter(fits),
      margin: Math.min(...margins),
      widthA: a!.size[0],
      sideA: a!.size[1],
      weightsA: a!.weights,
      macsA: a!.macs,
      widthB: b!.size[0],
      sideB: b!.size[1],
      weightsB: b!.weights,
      macsB: b!.macs,
      widthC: c!.size[0],
      sideC: c!.size[1],
      weightsC: c!.weights,
      macsC: c!.macs,
      widthD: d!.size[0],
      sideD: d!.size[1],
      weightsD: d!.weights,
      macsD: d!.macs,
    }
  },
  // Somebody fits, most do not, and nobody by a hair.
  accept: (_, { fitting, margin }) => fitting.length > 0 && fitting.length < 4 && margin > 0.04,
  parts: [
    {
      id: 'fitting',
      kind: 'choice',
      multiple: true,
      options: {
        'full-width': {},
        'three-quarters': {},
        'three-quarters-fine': {},
        'half-width': {},
      },
      correct: ({ fitting }) => fitting,
    },
  ],
  hints: 2,
  solution: 2,
  preset: (_, { fitting }) => {
    const [width, resolution] = settings[fitting[0]!]
    return { widget: 'separable-conv', params: { view: 'network', width, resolution } }
  },
})
