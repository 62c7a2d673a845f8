import { oneOf } from './check.ts'

/** Number formats by the name that data sheets and frameworks use, with their size in bytes. */
const sizes = {
  fp64: 8,
  fp32: 4,
  tf32: 4,
  bf16: 2,
  fp16: 2,
  fp8: 1,
  int8: 1,
  fp4: 0.5,
  int4: 0.5,
} as const

/** The name of a number format. */
export type Precision = keyof typeof sizes

/** All number formats, widest first. */
export const precisions = Object.keys(sizes) as readonly Precision[]

/**
 * Bytes that one number takes in memory. TF32 is a way of multiplying: it is stored in 4 bytes.
 *
 * @example bytesPerElement('bf16') // 2
 * @throws RangeError when there is no such format
 */
export function bytesPerElement(precision: Precision): number {
  return sizes[oneOf('precision', precision, precisions)]
}
