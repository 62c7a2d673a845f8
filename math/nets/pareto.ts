import { finite } from '../check.ts'

/** Something bought: what it costs and what it gives. */
export interface Offer {
  readonly cost: number
  readonly gain: number
}

/**
 * The offers that no other beats: none gives as much for less, or more for as little. By rising
 * cost; of equal ones the first.
 *
 * @returns indices into `offers`
 * @example paretoFront([{ cost: 2, gain: 5 }, { cost: 1, gain: 3 }, { cost: 3, gain: 4 }]) // [1, 0]
 * @throws TypeError or RangeError when a figure is not finite
 */
export function paretoFront(offers: readonly Offer[]): number[] {
  for (const { cost, gain } of offers) {
    finite('cost', cost)
    finite('gain', gain)
  }
  const order = offers
    .map((_, index) => index)
    .toSorted(
      (a, b) => offers[a]!.cost - offers[b]!.cost || offers[b]!.gain - offers[a]!.gain || a - b,
    )
  let best = -Infinity
  return order.filter((index) => {
    const { gain } = offers[index]!
    if (gain <= best) return false
    best = gain
    return true
  })
}
