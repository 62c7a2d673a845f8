import { finite, integer } from '../check.ts'

/** Rules by which scaled channel counts become whole numbers that hardware likes. */

/**
 * The nearest multiple of `divisor`, but never more than 10 % below the wish, and at least
 * `minimum`.
 *
 * @param value wished number of channels, in (0, ∞)
 * @param divisor in [1, ∞); default 8
 * @param minimum in [1, ∞); default `divisor`
 * @example makeDivisible(24 * 0.35) // 8.4 → 8
 * @example makeDivisible(32 * 0.35) // 11.2 → 8 would lose 29 %, so 16
 * @throws TypeError or RangeError naming the argument that is out of its range
 * @source `_make_divisible` of TensorFlow's MobileNet, used by V2, V3, EfficientNet and GhostNet
 */
export function makeDivisible(value: number, divisor = 8, minimum = divisor): number {
  finite('value', value, 0)
  integer('divisor', divisor, 1)
  integer('minimum', minimum, 1)
  const rounded = Math.max(minimum, Math.floor((value + divisor / 2) / divisor) * divisor)
  return rounded < 0.9 * value ? rounded + divisor : rounded
}

/**
 * Returns `value` when it is a finite number above 0.
 *
 * @throws TypeError or RangeError naming the argument
 */
export function widthMultiplier(value: number, name = 'width'): number {
  finite(name, value, 0)
  if (value === 0) throw new RangeError(`${name} must be a finite number in (0, ∞), got 0`)
  return value
}
