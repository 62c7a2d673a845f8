import type { Cell } from '../../../math/collectives/index.ts'
import { cellOffset } from './layout.ts'
import type { Layout, Point } from './layout.ts'
import type { Step } from './run.ts'

/** One chunk on its way from a place on one rank to a place on another. */
export interface Packet {
  /** The same for the same chunk from round to round, so that it stays the same element. */
  readonly key: string
  readonly chunk: number
  readonly cell: Cell
  readonly from: number
  readonly to: number
  readonly start: Point
  readonly end: Point
}

/** What the round that leads from `before` to `step` has under way. */
export function packetsOf(before: Step, step: Step, layout: Layout): readonly Packet[] {
  const { buffers } = step.run
  const copies = new Map<number, number>()
  return step.messages.flatMap(({ from, to, chunks }) =>
    chunks.map((chunk) => {
      const copy = copies.get(chunk) ?? 0
      copies.set(chunk, copy + 1)
      return {
        key: `${chunk}.${copy}`,
        chunk,
        cell: before.state[from]!.get(chunk)!,
        from,
        to,
        start: cellOffset(layout.boxes[from]!, buffers.place(from, chunk)),
        end: cellOffset(layout.boxes[to]!, buffers.place(to, chunk)),
      }
    }),
  )
}

/** Where a packet is: the ranks' way, and from its place in one box to its place in the other. */
export function positionOf({ from, to, start, end }: Packet, layout: Layout, t: number): Point {
  const way = layout.way(from, to)(t)
  return {
    x: way.x + start.x + (end.x - start.x) * t,
    y: way.y + start.y + (end.y - start.y) * t,
  }
}
