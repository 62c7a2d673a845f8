import { memo } from 'react'
import type { CSSProperties, ReactElement, ReactNode } from 'react'
import type { StepEvent } from '../../../math/parallel/data/index.ts'
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

/** Everything of one look, ready to be drawn: it is drawn twice, pale and filled. */
interface Drawn {
  readonly look: Look
  readonly blocks: string
  /** The marks of collectives that sum. */
  readonly sums: string
  readonly labels: readonly ReactElement[]
}

/** Tasks as blocks, each with its label where that fits. */
export function looksOf(geometry: Geometry, lanes: readonly Lane[], say: Say): readonly Drawn[] {
  const { duration } = geometry
  // The ranks do the same; what a label says is asked for once.
  const texts = new Map<string, string>()
  const textOf = (event: StepEvent) => {
    const key = `${event.kind} ${event.index}`
    let text = texts.get(key)
    if (text === undefined) texts.set(key, (text = say(...labelOf(event))))
    return text
  }
  return byLook(lanes).map(([look, groups]) => {
    const labels: ReactElement[] = []
    for (const { lane, items } of groups) {
      const y = laneTop(geometry, lane) + laneHeight(geometry, lane) / 2
      for (const item of items) {
        if (item.kind !== 'task') continue
        const label = textOf(item.event)
        const from = Math.ceil((roomFor(label) * duration) / (item.end - item.start))
        if (from > widest) continue
        labels.push(
          <text
            key={`${lane} ${item.event.id}`}
            className={lane % 2 === 1 ? styles.small : undefined}
            x={across(geometry, (item.start + item.end) / 2)}
            y={look === 'reduce' ? y - 1 : y}
            style={{ '--from': `${from - 1}px` } as CSSProperties}
          >
            {label}
          </text>,
        )
      }
    }
    const sums =
      look !== 'reduce'
        ? []
        : groups.flatMap(({ lane, items }) => {
            const y = laneTop(geometry, lane) + laneHeight(geometry, lane) - 2
            return items.map(({ start, end }) => `M${start} ${y}H${end}`)
          })
    return {
      look,
      blocks: groups.map(({ lane, items }) => blocks(geometry, lane, items)).join(''),
      sums: sums.join(''),
      labels,
    }
  })
}

export const Blocks = memo(function Blocks(props: {
  readonly geometry: Geometry
  readonly looks: readonly Drawn[]
}) {
  const { duration, height } = props.geometry
  return props.looks.map(({ look, blocks: path, sums, labels }) => (
    <g key={look} data-term={termOf[look]}>
      <Stretched duration={duration} height={height}>
        <path className={styles.block} d={path} />
        {sums !== '' && <path className={styles.sum} d={sums} />}
      </Stretched>
      <g className={styles.labels}>{labels}</g>
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
