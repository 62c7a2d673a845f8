import { memo } from 'react'
import type { CSSProperties, ReactNode } from 'react'
import type { TimedOp, Timeline } from '../../../math/parallel/pipeline/index.ts'
import type { Geometry } from './geometry.ts'
import { across, blocks, byKind, curve, curveAt, labelsFrom, laneTop } from './geometry.ts'
import { numberOf } from './names.ts'
import { handoverLine, handovers } from './path.ts'
import styles from './marks.module.css'

/** Shapes in time × pixels, stretched to whatever width there is; lines keep their width. */
export function Stretched(props: { readonly geometry: Geometry; readonly children: ReactNode }) {
  const { makespan, height } = props.geometry
  return (
    <svg
      className={styles.stretched}
      width="100%"
      height={height}
      viewBox={`0 0 ${makespan} ${height}`}
      preserveAspectRatio="none"
    >
      {props.children}
    </svg>
  )
}

/** Ops as blocks with the number of their micro-batch, where it fits. */
export const Blocks = memo(function Blocks(props: {
  readonly geometry: Geometry
  readonly timeline: Timeline
  /** Which of its ops; those that are left out still decide whether numbers fit. */
  readonly ops: readonly TimedOp[]
}) {
  const { geometry, timeline, ops } = props
  const sizes = new Map(byKind(timeline.ops))
  return byKind(ops).map(([kind, group]) => {
    const from = labelsFrom(geometry, timeline, sizes.get(kind)!)
    return (
      <g key={kind} data-term={kind}>
        <Stretched geometry={geometry}>
          <path className={styles.block} d={blocks(geometry, group)} />
        </Stretched>
        {from !== undefined && (
          <g className={styles.labels} style={{ '--from': `${from - 1}px` } as CSSProperties}>
            {group.map((op) => (
              <text
                key={op.id}
                x={across(geometry, (op.start + op.end) / 2)}
                y={laneTop(geometry, op.rank) + geometry.lane / 2}
              >
                {numberOf(op, timeline.schedule)}
              </text>
            ))}
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
            key={to.id}
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
