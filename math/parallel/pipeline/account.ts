import { integer } from '../../check.ts'
import type { OpKind } from './schedule.ts'
import { OP_KINDS } from './schedule.ts'
import type { TimedOp, Timeline } from './timeline.ts'

/** What a slot of a rank's list can be. */
export type SlotKind = OpKind | 'overlapped'

/** One term of an account: so many ops of one kind. */
export interface IdleTerm {
  readonly kind: SlotKind | 'send'
  /** How many more of them are on the critical path than on the rank; may be negative. */
  readonly count: number
  /** What they take: `count` times the cost, where all ranks are equally fast. */
  readonly time: number
  /**
   * The ops that the term counts: those of the critical path that the rank does not run, or, for a
   * negative term, those of the rank that are not on the critical path. Of a pair: its forward. Of
   * `send`: the ops that waited for something under way.
   */
  readonly ops: readonly number[]
}

export interface IdleAccount {
  readonly rank: number
  /** The rank's idle time, which is the sum of the terms. */
  readonly idle: number
  readonly terms: readonly IdleTerm[]
}

const slotKind = (op: TimedOp): SlotKind => (op.pairedWith === null ? op.kind : 'overlapped')
/** One number for both ops of a pair. */
const slotOf = (op: TimedOp): number => Math.min(op.id, op.pairedWith ?? op.id)

/**
 * A critical path like that of a timeline, but where an op could start for two reasons at once, its
 * rank had just ended a weight gradient and its input had just arrived, it follows the input: weight
 * gradients fill time, and nobody waits for them. On this path the published formulas of split
 * backwards can be counted, F = B = W included.
 *
 * @example leanPath(simulate(zbH1(4, 8))) // 0F0 1F0 2F0, rank 3's work up to 3I7, 2I7 1I7 0I7 0W7
 */
export function leanPath(timeline: Timeline): readonly number[] {
  const { ops, makespan } = timeline
  const near = makespan * 1e-9
  const path: number[] = []
  let id = timeline.criticalPath.at(-1) ?? null
  while (id !== null) {
    path.push(id)
    const { start, arrival, after, lastDependency } = ops[id]!
    const filler = after !== null && ops[after]!.kind === 'backward-weight'
    id = filler && lastDependency !== null && arrival > start - near ? lastDependency : after
  }
  return path.toReversed()
}

/**
 * Why a rank idles, as a sum of whole ops: the makespan is as long as the critical path, so its idle
 * time is what is on that path less what it runs itself. This is where the closed formulas come
 * from: for 1F1B, whose critical path runs down the ranks with micro-batch 0, through all of the
 * last rank's work, and up again with the last micro-batch, it is (p−1)F + (p−1)B.
 *
 * Where several paths are equally long, the terms are those of `leanPath`.
 *
 * @param timeline of `simulate` or `joinIterations`, its ranks free from time 0 on
 * @param rank whose idle time
 * @param critical the path to count, if it is at hand
 * @returns the terms that are not nothing: kinds in the order of `OP_KINDS`, then pairs, then sends
 * @throws TypeError, RangeError when the rank is none
 * @example idleAccount(simulate(oneForwardOneBackward(4, 8)), 3).terms
 * // [{ kind: 'forward', count: 3, time: 3, ops: 0F0 1F0 2F0 }, { kind: 'backward', count: 3, … }]
 */
export function idleAccount(
  timeline: Timeline,
  rank: number,
  critical: readonly number[] = leanPath(timeline),
): IdleAccount {
  const { ops, ranks } = timeline
  integer('rank', rank, 0, ranks.length - 1)
  const path = critical.map((id) => ops[id]!)
  const onPath = new Set(path.map(slotOf))
  const away = path.filter((op) => op.rank !== rank)
  const apart = ranks[rank]!.ops.filter((op) => slotOf(op) === op.id && !onPath.has(op.id))
  const near = 1e-9 * timeline.makespan
  const terms: IdleTerm[] = []
  for (const kind of [...OP_KINDS, 'overlapped'] as const) {
    const plus = away.filter((op) => slotKind(op) === kind)
    const minus = apart.filter((op) => slotKind(op) === kind)
    const count = plus.length - minus.length
    const time = sum(plus) - sum(minus)
    if (count === 0 && Math.abs(time) <= near) continue
    // As many of either as there are of the other say nothing: they are alike.
    const left = (count > 0 ? plus : minus).slice(0, Math.max(1, Math.abs(count)))
    terms.push({ kind, count, time, ops: left.map(slotOf) })
  }
  const wait = (op: TimedOp, place: number) => op.start - (path[place - 1]?.end ?? op.start)
  const waits = path.filter((op, place) => wait(op, place) > near)
  const sending = path.reduce((total, op, place) => total + wait(op, place), 0)
  if (sending > near) {
    terms.push({ kind: 'send', count: waits.length, time: sending, ops: waits.map(slotOf) })
  }
  return { rank, idle: ranks[rank]!.idle, terms }
}

const sum = (ops: readonly TimedOp[]) =>
  ops.reduce((total, { start, end }) => total + end - start, 0)

/**
 * The rank that the critical path runs through for longest, the last of them: there the terms of
 * `idleAccount` are fewest.
 */
export function rankOfAccount(
  timeline: Timeline,
  critical: readonly number[] = leanPath(timeline),
): number {
  const { ops, ranks } = timeline
  const time = new Float64Array(ranks.length)
  for (const id of critical) time[ops[id]!.rank]! += ops[id]!.end - ops[id]!.start
  let best = 0
  time.forEach((one, rank) => {
    if (one >= time[best]! * (1 - 1e-9)) best = rank
  })
  return best
}
