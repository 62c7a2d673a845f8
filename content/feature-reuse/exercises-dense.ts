import { defineExercise, slips } from '../../components/exercise/index.ts'
import { denseBlockCost, parameters } from '../../math/conv/index.ts'

const pixel = { height: 1, width: 1 }

/** One dense layer beside the layer that makes everything anew, and the share C₂/(C₁ + C₂). */
export const freshShare = defineExercise({
  id: 'fresh-share',
  rev: 1,
  skills: ['dense-share', 'count-params'],
  generate: (random) => ({
    kernel: random.pick([3, 5]),
    reused: 8 * random.integer(5, 32),
    fresh: 4 * random.integer(2, 12),
  }),
  facts: ({ kernel, reused, fresh }) => {
    const { layers } = denseBlockCost(
      { inputChannels: reused, growth: fresh, layers: 1, kernel },
      pixel,
    )
    const { again, cost, share } = layers[0]!
    const weights = (inputChannels: number, outputChannels: number) =>
      parameters({ inputChannels, outputChannels, kernel, bias: false }).total
    return {
      all: reused + fresh,
      again: again.params.total,
      own: cost.params,
      share,
      squareAll: weights(reused + fresh, reused + fresh),
      onlyOld: weights(reused, reused),
      readsAll: weights(reused + fresh, fresh),
      freshOverOld: fresh / reused,
      kernel,
    }
  },
  // No percentage so round that it could be the truth, typed in too few figures.
  accept: ({ reused, fresh }, { all }) =>
    fresh < reused && (1000 * fresh) % reused !== 0 && (1000 * fresh) % all !== 0,
  parts: [
    {
      id: 'again',
      kind: 'number',
      unit: 'params',
      figures: 'exact',
      value: (facts) => facts.again,
      mistakes: {
        'reads-its-own-output': (facts) => facts.squareAll,
        'no-new-maps': (facts) => facts.onlyOld,
        'kernel-not-squared': (facts) => facts.again / facts.kernel,
      },
    },
    {
      id: 'own',
      kind: 'number',
      unit: 'params',
      figures: 'exact',
      value: (facts) => facts.own,
      mistakes: {
        'reads-its-own-output': (facts) => facts.readsAll,
        'makes-all-again': (facts) => facts.again,
        'kernel-not-squared': (facts) => facts.own / facts.kernel,
      },
    },
    {
      id: 'share',
      kind: 'number',
      unit: 'fraction',
      dependsOn: ['again', 'own'],
      value: (_, earlier) => earlier('own') / earlier('again'),
      mistakes: {
        'fresh-over-old': (facts) => facts.freshOverOld,
        'fraction-for-complement': slips['fraction-for-complement'],
      },
    },
  ],
  hints: 3,
  solution: 3,
  preset: ({ kernel, reused, fresh }) => ({
    widget: 'feature-reuse',
    params: { kernel, start: reused, growth: fresh, layers: 1 },
  }),
})

const references = ['everything', 'as-wide', 'all-to-all'] as const

/** The same dense layer beside different layers: the share belongs to one comparison only. */
export const comparedWithWhat = defineExercise({
  id: 'compared-with-what',
  rev: 1,
  skills: ['dense-share'],
  generate: (random) => ({
    reference: random.pick(references),
    kernel: random.pick([3, 5]),
    reused: 16 * random.integer(3, 16),
    fresh: 8 * random.integer(1, 6),
  }),
  facts: ({ reference, kernel, reused, fresh }) => {
    const all = reused + fresh
    const inB = reference === 'all-to-all' ? all : reused
    const outB = reference === 'as-wide' ? reused : all
    const weights = (inputChannels: number, outputChannels: number) =>
      parameters({ inputChannels, outputChannels, kernel, bias: false }).total
    const own = weights(reused, fresh)
    return {
      reference,
      all,
      inB,
      outB,
      own,
      other: weights(inB, outB),
      ofAll: own / weights(reused, all),
      ofOld: own / weights(reused, reused),
      ofSquare: own / weights(all, all),
      complement: reused / all,
    }
  },
  // Shares far enough apart to differ as they are shown, with one decimal.
  accept: ({ reused, fresh }) => fresh < reused && 10 * fresh >= reused,
  parts: [
    {
      id: 'ratio',
      kind: 'choice',
      options: {
        'of-all': { value: (facts) => facts.ofAll },
        'of-old': { value: (facts) => facts.ofOld },
        'of-square': { value: (facts) => facts.ofSquare },
        complement: { value: (facts) => facts.complement, mistake: 'fraction-for-complement' },
      },
      correct: ({ reference }) => [
        { everything: 'of-all', 'as-wide': 'of-old', 'all-to-all': 'of-square' }[reference],
      ],
    },
  ],
  hints: 2,
  solution: 2,
  preset: ({ kernel, reused, fresh }) => ({
    widget: 'feature-reuse',
    params: { kernel, start: reused, growth: fresh, layers: 1 },
  }),
})

/** A block from its growth: what its last layer reads and costs, what leaves it, how many wires. */
export const blockGrowth = defineExercise({
  id: 'block-growth',
  rev: 1,
  skills: ['dense-growth', 'count-params'],
  generate: (random) => ({
    start: 8 * random.integer(2, 16),
    growth: 4 * random.integer(2, 12),
    layers: random.integer(4, 12),
  }),
  facts: ({ start, growth, layers }) => {
    const block = denseBlockCost({ inputChannels: start, growth, layers }, pixel)
    const last = block.layers.at(-1)!
    return {
      before: layers - 1,
      reads: last.reused,
      params: last.cost.params,
      outputs: block.outputChannels,
      links: block.links,
      after: layers + 1,
      freshReads: growth * (layers - 1),
      freshOutputs: growth * layers,
      inner: (layers * (layers - 1)) / 2,
      doubled: layers * (layers + 1),
      growth,
      layers,
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
        'counted-the-last': (facts) => facts.outputs,
        'forgot-the-input': (facts) => facts.freshReads,
        'reads-the-layer-before': (facts) => facts.growth,
      },
    },
    {
      id: 'params',
      kind: 'number',
      unit: 'params',
      figures: 'exact',
      dependsOn: ['reads'],
      value: (facts, earlier) => 9 * earlier('reads') * facts.growth,
      mistakes: {
        'kernel-not-squared': (facts, earlier) => 3 * earlier('reads') * facts.growth,
        'makes-all-again': (facts, earlier) =>
          9 * earlier('reads') * (earlier('reads') + facts.growth),
      },
    },
    {
      id: 'outputs',
      kind: 'number',
      unit: 'number',
      figures: 'exact',
      dependsOn: ['reads'],
      value: (facts, earlier) => earlier('reads') + facts.growth,
      mistakes: {
        'stopped-before-the-last': (_, earlier) => earlier('reads'),
        'last-layer-only': (facts) => facts.growth,
        'forgot-the-input': (facts) => facts.freshOutputs,
      },
    },
    {
      id: 'links',
      kind: 'number',
      unit: 'number',
      figures: 'exact',
      value: (facts) => facts.links,
      mistakes: {
        'without-the-input': (facts) => facts.inner,
        'each-wire-twice': (facts) => facts.doubled,
        'a-chain': (facts) => facts.layers,
      },
    },
  ],
  hints: 3,
  solution: 4,
  preset: ({ start, growth, layers }) => ({
    widget: 'feature-reuse',
    params: { start, growth, layers },
  }),
})
