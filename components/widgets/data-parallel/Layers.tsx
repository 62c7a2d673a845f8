import { memo } from 'react'
import type { CSSProperties, ReactNode } from 'react'
import type { Values } from '../../text.ts'
import type { Geometry, Look } from './geometry.ts'
import { across, blocks, byLook, laneHeight, laneTop } from './geometry.ts'
import type { Lane } from './lanes.ts'
import { labelOf } from './names.ts'
import type { Run } from './run.ts'
import styles from './marks.module.css'

type Say = (phrase: string, values?: Values) => string

/** Shapes in seconds × pixels, stretched to whatever width there is; lines keep their width. */
export function Stretched(props: {
  readonly duration: number
  readonly height: number
  readonly y?: number
  readonly children: ReactNode
}) {
  const { duration, height, y = 0 } = props
  return (
    <svg
      className={styles.stretched}
      width="100%"
      y={y}
      height={height}
      viewBox={`0 0 ${duration} ${height}`}
      preserveAspectRatio="none"
    >
      {props.children}
    </svg>
  )
}

/** The meaning whose colour a task has. */
export const termOf: Readonly<Record<Look, string>> = {
  forward: 'forward',
  backward: 'backward',
  optimizer: 'optimizer',
  reduce: 'communication',
  spread: 'communication',
}

/** The picture is never wider than this, in pixels: what needs more room never appears. */
const widest = 1600

/** Room that a label needs, in pixels: a full-width sign takes two. */
export const roomFor = (label: string): number =>
  [...label].reduce((sum, sign) => sum + (sign.codePointAt(0)! > 0x2e80 ? 12 : 6.6), 3)

/** Tasks as blocks, each with its label where that fits. */
export const Blocks = memo(function Blocks(props: {
  readonly geometry: Geometry
  readonly lanes: readonly Lane[]
  readonly say: Say
}) {
  const { geometry, lanes, say } = props
  const { duration, height } = geometry
  return byLook(lanes).map(([look, groups]) => (
    <g key={look} data-term={termOf[look]}>
      <Stretched duration={duration} height={height}>
        <path
          className={styles.block}
          d={groups.map(({ lane, items }) => blocks(geometry, lane, items)).join('')}
        />
        {look === 'reduce' && (
          <path
            className={styles.sum}
            d={groups
              .flatMap(({ lane, items }) => {
                const y = laneTop(geometry, lane) + laneHeight(geometry, lane) - 2
                return items.map(({ start, end }) => `M${start} ${y}H${end}`)
              })
              .join('')}
          />
        )}
      </Stretched>
      <g className={styles.labels}>
        {groups.flatMap(({ lane, items }) =>
          items.map((item) => {
            if (item.kind !== 'task') return null
            const label = say(...labelOf(item.event))
            const from = Math.ceil((roomFor(label) * duration) / (item.end - item.start))
            if (from > widest) return null
            return (
              <text
                key={`${lane} ${item.event.id}`}
                className={lane % 2 === 1 ? styles.small : undefined}
                x={across(geometry, (item.start + item.end) / 2)}
                y={
                  laneTop(geometry, lane) +
                  laneHeight(geometry, lane) / 2 -
                  (look === 'reduce' ? 1 : 0)
                }
                style={{ '--from': `${from - 1}px` } as CSSProperties}
              >
                {label}
              </text>
            )
          }),
        )}
      </g>
    </g>
  ))
})

/** Which stretch of the step belongs to which micro-batch, over the lanes. */
export const Microbatches = memo(function Microbatches(props: {
  readonly geometry: Geometry
  readonly run: Run
  readonly say: Say
}) {
  const { geometry, run, say } = props
  const { microbatches } = run.setting
  if (microbatches === 1) return null
  const own = run.timeline.events.filter(
    ({ rank, kind }) => rank === 0 && (kind === 'forward' || kind === 'backward'),
  )
  return Array.from({ length: microbatches }, (_, microbatch) => {
    const tasks = own.filter((event) => event.microBatch === microbatch)
    const start = Math.min(...tasks.map((event) => event.start))
    const end = Math.max(...tasks.map((event) => event.end))
    return (
      <g key={microbatch} className={styles.microbatch}>
        <line x1={across(geometry, start)} x2={across(geometry, end)} y1={30} y2={30} />
        <text x={across(geometry, (start + end) / 2)} y={25}>
          <tspan className={styles.word}>{say('microbatchHead')} </tspan>
          {microbatch + 1}
        </text>
      </g>
    )
  })
})
