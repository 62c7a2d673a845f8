import type { OpKind, TimedOp, Timeline } from '../../../math/parallel/pipeline/index.ts'
import { numberOf } from './names.ts'

/**
 * Where things stand. Across, everything is a share of the makespan, so that the picture takes any
 * width without measuring; down, it is in pixels, so that lanes and letters keep their size.
 */
export interface Geometry {
  readonly makespan: number
  /** Height of a lane's blocks, of the curve under it, and from one lane to the next. */
  readonly lane: number
  readonly curve: number
  readonly pitch: number
  /** Above the lanes: room for the playhead's time. */
  readonly top: number
  readonly height: number
  /** What a curve at full height stands for: the most that any rank holds. */
  readonly most: number
}

const top = 20
const axis = 20

export function geometryOf(timeline: Timeline): Geometry {
  const count = timeline.ranks.length
  const lane = count <= 4 ? 34 : count <= 8 ? 26 : 17
  const curve = count <= 8 ? 12 : 7
  const pitch = lane + curve + (count <= 8 ? 10 : 6)
  return {
    makespan: timeline.makespan,
    lane,
    curve,
    pitch,
    top,
    height: top + count * pitch + axis,
    most: Math.max(...timeline.ranks.map(({ peakActivations }) => peakActivations)),
  }
}

/** Top edge of a rank's lane. */
export const laneTop = ({ top, pitch }: Geometry, rank: number): number => top + rank * pitch

/** A time as a place across the picture. */
export const across = ({ makespan }: Geometry, time: number): string =>
  `${+((100 * time) / makespan).toFixed(4)}%`

/** Height at which a rank's curve stands when it holds so much. */
export const curveAt = (geometry: Geometry, rank: number, held: number): number =>
  laneTop(geometry, rank) +
  geometry.lane +
  2 +
  geometry.curve -
  (geometry.most === 0 ? 0 : (held / geometry.most) * (geometry.curve - 1))

/** Ops as one path of rectangles; a path for a thousand ops is drawn as fast as one for ten. */
export const blocks = (geometry: Geometry, ops: readonly TimedOp[]): string =>
  ops
    .map(({ rank, start, end }) => {
      const y = laneTop(geometry, rank)
      return `M${start} ${y}H${end}v${geometry.lane}H${start}z`
    })
    .join('')

/** What a rank holds over time, as steps. */
export function curve(geometry: Geometry, { ranks }: Timeline, rank: number): string {
  const steps = ranks[rank]!.activations.map(
    ({ time, held }) => `H${time}V${curveAt(geometry, rank, held)}`,
  )
  return `M0 ${curveAt(geometry, rank, 0)}${steps.join('')}H${geometry.makespan}`
}

/** Ops by kind, in the order in which the kinds first appear. */
export function byKind(
  ops: readonly TimedOp[],
): readonly (readonly [OpKind, readonly TimedOp[]])[] {
  const groups = new Map<OpKind, TimedOp[]>()
  for (const op of ops) {
    const group = groups.get(op.kind)
    if (group) group.push(op)
    else groups.set(op.kind, [op])
  }
  return [...groups]
}

/** Width of a digit of a label and of the room around it, in pixels. */
const digit = 6.6
const room = 3

/** The picture is never wider than this, in pixels: what needs more room never appears. */
const widest = 1600

/**
 * From which width of the picture on, in pixels, the numbers of these ops fit into their blocks;
 * undefined when they never do.
 */
export function labelsFrom(
  { makespan }: Geometry,
  { schedule }: Timeline,
  ops: readonly TimedOp[],
): number | undefined {
  const shortest = Math.min(...ops.map(({ start, end }) => end - start))
  const digits = Math.max(...ops.map((op) => numberOf(op, schedule).length))
  const needed = Math.ceil(((digits * digit + room) * makespan) / shortest)
  return needed <= widest ? needed : undefined
}

/**
 * The least width, in pixels, at which the picture is drawn; a narrower screen scrolls it. Enough
 * for the numbers of all ops, but never more than two phones.
 */
export const leastWidth = (geometry: Geometry, timeline: Timeline): number =>
  Math.min(720, labelsFrom(geometry, timeline, timeline.ops) ?? 720)
