/** How early a half-built schedule can still end: what is placed stays, the rest is not placed yet. */
import { dependenciesOf } from './dependencies.ts'
import { sendTime } from './costs.ts'
import { formatOp } from './notation.ts'
import type { Position } from './puzzle.ts'
import { durationOf, opsOfPuzzle, rankOfOp, timeOf } from './puzzle.ts'

/** The rank that decides, and what its time is made of. */
export interface Outlook {
  /** No order of the ops that are left ends before this. */
  readonly end: number
  /** Whose time it is; null when one micro-batch's own way is longer than any rank's work. */
  readonly rank: number | null
  /** Before its next op can start, the work that is left to it, and the way from there to the end. */
  readonly before: number
  readonly work: number
  readonly after: number
}

/**
 * A lower bound on the end of any schedule that begins with this position. Each rank has to wait for
 * its next op, then has all its work to do, and after its last op comes at least the shortest way to
 * the end of the iteration. Memory is not considered. From the empty position it is `makespanBound`.
 *
 * @example outlook(emptyPosition(puzzle)).end // 21 = 2 (way in) + 15 (work) + 4 (way out)
 */
export function outlook(position: Position): Outlook {
  const { puzzle, moves, schedule } = position
  const send = sendTime(schedule, puzzle.costs)
  const ends = new Map(moves.map((move) => [formatOp(move), move.end]))
  const free = schedule.ranks.map(() => 0)
  for (const { rank, end } of moves) free[rank] = Math.max(free[rank]!, end)
  const left = opsOfPuzzle(puzzle)
    .filter((op) => !ends.has(formatOp(op)))
    .map((op) => ({ op, rank: rankOfOp(puzzle, op), duration: durationOf(puzzle, op) }))
  // A whole backward is a backward for the input as far as others are concerned.
  const needs = (op: (typeof left)[number]['op']) =>
    dependenciesOf(op, puzzle.stages).map((needed) =>
      needed.kind === 'backward-input' && !puzzle.split
        ? { ...needed, kind: 'backward' as const }
        : needed,
    )
  const heads = schedule.ranks.map(() => Infinity)
  const work = schedule.ranks.map(() => 0)
  let chain = timeOf(position)
  for (const { op, rank, duration } of left) {
    const start = needs(op).reduce((last, needed) => {
      const way = rankOfOp(puzzle, needed) === rank ? 0 : send
      return Math.max(last, ends.get(formatOp(needed))! + way)
    }, free[rank]!)
    ends.set(formatOp(op), start + duration)
    heads[rank] = Math.min(heads[rank]!, start)
    work[rank]! += duration
    chain = Math.max(chain, start + duration)
  }
  const tails = new Map<string, number>()
  const shortest = schedule.ranks.map(() => Infinity)
  for (const { op, rank, duration } of left.toReversed()) {
    const own = tails.get(formatOp(op)) ?? 0
    shortest[rank] = Math.min(shortest[rank]!, own)
    for (const needed of needs(op)) {
      const way = rankOfOp(puzzle, needed) === rank ? 0 : send
      const key = formatOp(needed)
      tails.set(key, Math.max(tails.get(key) ?? 0, way + duration + own))
    }
  }
  let best: Outlook = { end: chain, rank: null, before: 0, work: chain, after: 0 }
  for (const [rank, before] of heads.entries()) {
    if (before === Infinity) continue
    const after = shortest[rank]!
    const end = before + work[rank]! + after
    if (end > best.end || (end === best.end && best.rank === null)) {
      best = { end, rank, before, work: work[rank]!, after }
    }
  }
  return best
}
