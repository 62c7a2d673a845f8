import type { TimedOp, Timeline } from '../../../math/parallel/pipeline/index.ts'
import type { Geometry } from './geometry.ts'
import { laneTop } from './geometry.ts'

/** The ops of one micro-batch, in the order in which they run. */
export const opsOfMicrobatch = ({ ops }: Timeline, microbatch: number): readonly TimedOp[] =>
  ops.filter((op) => op.microbatch === microbatch).toSorted((a, b) => a.start - b.start)

/** One op's result on its way to another: from `sent` to `arrived`, then it lies until `used`. */
export interface Handover {
  readonly from: TimedOp
  readonly to: TimedOp
  readonly sent: number
  readonly arrived: number
  readonly used: number
}

/**
 * How ops get what they need; for the ops of one micro-batch, its way from stage to stage and back.
 * A stage's own forward is left out except at the turn, where nothing else leads to the backward:
 * elsewhere it is the activations that wait, and the curve shows them. A weight gradient takes what
 * is on its rank already.
 */
export const handovers = (timeline: Timeline, received: readonly TimedOp[]): readonly Handover[] =>
  received
    .filter(({ kind }) => kind !== 'backward-weight')
    .flatMap((to) =>
      to.dependencies
        .map((id) => timeline.ops[id]!)
        .filter((from) => from.rank !== to.rank || to.dependencies.length === 1)
        .map((from) => ({
          from,
          to,
          sent: from.end,
          arrived: to.lastDependency === from.id ? to.arrival : from.end,
          used: to.start,
        })),
    )

/** The line of a handover: slanted while it is sent, along the lane while it waits for its turn. */
export function handoverLine(
  geometry: Geometry,
  { from, to, sent, arrived, used }: Handover,
): { readonly sending: string; readonly waiting: string } {
  const top = (rank: number) => laneTop(geometry, rank)
  const bottom = (rank: number) => top(rank) + geometry.lane
  const margin = 2.5
  if (from.rank === to.rank) {
    const y = bottom(from.rank) - margin
    return { sending: '', waiting: used > sent ? `M${sent} ${y}H${used}` : '' }
  }
  const down = to.rank > from.rank
  const start = down ? bottom(from.rank) : top(from.rank)
  const end = down ? top(to.rank) : bottom(to.rank)
  // What has arrived waits at the edge of the lane, on the side that it came from.
  const shelf = down ? end - margin : end + margin
  return {
    sending: `M${sent} ${start}L${arrived} ${used > arrived ? shelf : end}`,
    waiting: used > arrived ? `M${arrived} ${shelf}H${used}V${end}` : '',
  }
}
