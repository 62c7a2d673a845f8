import { finite, integer, oneOf } from '../check.ts'
import { dataPrimitives, type Primitive } from './types.ts'

/**
 * Bandwidth as nccl-tests reports it. S is the size of the table in `primitives.ts`, t the time.
 *
 * Algorithm bandwidth S/t is what a program sees; bus bandwidth scales it by the bytes that must
 * cross each rank's link per byte of S on any algorithm without help from the network, so that it
 * can be held against the link's speed whatever the number of ranks. Where switches reduce or
 * multiply data themselves (NVLS, SHARP), it is not a link's speed.
 *
 * @source NVIDIA/nccl-tests doc/PERFORMANCE.md; src/scatter.cu and src/gather.cu for these two
 */

/**
 * Bus bandwidth / algorithm bandwidth: 2(n−1)/n for all-reduce; 1 for broadcast and reduce;
 * (n−1)/n for scatter, gather, all-gather, reduce-scatter and all-to-all.
 *
 * @param ranks n ≥ 1 (on one rank nothing crosses a link)
 * @example busFactor('all-reduce', 4) // 1.5
 * @throws RangeError for barrier, which has no bandwidth, or an illegal number of ranks
 */
export function busFactor(primitive: Primitive, ranks: number): number {
  oneOf<Primitive>('primitive', primitive, dataPrimitives)
  integer('ranks', ranks, 1)
  if (primitive === 'broadcast' || primitive === 'reduce') return 1
  return ((primitive === 'all-reduce' ? 2 : 1) * (ranks - 1)) / ranks
}

/**
 * Algorithm bandwidth S/t in bytes per second; 0 for no bytes, Infinity for bytes in no time.
 *
 * @example algorithmBandwidth(4e9, 2) // 2e9
 * @throws RangeError when bytes or seconds are negative or not finite
 */
export function algorithmBandwidth(bytes: number, seconds: number): number {
  finite('bytes', bytes, 0)
  finite('seconds', seconds, 0)
  return bytes === 0 ? 0 : bytes / seconds
}

/**
 * Bus bandwidth in bytes per second: algorithm bandwidth × `busFactor`.
 *
 * @example busBandwidth('all-reduce', 4, 4e9, 2) // 3e9
 * @throws RangeError as `busFactor` and `algorithmBandwidth`
 */
export function busBandwidth(
  primitive: Primitive,
  ranks: number,
  bytes: number,
  seconds: number,
): number {
  const factor = busFactor(primitive, ranks)
  return factor === 0 ? 0 : algorithmBandwidth(bytes, seconds) * factor
}
