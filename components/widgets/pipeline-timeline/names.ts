import type { OpKind, PipelineSchedule, TimedOp } from '../../../math/parallel/pipeline/index.ts'

/** F, the full backward B, and its halves: I for the input's gradient, W for the weights'. */
export const letters: Readonly<Record<OpKind, string>> = {
  forward: 'F',
  backward: 'B',
  'backward-input': 'I',
  'backward-weight': 'W',
}

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

/** Whether ranks hold several stages, so that an op's name has to say which. */
export const manyStages = ({ ranks, stages, name }: PipelineSchedule): boolean =>
  stages > ranks.length || name === 'dualpipe'

/**
 * As PyTorch writes them; the stage is left out where it is the rank.
 *
 * @example shortName(op, schedule) // 'F3': the forward of micro-batch 3; '5F3': through stage 5
 */
export const shortName = (op: TimedOp, schedule: PipelineSchedule): string =>
  (manyStages(schedule) ? op.stage : '') + letters[op.kind] + numberOf(op, schedule)

/** The name of what a rank runs: an op, or both of a pair. */
export function slotName(op: TimedOp, ops: readonly TimedOp[], schedule: PipelineSchedule): string {
  if (op.pairedWith === null) return shortName(op, schedule)
  const [first, second] = [op.id, op.pairedWith].toSorted((a, b) => a - b)
  return `${shortName(ops[first!]!, schedule)}+${shortName(ops[second!]!, schedule)}`
}
