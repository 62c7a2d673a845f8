import { integer, oneOf } from './check.ts'

/** A binary floating-point format: a sign, some bits of exponent, some of mantissa. */
export interface FloatFormat {
  readonly exponentBits: number
  readonly mantissaBits: number
  /**
   * What the largest exponent means: `ieee` keeps it for infinities and NaN; `one-nan` uses it for
   * numbers, all but the pattern of ones, which is NaN.
   */
  readonly top: 'ieee' | 'one-nan'
}

/** 8-bit and 16-bit formats of training. */
export const floatFormats = {
  e4m3: { exponentBits: 4, mantissaBits: 3, top: 'one-nan' },
  e5m2: { exponentBits: 5, mantissaBits: 2, top: 'ieee' },
  fp16: { exponentBits: 5, mantissaBits: 10, top: 'ieee' },
  bf16: { exponentBits: 8, mantissaBits: 7, top: 'ieee' },
} as const satisfies Record<string, FloatFormat>

/** The range of a format and how fine it is. */
export interface FloatRange {
  readonly largest: number
  readonly smallestNormal: number
  readonly smallestSubnormal: number
  /** Largest relative error of rounding a normal number: 2^−(m+1). */
  readonly relativeError: number
}

/**
 * Range and precision of a format with bias 2^(e−1) − 1.
 *
 * @throws RangeError when a number of bits is out of range
 * @example floatRange(floatFormats.e4m3).largest // 448
 * @source Micikevicius et al., FP8 Formats for Deep Learning, arXiv:2209.05433, table 1
 */
export function floatRange({ exponentBits, mantissaBits, top }: FloatFormat): FloatRange {
  integer('exponentBits', exponentBits, 2, 11)
  integer('mantissaBits', mantissaBits, 1, 52)
  oneOf('top', top, ['ieee', 'one-nan'])
  const bias = 2 ** (exponentBits - 1) - 1
  const step = 2 ** -mantissaBits
  const highest = 2 ** exponentBits - 1 - bias
  return {
    largest: top === 'ieee' ? (2 - step) * 2 ** (highest - 1) : (2 - 2 * step) * 2 ** highest,
    smallestNormal: 2 ** (1 - bias),
    smallestSubnormal: step * 2 ** (1 - bias),
    relativeError: step / 2,
  }
}

/**
 * The power of two by which a tensor is multiplied before it is cast, so that its largest magnitude
 * comes as near to the format's largest number as it can without exceeding it.
 *
 * @param magnitude largest magnitude of the tensor, above 0
 * @throws RangeError when the magnitude is not positive
 * @example scaleFor(3, floatFormats.e4m3) // 128: 384 ≤ 448 < 768
 */
export function scaleFor(magnitude: number, format: FloatFormat): number {
  if (!(magnitude > 0 && magnitude < Infinity)) {
    throw new RangeError(`magnitude must be positive and finite, got ${magnitude}`)
  }
  const { largest } = floatRange(format)
  let scale = 2 ** Math.floor(Math.log2(largest / magnitude))
  // The logarithm may round up where the quotient is a power of two.
  while (scale * magnitude > largest) scale /= 2
  while (scale * 2 * magnitude <= largest) scale *= 2
  return scale
}
