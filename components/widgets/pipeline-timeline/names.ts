import type { PipelineSchedule, TimedOp } from '../../../math/parallel/pipeline/index.ts'

/** F, B, and the two halves of a split backward, as the zero-bubble papers name them. */
const letters = { forward: 'F', backward: 'B', 'backward-input': 'B', 'backward-weight': 'W' }

/**
 * What an op works on: the number of its micro-batch, or of the first and last of them.
 *
 * @example numberOf(op, naive(4, 8)) // '0–7': the whole batch in one piece
 */
export const numberOf = (
  { microbatch }: TimedOp,
  { microbatchesPerOp: size }: PipelineSchedule,
): string =>
  size === 1 ? String(microbatch) : `${microbatch * size}–${(microbatch + 1) * size - 1}`

/** @example shortName(op, schedule) // 'F3': the forward of micro-batch 3 */
export const shortName = (op: TimedOp, schedule: PipelineSchedule): string =>
  letters[op.kind] + numberOf(op, schedule)
