import { defineExercise, setting } from '../../components/exercise/index.ts'
import type featureReuse from '../../components/widgets/feature-reuse/widget.ts'
import { denseBlockCost } from '../../math/conv/index.ts'

const blockOf = (start: number, growth: number, layers: number) =>
  denseBlockCost({ inputChannels: start, growth, layers }, { height: 28, width: 28 })

interface Given {
  readonly start: number
  readonly growth: number
  readonly layers: number
}

function facts({ start, growth, layers }: Given) {
  const block = blockOf(start, growth, layers)
  const thin = blockOf(start, growth / 2, 2 * layers)
  return {
    start,
    growth,
    layers,
    target: block.outputChannels,
    added: growth * layers,
    budget: block.params,
    thinGrowth: growth / 2,
    thinLayers: 2 * layers,
    thinParams: thin.params,
  }
}

/** The same width by few thick layers or many thin ones: what does each cost? */
export const thickOrThin = defineExercise({
  id: 'thick-or-thin',
  rev: 1,
  skills: ['dense-block'],
  generate: (random): Given => ({
    start: 8 * random.integer(2, 12),
    growth: 4 * random.integer(3, 12),
    layers: random.integer(3, 6),
  }),
  facts,
  // The block that forgets its input must be one that can be set.
  accept: ({ growth }, { target }) => target % growth === 0 && target / growth <= 12,
  parts: [
    setting<typeof featureReuse, ReturnType<typeof facts>>({
      id: 'block',
      kind: 'setting',
      widget: 'feature-reuse',
      start: ({ start }) => ({
        pattern: 'dense',
        start,
        growth: 4,
        layers: 2,
        kernel: 3,
        bottleneck: false,
        size: 28,
      }),
      free: ['growth', 'layers'],
      goals: {
        width: ({ growth, layers }, { start, target }) =>
          blockOf(start, growth, layers).outputChannels === target,
        light: ({ growth, layers }, { start, budget }) =>
          blockOf(start, growth, layers).params <= budget,
        deep: ({ layers }, given) => layers >= given.layers,
      },
      mistakes: {
        'thin-and-deep': {
          made: ({ growth, layers }, { start, target, budget }) => {
            const { outputChannels, params } = blockOf(start, growth, layers)
            return outputChannels === target && params > budget
          },
          sample: ({ thinGrowth, thinLayers }) => ({ growth: thinGrowth, layers: thinLayers }),
        },
        'forgot-the-input': {
          made: ({ growth, layers }, { target }) => growth * layers === target,
          sample: ({ growth, target }) => ({ growth, layers: target / growth }),
        },
      },
      answer: ({ growth, layers }) => ({ growth, layers }),
    }),
  ],
  hints: 2,
  solution: 2,
})
