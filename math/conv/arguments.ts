import { integer, show } from '../check.ts'

/**
 * Returns `value` when it is true or false.
 *
 * @example flag('bias', true) // true
 * @throws TypeError when it is anything else, truthy or not
 */
export function flag(name: string, value: boolean): boolean {
  if (typeof value !== 'boolean') {
    throw new TypeError(`${name} must be true or false, got ${show(value)}`)
  }
  return value
}

/**
 * Returns `value` when it is an object with fields to read, not a list.
 *
 * @example record('input', { height: 4, width: 4 }) // the same object
 * @throws TypeError when it is anything else, `null` included
 */
export function record<T extends object>(name: string, value: T): T {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) {
    throw new TypeError(`${name} must be an object, got ${show(value)}`)
  }
  return value
}

/**
 * Returns `value` when it is a list of at least `least` entries.
 *
 * @example list('layers', [1, 2], 1) // the same list
 * @throws TypeError when it is not a list; RangeError when it is too short
 */
export function list<T>(name: string, value: readonly T[], least = 0): readonly T[] {
  if (!Array.isArray(value)) throw new TypeError(`${name} must be a list, got ${show(value)}`)
  integer(`${name}.length`, value.length, least)
  return value
}
