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
  /** Edge of the tag that lies on a way. */
  readonly tag: number
  /** Whether every number is in the picture; otherwise it needs the buffers as a table beside it. */
  readonly complete: boolean
}

const padding = 3

/** Cells as large as the circle allows; beyond eight ranks they are too small for numbers. */
function cellFor(ranks: number) {
  if (ranks <= 4) return { width: 36, height: 28, type: 16 }
  if (ranks <= 6) return { width: 28, height: 23, type: 14 }
  if (ranks <= 8) return { width: 23, height: 19, type: 12.5 }
  return { width: 10.5, height: 10.5, type: 0 }
}

/** The widest that a hub's square may be between the ranks around it. */
const widestHub = 150

export function boxFor(ranks: number, places: number, rows: number): Box {
  const usual = cellFor(ranks)
  const columns = rows > 1 ? places : Math.ceil(Math.sqrt(places))
  const lines = rows > 1 ? rows : Math.ceil(places / columns)
  const width = Math.min(usual.width, widestHub / columns)
  const shrink = width / usual.width
  const cell = { width, height: usual.height * Math.max(shrink, 0.8) }
  return {
    columns,
    cell,
    width: columns * cell.width + 2 * padding,
    height: lines * cell.height + 2 * padding,
    type: shrink < 0.75 ? 0 : usual.type * Math.max(shrink, 0.85),
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

const onCircle = (radius: number, turn: number): Point => ({
  x: middle + radius * Math.sin(2 * Math.PI * turn),
  y: middle - radius * Math.cos(2 * Math.PI * turn),
})

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
  const places = turns.map((turn) => onCircle(radius, turn))
  const way = (from: number, to: number) => {
    const ahead = (to - from + ranks) % ranks
    // Neighbours along the circle, the shorter way round; others straight across.
    const hop = ahead === 1 ? 1 : ahead === ranks - 1 ? -1 : 0
    return hop === 0
      ? straight(places[from]!, places[to]!)
      : (t: number) => onCircle(radius, turns[from]! + (hop * t) / ranks)
  }
  return { turns, places, way, caption: { x: middle, y: middle, anchor: 'middle' as const } }
}

function star({ ranks, root }: Schedule, boxes: readonly Box[]) {
  const outer = boxes[(root + 1) % ranks]!
  const radius = middle - Math.max(outer.width, outer.height) / 2 - labelRoom
  const others = ranks - 1
  const turns = boxes.map((_, rank) =>
    // The hub's own number stands between two of its spokes.
    rank === root ? 1 / (2 * others) : (rank < root ? rank : rank - 1) / others,
  )
  const places = turns.map((turn, rank) =>
    rank === root ? { x: middle, y: middle } : onCircle(radius, turn),
  )
  const way = (from: number, to: number) => straight(places[from]!, places[to]!)
  return { turns, places, way, caption: { x: 4, y: 20, anchor: 'start' as const } }
}

const straight = (from: Point, to: Point) => (t: number) => ({
  x: from.x + (to.x - from.x) * t,
  y: from.y + (to.y - from.y) * t,
})

export function layoutOf(schedule: Schedule, buffers: Buffers): Layout {
  const { ranks, algorithm } = schedule
  const boxes = buffers.rows.map((rows) => boxFor(ranks, buffers.columns, rows))
  const { turns, places, way, caption } = (algorithm === 'root' ? star : ring)(schedule, boxes)
  return {
    boxes,
    places,
    labels: turns.map((turn, rank) => beside(boxes[rank]!, places[rank]!, turn, labelGap)),
    caption,
    way,
    tag: ranks <= 8 ? 18 : 9,
    complete: boxes.every(({ type }) => type > 0),
  }
}

/** How far along a way the receiver's box begins, where an arrow must end. */
export function arrival(way: (t: number) => Point, { width, height }: Box): number {
  const end = way(1)
  for (let t = 0.98; t > 0.5; t -= 0.02) {
    const { x, y } = way(t)
    if (Math.abs(x - end.x) > width / 2 + 2 || Math.abs(y - end.y) > height / 2 + 2) return t
  }
  return 0.5
}
