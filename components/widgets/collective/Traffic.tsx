import { memo } from 'react'
import type { CSSProperties } from 'react'
import type { Message } from '../../../math/collectives/index.ts'
import { rankHue } from '../../hues.ts'
import { ownerOf } from './buffers.ts'
import { digits, pathOf } from './geometry.ts'
import { cellOffset, visiblePart } from './layout.ts'
import type { Layout } from './layout.ts'
import { later } from './later.ts'
import { mostPackets, packetCount, packetsOf, positionOf } from './packets.ts'
import type { Step } from './run.ts'
import { shownValue, typeFor } from './words.ts'
import styles from './Stage.module.css'

const crosses = ({ run }: Step, { from, to }: Pick<Message, 'from' | 'to'>) => {
  const devices = run.schedule.ranks / run.nodes
  return Math.floor(from / devices) !== Math.floor(to / devices)
}

/** More ways than this would only be a grey cloth. */
const mostWays = 400

/** Every way that the schedule ever uses, faint; those between nodes dashed. */
export const Ways = memo(function Ways(props: { readonly step: Step; readonly layout: Layout }) {
  const { step, layout } = props
  const { schedule } = step.run
  // The more ranks, the shorter the ways between neighbours.
  const pieces = Math.max(8, Math.ceil(192 / schedule.ranks))
  const ways = new Map<string, Message>()
  for (const { messages } of schedule.rounds)
    for (const message of messages) {
      const half = message.chunks[0]! < schedule.chunks / 2
      ways.set(`${message.from}.${message.to}.${half}`, message)
    }
  if (ways.size > mostWays) return null
  const paths = { inside: new Set<string>(), across: new Set<string>() }
  for (const message of ways.values())
    paths[crosses(step, message) ? 'across' : 'inside'].add(
      pathOf(layout.way(message), 1, 0, pieces),
    )
  return (
    <>
      <path className={styles.way} d={[...paths.inside].join('')} />
      <path className={styles.way} data-across="" d={[...paths.across].join('')} />
    </>
  )
})

/** The colour that all these chunks have, or none in particular. */
export function colourOf(step: Step, chunks: readonly number[]): string {
  const owner = ownerOf(step.run.schedule, chunks[0]!)
  return chunks.every((chunk) => ownerOf(step.run.schedule, chunk) === owner)
    ? rankHue(owner)
    : 'var(--ink-2)'
}

export const tipOf = (layout: Layout, message: Message, end: number) => {
  const { at } = layout.way(message)
  const tip = at(end)
  const back = at(end - 0.04)
  return { tip, turn: Math.atan2(tip.y - back.y, tip.x - back.x) }
}

/** Which ways this round uses, and which way round. */
export const Arrows = memo(function Arrows(props: {
  readonly step: Step
  readonly layout: Layout
}) {
  const { step, layout } = props
  const parts = later()
  if (parts && step.messages.length > 40) return <parts.ManyArrows {...props} />
  return step.messages.map((message) => {
    const way = layout.way(message)
    const [, end] = visiblePart(layout, message)
    const { tip, turn } = tipOf(layout, message, end)
    return (
      <g
        key={`${message.from}.${message.to}.${message.chunks[0]}`}
        style={{ '--cell': colourOf(step, message.chunks) } as CSSProperties}
      >
        <path
          className={styles.used}
          data-across={crosses(step, message) ? '' : undefined}
          d={pathOf(way, end)}
        />
        <path
          className={styles.tip}
          d="M0 0L-7 -4.2L-7 4.2Z"
          transform={`translate(${digits(tip.x)} ${digits(tip.y)}) rotate(${digits((turn * 180) / Math.PI)})`}
        />
      </g>
    )
  })
})

/** What came along each way, once it has arrived: its value, or a small map of the chunks. */
export const Tags = memo(function Tags(props: {
  readonly before: Step
  readonly step: Step
  readonly layout: Layout
}) {
  const { before, step, layout } = props
  if (layout.tag === 0) return null
  return step.messages.map((message) => {
    const { from, to, chunks } = message
    const [start, end] = visiblePart(layout, message)
    // Nearer to the sender, to leave room for the arrow's tip.
    const { at } = layout.way(message)
    const { x, y } = at(start + (end - start) * 0.42)
    const room = Math.hypot(at(end).x - at(start).x, at(end).y - at(start).y)
    if (room < layout.tag * (chunks.length > 1 ? 1.9 : 1)) return null
    const box = layout.boxes[to]!
    const single = chunks.length === 1
    const named = single && layout.complete
    const text = named ? shownValue(step.run, chunks[0]!, before.state[from]!.get(chunks[0]!)!) : ''
    const width = layout.tag * (named ? Math.max(1.45, 0.42 * text.length + 0.5) : 0.9)
    const height = layout.tag * 0.9
    const scale = (layout.tag * 1.5) / box.width
    return (
      <g
        key={`${from}.${to}.${chunks[0]}`}
        className={styles.tag}
        transform={`translate(${digits(x)} ${digits(y)})`}
        style={{ '--cell': colourOf(step, chunks) } as CSSProperties}
      >
        {single ? (
          <rect
            className={named ? undefined : styles.dot}
            x={-width / 2}
            y={-height / 2}
            width={width}
            height={height}
            rx={3}
          />
        ) : (
          <g transform={`scale(${digits(scale)})`}>
            <rect
              className={styles.map}
              x={-box.width / 2}
              y={-box.height / 2}
              width={box.width}
              height={box.height}
              rx={4}
            />
            {chunks.map((chunk) => {
              const place = cellOffset(box, step.run.buffers.place(to, chunk))
              return (
                <rect
                  key={chunk}
                  className={styles.dot}
                  style={{ '--cell': colourOf(step, [chunk]) } as CSSProperties}
                  x={place.x - box.cell.width / 2 + 1}
                  y={place.y - box.cell.height / 2 + 1}
                  width={box.cell.width - 2}
                  height={box.cell.height - 2}
                />
              )
            })}
          </g>
        )}
        {named && <text fontSize={layout.tag * 0.69}>{text}</text>}
      </g>
    )
  })
})

/** What is under way at `t`, each chunk from its place on one rank to its place on the other. */
export function Packets(props: {
  readonly before: Step
  readonly step: Step
  readonly layout: Layout
  readonly t: number
}) {
  const { before, step, layout, t } = props
  const parts = later()
  if (parts && (packetCount(step) > mostPackets || step.run.schedule.ranks > 16))
    return <parts.Stacks step={step} layout={layout} t={t} />
  return packetsOf(before, step, layout).map((packet) => {
    const { x, y } = positionOf(packet, layout, t)
    const { cell, type } = layout.boxes[packet.message.to]!
    const text = type > 0 ? shownValue(step.run, packet.chunk, packet.cell) : ''
    return (
      <g
        key={packet.key}
        className={styles.packet}
        style={{ '--cell': colourOf(step, [packet.chunk]) } as CSSProperties}
        transform={`translate(${digits(x)} ${digits(y)})`}
      >
        <rect
          x={-cell.width / 2}
          y={-cell.height / 2}
          width={cell.width}
          height={cell.height}
          rx={3}
        />
        {type > 0 && <text fontSize={typeFor(type, cell.width, text)}>{text}</text>}
      </g>
    )
  })
}

/** Where the followed chunk has been: every way that it took so far. */
export const Trail = memo(function Trail(props: {
  readonly step: Step
  readonly layout: Layout
  readonly chunk: number
}) {
  const { step, layout, chunk } = props
  const done = step.run.schedule.rounds.slice(0, step.step)
  const taken = done.flatMap(({ messages }) =>
    messages.filter(({ chunks }) => chunks.includes(chunk)),
  )
  if (taken.length === 0 || taken.length > mostWays) return null
  return (
    <path
      className={styles.trail}
      style={{ '--cell': rankHue(ownerOf(step.run.schedule, chunk)) } as CSSProperties}
      d={taken.map((message) => pathOf(layout.way(message), 1, 0, 24)).join('')}
    />
  )
})
