import { decodeNumber } from './params.ts'
import type { Base, Decoded, Look, Problem } from './params.ts'

/**
 * Numbers that a reader types into cells: planes of rows, so that a matrix is one plane and a
 * feature map one plane per channel. Rows need not be equally long; what is not there is the
 * widget's to fill. It has no control of its own: the picture is where it is edited.
 */
export type Grid = readonly (readonly (readonly number[])[])[]

export interface GridParam extends Base<Grid> {
  readonly kind: 'grid'
  /** Of each number. */
  readonly min: number
  readonly max: number
  /** Digits kept after the decimal point. */
  readonly decimals: number
  /** How many numbers it may hold, all planes together: an address has to carry them. */
  readonly most: number
}

const numbersIn = (row: string): string[] =>
  row.trim() === ''
    ? []
    : row
        .trim()
        // A sign starts a new number as well: 3-4 is 3 and −4.
        .replace(/(?<=[\d.])-/g, '_-')
        .split(/\s*[_,]\s*|\s+/)

/** Empty rows and planes at the end say nothing and are not written. */
function trimmed<T>(list: readonly T[], empty: (entry: T) => boolean): readonly T[] {
  return list.slice(0, list.findLastIndex((entry) => !empty(entry)) + 1)
}

/**
 * A grid of numbers in [min, max]. In a URL numbers stand between `_` (or before a `-`), rows
 * between `*`, planes between `p`: `1_0-1*2_0-2` is two rows of three. Commas and blanks are
 * understood too. One unreadable number refuses the whole: a gap would shift all the others.
 *
 * @param most how many numbers it may hold; further ones are left out, and that is reported
 */
export function grid(
  min: number,
  max: number,
  most: number,
  look: Look & Partial<Pick<GridParam, 'decimals' | 'default'>> = {},
): GridParam {
  if (!(min <= max && most >= 1)) {
    throw new RangeError(
      `a grid needs min ≤ max and room for a number, got ${min}, ${max}, ${most}`,
    )
  }
  const decimals = look.decimals ?? 0
  const initial = look.default ?? []

  const decodeOne = (raw: string): Decoded<number> | null => {
    const read = decodeNumber(raw, min, max, false)
    if (!read) return null
    const value = Number(read.value.toFixed(decimals))
    if (read.problem || value === read.value) return { ...read, value: value === 0 ? 0 : value }
    return { value: value === 0 ? 0 : value, problem: 'rounded' }
  }

  const decode = (raw: string): Decoded<Grid> => {
    let room = most
    let problem: Problem | undefined
    let refused = false
    const row = (text: string) => {
      const numbers = numbersIn(text)
      if (numbers.length > room) problem = 'clamped'
      const read = numbers.slice(0, room).map(decodeOne)
      room -= read.length
      return read.map((one) => {
        if (one === null) refused = true
        problem = problem ?? one?.problem
        return one?.value ?? 0
      })
    }
    const isEmpty = (list: readonly unknown[]) => list.length === 0
    const planes = raw.split('p').map((plane) => trimmed(plane.split('*').map(row), isEmpty))
    if (refused) return { value: initial, problem: 'refused' }
    const value = trimmed(planes, isEmpty)
    return problem === undefined ? { value } : { value, problem }
  }

  const encode = (value: Grid) => {
    const rows = (plane: Grid[number]) =>
      trimmed(plane, (row) => row.length === 0).map((row) =>
        row
          .map((one) => String(Number(one.toFixed(decimals))))
          .join('_')
          .replace(/(?<=\d)_-/g, '-'),
      )
    const planes = value.map((plane) => rows(plane).join('*'))
    return trimmed(planes, (plane) => plane === '').join('p')
  }

  return { kind: 'grid', min, max, most, ...look, decimals, default: initial, decode, encode }
}
