import type { Quantity } from './quantity.ts'

/**
 * Comparing at typed precision.
 *
 * `figures` is how many significant figures an answer must have before it can be told apart from
 * the known mistakes. A whole number of at most that many digits is *exact*: 14 steps are 14 steps,
 * and neither 13.96 nor 10 is a rounding of them. `'exact'` makes that so for any number.
 */
export type Figures = number | 'exact'

export const defaultFigures = 3

export function isExact(target: number, figures: Figures): boolean {
  return figures === 'exact' || (Number.isInteger(target) && Math.abs(target) < 10 ** figures)
}

/** Did the learner type as many figures as are needed, trailing zeros counted? */
export function isFine(typed: Quantity, figures: Figures): boolean {
  return figures === 'exact' || typed.digits >= figures
}

/** Equal up to the rounding of a few floating-point steps; whole numbers exactly. */
export function same(a: number, b: number): boolean {
  if (Number.isSafeInteger(a) && Number.isSafeInteger(b)) return a === b
  return Math.abs(a - b) <= 1e-12 * Math.max(Math.abs(a), Math.abs(b))
}

/** Half a unit in the last place, when the quantity is read as having this many figures. */
function halfUnit(typed: Quantity, figures: number): number {
  if (typed.place === 0) return 0
  const read = Math.min(Math.max(figures, typed.figures), typed.digits)
  return (typed.place * 10 ** (typed.digits - read)) / 2
}

/** Ties count as within; the slack is for a half unit that binary cannot write. */
const within = (typed: Quantity, target: number, half: number) =>
  Math.abs(typed.value - target) <= half * (1 + 1e-9)

/**
 * Is this typed quantity the target, or the target rounded to enough figures?
 *
 * @example fits(parse('14.45 M'), 14_450_688, 3) // true
 * @example fits(parse('14,450,687'), 14_450_688, 3) // false: eight figures, and the last is off
 */
export function fits(typed: Quantity, target: number, figures: Figures): boolean {
  if (same(typed.value, target)) return true
  if (figures === 'exact' || isExact(target, figures) || !isFine(typed, figures)) return false
  return within(typed, target, halfUnit(typed, figures))
}

/** Could it be the target, had fewer figures been enough? (`14 M` for 14,450,688.) */
export function mayBe(typed: Quantity, target: number, figures: Figures): boolean {
  if (isExact(target, figures)) return same(typed.value, target)
  return same(typed.value, target) || within(typed, target, halfUnit(typed, 0))
}

/**
 * Could one typed answer of the required figures fit both? Two numbers that both lie within half a
 * unit of one typed number are at most one unit apart, and a unit of the n-th figure is at most
 * 10^(1−n) of the number (at three figures: 1.00 ± 0.005). Errs on the side of yes.
 */
export function coincide(a: number, b: number, figures: Figures): boolean {
  if (figures === 'exact' || (isExact(a, figures) && isExact(b, figures))) return same(a, b)
  return Math.abs(a - b) <= 10 ** (1 - figures) * Math.max(Math.abs(a), Math.abs(b)) * (1 + 1e-9)
}
