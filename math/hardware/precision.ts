import { oneOf } from '../check.ts'

/** Number formats that accelerators quote a peak for. */
export const precisions = [
  'fp64',
  'fp32',
  'tf32',
  'bf16',
  'fp16',
  'fp8',
  'int8',
  'fp4',
  'int4',
] as const

/** A number format, by its usual short name. */
export type Precision = (typeof precisions)[number]

/** Stored bits per element; TF32 is a way of multiplying 32-bit numbers, so it stores 32. */
const storedBits: Readonly<Record<Precision, number>> = {
  fp64: 64,
  fp32: 32,
  tf32: 32,
  bf16: 16,
  fp16: 16,
  fp8: 8,
  int8: 8,
  fp4: 4,
  int4: 4,
}

/**
 * Bytes that one element occupies in memory (0.5 for the four-bit formats).
 *
 * @example bytesPerElement('bf16') // 2
 * @throws RangeError for an unknown format
 */
export function bytesPerElement(precision: Precision): number {
  return storedBits[oneOf('precision', precision, precisions)] / 8
}
