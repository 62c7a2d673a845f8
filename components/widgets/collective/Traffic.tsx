import { memo } from 'react'
import type { CSSProperties } from 'react'
import { rankHue } from '../../hues.ts'
import { ownerOf } from './buffers.ts'
import { cellOffset, visiblePart } from './layout.ts'
import type { Layout, Point } from './layout.ts'
import { packetsOf, positionOf } from './packets.ts'
import type { Step } from './run.ts'
import { shortNumber, valueOf } from './words.ts'
import styles from './Stage.module.css'

const digits = (value: number) => Number(value.toFixed(2))

function pathOf(way: (t: number) => Point, end = 1): string {
  // A half circle drawn with fewer pieces shows its corners on a projector.
  const count = 48
  const points = Array.from({ length: count + 1 }, (_, index) => way((end * index) / count))
  return `M${points.map(({ x, y }) => `${digits(x)} ${digits(y)}`).join('L')}`
}

/** Every way that the schedule ever uses, faint. */
export const Ways = memo(function Ways(props: { readonly step: Step; readonly layout: Layout }) {
  const ways = new Set(
    props.step.run.schedule.rounds.flatMap(({ messages }) =>
      messages.map(({ from, to }) => pathOf(props.layout.way(from, to))),
    ),
  )
  return [...ways].map((path) => <path key={path} className={styles.way} d={path} />)
})

/** The colour that all these chunks have, or none in particular. */
function colourOf(step: Step, chunks: readonly number[]): string {
  const owners = new Set(chunks.map((chunk) => ownerOf(step.run.schedule, chunk)))
  return owners.size === 1 ? rankHue(ownerOf(step.run.schedule, chunks[0]!)) : 'var(--ink-2)'
}

/** Which ways this round uses, and which way round. */
export const Arrows = memo(function Arrows(props: {
  readonly step: Step
  readonly layout: Layout
}) {
  const { step, layout } = props
  return step.messages.map(({ from, to, chunks }) => {
    const way = layout.way(from, to)
    const [, end] = visiblePart(layout, from, to)
    const tip = way(end)
    const back = way(end - 0.04)
    const turn = (Math.atan2(tip.y - back.y, tip.x - back.x) * 180) / Math.PI
    return (
      <g key={`${from}.${to}`} style={{ '--cell': colourOf(step, chunks) } as CSSProperties}>
        <path className={styles.used} d={pathOf(way, end)} />
        <path
          className={styles.tip}
          d="M0 0L-7 -4.2L-7 4.2Z"
          transform={`translate(${digits(tip.x)} ${digits(tip.y)}) rotate(${digits(turn)})`}
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
  return step.messages.map(({ from, to, chunks }) => {
    const [start, end] = visiblePart(layout, from, to)
    // Nearer to the sender, to leave room for the arrow's tip.
    const way = layout.way(from, to)
    const { x, y } = way(start + (end - start) * 0.42)
    const room = Math.hypot(way(end).x - way(start).x, way(end).y - way(start).y)
    if (room < layout.tag) return null
    const box = layout.boxes[to]!
    const single = chunks.length === 1
    const named = single && layout.complete
    const width = layout.tag * (named ? 1.45 : 0.9)
    const height = layout.tag * 0.9
    const scale = (layout.tag * 1.5) / box.width
    return (
      <g
        key={`${from}.${to}`}
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
              const at = cellOffset(box, step.run.buffers.place(to, chunk))
              return (
                <rect
                  key={chunk}
                  className={styles.dot}
                  style={{ '--cell': colourOf(step, [chunk]) } as CSSProperties}
                  x={at.x - box.cell.width / 2 + 1}
                  y={at.y - box.cell.height / 2 + 1}
                  width={box.cell.width - 2}
                  height={box.cell.height - 2}
                />
              )
            })}
          </g>
        )}
        {named && (
          <text fontSize={layout.tag * 0.69}>
            {shortNumber(valueOf(before.state[from]!.get(chunks[0]!)!))}
          </text>
        )}
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
  return packetsOf(before, step, layout).map((packet) => {
    const { x, y } = positionOf(packet, layout, t)
    const { cell, type } = layout.boxes[packet.to]!
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
        {type > 0 && <text fontSize={type}>{shortNumber(valueOf(packet.cell))}</text>}
      </g>
    )
  })
}
