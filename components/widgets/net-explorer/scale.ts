/** A place on an axis, in percent of its length. */
export interface Axis {
  readonly place: (value: number) => number
  readonly ticks: readonly number[]
}

/**
 * Equal ratios at equal distances. Ticks at 1, 2 and 5 of each decade; at 1 alone where these would
 * be more than eight.
 *
 * @example logAxis(2e6, 3e8).ticks // [2e6, 5e6, 1e7, … 2e8]
 */
export function logAxis(min: number, max: number, room = 0.06): Axis {
  const [from, to] = [Math.log10(min), Math.log10(max)]
  const margin = (to - from) * room
  const [start, end] = [from - margin, to + margin]
  const decades = Array.from(
    { length: Math.floor(end) - Math.floor(start) + 1 },
    (_, index) => Math.floor(start) + index,
  )
  const within = (value: number) => Math.log10(value) >= start && Math.log10(value) <= end
  const fine = decades.flatMap((power) => [1, 2, 5].map((digit) => digit * 10 ** power))
  const ticks = fine.filter(within)
  const tens = decades.map((power) => 10 ** power).filter(within)
  return {
    place: (value) => (100 * (Math.log10(value) - start)) / (end - start),
    ticks: ticks.length > 8 ? tens : ticks,
  }
}

/** Equal differences at equal distances; ticks at multiples of `every`. */
export function linearAxis(min: number, max: number, every: number): Axis {
  const [start, end] = [Math.floor(min / every) * every, Math.ceil(max / every) * every]
  return {
    place: (value) => (100 * (value - start)) / (end - start),
    ticks: Array.from(
      { length: Math.round((end - start) / every) + 1 },
      (_, i) => start + i * every,
    ),
  }
}
