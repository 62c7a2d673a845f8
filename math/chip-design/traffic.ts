import { finite } from '../check.ts'
import type { Product } from './work.ts'

/** Accumulators stand in 32 bits. */
const accumulatorBytes = 4

/**
 * How many times each operand of C[m×n] = A[m×k] · B[k×n] crosses main memory when `room` bytes
 * hold the accumulators of one tile of C: A once per column of tiles, B once per row of tiles. A
 * tile is as square as C allows, which moves the least: 2mnk/√S elements in all when C is large.
 *
 * @returns how often A and B are read, each at least once
 * @throws RangeError when the room is not positive
 * @example tilePasses({ m: 1024, k: 9, n: 1024, copies: 1 }, 4 * 512 ** 2) // { input: 2, weights: 2 }
 * @source the bound: Irony, Toledo and Tiskin, J. Parallel Distrib. Comput. 64 (2004)
 */
export function tilePasses({ m, n }: Product, room: number): { input: number; weights: number } {
  const tile = finite('room', room, Number.MIN_VALUE) / accumulatorBytes
  const side = Math.sqrt(tile)
  const rows = m <= side ? m : n <= side ? Math.min(m, tile / n) : side
  const columns = n <= side ? n : m <= side ? Math.min(n, tile / m) : side
  return { input: Math.max(1, n / columns), weights: Math.max(1, m / rows) }
}

/**
 * Bytes that the operands of a product cross main memory with: the least of three ways. Tiles of
 * the result; panels of B that stay on chip while A passes, once per panel; panels of A likewise.
 *
 * @param input bytes of A, read once (a convolution's map, not its k² copies)
 * @param weights bytes of B
 * @param room bytes for the running product
 * @throws RangeError as `tilePasses`
 * @example operandTraffic({ m: 1e6, k: 64, n: 64, copies: 1 }, 128e6, 8192, 20e6) // 128,008,192: both once
 */
export function operandTraffic(
  product: Product,
  input: number,
  weights: number,
  room: number,
): number {
  const passes = tilePasses(product, room)
  const panels = (bytes: number) => Math.max(1, bytes / product.copies / room)
  return Math.min(
    input * passes.input + weights * passes.weights,
    weights + input * panels(weights),
    input + weights * panels(input),
  )
}
