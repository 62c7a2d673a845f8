import { bisector } from 'd3-array'
import type {
  IdleInterval,
  RankTimeline,
  TimedOp,
  Timeline,
} from '../../../math/parallel/pipeline/index.ts'
import { tolerance } from './moments.ts'

/**
 * What fills a rank's lane from 0 to the makespan without a hole: its ops and its bubbles. Of an
 * overlapped pair the item's op is the forward.
 */
export type LaneItem = { readonly rank: number; readonly start: number; readonly end: number } & (
  | { readonly kind: 'op'; readonly op: TimedOp }
  | { readonly kind: 'bubble'; readonly bubble: IdleInterval }
)

/** The lanes of all ranks, each made when it is asked for: of thousands of items few are met. */
export interface Lanes {
  readonly count: number
  readonly lane: (rank: number) => readonly LaneItem[]
}

/** Which item of which lane: what the pointer or the keyboard is at. */
export interface Place {
  readonly rank: number
  readonly index: number
}

const lanesFor = new WeakMap<Timeline, Lanes>()

export function lanesOf(timeline: Timeline): Lanes {
  let lanes = lanesFor.get(timeline)
  if (lanes === undefined) {
    const made: (readonly LaneItem[])[] = []
    lanes = {
      count: timeline.ranks.length,
      lane: (rank) => (made[rank] ??= laneOf(timeline.ranks[rank]!, tolerance(timeline))),
    }
    lanesFor.set(timeline, lanes)
  }
  return lanes
}

function laneOf({ rank, ops, gaps }: RankTimeline, near: number): readonly LaneItem[] {
  const lane: LaneItem[] = []
  let gap = 0
  const gapsBefore = (time: number) => {
    for (; gap < gaps.length && gaps[gap]!.start < time; gap++) {
      const bubble = gaps[gap]!
      const { start, end } = bubble
      if (end - start > near) lane.push({ kind: 'bubble', rank, start, end, bubble })
    }
  }
  for (const op of ops) {
    if (op.pairedWith !== null && op.pairedWith < op.id) continue
    gapsBefore(op.start)
    lane.push({ kind: 'op', rank, start: op.start, end: op.end, op })
  }
  gapsBefore(Infinity)
  return lane
}

const byStart = bisector((item: LaneItem) => item.start)

/** The item of a lane that covers a time; the first or last one outside of the schedule. */
export function placeAt(lanes: Lanes, rank: number, time: number): Place {
  return { rank, index: Math.max(0, byStart.right(lanes.lane(rank), time) - 1) }
}

/**
 * Where a key leads: left and right along the rank's time, up and down to what the neighbouring
 * rank does in the middle of this item, Home and End to the lane's ends; `b` to its next bubble.
 * Null for any other key.
 */
export function move(lanes: Lanes, from: Place, key: string): Place | null {
  const lane = lanes.lane(from.rank)
  const item = lane[from.index]!
  const along = (index: number) => ({
    rank: from.rank,
    index: Math.min(lane.length - 1, Math.max(0, index)),
  })
  const across = (rank: number) =>
    rank < 0 || rank >= lanes.count ? from : placeAt(lanes, rank, (item.start + item.end) / 2)
  switch (key) {
    case 'ArrowRight':
      return along(from.index + 1)
    case 'ArrowLeft':
      return along(from.index - 1)
    case 'ArrowUp':
      return across(from.rank - 1)
    case 'ArrowDown':
      return across(from.rank + 1)
    case 'Home':
      return along(0)
    case 'End':
      return along(lane.length - 1)
    case 'b': {
      const next = lane.findIndex(({ kind }, index) => kind === 'bubble' && index > from.index)
      return next < 0 ? from : along(next)
    }
    default:
      return null
  }
}
