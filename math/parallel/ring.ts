import { finite, integer, object } from '../check.ts'
import { busFactor } from '../collectives/bandwidth.ts'
import type { Primitive } from '../collectives/types.ts'
import type { AlphaBeta } from '../hardware/cluster.ts'

/** Collectives that training steps are made of. */
export type TrainingCollective = Extract<
  Primitive,
  'all-reduce' | 'all-gather' | 'reduce-scatter' | 'broadcast' | 'reduce' | 'scatter' | 'gather'
>

/**
 * Bytes that each rank sends in a ring collective of size S: 2(n−1)/n·S for all-reduce, (n−1)/n·S
 * for all-gather (S the gathered whole) and reduce-scatter (S the unreduced whole).
 *
 * @throws RangeError when n is not a positive integer or S is negative
 * @example ringBytes('all-reduce', 4, 1e9) // 1.5e9
 */
export function ringBytes(collective: TrainingCollective, ranks: number, bytes: number): number {
  return busFactor(collective, ranks) * finite('bytes', bytes, 0) * (ranks === 1 ? 0 : 1)
}

/**
 * Seconds of a bandwidth-optimal ring collective: its rounds at α each, and its bytes at β.
 *
 * All-reduce takes 2(n−1) rounds, every other collective n−1. It is the cost of the ring schedules
 * of the collectives library in closed form. One rank needs no time.
 *
 * @param bytes S, in the collective's own sense (see `ringBytes`)
 * @throws RangeError when n is not a positive integer, S is negative, or the link has no bandwidth
 * @example ringTime('all-reduce', 4, 1e9, { bandwidth: 1e10, latency: 1e-6 }) // 0.150006
 * @source Thakur, Rabenseifner, Gropp, IJHPCA 19(1), 2005; NCCL src/graph/tuning.cc, ring steps
 */
export function ringTime(
  collective: TrainingCollective,
  ranks: number,
  bytes: number,
  link: AlphaBeta,
): number {
  integer('ranks', ranks, 1)
  object('link', link)
  finite('link.bandwidth', link.bandwidth, Number.MIN_VALUE)
  finite('link.latency', link.latency, 0)
  const sent = ringBytes(collective, ranks, bytes)
  if (ranks === 1 || bytes === 0) return 0
  const rounds = (collective === 'all-reduce' ? 2 : 1) * (ranks - 1)
  return rounds * link.latency + sent / link.bandwidth
}
