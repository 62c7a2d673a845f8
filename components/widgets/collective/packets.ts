import type { Cell, Message } from '../../../math/collectives/index.ts'
import type { Point } from './geometry.ts'
import { cellOffset } from './layout.ts'
import type { Layout } from './layout.ts'
import type { Step } from './run.ts'

/** One chunk on its way from a place on one rank to a place on another. */
export interface Packet {
  /** The same for the same chunk from round to round, so that it stays the same element. */
  readonly key: string
  readonly chunk: number
  readonly cell: Cell
  readonly message: Message
  readonly start: Point
  readonly end: Point
}

/** What the round that leads from `before` to `step` has under way. */
export function packetsOf(before: Step, step: Step, layout: Layout): readonly Packet[] {
  const { buffers } = step.run
  const copies = new Map<number, number>()
  return step.messages.flatMap((message) =>
    message.chunks.map((chunk) => {
      const { from, to } = message
      const copy = copies.get(chunk) ?? 0
      copies.set(chunk, copy + 1)
      return {
        key: `${chunk}.${copy}`,
        chunk,
        cell: before.state[from]!.get(chunk)!,
        message,
        start: cellOffset(layout.boxes[from]!, buffers.place(from, chunk)),
        end: cellOffset(layout.boxes[to]!, buffers.place(to, chunk)),
      }
    }),
  )
}

/** Where a packet is: the ranks' way, and from its place in one box to its place in the other. */
export function positionOf({ message, start, end }: Packet, layout: Layout, t: number): Point {
  const way = layout.way(message).at(t)
  return {
    x: way.x + start.x + (end.x - start.x) * t,
    y: way.y + start.y + (end.y - start.y) * t,
  }
}

/** Above this many, packets are drawn as one stack per message and one path per colour. */
export const mostPackets = 128

/** How many packets a round has under way. */
export const packetCount = ({ messages }: Step): number =>
  messages.reduce((sum, { chunks }) => sum + chunks.length, 0)
