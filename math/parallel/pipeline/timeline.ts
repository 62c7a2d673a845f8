/** What running a schedule gives: plain data that a picture, a table or a test can read. */
import type { Op, PipelineSchedule } from './schedule.ts'

/** An op with its times. Numbers that point to ops (`id`, `after`, …) are places in `Timeline.ops`. */
export interface TimedOp extends Op {
  readonly id: number
  readonly rank: number
  /** Its place in the rank's list. */
  readonly slot: number
  readonly start: number
  readonly end: number
  /** The ops whose results it needs. */
  readonly dependencies: readonly number[]
  /** When the last of these results had arrived on the rank; 0 when it needs none. */
  readonly arrival: number
  /** The op whose result arrived last; null when it needs none. For a pair: of both its ops. */
  readonly lastDependency: number | null
  /**
   * The op whose end let it start: `lastDependency` when the rank had to wait for that, else the op
   * before it on the rank; null when it started at time 0.
   */
  readonly after: number | null
  /** The other op of an overlapped pair: both have the same start and end. */
  readonly pairedWith: number | null
}

/** A time in which a rank does nothing. */
export interface IdleInterval {
  readonly start: number
  readonly end: number
  /**
   * `dependency`: waiting for a result; `finished`: done, while other ranks still work; `barrier`:
   * the same between two iterations (`joinIterations`), where the next may not begin yet.
   */
  readonly cause: 'dependency' | 'finished' | 'barrier'
  /** The op that could not start yet. */
  readonly before: number | null
  /** The op it waited for (running, or its result under way). */
  readonly waitsFor: number | null
}

/** From `time` on, until the next entry, a rank holds `held` (in the unit of `ActivationSizes`). */
export interface ActivationStep {
  readonly time: number
  readonly held: number
}

export interface RankTimeline {
  readonly rank: number
  readonly ops: readonly TimedOp[]
  /** Time in which it works. */
  readonly busy: number
  /** makespan − busy. */
  readonly idle: number
  /** The idle time between its own first and last op: `span` − busy. */
  readonly internalIdle: number
  /** From the start of its first op to the end of its last. */
  readonly span: number
  /** All its idle time, in order, from 0 to the makespan. */
  readonly gaps: readonly IdleInterval[]
  /** Activations over time; the first entry is the first forward's start. */
  readonly activations: readonly ActivationStep[]
  readonly peakActivations: number
}

/**
 * The share of time lost, over all ranks together, by what it is divided by. The three are often
 * confused; for GPipe and 1F1B with equal stages the first is (p−1)/m, the second (p−1)/(m+p−1).
 */
export interface BubbleFractions {
  /** Idle over busy time: how much longer than without bubble. May exceed 1. */
  readonly overIdeal: number
  /** Idle over total time, ranks × makespan; in [0, 1). */
  readonly ofTotal: number
  /** Idle time between a rank's first and last op, over its span: what is lost when the next batch
   * may begin while the last still drains. */
  readonly internal: number
}

export interface Timeline {
  readonly schedule: PipelineSchedule
  /** All ops, rank by rank, in list order. */
  readonly ops: readonly TimedOp[]
  readonly ranks: readonly RankTimeline[]
  /** The end of the last op. */
  readonly makespan: number
  readonly bubble: BubbleFractions
  /** Ops from time 0 to the makespan, each of which started because the one before ended. */
  readonly criticalPath: readonly number[]
}

/** Follows `after` back from the op that ends last (on the first rank that has one). */
export function criticalPath(ops: readonly TimedOp[]): readonly number[] {
  let last: TimedOp | undefined
  for (const op of ops) if (last === undefined || op.end > last.end) last = op
  const path: number[] = []
  for (let id = last?.id ?? null; id !== null; id = ops[id]!.after) path.push(id)
  return path.toReversed()
}
