import type { GridParam } from '../../widget/grid.ts'

/** What a text in a cell means so far. */
export type Reading =
  | { readonly kind: 'number'; readonly value: number }
  /** Nothing, or a sign or point that a digit may still follow. */
  | { readonly kind: 'unfinished' }
  | { readonly kind: 'wrong' }

/**
 * Reads what is typed into one cell. A number outside the range, or finer than the grid keeps, is
 * wrong: it is said, not changed behind the reader's back.
 *
 * @example reading('-', weights).kind // 'unfinished'
 */
export function reading(text: string, param: GridParam): Reading {
  const plain = text.trim().replace('−', '-')
  if (/^-?\.?$/.test(plain)) return { kind: 'unfinished' }
  // A grid of one number; a second one in the cell is as wrong as a letter.
  const { value, problem } = param.decode(plain)
  const numbers = value.flat(2)
  return problem === undefined && numbers.length === 1 && /^[-+.\d]+$/.test(plain)
    ? { kind: 'number', value: numbers[0]! }
    : { kind: 'wrong' }
}
