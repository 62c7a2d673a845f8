import type { Cell, Message } from '../../../math/collectives/index.ts'
import { rankHues } from '../../hues.ts'
import { ownerOf } from './buffers.ts'
import { digits } from './geometry.ts'
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

/**
 * Packets in bulk: each message a small stack with one stripe per colour, wide as its share; all
 * stripes of a colour, over all messages, are one path.
 */
export function stacks(step: Step, layout: Layout, t: number): Map<number, string> {
  const paths = new Map<number, string[]>()
  const size = step.run.schedule.ranks > 32 ? 8 : 11
  for (const message of step.messages) {
    const shares = Array<number>(rankHues).fill(0)
    for (const chunk of message.chunks) shares[ownerOf(step.run.schedule, chunk) % rankHues]!++
    const { x, y } = layout.way(message).at(t)
    let left = x - size / 2
    shares.forEach((share, hue) => {
      if (share === 0) return
      const width = (size * share) / message.chunks.length
      const d = `M${digits(left)} ${digits(y - size / 2)}h${digits(width)}v${size}h${digits(-width)}z`
      left += width
      const known = paths.get(hue)
      if (known) known.push(d)
      else paths.set(hue, [d])
    })
  }
  return new Map([...paths].map(([hue, d]) => [hue, d.join('')]))
}
