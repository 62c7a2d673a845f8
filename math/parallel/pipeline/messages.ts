import { indexOps } from './dependencies.ts'
import type { PipelineSchedule } from './schedule.ts'

/** How many tensors one rank sends another in an iteration, each of one micro-batch. */
export interface BoundaryTraffic {
  readonly from: number
  readonly to: number
  /** Activations, sent after forwards. */
  readonly activations: number
  /** Gradients of activations, sent after backwards for the input. */
  readonly gradients: number
}

/**
 * What a schedule sends between ranks in one iteration, counted from its ops: one tensor for each
 * dependency between two stages on different ranks. A tensor is what one micro-batch's stage puts
 * out, s·b·h elements for a transformer (sequence × micro-batch size × hidden size).
 *
 * @returns the pairs of ranks that send at all, by `from`, then `to`
 * @throws TypeError, RangeError when an op is there twice or needs one that is not there
 * @example messagesBetween(gpipe(2, 8)) // 0 → 1: 8 activations; 1 → 0: 8 gradients
 */
export function messagesBetween(schedule: PipelineSchedule): readonly BoundaryTraffic[] {
  const { ops, rankOf, needs } = indexOps(schedule)
  const ranks = schedule.ranks.length
  const counts = new Map<number, { activations: number; gradients: number }>()
  ops.forEach(({ kind }, id) => {
    const sent = needs[2 * id + 1]!
    if (sent < 0 || rankOf[sent] === rankOf[id]) return
    const key = rankOf[sent]! * ranks + rankOf[id]!
    const count = counts.get(key) ?? { activations: 0, gradients: 0 }
    count[kind === 'forward' ? 'activations' : 'gradients'] += schedule.microbatchesPerOp
    counts.set(key, count)
  })
  return [...counts]
    .toSorted(([a], [b]) => a - b)
    .map(([key, count]) => ({ from: Math.floor(key / ranks), to: key % ranks, ...count }))
}
