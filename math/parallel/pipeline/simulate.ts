/**
 * Runs a pipeline schedule with costs. Nothing is reordered, so the result says what the *schedule*
 * does; the time taken is linear in the number of ops.
 *
 * What it does not know: sends never queue on a link and cost the ranks nothing, kernels have no
 * launch time, and all micro-batches are equal.
 */
import { finite } from '../../check.ts'
import { activationCurve } from './activations.ts'
import type { ActivationSizes, PipelineCosts } from './costs.ts'
import { expand, sendTime, slownessOf, UNIT_COSTS } from './costs.ts'
import type { OpIndex } from './dependencies.ts'
import { checkedSchedule, indexOps } from './dependencies.ts'
import { formatOp } from './notation.ts'
import type { Times } from './run.ts'
import { run } from './run.ts'
import type { PipelineSchedule } from './schedule.ts'
import type { IdleInterval, RankTimeline, TimedOp, Timeline } from './timeline.ts'
import { criticalPath } from './timeline.ts'

/**
 * Runs a schedule with given costs.
 *
 * @param schedule ops per rank; it may be incomplete as long as what its ops need is in it
 * @param costs F, B, W per stage, and the time to send between ranks, all in one unit of time
 * @param sizes what a micro-batch holds on a rank; one stage's activations are 1 by default
 * @returns start and end of every op, what it waited for, idle intervals with their reasons,
 * activations over time, makespan, bubble fractions and the critical path
 * @throws TypeError, RangeError when an argument is out of its range, an op is scheduled twice, an op
 * needs one that no rank runs, or ranks wait for one another in a circle
 * @example
 * const { makespan, bubble } = simulate(oneForwardOneBackward(4, 8)) // F = B = W = 1
 * // makespan 33 = (8 + 4 − 1)·3, bubble.overIdeal 9/24 = (p−1)/m, bubble.ofTotal 9/33
 */
export function simulate(
  schedule: PipelineSchedule,
  costs: PipelineCosts = UNIT_COSTS,
  sizes: ActivationSizes = {},
): Timeline {
  const from = new Float64Array(checkedSchedule(schedule).ranks.length)
  return simulateFrom(from, schedule, costs, sizes)
}

/** The same, when rank r is not free to begin before `from[r]`; idle time counts from there. */
export function simulateFrom(
  from: Float64Array,
  schedule: PipelineSchedule,
  costs: PipelineCosts,
  sizes: ActivationSizes,
): Timeline {
  const index = indexOps(schedule)
  const send = sendTime(schedule, costs)
  const times = run(index, durationsOf(schedule, index, costs), send, from)
  if (times.stuck.length > 0) throw deadlock(index, times)
  const ops = timedOps(index, times, from)
  const latest = (last: number, time: number) => Math.max(last, time)
  const makespan = times.end.reduce(latest, from.reduce(latest, 0))
  const ranks = schedule.ranks.map((_, rank): RankTimeline => {
    const own = ops.slice(index.first[rank], index.first[rank + 1])
    return {
      rank,
      ops: own,
      ...occupation(own, from[rank]!, makespan),
      ...activationCurve(own, schedule, sizes),
    }
  })
  const total = (of: (rank: RankTimeline) => number) =>
    ranks.reduce((sum, rank) => sum + of(rank), 0)
  const busy = total((rank) => rank.busy)
  const idle = total((rank) => rank.idle)
  const span = total((rank) => rank.span)
  return {
    schedule,
    ops,
    ranks,
    makespan,
    bubble: {
      overIdeal: share(idle, busy),
      ofTotal: share(idle, idle + busy),
      internal: share(span - busy, span),
    },
    criticalPath: criticalPath(ops),
  }
}

const share = (part: number, whole: number) => (whole === 0 ? 0 : part / whole)

/** How long each op takes, by its number; both ops of a pair take as long as the pair. */
export function durationsOf(
  schedule: PipelineSchedule,
  { ops, rankOf, slotOf }: OpIndex,
  costs: PipelineCosts,
): Float64Array {
  const { stages, microbatchesPerOp: scale } = schedule
  const f = expand('forward', costs.forward, stages)
  const b = expand('backwardInput', costs.backwardInput, stages)
  const w = expand('backwardWeight', costs.backwardWeight, stages)
  if (costs.overlapped !== undefined) finite('overlapped', costs.overlapped, 0)
  const slow = slownessOf(costs, schedule.ranks.length)
  const durations = new Float64Array(ops.length)
  let alone = 0 // the first op's of a pair, were no rank slow
  for (let id = 0; id < ops.length; id++) {
    const { kind, stage } = ops[id]!
    const rank = rankOf[id]!
    const forward = kind === 'forward' ? f[stage]! : 0
    const input = kind === 'backward' || kind === 'backward-input' ? b[stage]! : 0
    const weight = kind === 'backward' || kind === 'backward-weight' ? w[stage]! : 0
    durations[id] =
      scale *
      (forward * slow.forward[rank]! +
        input * slow.backwardInput[rank]! +
        weight * slow.backwardWeight[rank]!)
    const plain = scale * (forward + input + weight)
    if (id > 0 && slotOf[id] === slotOf[id - 1] && rankOf[id - 1] === rank) {
      const both = durations[id - 1]! + durations[id]!
      const pair =
        costs.overlapped === undefined
          ? both
          : scale * costs.overlapped * (alone + plain === 0 ? 1 : both / (alone + plain))
      durations[id - 1] = pair
      durations[id] = pair
    }
    alone = plain
  }
  return durations
}

function timedOps(
  { ops, rankOf, slotOf, needs }: OpIndex,
  times: Times,
  from: Float64Array,
): readonly TimedOp[] {
  const paired = (id: number, other: number) =>
    slotOf[id] === slotOf[other] && rankOf[id] === rankOf[other]
  return ops.map(({ kind, stage, microbatch }, id) => {
    const slot = slotOf[id]!
    const rank = rankOf[id]!
    const own = needs[2 * id]!
    const sent = needs[2 * id + 1]!
    const pairedWith = paired(id, id + 1) ? id + 1 : paired(id, id - 1) ? id - 1 : null
    const before = slot === 0 ? null : pairedWith === null || pairedWith > id ? id - 1 : id - 2
    const free = before === null ? from[rank]! : times.end[before]!
    const last = times.last[id]! < 0 ? null : times.last[id]!
    return {
      kind,
      stage,
      microbatch,
      id,
      rank,
      slot,
      start: times.start[id]!,
      end: times.end[id]!,
      dependencies: own < 0 ? (sent < 0 ? [] : [sent]) : sent < 0 ? [own] : [own, sent],
      arrival: times.arrival[id]!,
      lastDependency: last,
      // A rank that had to wait started after what arrived last; else after its own last slot.
      after: times.arrival[id]! > free ? last : before,
      pairedWith,
    }
  })
}

/** When a rank works and when, and why, it does not. */
function occupation(ops: readonly TimedOp[], from: number, makespan: number) {
  const gaps: IdleInterval[] = []
  let busy = 0
  let internalIdle = 0
  let free = from
  for (const { id, slot, start, end, after, pairedWith } of ops) {
    if (pairedWith !== null && pairedWith < id) continue
    if (start > free) {
      gaps.push({ start: free, end: start, cause: 'dependency', before: id, waitsFor: after })
      if (slot > 0) internalIdle += start - free
    }
    busy += end - start
    free = end
  }
  if (makespan > free) {
    gaps.push({ start: free, end: makespan, cause: 'finished', before: null, waitsFor: null })
  }
  const span = ops.length === 0 ? 0 : free - ops[0]!.start
  return { busy, idle: makespan - from - busy, internalIdle, span, gaps }
}

/** The error that names, for each rank that waits for ever, what it waits for. */
function deadlock({ ops, rankOf }: OpIndex, { stuck }: Times): RangeError {
  const waits = stuck.map(({ rank, at, needs }) => {
    const needed = `${formatOp(ops[needs]!)} on rank ${rankOf[needs]}`
    return `rank ${rank} waits at ${formatOp(ops[at]!)} for ${needed}`
  })
  return new RangeError(`schedule must not deadlock, but ${waits.join('; ')}`)
}
