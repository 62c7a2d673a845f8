import type { Op, OpKind, Puzzle } from '../../../math/parallel/pipeline/puzzle.ts'

/** F, B, and the halves of a split backward as PyTorch calls them. */
export const letters: Readonly<Record<OpKind, string>> = {
  forward: 'F',
  backward: 'B',
  'backward-input': 'I',
  'backward-weight': 'W',
}

/** Whether an op is of a rank's second chunk of layers. */
export const isSecond = ({ placement, ranks }: Puzzle, { stage }: Pick<Op, 'stage'>): boolean =>
  placement === 'loop' && stage >= ranks

/**
 * How an op is called on its rank.
 *
 * @example nameOf(puzzle, { kind: 'forward', stage: 2, microbatch: 1 }) // F1, or F1′ in a loop of two
 */
export const nameOf = (puzzle: Puzzle, op: Op): string =>
  `${letters[op.kind]}${op.microbatch}${isSecond(puzzle, op) ? '′' : ''}`
