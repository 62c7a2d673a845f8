import type { Algorithm, Message, Schedule } from '../../../math/collectives/index.ts'
import { side } from './geometry.ts'
import { later } from './later.ts'
import type { Box, Point, Way } from './geometry.ts'

/**
 * Where ranks stand, algorithm by algorithm: on a circle where they pass data to neighbours or over
 * distances around it, around their hub, along a line, as a tree, as two trees over one row, on a
 * grid whose rows and columns are the bits of a rank's number, and in the boxes of their nodes.
 */
export interface Arrangement {
  readonly height: number
  readonly places: readonly Point[]
  /** Where each rank's own number stands. */
  readonly labels: readonly Point[]
  readonly caption: Point & { readonly anchor: 'middle' | 'start'; readonly lines: 1 | 3 }
  readonly way: (message: Pick<Message, 'from' | 'to' | 'chunks'>, both: boolean) => Way
  /** Nodes as outlines, with where their names stand. */
  readonly fences: readonly Fence[]
}

/** The outline of a node, or the middle line of a band behind its ranks, and its name's place. */
export interface Fence {
  readonly path: string
  readonly name: Point & { readonly anchor: 'start' | 'middle' | 'end' }
  readonly band?: number
}

export type Arrange = (schedule: Schedule, boxes: readonly Box[], nodes: number) => Arrangement

export const range = (count: number) => Array.from({ length: count }, (_, index) => index)
const middle = side / 2
const labelRoom = 20

export const widest = (boxes: readonly Box[]) => Math.max(...boxes.map(({ width }) => width))

/** A straight way, or one that bends to its right by `bow`, so that the way back is another. */
export function straight(from: Point, to: Point, bow = 0): Way {
  const length = Math.hypot(to.x - from.x, to.y - from.y) || 1
  const off = { x: (-(to.y - from.y) / length) * bow, y: ((to.x - from.x) / length) * bow }
  return {
    straight: bow === 0,
    at: (t) => {
      const bend = 4 * t * (1 - t)
      return {
        x: from.x + (to.x - from.x) * t + off.x * bend,
        y: from.y + (to.y - from.y) * t + off.y * bend,
      }
    },
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
function beside({ width, height }: Box, at: Point, turn: number, gap = 10): Point {
  const across = Math.sin(2 * Math.PI * turn)
  const up = Math.cos(2 * Math.PI * turn)
  const reach = Math.min(
    width / 2 / Math.max(Math.abs(across), 1e-9),
    height / 2 / Math.max(Math.abs(up), 1e-9),
  )
  return { x: at.x + (reach + gap) * across, y: at.y - (reach + gap) * up }
}

const circle: Arrange = ({ ranks }, boxes, nodes) => {
  const radius = middle - widest(boxes) / 2 - labelRoom
  const turns = range(ranks).map((rank) => rank / ranks)
  const centre = centreOf(radius, turns)
  const places = turns.map((turn) => onCircle(radius, turn, centre))
  const devices = ranks / nodes
  const band = widest(boxes) + 10
  // Names stand outside the circle, between two ranks' numbers.
  const outside = (turn: number) => {
    const { x, y } = onCircle(radius + band / 2 + (ranks > 16 ? 16 : 4), turn, centre)
    const anchor = x < 120 ? 'start' : x > side - 120 ? 'end' : 'middle'
    return { x: anchor === 'start' ? 2 : anchor === 'end' ? side - 2 : x, y, anchor } as const
  }
  const digits = ({ x, y }: Point) => `${x.toFixed(1)} ${y.toFixed(1)}`
  return {
    height: side,
    places,
    labels: turns.map((turn, rank) => beside(boxes[rank]!, places[rank]!, turn)),
    caption: { x: middle, y: centre - 12, anchor: 'middle', lines: 3 },
    way: ({ from, to }, both) => {
      const ahead = (to - from + ranks) % ranks
      // Neighbours along the circle, the shorter way round; others straight across.
      const hop = ahead === 1 ? 1 : ahead === ranks - 1 ? -1 : 0
      if (hop === 0) return straight(places[from]!, places[to]!, both ? 8 : 0)
      const bulge = both ? hop * Math.min(9, 60 / ranks) : 0
      return {
        straight: false,
        at: (t) =>
          onCircle(radius + bulge * 4 * t * (1 - t), turns[from]! + (hop * t) / ranks, centre),
      }
    },
    fences:
      nodes === 1
        ? []
        : range(nodes).map((node) => {
            const first = (node * devices) / ranks
            const reach = (devices - 1) / ranks
            const rim = 0.36 / ranks
            const points = range(25).map((step) =>
              digits(onCircle(radius, first - rim + ((reach + 2 * rim) * step) / 24, centre)),
            )
            return {
              path: `M${points.join('L')}`,
              band,
              name: outside(first + (devices % 2 === 0 ? reach / 2 : reach / 2 + 0.5 / ranks)),
            }
          }),
  }
}

const star: Arrange = ({ ranks, root }, boxes) => {
  const outer = boxes[(root + 1) % ranks]!
  const radius = middle - Math.max(outer.width, outer.height) / 2 - labelRoom
  const others = ranks - 1
  const turns = boxes.map((_, rank) =>
    // The hub's own number stands between two of its spokes.
    rank === root ? 1 / (2 * others) : (rank < root ? rank : rank - 1) / others,
  )
  const centre = centreOf(
    radius,
    turns.filter((_, rank) => rank !== root),
  )
  const places = turns.map((turn, rank) =>
    rank === root ? { x: middle, y: centre } : onCircle(radius, turn, centre),
  )
  return {
    height: side,
    places,
    labels: turns.map((turn, rank) => beside(boxes[rank]!, places[rank]!, turn)),
    caption: { x: 4, y: 18, anchor: 'start', lines: 3 },
    way: ({ from, to }, both) => straight(places[from]!, places[to]!, both ? 6 : 0),
    fences: [],
  }
}

/** The arrangement that an algorithm is drawn in. */
export function arrange(schedule: Schedule, boxes: readonly Box[], nodes: number): Arrangement {
  const near: Partial<Record<Algorithm, Arrange>> = {
    root: star,
    ring: circle,
    'bidirectional-ring': circle,
    'scatter-ring': circle,
    bruck: circle,
    pairwise: circle,
    dissemination: circle,
  }
  const own = near[schedule.algorithm]
  if (own === circle || (own && nodes === 1)) return own(schedule, boxes, nodes)
  const parts = later()
  if (!parts) throw new Error('trees, grids and nodes are laid out after load() has ended')
  const shape = nodes > 1 ? 'hierarchical' : (schedule.algorithm as keyof typeof parts.shapes)
  return parts.shapes[shape](schedule, boxes, nodes)
}
