import { defineExercise, slips } from '../../components/exercise/index.ts'
import { denseBlockCost } from '../../math/conv/index.ts'
import { bytesPerElement } from '../../math/precision.ts'

const pixel = { height: 1, width: 1 }

/** Does a 1×1 layer of width 4·C₂ before the window pay? Only once C₁ is large enough. */
export const bottleneckPays = defineExercise({
  id: 'bottleneck-pays',
  rev: 1,
  skills: ['dense-bottleneck', 'count-params'],
  generate: (random) => ({
    reused: 8 * random.integer(4, 32),
    growth: 4 * random.integer(2, 8),
  }),
  facts: ({ reused, growth }) => {
    const layer = (bottleneck: number) =>
      denseBlockCost({ inputChannels: reused, growth, layers: 1, bottleneck }, pixel).layers[0]!
    const [mix, window] = layer(4).cost.layers
    const plain = layer(0).cost.params
    return {
      inner: 4 * growth,
      plain,
      mix: mix!.params.total,
      window: window!.params.total,
      narrowed: layer(4).cost.params,
      windowReadsAll: mix!.params.total + plain,
      narrow: layer(1).cost.params,
      even: (36 * growth) / 5,
      growth,
      reused,
    }
  },
  // Neither side by a hair.
  accept: (_, { plain, narrowed }) => Math.abs(Math.log(plain / narrowed)) > 0.1,
  parts: [
    {
      id: 'plain',
      kind: 'number',
      unit: 'params',
      figures: 'exact',
      value: (facts) => facts.plain,
      mistakes: { 'kernel-not-squared': (facts) => facts.plain / 3 },
    },
    {
      id: 'narrowed',
      kind: 'number',
      unit: 'params',
      figures: 'exact',
      value: (facts) => facts.narrowed,
      mistakes: {
        'pointwise-only': (facts) => facts.mix,
        'window-only': (facts) => facts.window,
        'window-reads-everything': (facts) => facts.windowReadsAll,
        'one-growth-wide': (facts) => facts.narrow,
      },
    },
    {
      id: 'even',
      kind: 'number',
      unit: 'number',
      value: (facts) => facts.even,
      mistakes: {
        'forgot-the-pointwise': (facts) => 4 * facts.growth,
        'one-growth-wide': (facts) => (9 / 8) * facts.growth,
        'subtracted-from-the-window': (facts) => (9 / 5) * facts.growth,
      },
    },
    {
      id: 'verdict',
      kind: 'choice',
      options: { saves: {}, 'costs-more': {} },
      correct: ({ plain, narrowed }) => [narrowed < plain ? 'saves' : 'costs-more'],
    },
  ],
  hints: 3,
  solution: 4,
  preset: ({ reused, growth }) => ({
    widget: 'feature-reuse',
    params: { start: reused, growth, layers: 1, bottleneck: true },
  }),
})

/** The maps of a block kept once, and with a copy of each concatenation. */
export const storedMaps = defineExercise({
  id: 'stored-maps',
  rev: 1,
  skills: ['dense-storage', 'count-bytes'],
  generate: (random) => ({
    start: 8 * random.integer(2, 12),
    growth: 4 * random.integer(2, 12),
    layers: random.integer(3, 6),
    size: 7 * random.integer(1, 8),
    precision: random.pick(['fp32', 'fp16'] as const),
  }),
  facts: ({ start, growth, layers, size, precision }) => {
    const block = denseBlockCost(
      { inputChannels: start, growth, layers },
      { height: size, width: size },
    )
    const width = bytesPerElement(precision)
    const map = width * size * size
    const { once, copied } = block.stored
    return {
      width,
      map,
      maps: block.outputChannels,
      once: width * once,
      elements: once,
      freshOnly: map * growth * layers,
      readsList: block.layers
        .slice(1)
        .map(({ reused }) => reused)
        .join(' + '),
      joined: (copied - once) / (size * size),
      copies: width * (copied - once),
      copied: width * copied,
      start,
      lastReads: block.layers.at(-1)!.reused,
    }
  },
  parts: [
    {
      id: 'once',
      kind: 'number',
      unit: 'B',
      value: (facts) => facts.once,
      mistakes: {
        'elements-for-bytes': (facts) => facts.elements,
        'forgot-the-input': (facts) => facts.freshOnly,
        'bits-for-bytes': slips['bits-for-bytes'],
      },
    },
    {
      id: 'copied',
      kind: 'number',
      unit: 'B',
      dependsOn: ['once'],
      value: (facts, earlier) => earlier('once') + facts.copies,
      mistakes: {
        'copies-alone': (facts) => facts.copies,
        'copied-the-input-too': (facts, earlier) =>
          earlier('once') + facts.copies + facts.map * facts.start,
        'last-copy-only': (facts, earlier) => earlier('once') + facts.map * facts.lastReads,
      },
    },
    {
      id: 'twice-as-deep',
      kind: 'choice',
      options: { 'four-times': {}, twice: {}, 'no-more': {} },
      correct: () => ['four-times'],
    },
  ],
  hints: 3,
  solution: 3,
  preset: ({ start, growth, layers, size }) => ({
    widget: 'feature-reuse',
    params: { start, growth, layers, size },
  }),
})
