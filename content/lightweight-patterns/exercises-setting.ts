import { defineExercise, setting } from '../../components/exercise/index.ts'
import type connections from '../../components/widgets/connections/widget.ts'
import { propagate, signalNet } from '../../math/nets/index.ts'

interface Given {
  readonly gain: number
  readonly draw: number
  readonly percent: number
}

const deepest = 40

/** The first layer's gradient over the last one's, in the plain net that the widget draws. */
function heard({ gain, draw }: Given, depth: number): number {
  const { layers } = propagate(
    signalNet({ connection: 'plain', depth, activation: 'relu', gain, seed: draw, batch: 12 }),
  )
  return layers[0]!.outputGradient / layers.at(-1)!.outputGradient
}

function facts({ gain, draw, percent }: Given) {
  return {
    gain,
    draw,
    percent,
    share: percent / 100,
    /** Every layer multiplies the gradient by about the gain. */
    expected: 1 + Math.log(percent / 100) / Math.log(gain),
    logShare: Math.log(percent / 100),
    logGain: Math.log(gain),
  }
}

type Facts = ReturnType<typeof facts>

const enough = (given: Facts, depth: number) => heard(given, depth) >= given.share

/** How deep may a plain net be before its first layer no longer hears of the error? */
export const howDeep = defineExercise({
  id: 'how-deep',
  rev: 1,
  skills: ['skip-connection'],
  generate: (random): Given => ({
    gain: random.pick([0.6, 0.65, 0.7, 0.75, 0.8]),
    draw: random.integer(1, 99),
    percent: random.pick([1, 2, 5]),
  }),
  facts,
  accept: (_, { expected }) => expected >= 6 && expected <= 24,
  parts: [
    setting<typeof connections, Facts>({
      id: 'depth',
      kind: 'setting',
      widget: 'connections',
      start: ({ gain, draw }) => ({
        gain,
        draw,
        depth: deepest,
        norm: false,
        activation: 'relu',
        measure: 'outputs',
      }),
      free: ['depth'],
      goals: {
        heard: ({ depth }, given) => enough(given, depth),
        deep: ({ depth }, given) => !enough(given, depth + 1),
      },
      mistakes: {
        'still-silent': {
          made: ({ depth }, given) => !enough(given, depth),
          sample: () => ({ depth: deepest - 1 }),
        },
        'could-be-deeper': {
          made: ({ depth }, given) => enough(given, depth) && enough(given, depth + 1),
          sample: () => ({ depth: 2 }),
        },
      },
      answer: (given) => {
        let depth = 1
        while (depth < deepest && enough(given, depth + 1)) depth++
        return { depth }
      },
    }),
  ],
  hints: 2,
  solution: 2,
})
