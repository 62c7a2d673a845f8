import type { Legal } from '../definition.ts'
import type { ExtentParam, IntParam, NumberParam } from '../params.ts'

/**
 * Numbers in about equal ratios from `min` to `max`, rounded, each once. Powers of two are among
 * them.
 *
 * @param perDoubling how many, where rounding leaves so many
 * @example ratios(1, 20, 8, Math.round) // [1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 15, 16, 17, 19, 20]
 */
function ratios(min: number, max: number, perDoubling: number, round: (value: number) => number) {
  const first = Math.floor(Math.log2(min)) * perDoubling
  const last = Math.ceil(Math.log2(max) * perDoubling)
  const values = Array.from({ length: last - first + 1 }, (_, step) =>
    round(2 ** ((first + step) / perDoubling)),
  )
  return [...new Set([min, ...values.filter((value) => value > min && value < max), max])]
}

/** A slider over ten magnitudes cannot aim finer than this. */
const twoDigits = (value: number) => Number(value.toPrecision(2))

const made = new Map<string, readonly number[]>()

/** The stops of a logarithmic slider; it is drawn at every move, and they are made once. */
function stops(fractions: boolean, min: number, max: number) {
  const key = `${fractions} ${min} ${max}`
  const known =
    made.get(key) ?? (fractions ? ratios(min, max, 16, twoDigits) : ratios(min, max, 8, Math.round))
  made.set(key, known)
  return known
}

/** Where on its slider a number stands, and back: by value, by logarithm, or by place in a list. */
export function slideScale(param: IntParam | NumberParam | ExtentParam, legal: Legal) {
  const listed = (list: readonly number[]) => ({
    min: 0,
    max: list.length - 1,
    step: 1,
    // A typed value may lie between two stops of the slider.
    to: (value: number) => list.findLastIndex((stop, index) => index === 0 || stop <= value),
    from: (place: number) => list[place] ?? param.min,
  })
  if (Array.isArray(legal)) return listed(legal.map(Number))
  const { min, max } = legal as { min: number; max: number }
  if (param.scale === 'linear') {
    const step = param.kind === 'number' ? param.step : 1
    return { min, max, step, to: (value: number) => value, from: (place: number) => place }
  }
  return listed(stops(param.kind === 'number', min, max))
}
