/** Something that wants its name beside it; places in percent of the picture. */
export interface Spot {
  readonly id: string
  readonly x: number
  readonly y: number
}

/**
 * Which spots get a label: from first to last, those whose label is not in the way of one already
 * given. Labels stand left of their spots.
 *
 * @param width of a label and `height` of a line, in percent of the picture
 */
export function labelled(spots: readonly Spot[], width: number, height: number): Set<string> {
  const given: Spot[] = []
  for (const spot of spots) {
    const free = given.every(
      ({ x, y }) => Math.abs(x - spot.x) >= width || Math.abs(y - spot.y) >= height,
    )
    if (free) given.push(spot)
  }
  return new Set(given.map(({ id }) => id))
}

/** The spot nearest to a place, in pixels; none beyond `reach`. */
export function nearestSpot<S extends Spot>(
  spots: readonly S[],
  at: { readonly x: number; readonly y: number },
  size: { readonly width: number; readonly height: number },
  reach: number,
): S | undefined {
  let best: S | undefined
  let least = reach
  for (const spot of spots) {
    const distance = Math.hypot(
      ((spot.x - at.x) / 100) * size.width,
      ((spot.y - at.y) / 100) * size.height,
    )
    if (distance <= least) [best, least] = [spot, distance]
  }
  return best
}
