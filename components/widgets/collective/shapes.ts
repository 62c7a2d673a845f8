import { doubleBinaryTree } from '../../../math/collectives/index.ts'
import { range, straight, widest } from './arrangements.ts'
import type { Arrange } from './arrangements.ts'
import { side } from './geometry.ts'
import type { Box, Point } from './geometry.ts'

/** The arrangements that are fetched when an algorithm or a network asks for them. */

const strip = 30
/** The phase and the round on one line above the picture. */
const above = { x: 4, y: 16, anchor: 'start', lines: 1 } as const

const highest = (boxes: readonly Box[]) => Math.max(...boxes.map(({ height }) => height))

/** Above the left corner of a box: out of the way of what comes to the middle of its side. */
const overCorner = (box: Box, at: Point): Point => ({
  x: at.x - box.width / 2 + Math.min(6, box.width / 2),
  y: at.y - box.height / 2 - 8,
})

/** A line from the root on, folded like a snake. */
const snake: Arrange = ({ ranks, root }, boxes) => {
  const across = ranks <= 4 ? ranks : ranks <= 16 ? 4 : 8
  const pitch = { x: side / across, y: highest(boxes) + 44 }
  const places = range(ranks).map((rank) => {
    const member = (rank - root + ranks) % ranks
    const line = Math.floor(member / across)
    const column = line % 2 === 0 ? member % across : across - 1 - (member % across)
    return {
      x: (column + 0.5) * pitch.x,
      y: strip + 16 + highest(boxes) / 2 + line * pitch.y,
    }
  })
  return {
    height: strip + 24 + Math.ceil(ranks / across) * pitch.y - 30,
    places,
    labels: places.map((at, rank) => overCorner(boxes[rank]!, at)),
    caption: above,
    way: ({ from, to }, both) => straight(places[from]!, places[to]!, both ? 9 : 0),
    fences: [],
  }
}

/** The parent of each member of a binomial tree lies below its lowest set bit. */
const binomialParent = (member: number) => member & (member - 1)

/** A tree with its leaves side by side and every parent over the middle of its children. */
function treePlaces(count: number, parentOf: (member: number) => number) {
  const children = range(count).map((): number[] => [])
  for (let member = 1; member < count; member++) children[parentOf(member)]!.push(member)
  const column: number[] = []
  const depth: number[] = []
  let leaves = 0
  const place = (member: number, level: number) => {
    depth[member] = level
    // The largest subtree first: it is served first.
    const own = children[member]!.toReversed()
    for (const child of own) place(child, level + 1)
    column[member] =
      own.length === 0 ? leaves++ : (column[own[0]!]! + column[own[own.length - 1]!]!) / 2
  }
  place(0, 0)
  return { column, depth, leaves, levels: Math.max(...depth) + 1 }
}

const tree: Arrange = ({ ranks, root }, boxes) => {
  const { column, depth, leaves, levels } = treePlaces(ranks, binomialParent)
  const pitch = { x: side / leaves, y: highest(boxes) + (ranks <= 8 ? 30 : 44) }
  const places = range(ranks).map((rank) => {
    const member = (rank - root + ranks) % ranks
    return {
      x: (column[member]! + 0.5) * pitch.x,
      y: strip + 16 + highest(boxes) / 2 + depth[member]! * pitch.y,
    }
  })
  return {
    height: strip + 22 + (levels - 1) * pitch.y + highest(boxes),
    places,
    labels: places.map((at, rank) => overCorner(boxes[rank]!, at)),
    caption: above,
    way: ({ from, to }, both) => straight(places[from]!, places[to]!, both ? 7 : 0),
    fences: [],
  }
}

/**
 * Two binary trees over one row of ranks. Inner members of the first stand higher, with its ways
 * arching above them, those of the second lower, with its ways below.
 */
const twinTrees: Arrange = ({ primitive, ranks, root, chunks }, boxes) => {
  // A rooted collective puts its trees under the root; an all-reduce has them over all ranks.
  const rooted = primitive !== 'all-reduce'
  const members = rooted ? ranks - 1 : ranks
  const [first] = doubleBinaryTree(Math.max(members, 1))
  const inner = new Set(first)
  const memberOf = (rank: number) => (rooted ? ((rank - root + ranks) % ranks) - 1 : rank)
  const pitch = side / (ranks + (rooted ? 0.6 : 0))
  const tall = highest(boxes)
  const arch = 22 + 10 * Math.log2(ranks)
  const high = strip + arch + tall / 2 + 8
  const low = high + tall + 46
  const places = range(ranks).map((rank) => {
    const member = memberOf(rank)
    if (member < 0) return { x: Math.max(pitch, boxes[rank]!.width + 4) / 2, y: (high + low) / 2 }
    return {
      x: (member + 0.5 + (rooted ? 1.6 : 0)) * pitch,
      y: inner.has(member) ? high : low,
    }
  })
  return {
    height: low + tall / 2 + arch + 6,
    places,
    // Beside the boxes, where no arch and no way between the rows passes; of many ranks outside.
    labels: places.map((at, rank) =>
      ranks <= 8
        ? { x: at.x + (boxes[rank]!.width / 2 + 9) * (at.x > side - 40 ? -1 : 1), y: at.y }
        : { x: at.x, y: at.y + (tall / 2 + 9) * (at.y === low ? 1 : -1) },
    ),
    caption: above,
    way: ({ from, to, chunks: carried }, both) => {
      const [a, b] = [places[from]!, places[to]!]
      const upper = (carried[0] ?? 0) < chunks / 2
      const span = Math.abs(a.x - b.x) / pitch
      // Ways of the first tree arch upwards, of the second downwards, higher where they reach far.
      const lift = (a.y === b.y || span > 1.5 ? 1 : 0) * (tall / 2 + 6 + 8 * Math.log2(span + 1))
      const side = (upper ? -1 : 1) * Math.sign(b.x - a.x || 1)
      return straight(a, b, lift * side + (both ? 11 : 0))
    },
    fences: [],
  }
}

/** Ranks that exchange differ in one bit: half of the bits are the column, the others the row. */
const grid: Arrange = ({ ranks, root, primitive }, boxes) => {
  const bits = Math.floor(Math.log2(ranks))
  const size = 2 ** bits
  const surplus = ranks - size
  const across = 2 ** Math.ceil(bits / 2)
  const tall = highest(boxes)
  const pair = surplus > 0 ? tall + 22 : 0
  const pitch = {
    x: side / across,
    y: tall + pair + (bits > 4 ? 16 : (across >= 4 ? 36 : 64) + (bits > 2 ? 0.6 * tall : 0)),
  }
  const rooted = primitive === 'broadcast' || primitive === 'reduce'
  const places = range(ranks).map((rank) => {
    const member = rooted ? (rank - root + ranks) % ranks : rank
    const standsAside = member < 2 * surplus && member % 2 === 0
    const number = member < 2 * surplus ? Math.floor(member / 2) : member - surplus
    return {
      x: ((number % across) + 0.5) * pitch.x,
      y: strip + 18 + tall / 2 + (standsAside ? 0 : pair) + Math.floor(number / across) * pitch.y,
    }
  })
  const lines = size / across
  return {
    height: strip + 24 + pair + tall + (lines - 1) * pitch.y + (bits > 2 ? 0.6 * tall : 6),
    places,
    labels: places.map((at, rank) => overCorner(boxes[rank]!, at)),
    caption: above,
    way: ({ from, to }, both) => {
      const [a, b] = [places[from]!, places[to]!]
      const columns = Math.round(Math.abs(a.x - b.x) / pitch.x)
      const rows = Math.round(Math.abs(a.y - b.y) / pitch.y)
      const far = Math.max(columns, rows) > 1
      const clear = columns > 1 ? tall / 2 + 9 : rows > 1 ? boxes[from]!.width / 2 + 9 : 0
      return straight(a, b, both ? Math.max(9, clear) : far ? clear : 0)
    },
    fences: [],
  }
}

/** Nodes as boxes with their devices in them, in as square a grid as gives the largest cells. */
const levels: Arrange = ({ ranks }, boxes, nodes) => {
  const devices = ranks / nodes
  const [wide, tall] = [widest(boxes), highest(boxes)]
  const room = { x: 16, y: ranks > 16 ? 18 : 40 }
  const fence = { x: 22, y: ranks > 16 ? 34 : 26 }
  const shapes = range(nodes).flatMap((outer) =>
    range(devices).map((inner) => {
      const [nodesAcross, across] = [outer + 1, inner + 1]
      const [nodesDown, down] = [Math.ceil(nodes / nodesAcross), Math.ceil(devices / across)]
      const width = nodesAcross * (across * (wide + room.x) + fence.x)
      const height = nodesDown * (down * (tall + room.y) + fence.y)
      return { nodesAcross, across, nodesDown, down, width, height }
    }),
  )
  const strain = ({ width, height }: (typeof shapes)[number]) =>
    Math.max(width / side, height / side) + 0.01 * (height / side)
  const best = shapes.reduce((a, b) => (strain(b) < strain(a) ? b : a))
  const { nodesAcross, across, nodesDown, down } = best
  const node = { x: side / nodesAcross, y: down * (tall + room.y) + fence.y }
  const device = { x: (node.x - fence.x) / across, y: tall + room.y }
  const top = strip + 6
  const corner = (at: number) => ({
    x: (at % nodesAcross) * node.x,
    y: top + Math.floor(at / nodesAcross) * node.y,
  })
  const places = range(ranks).map((rank) => {
    const { x, y } = corner(Math.floor(rank / devices))
    const inside = rank % devices
    return {
      x: x + fence.x / 2 + ((inside % across) + 0.5) * device.x,
      y:
        y +
        fence.y +
        (Math.floor(inside / across) + 0.5) * device.y -
        room.y / 2 +
        (ranks > 16 ? 8 : 12),
    }
  })
  return {
    height: top + nodesDown * node.y + 4,
    places,
    labels: places.map((at, rank) => overCorner(boxes[rank]!, at)),
    caption: above,
    way: ({ from, to }, both) => {
      const [a, b] = [places[from]!, places[to]!]
      // Along a row of devices the way leads over those between.
      const far = a.y === b.y && Math.abs(a.x - b.x) > 1.5 * device.x
      const over = far ? (ranks > 16 ? tall / 2 : tall / 2 + 14) : 0
      return straight(a, b, over > 0 ? over * Math.sign(a.x - b.x) * -1 : both ? 8 : 0)
    },
    fences: range(nodes).map((at) => {
      const { x, y } = corner(at)
      const [width, height] = [node.x - 12, node.y - 12]
      return {
        path: `M${x + 6} ${y + 6}h${width.toFixed(1)}v${height.toFixed(1)}h${(-width).toFixed(1)}z`,
        name: { x: x + 12, y: y + 17, anchor: 'start' },
      }
    }),
  }
}

/** By the algorithm whose own they are; what runs on nodes is drawn in them whatever it is. */
export const shapes = {
  chain: snake,
  'binomial-tree': tree,
  'double-binary-tree': twinTrees,
  'recursive-doubling': grid,
  'recursive-halving': grid,
  'recursive-halving-doubling': grid,
  hierarchical: levels,
} as const satisfies Readonly<Record<string, Arrange>>
