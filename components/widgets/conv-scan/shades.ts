/** The grey of a picture's number: 0 black, 1 white, over the span that the picture needs. */
export interface Range {
  readonly low: number
  readonly high: number
}

/** From the least to the greatest number, zero always among them; a photo's range is 0 to 9. */
export function rangeOf(numbers: readonly number[], least = 0): Range {
  return {
    low: numbers.reduce((low, one) => Math.min(low, one), 0),
    high: numbers.reduce((high, one) => Math.max(high, one), least),
  }
}

/**
 * Where a number stands between the range's ends.
 *
 * @example shadeOf(0, { low: -9, high: 9 }) // 0.5
 */
export function shadeOf(value: number, { low, high }: Range): number {
  return high === low ? 0 : (value - low) / (high - low)
}

/** sRGB grey whose contrast with black and with white is the same, 4.58 : 1. */
export const turningPoint = 0.46
