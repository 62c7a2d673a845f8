import { memo } from 'react'
import type { CSSProperties, ReactNode } from 'react'
import type { TimedOp, Timeline } from '../../../math/parallel/pipeline/index.ts'
import type { Geometry } from './geometry.ts'
import {
  across,
  blocks,
  boxOf,
  byKind,
  curve,
  curveAt,
  labelsFrom,
  laneTop,
  letterRoom,
} from './geometry.ts'
import { letters, numberOf } from './names.ts'
import { handoverLine, handovers } from './path.ts'
import styles from './marks.module.css'

/** Shapes in time × pixels, stretched to whatever width there is; lines keep their width. */
export function Stretched(props: { readonly geometry: Geometry; readonly children: ReactNode }) {
  const { span, height } = props.geometry
  return (
    <svg
      className={styles.stretched}
      width="100%"
      height={height}
      viewBox={`0 0 ${span} ${height}`}
      preserveAspectRatio="none"
    >
      {props.children}
    </svg>
  )
}

/** Ops as blocks with the number of their micro-batch, where it fits, and its letter, where that does. */
export const Blocks = memo(function Blocks(props: {
  readonly geometry: Geometry
  readonly timeline: Timeline
  /** Which of its ops; those that are left out still decide whether numbers fit. */
  readonly ops: readonly TimedOp[]
  readonly zoom: number
}) {
  const { geometry, timeline, ops, zoom } = props
  const sizes = new Map(byKind(timeline.ops))
  return byKind(ops).map(([kind, group]) => {
    const all = sizes.get(kind)!
    const from = labelsFrom(geometry, timeline, all, zoom)
    const letter = from === undefined ? 0 : from + letterRoom(geometry, all)
    return (
      <g key={kind} data-term={kind}>
        <Stretched geometry={geometry}>
          <path className={styles.block} d={blocks(geometry, group)} />
        </Stretched>
        {from !== undefined && (
          <g
            className={styles.labels}
            style={{ '--from': `${from - 1}px`, '--letter': `${letter - 1}px` } as CSSProperties}
          >
            {group.map((op) => {
              const { y, height } = boxOf(geometry, op)
              return (
                <text key={op.id} x={across(geometry, (op.start + op.end) / 2)} y={y + height / 2}>
                  <tspan className={styles.letter}>{letters[kind]}</tspan>
                  {numberOf(op, timeline.schedule)}
                </text>
              )
            })}
          </g>
        )}
      </g>
    )
  })
})

/** How much every rank holds over time: a step line under its lane. */
export const Curves = memo(function Curves(props: {
  readonly geometry: Geometry
  readonly timeline: Timeline
}) {
  const { geometry, timeline } = props
  return (
    <g data-term="memory">
      <Stretched geometry={geometry}>
        {timeline.ranks.map(({ rank }) => (
          <g key={rank}>
            <path
              className={styles.zero}
              d={`M0 ${curveAt(geometry, rank, 0)}H${geometry.makespan}`}
            />
            <path className={styles.curve} d={curve(geometry, timeline, rank)} />
          </g>
        ))}
      </Stretched>
    </g>
  )
})

/** A stripe through ops that are to be told apart: of every second chunk, or iteration. */
export const Stripes = memo(function Stripes(props: {
  readonly geometry: Geometry
  readonly ops: readonly TimedOp[]
  readonly at: 'top' | 'bottom'
}) {
  const { geometry, ops, at } = props
  if (ops.length === 0) return null
  const d = ops
    .map((op) => {
      const { y, height } = boxOf(geometry, op)
      return `M${op.start} ${at === 'top' ? y + 2.5 : y + height - 2.5}H${op.end}`
    })
    .join('')
  return (
    <Stretched geometry={geometry}>
      <path className={at === 'top' ? styles.chunk : styles.iteration} d={d} />
    </Stretched>
  )
})

/** How ops got what they needed: a micro-batch's way through the stages, or one step of it. */
export const Ways = memo(function Ways(props: {
  readonly geometry: Geometry
  readonly timeline: Timeline
  readonly ops: readonly TimedOp[]
}) {
  const { geometry, timeline, ops } = props
  const lines = handovers(timeline, ops).map((handover) => ({
    handover,
    ...handoverLine(geometry, handover),
  }))
  const onWire = lines.filter(({ handover }) => handover.arrived > handover.sent)
  const direct = lines.filter(({ handover }) => handover.arrived <= handover.sent)
  const lane = (rank: number) => laneTop(geometry, rank)
  return (
    <>
      <Stretched geometry={geometry}>
        <path className={styles.way} d={direct.map(({ sending }) => sending).join('')} />
        <path
          className={styles.wire}
          data-term="communication"
          d={onWire.map(({ sending }) => sending).join('')}
        />
        <path className={styles.shelf} d={lines.map(({ waiting }) => waiting).join('')} />
      </Stretched>
      {lines
        .filter(({ handover: { from, to } }) => from.rank !== to.rank)
        .map(({ handover: { from, to, used } }) => (
          <svg
            key={`${from.id}-${to.id}`}
            className={styles.arrow}
            x={across(geometry, used)}
            y={from.rank < to.rank ? lane(to.rank) : lane(to.rank) + geometry.lane}
          >
            <path d={from.rank < to.rank ? 'M-3.5-6h7L0 0z' : 'M-3.5 6h7L0 0z'} />
          </svg>
        ))}
    </>
  )
})

/** Ops that are pointed out, as one outline. */
export const Outlined = memo(function Outlined(props: {
  readonly geometry: Geometry
  readonly ops: readonly TimedOp[]
  readonly className?: string
}) {
  const { geometry, ops } = props
  return (
    <Stretched geometry={geometry}>
      <path className={props.className} d={blocks(geometry, ops)} />
    </Stretched>
  )
})

/** An outline around a stretch of a lane. */
export function Outline(props: {
  readonly geometry: Geometry
  readonly at: { readonly rank: number; readonly start: number; readonly end: number }
  readonly className?: string
}) {
  const { geometry, at } = props
  return (
    <rect
      className={props.className}
      x={across(geometry, at.start)}
      y={laneTop(geometry, at.rank)}
      width={across(geometry, at.end - at.start)}
      height={geometry.lane}
    />
  )
}
