import type { OpKind, TimedOp, Timeline } from '../../../math/parallel/pipeline/index.ts'
import { numberOf } from './names.ts'

/**
 * Where things stand. Across, everything is a share of the axis, so that the picture takes any
 * width without measuring; down, it is in pixels, so that lanes and letters keep their size.
 */
export interface Geometry {
  /** The time at the right end of the picture: the makespan of the longer run. */
  readonly span: number
  readonly makespan: number
  /** Height of a lane's blocks, of the curve under it, and from one lane to the next. */
  readonly lane: number
  readonly curve: number
  readonly pitch: number
  /** Above the lanes: room for the playhead's time. */
  readonly top: number
  readonly height: number
  /** What a curve at full height stands for: the most that any rank holds, of any run drawn. */
  readonly most: number
}

const top = 20
const axis = 20

/** Lane, curve and space between lanes, in pixels, from so many ranks on. */
const heights = [
  [33, 8, 3, 2],
  [17, 12, 4, 3],
  [9, 17, 7, 6],
  [5, 26, 12, 10],
  [1, 34, 12, 10],
] as const

export const mostHeld = ({ ranks }: Timeline): number =>
  Math.max(...ranks.map(({ peakActivations }) => peakActivations))

/**
 * @param span the end of the axis; the makespan unless said
 * @param most the height of all curves; the timeline's own peak unless said
 */
export function geometryOf(
  timeline: Timeline,
  span = timeline.makespan,
  most = mostHeld(timeline),
): Geometry {
  const count = timeline.ranks.length
  const [, lane, curve, space] = heights.find(([from]) => count >= from)!
  const pitch = lane + curve + space
  return {
    span,
    makespan: timeline.makespan,
    lane,
    curve,
    pitch,
    top,
    height: top + count * pitch + axis,
    most,
  }
}

/** Top edge of a rank's lane. */
export const laneTop = ({ top, pitch }: Geometry, rank: number): number => top + rank * pitch

/** A time as a place across the picture. */
export const across = ({ span }: Geometry, time: number): string =>
  `${+((100 * time) / span).toFixed(4)}%`

/** Height at which a rank's curve stands when it holds so much. */
export const curveAt = (geometry: Geometry, rank: number, held: number): number =>
  laneTop(geometry, rank) +
  geometry.lane +
  2 +
  geometry.curve -
  (geometry.most === 0 ? 0 : (held / geometry.most) * (geometry.curve - 1))

/**
 * Which part of its lane an op fills, from the top: [from, to] as shares. Weight gradients are
 * lower than the rest, and of a pair the forward is above and the backward below, so that shape
 * tells them as well as colour does.
 */
export const partOf = ({ kind, pairedWith }: TimedOp): readonly [number, number] =>
  pairedWith !== null
    ? kind === 'forward'
      ? [0, 0.5]
      : [0.5, 1]
    : kind === 'backward-weight'
      ? [0.25, 1]
      : [0, 1]

/** Top and height of an op's block. */
export function boxOf(geometry: Geometry, op: TimedOp) {
  const [from, to] = partOf(op)
  return {
    y: laneTop(geometry, op.rank) + Math.round(from * geometry.lane),
    height: Math.round((to - from) * geometry.lane),
  }
}

/** Ops as one path of rectangles; a path for a thousand ops is drawn as fast as one for ten. */
export const blocks = (geometry: Geometry, ops: readonly TimedOp[]): string =>
  ops
    .map((op) => {
      const { y, height } = boxOf(geometry, op)
      return `M${op.start} ${y}H${op.end}v${height}H${op.start}z`
    })
    .join('')

/** What a rank holds over time, as steps. */
export function curve(geometry: Geometry, { ranks }: Timeline, rank: number): string {
  const steps = ranks[rank]!.activations.map(
    ({ time, held }) => `H${time}V${curveAt(geometry, rank, held)}`,
  )
  return `M0 ${curveAt(geometry, rank, 0)}${steps.join('')}H${geometry.makespan}`
}

/** What has been found out about a list of ops; of ten thousands it is asked for again and again. */
function remembered<T>(find: (ops: readonly TimedOp[]) => T): (ops: readonly TimedOp[]) => T {
  const found = new WeakMap<readonly TimedOp[], { readonly known: T }>()
  return (ops) => {
    let entry = found.get(ops)
    if (entry === undefined) found.set(ops, (entry = { known: find(ops) }))
    return entry.known
  }
}

/** Ops by kind, in the order in which the kinds first appear. */
export const byKind = remembered((ops): readonly (readonly [OpKind, readonly TimedOp[]])[] => {
  const groups = new Map<OpKind, TimedOp[]>()
  for (const op of ops) {
    const group = groups.get(op.kind)
    if (group) group.push(op)
    else groups.set(op.kind, [op])
  }
  return [...groups]
})

const shortestOf = remembered((ops) =>
  ops.reduce((least, { start, end }) => Math.min(least, end - start), Infinity),
)

/** The last micro-batch has the longest number. */
const lastBatchOf = remembered((ops) =>
  ops.reduce<TimedOp | undefined>(
    (last, op) => (last === undefined || op.microbatch > last.microbatch ? op : last),
    undefined,
  ),
)

/** Width of a digit of a label, of its letter and of the room around it, in pixels. */
const digit = 6.6
const letter = 8.5
const room = 3

/** The picture is never wider than this on a screen, in pixels, at no zoom. */
const widest = 1600

/**
 * From which width of the picture on, in pixels, the numbers of these ops fit into their blocks;
 * undefined when they never do.
 *
 * @param zoom how many times wider than the screen the picture may be
 */
export function labelsFrom(
  { span }: Geometry,
  { schedule }: Timeline,
  ops: readonly TimedOp[],
  zoom = 1,
): number | undefined {
  const shortest = shortestOf(ops)
  const last = lastBatchOf(ops)
  const digits = last === undefined ? 0 : numberOf(last, schedule).length
  const needed = Math.ceil(((digits * digit + room) * span) / shortest)
  return needed <= widest * zoom ? needed : undefined
}

/** How much wider the picture has to be for the letter before the number. */
export const letterRoom = ({ span }: Geometry, ops: readonly TimedOp[]): number =>
  Math.ceil((letter * span) / shortestOf(ops))

/**
 * The least width, in pixels, at which the picture is drawn; a narrower screen scrolls it. Enough
 * for the numbers of all ops, but never more than two phones.
 */
export const leastWidth = (geometry: Geometry, timeline: Timeline): number =>
  Math.min(720, labelsFrom(geometry, timeline, timeline.ops) ?? 720)
