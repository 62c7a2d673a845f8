import { bisector } from 'd3-array'
import type { StepEvent } from '../../../math/parallel/data/index.ts'
import { isCompute, tolerance } from './run.ts'
import type { Run } from './run.ts'

/** A stretch of a lane: a task, or a time in which the rank's kernels wait for something. */
export type Item = { readonly rank: number; readonly start: number; readonly end: number } & (
  | { readonly kind: 'task'; readonly event: StepEvent }
  | {
      readonly kind: 'wait'
      /** What it waits for; null when the rank has nothing left to do. */
      readonly cause: StepEvent | null
      /** The rank that holds the others up, because it computes longer. */
      readonly late: number | null
    }
)

/** A rank has two: what it computes, without a hole, and what it sends. */
export interface Lane {
  readonly rank: number
  readonly stream: 'compute' | 'communication'
  readonly items: readonly Item[]
}

const task = (event: StepEvent): Item => ({
  kind: 'task',
  rank: event.rank,
  start: event.start,
  end: event.end,
  event,
})

/**
 * Ranks that have lanes of their own in the picture: all of them, or, where they are many, the
 * first three and the last.
 */
export const drawnRanks = (ranks: number): readonly number[] =>
  ranks <= 8 ? Array.from({ length: ranks }, (_, rank) => rank) : [0, 1, 2, ranks - 1]

/** The lanes of the drawn ranks, from the first to the last, each rank's compute before its sends. */
export function lanesOf(run: Run): readonly Lane[] {
  const { events, duration } = run.timeline
  const near = tolerance(run)
  const visible = events.filter(({ start, end }) => end - start > near)
  return drawnRanks(run.setting.ranks).flatMap((rank) => {
    const own = visible.filter((event) => event.rank === rank)
    const computes = own.filter(isCompute)
    const sends = own.filter((event) => !isCompute(event))
    const wait = (start: number, end: number, next: StepEvent | undefined): Item => {
      const ending = sends.filter((event) => Math.abs(event.end - end) <= near)
      const cause =
        ending.find(({ index }) => index === next?.index) ??
        ending.at(-1) ??
        // At the end of the step: what the others still do.
        (next === undefined ? events.find((event) => event.end >= duration - near) : undefined) ??
        null
      const late = cause === null || isCompute(cause) ? null : lateRank(run, cause)
      return { kind: 'wait', rank, start, end, cause, late: late === rank ? null : late }
    }
    const items: Item[] = []
    let free = 0
    for (const event of computes) {
      if (event.start > free + near) items.push(wait(free, event.start, event))
      items.push(task(event))
      free = event.end
    }
    if (duration > free + near) items.push(wait(free, duration, undefined))
    return [
      { rank, stream: 'compute', items },
      { rank, stream: 'communication', items: sends.map(task) },
    ] satisfies Lane[]
  })
}

/** The rank whose computation a collective had to wait for, if the others were ready before. */
function lateRank(run: Run, collective: StepEvent): number | null {
  const { straggler, ranks } = run.setting
  if (straggler === 1) return null
  const near = tolerance(run)
  const slow = run.timeline.events.some(
    (event) =>
      event.rank === ranks - 1 &&
      isCompute(event) &&
      Math.abs(event.end - collective.start) <= near,
  )
  return slow ? ranks - 1 : null
}

/** Which item of which lane the pointer or the keyboard is at. */
export interface Place {
  readonly lane: number
  readonly index: number
}

const byStart = bisector((item: Item) => item.start)

/** The item of a lane that covers a time, or the last one before it. */
export function placeAt(lanes: readonly Lane[], lane: number, time: number): Place {
  return { lane, index: Math.max(0, byStart.right(lanes[lane]!.items, time) - 1) }
}

/** Where a key leads: along the lane, or to the lane above or below at the same time. */
export function move(lanes: readonly Lane[], from: Place, key: string): Place | null {
  const { items } = lanes[from.lane]!
  const item = items[from.index]!
  const along = (index: number) => ({
    lane: from.lane,
    index: Math.min(items.length - 1, Math.max(0, index)),
  })
  const across = (by: number) => {
    for (let lane = from.lane + by; lanes[lane] !== undefined; lane += by) {
      if (lanes[lane]!.items.length > 0) return placeAt(lanes, lane, (item.start + item.end) / 2)
    }
    return from
  }
  switch (key) {
    case 'ArrowRight':
      return along(from.index + 1)
    case 'ArrowLeft':
      return along(from.index - 1)
    case 'ArrowUp':
      return across(-1)
    case 'ArrowDown':
      return across(1)
    case 'Home':
      return along(0)
    case 'End':
      return along(items.length - 1)
    default:
      return null
  }
}
