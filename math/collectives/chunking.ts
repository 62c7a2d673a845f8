import { object } from '../check.ts'
import { chunkRule } from './legality.ts'
import { cost } from './cost.ts'
import type { Network } from './network.ts'
import { maxChunks } from './primitives.ts'
import { lazySchedule, type ScheduleRequest } from './schedule.ts'

/** A pipeline of more pieces is not tried: its schedule alone would take seconds to walk. */
const mostPieces = 2 ** 16

/**
 * The chunk count with which an algorithm is fastest for S = `bytes` on a network, out of
 * unit · 1, 2, 4, …, 65,536 (where rounds cost nothing, more are always better). Where chunks are pipelined (chain, ring broadcast, double binary tree) few of
 * them leave links idle and many pay α too often: on a chain of n ranks the best is about
 * √((n−2)·S·β/α). Where they are not, it is the unit.
 *
 * @example
 * fastestChunks({ primitive: 'broadcast', algorithm: 'chain', ranks: 6 }, 1e6,
 *   { kind: 'uniform', alpha: 1e-6, beta: 1e-9 }) // 64; √(4·1e-3/1e-6) = 63.2
 * @throws TypeError or RangeError as `schedule` and `cost`
 */
export function fastestChunks(request: ScheduleRequest, bytes: number, network: Network): number {
  const { primitive, algorithm, ranks } = object('request', request)
  const { unit } = chunkRule(primitive, algorithm, ranks)
  const seconds = (chunks: number) =>
    cost(lazySchedule({ ...request, chunks }), bytes, network).seconds
  let best = unit
  let fastest = seconds(unit)
  const most = Math.min(unit * mostPieces, maxChunks)
  for (let chunks = 2 * unit; chunks <= most; chunks *= 2) {
    const time = seconds(chunks)
    // The time is convex in the chunk count: once it does not fall, it does not fall again.
    if (!(time < fastest)) break
    best = chunks
    fastest = time
  }
  return best
}
