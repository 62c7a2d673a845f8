import { normalise, readNumeral, type Numeral } from './numeral.ts'
import { readUnit, type Unit, type UnitReading } from './units.ts'

/** A typed answer in the base unit that was asked for, and how precisely it was given. */
export interface Quantity extends Numeral {
  readonly unit: Unit
}

/**
 * Why a text is no answer yet. None of these costs an attempt.
 * `detail` is the piece of text, or the unit, that the message should name.
 */
export interface FormatProblem {
  readonly problem:
    | 'empty'
    | 'not-a-number'
    | Extract<UnitReading, { problem: string }>['problem']
    | 'too-coarse'
    | 'nothing-chosen'
    | 'unknown-option'
    | 'nothing-set'
  readonly detail?: string
}

/** Longer than any number somebody means. */
const longest = 120

/**
 * Reads what a learner typed where an answer in `unit` is asked for. Total: any text gives a
 * quantity or a named problem.
 *
 * @example parseQuantity('14.45 M', 'params') // { value: 14450000, place: 10000, figures: 4, … }
 * @example parseQuantity('１，２３４ 字节', 'B').value // 1234
 * @example parseQuantity('3', 's') // { problem: 'missing-unit', detail: 's' }
 */
export function parseQuantity(text: string, unit: Unit): Quantity | FormatProblem {
  if (text.length > longest) return { problem: 'not-a-number', detail: text.slice(0, longest) }
  const plain = normalise(text)
  if (plain === '') return { problem: 'empty' }
  const reading = readNumeral(plain)
  if (reading === undefined) return { problem: 'not-a-number', detail: plain }
  const { numeral, rest } = reading
  const behind = readUnit(rest, unit)
  if ('problem' in behind) return behind
  const value = numeral.value * behind.scale
  if (!Number.isFinite(value)) return { problem: 'not-a-number', detail: plain }
  // 27.3 of a whole is 27.3 % with its sign forgotten, not more than the whole; 3/2 is meant.
  if (unit === 'fraction' && rest === '' && numeral.place > 0 && Math.abs(value) > 1) {
    return { problem: 'missing-unit', detail: '%' }
  }
  return { ...numeral, value, place: numeral.place * behind.scale, unit }
}
