import { memo, useEffect, useId, useMemo, useRef } from 'react'
import type { CSSProperties } from 'react'
import { ticks as ticksOf } from 'd3-array'
import type { ViewProps } from '../../widget/definition.ts'
import type { Attention } from './attention.ts'
import { explain } from './explain.ts'
import type { Geometry } from './geometry.ts'
import { across, axisHeight, laneHeight, laneTop } from './geometry.ts'
import type { Lane } from './lanes.ts'
import { Blocks, looksOf, Microbatches } from './Layers.tsx'
import { MemoryBands } from './MemoryBands.tsx'
import type { MemoryPlan } from './MemoryBands.tsx'
import type { Run } from './run.ts'
import type widget from './widget.ts'
import styles from './marks.module.css'

type Say = ViewProps<typeof widget>['say']

/** Hatched lanes of computation, lines for the wire, and the axis of time. */
const Ground = memo(function Ground(props: {
  readonly geometry: Geometry
  readonly lanes: readonly Lane[]
  readonly hatch: string
  readonly say: Say
}) {
  const { geometry, lanes, hatch, say } = props
  const ticks = ticksOf(0, geometry.duration, 6)
  const line = geometry.height - axisHeight
  return (
    <g>
      <pattern id={hatch} width="6" height="6" patternUnits="userSpaceOnUse">
        <path className={styles.hatch} d="M-1 1 1-1M-1 7 7-1M5 7 7 5" />
      </pattern>
      {lanes.map(({ rank, stream }, lane) => (
        <rect
          key={`${rank} ${stream}`}
          className={stream === 'compute' ? styles.lane : styles.wire}
          y={laneTop(geometry, lane)}
          width="100%"
          height={laneHeight(geometry, lane)}
          fill={stream === 'compute' ? `url(#${hatch})` : undefined}
        />
      ))}
      {ticks.map((time, index) => (
        <g key={time} className={styles.tick} data-odd={index % 2 === 1}>
          <line x1={across(geometry, time)} x2={across(geometry, time)} y1={line} y2={line + 4} />
          <text
            x={across(geometry, time)}
            y={line + 17}
            style={{ '--place': time / geometry.duration } as CSSProperties}
          >
            {time === 0 ? '0' : say('{time:seconds}', { time })}
          </text>
        </g>
      ))}
    </g>
  )
})

/** The step over time, with one tab stop: lanes of every drawn rank, and memory under them. */
export function Chart(props: {
  readonly run: Run
  readonly geometry: Geometry
  readonly lanes: readonly Lane[]
  readonly memory: MemoryPlan
  readonly time: number
  readonly attention: Attention
  readonly minWidth: number
  readonly say: Say
}) {
  const { run, geometry, lanes, memory, time, attention, say } = props
  const { item, active, byKey, handlers } = attention
  const id = useId()
  const cursor = useRef<SVGRectElement>(null)
  useEffect(() => {
    if (byKey && item) cursor.current?.scrollIntoView({ block: 'nearest', inline: 'nearest' })
  }, [byKey, item])
  const height = geometry.height + memory.height
  const x = across(geometry, time)
  const cause = active && item.kind === 'wait' ? item.cause : null
  const causeLane =
    cause === null
      ? -1
      : lanes.findIndex(
          ({ rank, items }) =>
            rank === cause.rank &&
            items.some((other) => other.kind === 'task' && other.event === cause),
        )
  const looks = useMemo(() => looksOf(geometry, lanes, say), [geometry, lanes, say])
  const layers = (
    <>
      <Blocks geometry={geometry} looks={looks} />
      <MemoryBands geometry={geometry} run={run} plan={memory} say={say} />
    </>
  )
  return (
    <div
      className={styles.chart}
      style={{ minWidth: props.minWidth }}
      role="listbox"
      aria-label={say('chart')}
      aria-activedescendant={`${id}-item`}
      tabIndex={0}
      {...handlers}
    >
      <svg className={styles.drawing} width="100%" height={height} role="presentation">
        <clipPath id={`${id}-past`}>
          <rect width={x} height={height} />
        </clipPath>
        <g aria-hidden="true">
          <Ground geometry={geometry} lanes={lanes} hatch={`${id}-hatch`} say={say} />
          <Microbatches geometry={geometry} run={run} say={say} />
          <g className={styles.later}>{layers}</g>
          <g className={styles.done} clipPath={`url(#${id}-past)`}>
            {layers}
          </g>
          {memory.groups.map(({ top, peakY, peak }, group) => (
            <g key={group} className={styles.peak}>
              <line x2="100%" y1={top + peakY} y2={top + peakY} />
              <text x="100%" y={top + peakY - 4}>
                {say('peakLine', { peak })}
              </text>
            </g>
          ))}
          <line className={styles.playhead} x1={x} x2={x} y1={14} y2={height} />
          <text
            className={styles.now}
            x={x}
            y={10}
            style={{ '--place': time / geometry.duration } as CSSProperties}
          >
            {say('{time:seconds}', { time })}
          </text>
        </g>
        {cause !== null && causeLane >= 0 && (
          <rect
            className={styles.related}
            x={across(geometry, cause.start)}
            y={laneTop(geometry, causeLane)}
            width={across(geometry, cause.end - cause.start)}
            height={laneHeight(geometry, causeLane)}
          />
        )}
        <g
          role="option"
          id={`${id}-item`}
          aria-selected={active}
          aria-label={explain(item, run, say)}
        >
          <rect
            ref={cursor}
            className={active ? styles.cursor : styles.nowhere}
            x={across(geometry, item.start)}
            y={laneTop(geometry, attention.lane)}
            width={across(geometry, item.end - item.start)}
            height={laneHeight(geometry, attention.lane)}
          />
        </g>
      </svg>
    </div>
  )
}
