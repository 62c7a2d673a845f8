/**
 * Runs a pipeline schedule: every rank takes its ops in order, and an op starts as soon as its rank
 * is free and what it needs has arrived. Nothing is reordered, so the result says what the
 * *schedule* does; the time is linear in the number of ops.
 *
 * What it does not know: sends never queue on a link and cost the ranks nothing, kernels have no
 * launch time, and all micro-batches are equal.
 */
import { finite, integer } from '../../check.ts'
import { activationCurve } from './activations.ts'
import type { ActivationSizes, PipelineCosts } from './costs.ts'
import { expand, UNIT_COSTS } from './costs.ts'
import { dependenciesOf, find, indexOps } from './dependencies.ts'
import type { OpIndex } from './dependencies.ts'
import { formatOp } from './notation.ts'
import type { Op, PipelineSchedule } from './schedule.ts'
import type { IdleInterval, RankTimeline, TimedOp, Timeline } from './timeline.ts'
import { criticalPath } from './timeline.ts'

/** The durations of all ops and of the way between ranks, in a form that is quick to look up. */
function durations(schedule: PipelineSchedule, costs: PipelineCosts) {
  const { stages, microbatchesPerOp } = schedule
  const scale = integer('microbatchesPerOp', microbatchesPerOp, 1)
  const f = expand('forward', costs.forward, stages)
  const b = expand('backwardInput', costs.backwardInput, stages)
  const w = expand('backwardWeight', costs.backwardWeight, stages)
  const send = scale * finite('send', costs.send ?? 0, 0)
  if (costs.overlapped !== undefined) finite('overlapped', costs.overlapped, 0)
  const one = ({ kind, stage }: Op): number => {
    if (kind === 'forward') return scale * f[stage]!
    if (kind === 'backward-input') return scale * b[stage]!
    if (kind === 'backward-weight') return scale * w[stage]!
    return scale * (b[stage]! + w[stage]!)
  }
  const pair = (first: Op, second: Op): number =>
    costs.overlapped === undefined ? one(first) + one(second) : scale * costs.overlapped
  return { one, pair, send }
}

/** Thrown by `simulate` when ranks wait for one another for ever; names one wait per stuck rank. */
function deadlock(index: OpIndex, stuck: readonly { id: number; needs: number }[]): RangeError {
  const waits = stuck.map(({ id, needs }) => {
    const needed = `${formatOp(index.ops[needs]!)} on rank ${index.rankOf[needs]}`
    return `rank ${index.rankOf[id]} waits at ${formatOp(index.ops[id]!)} for ${needed}`
  })
  return new RangeError(`schedule must not deadlock: ${waits.join('; ')}`)
}

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
  const index = indexOps(schedule)
  const { one, pair, send } = durations(schedule, costs)
  const { stages, microbatches } = schedule
  const p = schedule.ranks.length
  const ops: TimedOp[] = []
  ops.length = index.ops.length // filled in the order in which ranks come to them
  const first = new Int32Array(p + 1)
  schedule.ranks.forEach((slots, rank) => {
    const count = slots.reduce((sum, slot) => sum + (slot.kind === 'overlapped' ? 2 : 1), 0)
    first[rank + 1] = first[rank]! + count
  })
  const dependencies = index.ops.map((op) =>
    dependenciesOf(op, stages).map((needed) => {
      const id = find(index, needed, microbatches)
      if (id >= 0) return id
      throw new RangeError(`${formatOp(op)} needs ${formatOp(needed)}, which no rank runs`)
    }),
  )

  // Each rank goes as far as it can, then sleeps on the op it needs; that op's end wakes it. Times
  // follow from the dependencies alone, so the order in which ranks are taken does not matter.
  const place = new Int32Array(p) // the slot that a rank is at
  const next = first.slice(0, p) // the number of that slot's first op
  const free = new Float64Array(p) // the end of the slot before
  const sleepers = new Map<number, number[]>() // by the number of the op they wait for
  const ready = Array.from({ length: p }, (_, rank) => p - 1 - rank)

  const advance = (rank: number): void => {
    const slots = schedule.ranks[rank]!
    while (place[rank]! < slots.length) {
      const slot = slots[place[rank]!]!
      const id = next[rank]!
      const width = slot.kind === 'overlapped' ? 2 : 1
      let arrival = 0
      let last: number | null = null
      for (let member = id; member < id + width; member++) {
        for (const needed of dependencies[member]!) {
          const done = ops[needed]
          if (done === undefined) {
            const others = sleepers.get(needed)
            if (others === undefined) sleepers.set(needed, [rank])
            else others.push(rank)
            return
          }
          const there = done.rank === rank ? done.end : done.end + send
          if (last === null || there > arrival) {
            arrival = there
            last = needed
          }
        }
      }
      const start = Math.max(free[rank]!, arrival)
      const duration = slot.kind === 'overlapped' ? pair(slot.forward, slot.backward) : one(slot)
      // A rank that had to wait started after what arrived last; else after its own last slot.
      const after = arrival > free[rank]! ? last : place[rank]! > 0 ? id - 1 : null
      const end = start + duration
      for (let member = id; member < id + width; member++) {
        const { kind, stage, microbatch } = index.ops[member]!
        ops[member] = {
          kind,
          stage,
          microbatch,
          id: member,
          rank,
          slot: place[rank]!,
          start,
          end,
          dependencies: dependencies[member]!,
          arrival,
          lastDependency: last,
          after,
          pairedWith: width === 1 ? null : member === id ? id + 1 : id,
        }
      }
      free[rank] = end
      place[rank] = place[rank]! + 1
      next[rank] = id + width
      for (let member = id; member < id + width; member++) {
        const woken = sleepers.get(member)
        if (woken === undefined) continue
        sleepers.delete(member)
        ready.push(...woken)
      }
    }
  }
  for (let rank = ready.pop(); rank !== undefined; rank = ready.pop()) advance(rank)

  if (sleepers.size > 0) {
    const stuck = [...sleepers].flatMap(([needs, ranks]) =>
      ranks.map((rank) => ({ id: next[rank]!, needs })),
    )
    throw deadlock(index, stuck)
  }

  const makespan = free.reduce((latest, end) => Math.max(latest, end), 0)
  const ranks = schedule.ranks.map((_, rank) =>
    summarize(rank, ops.slice(first[rank], first[rank + 1]), makespan, schedule, sizes),
  )
  const busy = ranks.reduce((sum, rank) => sum + rank.busy, 0)
  const idle = ranks.reduce((sum, rank) => sum + rank.idle, 0)
  const internalIdle = ranks.reduce((sum, rank) => sum + rank.internalIdle, 0)
  return {
    schedule,
    ops,
    ranks,
    makespan,
    bubble: {
      overIdeal: busy === 0 ? 0 : idle / busy,
      ofTotal: makespan === 0 ? 0 : idle / (idle + busy),
      internal: busy === 0 ? 0 : internalIdle / (internalIdle + busy),
    },
    criticalPath: criticalPath(ops),
  }
}

function summarize(
  rank: number,
  ops: readonly TimedOp[],
  makespan: number,
  schedule: PipelineSchedule,
  sizes: ActivationSizes,
): RankTimeline {
  const gaps: IdleInterval[] = []
  let busy = 0
  let internalIdle = 0
  let free = 0
  for (const op of ops) {
    if (op.pairedWith !== null && op.pairedWith < op.id) continue
    if (op.start > free) {
      gaps.push({
        start: free,
        end: op.start,
        cause: 'dependency',
        before: op.id,
        waitsFor: op.after,
      })
      if (op.slot > 0) internalIdle += op.start - free
    }
    busy += op.end - op.start
    free = op.end
  }
  if (makespan > free) {
    gaps.push({ start: free, end: makespan, cause: 'finished', before: null, waitsFor: null })
  }
  const span = ops.length === 0 ? 0 : free - ops[0]!.start
  const activations = activationCurve(ops, schedule, sizes)
  const peakActivations = activations.reduce((peak, { held }) => Math.max(peak, held), 0)
  return {
    rank,
    ops,
    busy,
    idle: makespan - busy,
    internalIdle,
    span,
    gaps,
    activations,
    peakActivations,
  }
}
