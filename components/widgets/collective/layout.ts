import type { Schedule } from '../../../math/collectives/index.ts'
import type { Buffers } from './buffers.ts'

/**
 * Where everything stands in the picture, in its own units: a square of `side`. Ranks on a circle
 * where they pass data to their neighbours, and around their hub where one of them serves all.
 */
export const side = 400
const middle = side / 2

export interface Point {
  readonly x: number
  readonly y: number
}

/** A rank's buffer as a grid of equal cells. */
export interface Box {
  readonly columns: number
  readonly width: number
  readonly height: number
  readonly cell: { readonly width: number; readonly height: number }
  /** Size of the numbers in the cells; 0 where there is no room for any. */
  readonly type: number
}

export interface Layout {
  readonly boxes: readonly Box[]
  readonly places: readonly Point[]
  /** Where each rank's own number stands. */
  readonly labels: readonly Point[]
  readonly caption: Point & { readonly anchor: 'middle' | 'start' }
  /** The way from one rank to another: 0 at the sender, 1 at the receiver. */
  readonly way: (from: number, to: number) => (t: number) => Point
  /** Height of the tags that lie on the ways; 0 where there is no room for any. */
  readonly tag: number
  /** Whether every number is in the picture; otherwise it needs the buffers as a table beside it. */
  readonly complete: boolean
}

const padding = 3

/** Cells as large as the circle allows; beyond eight ranks they are too small for numbers. */
const sizes = [
  { most: 4, width: 36, height: 28, type: 16 },
  { most: 6, width: 28, height: 23, type: 14 },
  { most: 8, width: 23, height: 19, type: 12.5 },
  { most: Infinity, width: 9.5, height: 9.5, type: 0 },
]

/** The widest that a hub's square may be between the ranks around it. */
const widestHub = (ranks: number) => (ranks <= 6 ? 136 : 112)

/** Numbers smaller than this cannot be read on a phone, where a unit is three quarters of a pixel. */
const smallestType = 11.5

export function boxFor(ranks: number, places: number, rows: number): Box {
  const usual = sizes.find(({ most }) => ranks <= most)!
  const columns = rows > 1 ? places : Math.ceil(Math.sqrt(places))
  const lines = rows > 1 ? rows : Math.ceil(places / columns)
  const width = Math.min(usual.width, widestHub(ranks) / columns)
  const shrink = width / usual.width
  const enough = usual.type * Math.max(shrink, 0.85)
  const type = enough >= smallestType && shrink >= 0.75 ? enough : 0
  const cell = { width, height: type > 0 ? usual.height * Math.max(shrink, 0.8) : width }
  return {
    columns,
    cell,
    width: columns * cell.width + 2 * padding,
    height: lines * cell.height + 2 * padding,
    type,
  }
}

/** Middle of a cell, as seen from the middle of its box. */
export function cellOffset({ columns, width, height, cell }: Box, place: number): Point {
  const column = place % columns
  const line = Math.floor(place / columns)
  return {
    x: padding + (column + 0.5) * cell.width - width / 2,
    y: padding + (line + 0.5) * cell.height - height / 2,
  }
}

const onCircle = (radius: number, turn: number, centre = middle): Point => ({
  x: middle + radius * Math.sin(2 * Math.PI * turn),
  y: centre - radius * Math.cos(2 * Math.PI * turn),
})

/** An odd number of ranks reaches less far down than up: where the circle's middle has to be then. */
function centreOf(radius: number, turns: readonly number[]): number {
  const lowest = Math.max(...turns.map((turn) => onCircle(radius, turn).y))
  return middle + (middle + radius - lowest) / 2
}

/** From the middle of a box towards `turn`, just outside its edge. */
function beside({ width, height }: Box, at: Point, turn: number, gap: number): Point {
  const across = Math.sin(2 * Math.PI * turn)
  const up = Math.cos(2 * Math.PI * turn)
  const reach = Math.min(
    width / 2 / Math.max(Math.abs(across), 1e-9),
    height / 2 / Math.max(Math.abs(up), 1e-9),
  )
  return { x: at.x + (reach + gap) * across, y: at.y - (reach + gap) * up }
}

const labelGap = 10
const labelRoom = 20

function ring(schedule: Schedule, boxes: readonly Box[]) {
  const { ranks } = schedule
  const radius = middle - boxes[0]!.width / 2 - labelRoom
  const turns = boxes.map((_, rank) => rank / ranks)
  const centre = centreOf(radius, turns)
  const places = turns.map((turn) => onCircle(radius, turn, centre))
  const way = (from: number, to: number) => {
    const ahead = (to - from + ranks) % ranks
    // Neighbours along the circle, the shorter way round; others straight across.
    const hop = ahead === 1 ? 1 : ahead === ranks - 1 ? -1 : 0
    return hop === 0
      ? straight(places[from]!, places[to]!)
      : (t: number) => onCircle(radius, turns[from]! + (hop * t) / ranks, centre)
  }
  return {
    turns,
    places,
    way,
    caption: { x: middle, y: centre - 12, anchor: 'middle' as const },
    tag: [18, 18, 15, 0],
  }
}

function star({ ranks, root }: Schedule, boxes: readonly Box[]) {
  const outer = boxes[(root + 1) % ranks]!
  const radius = middle - Math.max(outer.width, outer.height) / 2 - labelRoom
  const others = ranks - 1
  const turns = boxes.map((_, rank) =>
    // The hub's own number stands between two of its spokes.
    rank === root ? 1 / (2 * others) : (rank < root ? rank : rank - 1) / others,
  )
  const around = turns.filter((_, rank) => rank !== root)
  const centre = centreOf(radius, around)
  const places = turns.map((turn, rank) =>
    rank === root ? { x: middle, y: centre } : onCircle(radius, turn, centre),
  )
  const way = (from: number, to: number) => straight(places[from]!, places[to]!)
  return {
    turns,
    places,
    way,
    caption: { x: 4, y: 18, anchor: 'start' as const },
    tag: [18, 18, 16, 12],
  }
}

const straight = (from: Point, to: Point) => (t: number) => ({
  x: from.x + (to.x - from.x) * t,
  y: from.y + (to.y - from.y) * t,
})

export function layoutOf(schedule: Schedule, buffers: Buffers): Layout {
  const { ranks, algorithm } = schedule
  const boxes = buffers.rows.map((rows) => boxFor(ranks, buffers.columns, rows))
  const { turns, places, way, caption, tag } = (algorithm === 'root' ? star : ring)(schedule, boxes)
  return {
    boxes,
    places,
    labels: turns.map((turn, rank) => beside(boxes[rank]!, places[rank]!, turn, labelGap)),
    caption,
    way,
    tag: tag[sizes.findIndex(({ most }) => ranks <= most)]!,
    complete: boxes.every(({ type }) => type > 0),
  }
}

const covers = ({ width, height }: Box, at: Point, { x, y }: Point) =>
  Math.abs(x - at.x) <= width / 2 + 2 && Math.abs(y - at.y) <= height / 2 + 2

/** The part of a way that can be seen: from where it leaves the sender's box to the receiver's. */
export function visiblePart(
  { way, boxes, places }: Layout,
  from: number,
  to: number,
): readonly [start: number, end: number] {
  const at = way(from, to)
  const step = 0.01
  let start = 0
  while (start < 0.5 && covers(boxes[from]!, places[from]!, at(start))) start += step
  let end = 1
  while (end > 0.5 && covers(boxes[to]!, places[to]!, at(end))) end -= step
  return [start, end]
}
