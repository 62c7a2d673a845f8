import { defineExercise, setting } from '../../components/exercise/index.ts'
import type collectiveRace from '../../components/widgets/collective-race/widget.ts'
import { coefficients, leads, racers } from '../../math/collectives/index.ts'
import type { Algorithm } from '../../math/collectives/index.ts'

interface Given {
  readonly ranks: number
  /** α in microseconds, B in GB/s. */
  readonly microseconds: number
  readonly gigabytes: number
}

const wireOf = ({ microseconds, gigabytes }: Given) => ({
  latency: microseconds * 1e-6,
  bandwidth: gigabytes * 1e9,
})

const leaderAt = (given: Given, bytes: number): Algorithm =>
  leads(racers('all-reduce', given.ranks), wireOf(given)).findLast(({ from }) => from <= bytes)!
    .algorithm

function facts(given: Given) {
  const wire = wireOf(given)
  const of = (algorithm: Algorithm) =>
    coefficients({ primitive: 'all-reduce', algorithm, ranks: given.ranks })
  const short = of('recursive-doubling')
  const long = of('recursive-halving-doubling')
  const second = leads(racers('all-reduce', given.ranks), wire)[1]!
  return {
    ...given,
    ...wire,
    shortRounds: short.rounds,
    longRounds: long.rounds,
    shortWaited: short.waited,
    longWaited: long.waited,
    moreRounds: long.rounds - short.rounds,
    fewerBytes: short.waited - long.waited,
    crossover: second.from,
    next: second.algorithm,
  }
}

type Facts = ReturnType<typeof facts>

/** How far above the largest size one may still be: a slider has two digits. */
const slack = 1.1

/** The largest message for which few rounds are still worth whole vectors. */
export const lastOfTheQuick = defineExercise({
  id: 'last-of-the-quick',
  rev: 1,
  skills: ['latency-bandwidth', 'choose-algorithm'],
  generate: (random): Given => ({
    ranks: random.pick([8, 16, 32, 64]),
    microseconds: random.pick([2, 4, 5, 8, 10]),
    gigabytes: random.pick([10, 12.5, 20, 25, 50]),
  }),
  facts,
  accept: (_, { next }) => next === 'recursive-halving-doubling',
  parts: [
    setting<typeof collectiveRace, Facts>({
      id: 'size',
      kind: 'setting',
      widget: 'collective-race',
      start: ({ ranks, latency, bandwidth }) => ({
        view: 'size',
        primitive: 'all-reduce',
        ranks,
        latency,
        bandwidth,
        bytes: 1e9,
        followed: 'recursive-doubling',
      }),
      free: ['bytes', 'followed'],
      goals: {
        leads: ({ bytes }, given) => leaderAt(given, bytes) === 'recursive-doubling',
        largest: ({ bytes }, given) => leaderAt(given, bytes * slack) !== 'recursive-doubling',
      },
      mistakes: {
        'no-longer-leads': {
          made: ({ bytes }, { crossover }) => bytes >= crossover,
          sample: ({ crossover }) => ({ bytes: Number((4 * crossover).toPrecision(2)) }),
        },
        'small-but-not-largest': {
          made: ({ bytes }, { crossover }) => bytes * slack < crossover,
          sample: ({ crossover }) => ({ bytes: Number((crossover / 4).toPrecision(2)) }),
        },
      },
      answer: ({ crossover }) => ({ bytes: Number((crossover * 0.97).toPrecision(3)) }),
    }),
  ],
  hints: 2,
  solution: 2,
})
