import type { Iterations } from './iterations.ts'
import type { IdleInterval, RankTimeline, TimedOp, Timeline } from './timeline.ts'
import { criticalPath } from './timeline.ts'

/** Several iterations on one axis of time. Its ops are numbered iteration by iteration. */
export interface JoinedTimeline extends Timeline {
  readonly iterations: number
  /** When each iteration's last op ends. */
  readonly iterationEnds: readonly number[]
  /** What one more iteration costs; for a single one its makespan. */
  readonly period: number
}

/** The iteration that an op of a joined timeline belongs to, from 0 on. */
export const iterationOf = ({ id }: TimedOp, { ops, iterations }: JoinedTimeline): number =>
  Math.floor((id * iterations) / ops.length)

/**
 * Lays the iterations of `simulateIterations` one behind the other as one timeline, for a picture or
 * a sum over all of them. Optimizer steps are time between the ops, and count as idle.
 *
 * What the first op of a rank waited for in a later iteration is found again: with a barrier the op
 * that ended the iteration before, without one its own rank's last op. So the critical path leads
 * through all iterations.
 *
 * @param run of `simulateIterations`
 * @param barrier as it was given there
 * @example
 * const run = simulateIterations(gpipe(2, 2), 2)
 * joinIterations(run, true).makespan // 18: two iterations of 9
 */
export function joinIterations(run: Iterations, barrier: boolean): JoinedTimeline {
  const { timelines, period } = run
  const [first] = timelines
  const iterationEnds = timelines.map(({ makespan }) => makespan)
  if (timelines.length === 1) return { ...first!, iterations: 1, iterationEnds, period }
  const count = first!.ops.length
  /** The op that ended an iteration, by its number in the joined list. */
  const lastOps = timelines.map(
    ({ criticalPath: path }, iteration) => path.at(-1)! + iteration * count,
  )
  const lastOnRank = (rank: number) => first!.ranks[rank]!.ops.at(-1)!.id
  const linked = (id: number | null, by: number) => (id === null ? null : id + by)

  const ops = timelines.flatMap(({ ops: own }, iteration) =>
    own.map((op): TimedOp => {
      const by = iteration * count
      const before = barrier ? lastOps[iteration - 1]! : lastOnRank(op.rank) + by - count
      return iteration === 0
        ? op
        : {
            ...op,
            id: op.id + by,
            dependencies: op.dependencies.map((id) => id + by),
            lastDependency: linked(op.lastDependency, by),
            after: linked(op.after, by) ?? before,
            pairedWith: linked(op.pairedWith, by),
          }
    }),
  )
  const makespan = iterationEnds.at(-1)!
  const ranks = first!.ranks.map((_, rank): RankTimeline => {
    const own = timelines.map((timeline) => timeline.ranks[rank]!)
    const firstOp = own[0]!.ops[0]!.id
    const gaps = own.flatMap((one, iteration) =>
      one.gaps.flatMap((gap): IdleInterval[] => {
        const by = iteration * count
        if (gap.cause !== 'finished' || iteration === timelines.length - 1) {
          const { before, waitsFor } = gap
          return [{ ...gap, before: linked(before, by), waitsFor: linked(waitsFor, by) }]
        }
        // Without a barrier the next iteration's own gap begins where the rank has finished.
        if (!barrier) return []
        const before = firstOp + by + count
        return [{ ...gap, cause: 'barrier', before, waitsFor: lastOps[iteration]! }]
      }),
    )
    const busy = own.reduce((sum, one) => sum + one.busy, 0)
    const list = own.flatMap((one, iteration) =>
      one.ops.map((op) => ops[op.id + iteration * count]!),
    )
    const span = list.at(-1)!.end - list[0]!.start
    return {
      rank,
      ops: list,
      busy,
      idle: makespan - busy,
      internalIdle: span - busy,
      span,
      gaps,
      activations: own.flatMap((one) => one.activations),
      peakActivations: own.reduce((most, one) => Math.max(most, one.peakActivations), 0),
    }
  })
  const sum = (of: (rank: RankTimeline) => number) =>
    ranks.reduce((total, rank) => total + of(rank), 0)
  const share = (part: number, whole: number) => (whole === 0 ? 0 : part / whole)
  return {
    schedule: first!.schedule,
    ops,
    ranks,
    makespan,
    bubble: {
      overIdeal: share(
        sum(({ idle }) => idle),
        sum(({ busy }) => busy),
      ),
      ofTotal: share(
        sum(({ idle }) => idle),
        makespan * ranks.length,
      ),
      internal: share(
        sum(({ internalIdle }) => internalIdle),
        sum(({ span }) => span),
      ),
    },
    criticalPath: criticalPath(ops),
    iterations: timelines.length,
    iterationEnds,
    period,
  }
}
