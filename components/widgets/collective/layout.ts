import type { Message, Schedule } from '../../../math/collectives/index.ts'
import { arrange } from './arrangements.ts'
import type { Arrangement } from './arrangements.ts'
import type { Buffers } from './buffers.ts'
import { side } from './geometry.ts'
import type { Box, Point, Way } from './geometry.ts'

/**
 * Where everything stands in the picture. The arrangement follows the algorithm (arrangements.ts);
 * cells are as large as it leaves room for.
 */
export interface Layout extends Omit<Arrangement, 'way'> {
  readonly boxes: readonly Box[]
  /** Size of the ranks' own numbers. */
  readonly labelSize: number
  readonly way: (message: Pick<Message, 'from' | 'to' | 'chunks'>) => Way
  /** Height of the tags that lie on the ways; 0 where there is no room for any. */
  readonly tag: number
  /** Whether every number is in the picture; otherwise it needs the buffers beside it. */
  readonly complete: boolean
}

const padding = 3

/** Cells as large as they are wanted; beyond eight ranks they are too small for numbers. */
const sizes = [
  { most: 4, width: 36, height: 28, type: 16, tag: 18 },
  { most: 6, width: 28, height: 23, type: 14, tag: 18 },
  { most: 8, width: 23, height: 19, type: 12.5, tag: 15 },
  { most: Infinity, width: 9.5, height: 9.5, type: 0, tag: 0 },
]

/** The widest that a hub's square may be between the ranks around it. */
const widestHub = (ranks: number) => (ranks <= 6 ? 136 : 112)

/** Numbers smaller than this cannot be read on a phone, where a unit is three quarters of a pixel. */
const smallestType = 11.5

/** Cells without numbers are squares of no more than this. */
const bare = 9.5

/**
 * @param columns of the grid; a buffer of several rows has all its places in a row
 * @param scale of the size that is wanted
 */
export function boxFor(
  ranks: number,
  places: number,
  rows: number,
  columns: number,
  scale = 1,
): Box {
  const usual = sizes.find(({ most }) => ranks <= most)!
  const across = rows > 1 ? places : columns
  const lines = rows > 1 ? rows : Math.ceil(places / across)
  const width = Math.min(usual.width * scale, rows > 1 ? widestHub(ranks) / across : Infinity)
  const shrink = width / usual.width
  const enough = usual.type * Math.max(shrink, 0.85)
  const type = enough >= smallestType && shrink >= 0.75 ? enough : 0
  const cell =
    type > 0
      ? { width, height: usual.height * Math.max(shrink, 0.8) }
      : { width: Math.min(width, bare), height: Math.min(width, bare) }
  // A frame around cells of a unit or two must not be thicker than they are.
  const frame = Math.min(padding, cell.width)
  return {
    columns: across,
    cell,
    width: across * cell.width + 2 * frame,
    height: lines * cell.height + 2 * frame,
    type,
  }
}

/** Middle of a cell, as seen from the middle of its box. */
export function cellOffset({ columns, width, height, cell }: Box, place: number): Point {
  const column = place % columns
  const line = Math.floor(place / columns)
  const frame = Math.min(padding, cell.width)
  return {
    x: frame + (column + 0.5) * cell.width - width / 2,
    y: frame + (line + 0.5) * cell.height - height / 2,
  }
}

/** The cell of a box without numbers that lies at a point of the picture. */
export function cellAt(
  { boxes, places }: Layout,
  { x, y }: Point,
): { readonly rank: number; readonly place: number } | null {
  const rank = places.findIndex((at, index) => {
    const box = boxes[index]!
    return Math.abs(x - at.x) <= box.width / 2 && Math.abs(y - at.y) <= box.height / 2
  })
  if (rank < 0) return null
  const { columns, width, height, cell } = boxes[rank]!
  const frame = Math.min(padding, cell.width)
  const column = Math.floor((x - places[rank]!.x + width / 2 - frame) / cell.width)
  const line = Math.floor((y - places[rank]!.y + height / 2 - frame) / cell.height)
  if (column < 0 || column >= columns || line < 0) return null
  return { rank, place: line * columns + column }
}

/** Between boxes there must be room for the ways. */
const gapFor = (ranks: number) => (ranks <= 16 ? 6 : 2)

/** Whether no two boxes touch and none leaves the picture. */
function fits({ places, height }: Arrangement, boxes: readonly Box[]): boolean {
  return places.every((at, rank) => {
    const box = boxes[rank]!
    if (at.x - box.width / 2 < 0 || at.x + box.width / 2 > side) return false
    if (at.y - box.height / 2 < 0 || at.y + box.height / 2 > height) return false
    for (let other = 0; other < rank; other++) {
      const theirs = boxes[other]!
      const apart = Math.max(
        Math.abs(at.x - places[other]!.x) - (box.width + theirs.width) / 2,
        Math.abs(at.y - places[other]!.y) - (box.height + theirs.height) / 2,
      )
      if (apart < gapFor(places.length)) return false
    }
    return true
  })
}

/** Every pair of ranks that ever exchange in one round: their ways must not lie on one another. */
function exchanging(schedule: Schedule): ReadonlySet<string> {
  const pairs = new Set<string>()
  for (const { messages } of schedule.rounds) {
    const sent = new Set(messages.map(({ from, to }) => from * schedule.ranks + to))
    for (const { from, to } of messages)
      if (sent.has(to * schedule.ranks + from)) pairs.add(`${from}.${to}`)
  }
  return pairs
}

export function layoutOf(schedule: Schedule, buffers: Buffers, nodes = 1): Layout {
  const { ranks, algorithm } = schedule
  // Half of the chunks of a double tree go through each tree: they lie in lines of their own.
  const columns = Math.ceil(
    Math.sqrt(algorithm === 'double-binary-tree' ? buffers.columns / 2 : buffers.columns),
  )
  const both = exchanging(schedule)
  let scale = 1
  for (;;) {
    const boxes = buffers.rows.map((rows) => boxFor(ranks, buffers.columns, rows, columns, scale))
    const arrangement = arrange(schedule, boxes, nodes)
    if (scale < 0.02 || fits(arrangement, boxes)) {
      const { way, ...rest } = arrangement
      const complete = boxes.every(({ type }) => type > 0)
      return {
        ...rest,
        boxes,
        labelSize: ranks <= 16 ? 13 : 10.5,
        way: (message) => way(message, both.has(`${message.from}.${message.to}`)),
        tag: sizes.find(({ most }) => ranks <= most)!.tag * (scale < 0.85 ? 0.85 : 1),
        complete,
      }
    }
    scale *= 0.94
  }
}

const covers = ({ width, height }: Box, at: Point, { x, y }: Point) =>
  Math.abs(x - at.x) <= width / 2 + 2 && Math.abs(y - at.y) <= height / 2 + 2

/** The part of a way that can be seen: from where it leaves the sender's box to the receiver's. */
export function visiblePart(
  { way, boxes, places }: Layout,
  message: Pick<Message, 'from' | 'to' | 'chunks'>,
): readonly [start: number, end: number] {
  const { from, to } = message
  const { at } = way(message)
  const step = 0.01
  let start = 0
  while (start < 0.5 && covers(boxes[from]!, places[from]!, at(start))) start += step
  let end = 1
  while (end > 0.5 && covers(boxes[to]!, places[to]!, at(end))) end -= step
  return [start, end]
}
