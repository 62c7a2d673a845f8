import { finite, integer } from '../check.ts'

/** What independent slow chips do to a step that all chips finish together. */
export interface Straggling {
  /** Chance that at least one of n is slow: 1 − (1 − q)ⁿ. */
  readonly chance: number
  /** Expected time of a step over its time without slow chips: 1 + s · chance. */
  readonly slowdown: number
}

/**
 * A synchronous step waits for the slowest of n chips. Each is slow in a step with chance q,
 * independently of the others, and then takes 1 + s times as long.
 *
 * @param ranks n
 * @param chance q, in [0, 1]
 * @param excess s, at least 0
 * @throws RangeError when an argument is out of its range
 * @example straggling(1000, 0.001, 0.5).chance // 0.632
 */
export function straggling(ranks: number, chance: number, excess: number): Straggling {
  integer('ranks', ranks, 1)
  finite('chance', chance, 0, 1)
  finite('excess', excess, 0)
  const some = -Math.expm1(ranks * Math.log1p(-chance))
  return { chance: some, slowdown: 1 + excess * some }
}
