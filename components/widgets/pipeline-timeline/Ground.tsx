import { memo } from 'react'
import { ticks } from 'd3-array'
import type { JoinedTimeline } from '../../../math/parallel/pipeline/index.ts'
import type { Say } from './explain.ts'
import type { Geometry } from './geometry.ts'
import { across, laneTop } from './geometry.ts'
import styles from './marks.module.css'

/** Empty lanes, hatched where nothing will cover them, and the axis of time. */
export const Ground = memo(function Ground(props: {
  readonly geometry: Geometry
  readonly timeline: JoinedTimeline
  readonly hatch: string
  readonly zoom: number
  readonly say: Say
}) {
  const { geometry, timeline, hatch, zoom, say } = props
  const { span, makespan, height, lane } = geometry
  const times = ticks(0, span, Math.min(400, 8 * zoom))
  const foot = height - 20
  return (
    <g aria-hidden="true">
      <pattern id={hatch} width="6" height="6" patternUnits="userSpaceOnUse">
        <path className={styles.hatch} d="M-1 1 1-1M-1 7 7-1M5 7 7 5" />
      </pattern>
      {timeline.ranks.map(({ rank }) => (
        <rect
          key={rank}
          className={styles.lane}
          y={laneTop(geometry, rank)}
          width={across(geometry, makespan)}
          height={lane}
          fill={`url(#${hatch})`}
        />
      ))}
      {times.map((time) => (
        <g key={time} className={styles.tick}>
          <line x1={across(geometry, time)} x2={across(geometry, time)} y1={foot} y2={foot + 4} />
          <text x={across(geometry, time)} y={height - 4}>
            {say('{time:count}', { time })}
          </text>
        </g>
      ))}
      {(makespan < span ? [...timeline.iterationEnds] : timeline.iterationEnds.slice(0, -1)).map(
        (time) => (
          <line
            key={time}
            className={styles.end}
            x1={across(geometry, time)}
            x2={across(geometry, time)}
            y1={geometry.top - 4}
            y2={foot}
          />
        ),
      )}
    </g>
  )
})
