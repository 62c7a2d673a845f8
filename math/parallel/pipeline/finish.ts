/** Whether a half-built schedule can still end in time, found by trying. */
import { integer } from '../../check.ts'
import { sendTime } from './costs.ts'
import { dependenciesOf } from './dependencies.ts'
import { formatOp } from './notation.ts'
import type { Position } from './puzzle.ts'
import { durationOf, heldIn, kindsOf, opsOfPuzzle, rankOfOp, streamsOf } from './puzzle.ts'
import type { Op, OpKind } from './schedule.ts'
import { range } from './schedule.ts'

/** `yes` with the moves that are left, in the order in which they start; `unknown`: given up. */
export type Finish =
  | { readonly answer: 'yes'; readonly moves: readonly Op[] }
  | { readonly answer: 'no' }
  | { readonly answer: 'unknown' }

/** Micro-batches of one stage, one kind of op and one direction, which are run in their order. */
interface Queue {
  readonly rank: number
  readonly ids: readonly number[]
  readonly forward: boolean
  readonly frees: boolean
  /** From the end of its ops to the end of the iteration, at least. */
  readonly tail: number
  next: number
}

/**
 * Tries to end by a given time from a position, within what the ranks may hold.
 *
 * Ops are tried in the order of their starts, so that every schedule is met once; a branch is left
 * when a rank's remaining work no longer fits. Micro-batches are all alike, so nothing is lost by taking
 * those of one kind on one stage in the order in which they come.
 *
 * @param position what is placed; it stays
 * @param end the time by which all has to be done
 * @param limit how many positions may be looked at, at least 1
 * @throws TypeError, RangeError
 * @example finishBy(emptyPosition(puzzle), makespanOfBest - 1).answer // 'no': it is the best
 */
export function finishBy(position: Position, end: number, limit = 20_000): Finish {
  integer('limit', limit, 1)
  const { puzzle, moves, schedule } = position
  const send = sendTime(schedule, puzzle.costs)
  const ops = opsOfPuzzle(puzzle)
  const ids = new Map(ops.map((op, id) => [formatOp(op), id]))
  const rankOf = ops.map((op) => rankOfOp(puzzle, op))
  const duration = ops.map((op) => durationOf(puzzle, op))
  const needs = ops.map((op) =>
    dependenciesOf(op, puzzle.stages).map(
      (needed) => ids.get(formatOp(needed)) ?? ids.get(formatOp({ ...needed, kind: 'backward' }))!,
    ),
  )
  const way = (from: number, to: number) => (rankOf[from] === rankOf[to] ? 0 : send)
  const tails = ops.map(() => 0)
  for (let id = ops.length - 1; id >= 0; id--) {
    for (const needed of needs[id]!) {
      tails[needed] = Math.max(tails[needed]!, way(needed, id) + duration[id]! + tails[id]!)
    }
  }
  const ends = ops.map(() => -1)
  const free = schedule.ranks.map(() => 0)
  for (const move of moves) {
    ends[ids.get(formatOp(move))!] = move.end
    free[move.rank] = Math.max(free[move.rank]!, move.end)
  }
  const held = [...heldIn(position)]
  const work = schedule.ranks.map(() => 0)
  const queues: Queue[] = []
  for (const [rank] of schedule.ranks.entries()) {
    for (const { stage, far } of streamsOf(puzzle, rank)) {
      // What frees memory or is waited for goes first; weights fill what is left.
      for (const kind of kindsOf(puzzle).toSorted((a, b) => preference(a) - preference(b))) {
        const own = orderOf(position, kind, stage, far).map((microbatch) =>
          ids.get(formatOp({ kind, stage, microbatch }))!,
        )
        const open = own.filter((id) => ends[id]! < 0)
        for (const id of open) work[rank]! += duration[id]!
        queues.push({
          rank,
          ids: open,
          forward: kind === 'forward',
          frees: kind === 'backward' || kind === 'backward-weight',
          tail: tails[own[0]!]!,
          next: 0,
        })
      }
    }
  }

  const chosen: number[] = []
  const open = queues.reduce((sum, queue) => sum + queue.ids.length, 0)
  let looked = 0

  /** Whether every rank can still do its work, if nothing starts before `time` any more. */
  const fits = (time: number) =>
    work.every((left, rank) => {
      if (left === 0) return free[rank]! <= end
      let tail = Infinity
      for (const queue of queues) {
        if (queue.rank === rank && queue.next < queue.ids.length) tail = Math.min(tail, queue.tail)
      }
      return Math.max(free[rank]!, time) + left + tail <= end
    })

  const search = (time: number, last: number): boolean | null => {
    if (chosen.length === open) return true
    if (++looked > limit) return null
    if (!fits(time)) return false
    const candidates: { queue: Queue; id: number; start: number }[] = []
    for (const queue of queues) {
      const id = queue.ids[queue.next]
      if (id === undefined) continue
      const { rank } = queue
      if (queue.forward && held[rank]! + 1 > (puzzle.capacity?.[rank] ?? Infinity)) continue
      let start = free[rank]!
      for (const needed of needs[id]!) {
        start = ends[needed]! < 0 ? Infinity : Math.max(start, ends[needed]! + way(needed, id))
      }
      if (start < time || (start === time && rank < last)) continue
      if (start + duration[id]! + tails[id]! > end || start + work[rank]! > end) continue
      candidates.push({ queue, id, start })
    }
    // The queues stand by preference, and sorting keeps that order among equal starts.
    candidates.sort((a, b) => a.start - b.start || a.queue.rank - b.queue.rank)
    for (const { queue, id, start } of candidates) {
      const { rank } = queue
      const before = free[rank]!
      const change = queue.forward ? 1 : queue.frees ? -1 : 0
      free[rank] = start + duration[id]!
      ends[id] = free[rank]!
      held[rank]! += change
      work[rank]! -= duration[id]!
      queue.next++
      chosen.push(id)
      const found = search(start, rank)
      if (found !== false) return found
      chosen.pop()
      queue.next--
      work[rank]! += duration[id]!
      held[rank]! -= change
      ends[id] = -1
      free[rank] = before
    }
    return false
  }
  const found = search(0, 0)
  if (found === null) return { answer: 'unknown' }
  return found ? { answer: 'yes', moves: chosen.map((id) => ops[id]!) } : { answer: 'no' }
}

/**
 * The micro-batches of a stage's ops of one kind: those placed, then the others in the order in which
 * what they need is made.
 */
function orderOf(position: Position, kind: OpKind, stage: number, far: boolean): readonly number[] {
  const { puzzle, moves } = position
  const { stages, microbatches, placement } = puzzle
  const isOwn = (microbatch: number) =>
    placement !== 'ends' || microbatch >= microbatches / 2 === far
  const placed = moves
    .filter((move) => move.kind === kind && move.stage === stage && isOwn(move.microbatch))
    .map(({ microbatch }) => microbatch)
  const before =
    kind === 'forward'
      ? stage === 0
        ? range(microbatches).filter(isOwn)
        : orderOf(position, kind, stage - 1, far)
      : kind === 'backward-weight'
        ? orderOf(position, 'backward-input', stage, far)
        : stage === stages - 1
          ? orderOf(position, 'forward', stage, far)
          : orderOf(position, kind, stage + 1, far)
  return [...placed, ...before.filter((microbatch) => !placed.includes(microbatch))]
}

const preference = (kind: Op['kind']) =>
  kind === 'backward' || kind === 'backward-input' ? 0 : kind === 'forward' ? 1 : 2
