import { rankHues } from '../../hues.ts'
import { ownerOf } from './buffers.ts'
import { digits } from './geometry.ts'
import type { Layout } from './layout.ts'
import type { Step } from './run.ts'

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
