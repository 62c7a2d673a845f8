import { defineExercise } from '../../components/exercise/index.ts'
import { convolutionCost, denseBlockCost, depthwise, shuffleCost } from '../../math/conv/index.ts'
import { bytesPerElement } from '../../math/precision.ts'

/** The same depth, wired by sums and by rows: channels, links, what the last layer reads. */
export const sumOrRow = defineExercise({
  id: 'sum-or-row',
  rev: 1,
  skills: ['skip-connection', 'dense-connection'],
  generate: (random) => ({
    layers: random.integer(4, 24),
    growth: random.pick([12, 16, 24, 32, 48]),
    inputChannels: 16 * random.integer(2, 16),
    size: 7 * random.integer(1, 8),
  }),
  facts: ({ layers, growth, inputChannels, size }) => {
    const block = denseBlockCost(
      { inputChannels, growth, layers },
      { height: size, width: size },
      { precision: 'fp16' },
    )
    const last = block.layers.at(-1)!
    return {
      before: layers - 1,
      added: growth * (layers - 1),
      reads: last.reused,
      outputs: block.outputChannels,
      addedOnly: growth * (layers - 1),
      links: block.links,
      neighbours: layers - 1,
      ordered: layers * (layers + 1),
      without: (layers * (layers - 1)) / 2,
      skipReads: inputChannels,
      pixels: size ** 2,
      waiting: 2 * inputChannels * size ** 2,
      lastBytes: 2 * last.reused * size ** 2,
    }
  },
  parts: [
    {
      id: 'reads',
      kind: 'number',
      unit: 'number',
      figures: 'exact',
      value: (facts) => facts.reads,
      mistakes: {
        'counted-its-own': (facts) => facts.outputs,
        'forgot-the-first-map': (facts) => facts.addedOnly,
        'sum-for-row': (facts) => facts.skipReads,
      },
    },
    {
      id: 'links',
      kind: 'number',
      unit: 'number',
      figures: 'exact',
      value: (facts) => facts.links,
      mistakes: {
        'left-out-the-input': (facts) => facts.without,
        'counted-both-ways': (facts) => facts.ordered,
      },
    },
    {
      id: 'bytes',
      kind: 'number',
      unit: 'B',
      dependsOn: ['reads'],
      value: (facts, earlier) => 2 * earlier('reads') * facts.pixels,
      mistakes: {
        'elements-for-bytes': (facts, earlier) => earlier('reads') * facts.pixels,
        'newest-only': (facts) => 2 * facts.pixels * (facts.outputs - facts.reads),
      },
    },
  ],
  hints: 3,
  solution: 3,
})

/** Which patterns does memory decide on a given chip? */
export const belowTheRidge = defineExercise({
  id: 'below-the-ridge',
  rev: 1,
  skills: ['pattern-on-roofline'],
  generate: (random) => ({
    channels: 16 * random.integer(2, 24),
    size: 14 * random.integer(1, 8),
    precision: random.pick(['fp32', 'fp16'] as const),
    ridge: random.pick([8, 16, 32, 64, 128]),
  }),
  facts: ({ channels, size, precision, ridge }) => {
    const input = { height: size, width: size }
    const layer = { inputChannels: channels, outputChannels: channels, bias: false }
    const window = { ...layer, kernel: 3, padding: 1 }
    const options = { precision }
    const map = channels * size ** 2
    const intensities = {
      'full-window': convolutionCost(window, input, options).arithmeticIntensity,
      'one-by-one-layer': convolutionCost({ ...layer, kernel: 1 }, input, options)
        .arithmeticIntensity,
      'depthwise-window': convolutionCost(depthwise(window), input, options).arithmeticIntensity,
      'lone-shuffle': shuffleCost(channels, input, options).arithmeticIntensity,
      'lone-addition': map / (3 * bytesPerElement(precision) * map),
    }
    return {
      ridge,
      intensities,
      width: bytesPerElement(precision),
      full: intensities['full-window'],
      oneByOne: intensities['one-by-one-layer'],
      alone: intensities['depthwise-window'],
      shuffle: intensities['lone-shuffle'],
      addition: intensities['lone-addition'],
    }
  },
  // None by a hair.
  accept: (_, { ridge, intensities }) =>
    Object.values(intensities).every(
      (value) => value === 0 || Math.abs(Math.log(value / ridge)) > 0.3,
    ),
  parts: [
    {
      id: 'below',
      kind: 'choice',
      multiple: true,
      options: {
        'full-window': {},
        'one-by-one-layer': {},
        'depthwise-window': {},
        'lone-shuffle': {},
        'lone-addition': {},
      },
      correct: ({ ridge, intensities }) =>
        Object.entries(intensities)
          .filter(([, intensity]) => intensity < ridge)
          .map(([name]) => name),
    },
  ],
  hints: 2,
  solution: 3,
})
