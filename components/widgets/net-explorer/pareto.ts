import { paretoFront } from '../../../math/nets/pareto.ts'
import type { StepCost } from '../../../math/nets/steps.ts'
import { zooFacts } from '../../../math/nets/zoo/totals.ts'
import { figure, type Measure } from './measures.ts'

/** One network of the zoo with a published accuracy. */
export interface Point {
  readonly id: string
  readonly family: string
  readonly year: number
  /** Percent. */
  readonly top1: number
  readonly cost: number
  readonly totals: StepCost
}

/** The zoo as it stood at the end of a year. */
export interface ZooYear {
  readonly year: number
  /** Published until then, in order of publication. */
  readonly points: readonly Point[]
  /** Those that no other beats, by rising cost. */
  readonly front: readonly Point[]
  /** The same points as all years show: the axes stay where they are. */
  readonly everything: readonly Point[]
}

const rated = zooFacts.flatMap((entry) =>
  entry.top1 === undefined ? [] : [{ entry, top1: entry.top1 }],
)

/** Years in which something was published. */
export const years: readonly number[] = [
  ...new Set(rated.map(({ entry }) => entry.paper.year)),
].toSorted((a, b) => a - b)

/** Year by year, the networks so far and the front among them. */
export function zooYears(measure: Measure): readonly ZooYear[] {
  const everything = rated.map(({ entry, top1 }): Point => {
    const { totals } = entry
    return {
      id: entry.name,
      family: entry.family,
      year: entry.paper.year,
      top1: top1.percent,
      cost: figure(totals, measure),
      totals,
    }
  })
  return years.map((year) => {
    const points = everything.filter((point) => point.year <= year)
    const front = paretoFront(points.map(({ cost, top1 }) => ({ cost, gain: top1 })))
    return { year, points, front: front.map((index) => points[index]!), everything }
  })
}
