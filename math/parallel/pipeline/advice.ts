import { finishBy } from './finish.ts'
import type { Finish } from './finish.ts'
import { outlook } from './outlook.ts'
import { isFinished, rankOfOp } from './puzzle.ts'
import type { Position } from './puzzle.ts'
import { bestOf, scoreOf } from './puzzles.ts'
import type { Level } from './puzzles.ts'
import type { Op } from './schedule.ts'
import { opsOf } from './schedule.ts'

/** What a hint can say about a position. */
export type Advice =
  /** All is placed, and nothing is better. */
  | { readonly kind: 'finished' }
  /** The best is still in reach, and this is a move towards it. */
  | { readonly kind: 'move'; readonly op: Op; readonly score: number }
  /**
   * The best is out of reach: with the first `good` moves it still was in reach, and from here
   * nothing ends before `end`.
   */
  | { readonly kind: 'lost'; readonly good: number; readonly end: number }
  /** The position leaves the known schedule after `same` moves; whether it is as good is not known. */
  | { readonly kind: 'apart'; readonly same: number }

/**
 * A hint, from the moves placed so far.
 *
 * @param positions from the empty one to the present one
 */
export function adviceFor(level: Level, positions: readonly Position[]): Advice {
  const position = positions.at(-1)!
  const { score, moves } = bestOf(level)
  const finished = isFinished(position)
  if (finished && scoreOf(level, position) <= score) return { kind: 'finished' }
  const along = nextAlong(position, moves)
  if (along) return { kind: 'move', op: along, score }
  const finish: Finish =
    level.counts === 'period' ? { answer: 'unknown' } : finishBy(position, score)
  if (finish.answer === 'unknown') {
    const same = positions.findLastIndex((at) => nextAlong(at, moves) !== null)
    return { kind: 'apart', same }
  }
  if (finish.answer === 'yes' && finish.moves.length > 0)
    return { kind: 'move', op: finish.moves[0]!, score }
  // Once it is out of reach it stays so: halve the moves until the one that lost it is found.
  let good = 0
  let bad = positions.length - 1
  while (bad - good > 1) {
    const middle = (good + bad) >> 1
    if (finishBy(positions[middle]!, score).answer === 'yes') good = middle
    else bad = middle
  }
  return { kind: 'lost', good, end: earliestEnd(position).end }
}

/** The next of some moves, when what is placed is the beginning of each rank's part of them. */
function nextAlong({ puzzle, schedule }: Position, moves: readonly Op[]): Op | null {
  const done = schedule.ranks.map(() => 0)
  let next: Op | null = null
  for (const move of moves) {
    const rank = rankOfOp(puzzle, move)
    const placed = schedule.ranks[rank]!.flatMap(opsOf)[done[rank]!]
    if (placed === undefined) next ??= move
    else if (!same(placed, move)) return null
    else done[rank]!++
  }
  return next
}

const same = (a: Op, b: Op) =>
  a.kind === b.kind && a.stage === b.stage && a.microbatch === b.microbatch

/**
 * The earliest end that can still be reached from a position; `exact` is false when trying was given
 * up and it is a lower bound.
 */
export function earliestEnd(
  position: Position,
  limit = 20_000,
): { readonly end: number; readonly exact: boolean } {
  const { end: least } = outlook(position)
  for (let end = least; end < least + 64; end++) {
    const { answer } = finishBy(position, end, limit)
    if (answer === 'yes') return { end, exact: true }
    if (answer === 'unknown') return { end, exact: false }
  }
  return { end: least, exact: false }
}
