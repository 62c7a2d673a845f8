/**
 * Argument checks shared by the whole math library.
 *
 * Every public function checks its input with these and so throws, for a wrong argument, an error
 * that names the argument, its value and the legal range: `ranks must be an integer in [2, 1024],
 * got 1`. A wrong kind of thing is a `TypeError`; the right kind out of range is a `RangeError`.
 */

/** The way a value is shown in an error message: strings quoted, the rest as JavaScript prints them. */
export function show(value: unknown): string {
  if (typeof value === 'string') return JSON.stringify(value)
  if (Array.isArray(value)) return `[${value.map(show).join(', ')}]`
  if (value !== null && typeof value === 'object') {
    return `{${Object.entries(value)
      .map(([key, entry]) => `${key}: ${show(entry)}`)
      .join(', ')}}`
  }
  return String(value)
}

const range = (min: number, max: number) =>
  `${min === -Infinity ? '(-∞' : `[${min}`}, ${max === Infinity ? '∞)' : `${max}]`}`

/**
 * Returns `value` when it is an integer with `min ≤ value ≤ max`; both ends are included.
 *
 * @example integer('stride', 2, 1) // 2
 * @throws TypeError when it is not a number; RangeError when it is not an integer in the range
 */
export function integer(name: string, value: number, min = -Infinity, max = Infinity): number {
  if (typeof value !== 'number') {
    throw new TypeError(`${name} must be an integer in ${range(min, max)}, got ${show(value)}`)
  }
  if (!Number.isInteger(value) || value < min || value > max) {
    throw new RangeError(`${name} must be an integer in ${range(min, max)}, got ${show(value)}`)
  }
  return value
}

/**
 * Returns `value` when it is a multiple of `divisor` with `min ≤ value ≤ max`.
 *
 * @example multiple('microbatches', 8, 2, 4) // 8
 * @throws TypeError when it is not a number; RangeError when it is not such a multiple
 */
export function multiple(
  name: string,
  value: number,
  divisor: number,
  min = -Infinity,
  max = Infinity,
): number {
  if (divisor === 1 || typeof value !== 'number') return integer(name, value, min, max)
  if (!Number.isInteger(value / divisor) || value < min || value > max) {
    throw new RangeError(
      `${name} must be a multiple of ${divisor} in ${range(min, max)}, got ${show(value)}`,
    )
  }
  return value
}

/**
 * Returns `value` when it is an object, so that a missing argument is named before it is read.
 *
 * @throws TypeError when it is not
 */
export function object<T>(name: string, value: T): T {
  if (typeof value === 'object' && value !== null) return value
  throw new TypeError(`${name} must be an object, got ${show(value)}`)
}

/**
 * Returns `value` when it is a list.
 *
 * @throws TypeError when it is not
 */
export function list<T extends readonly unknown[]>(name: string, value: T): T {
  if (Array.isArray(value)) return value
  throw new TypeError(`${name} must be a list, got ${show(value)}`)
}

/**
 * Returns `value` when it is a finite number with `min ≤ value ≤ max`; both ends are included.
 *
 * @throws TypeError when it is not a number; RangeError when it is NaN, infinite or out of range
 */
export function finite(name: string, value: number, min = -Infinity, max = Infinity): number {
  if (typeof value !== 'number') {
    throw new TypeError(`${name} must be a finite number in ${range(min, max)}, got ${show(value)}`)
  }
  if (!Number.isFinite(value) || value < min || value > max) {
    throw new RangeError(
      `${name} must be a finite number in ${range(min, max)}, got ${show(value)}`,
    )
  }
  return value
}

/**
 * Returns `value` when it is one of `options`.
 *
 * @throws TypeError when its type is not that of the options; RangeError when it is another value
 */
export function oneOf<const T extends string | number | boolean>(
  name: string,
  value: T,
  options: readonly T[],
): T {
  if (options.includes(value)) return value
  const message = `${name} must be one of ${options.map(show).join(', ')}, got ${show(value)}`
  if (options.length > 0 && typeof value !== typeof options[0]) throw new TypeError(message)
  throw new RangeError(message)
}
