import { memo, useEffect, useId, useMemo, useRef } from 'react'
import type { CSSProperties } from 'react'
import { scaleLinear } from 'd3-scale'
import type { Timeline } from '../../../math/parallel/pipeline/index.ts'
import type { ViewProps } from '../../widget/definition.ts'
import type { Attention } from './attention.ts'
import { explain } from './explain.ts'
import type { Geometry } from './geometry.ts'
import { across, curveAt, laneTop, leastWidth } from './geometry.ts'
import { Blocks, Curves, Outline, Ways } from './Layers.tsx'
import { heldAt } from './moments.ts'
import { opsOfMicrobatch } from './path.ts'
import type widget from './widget.ts'
import styles from './marks.module.css'

type Say = ViewProps<typeof widget>['say']

/** Empty lanes, hatched where nothing will cover them, and the axis of time. */
const Ground = memo(function Ground(props: {
  readonly geometry: Geometry
  readonly timeline: Timeline
  readonly hatch: string
  readonly say: Say
}) {
  const { geometry, timeline, hatch, say } = props
  const ticks = scaleLinear([0, geometry.makespan], [0, 1]).ticks(8)
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
          width="100%"
          height={geometry.lane}
          fill={`url(#${hatch})`}
        />
      ))}
      {ticks.map((time) => (
        <g key={time} className={styles.tick}>
          <line
            x1={across(geometry, time)}
            x2={across(geometry, time)}
            y1={geometry.height - 20}
            y2={geometry.height - 16}
          />
          <text x={across(geometry, time)} y={geometry.height - 4}>
            {say('{time:count}', { time })}
          </text>
        </g>
      ))}
    </g>
  )
})

/** The line that moves: everything left of it is done. */
function Playhead(props: {
  readonly geometry: Geometry
  readonly timeline: Timeline
  readonly time: number
  readonly label: string
}) {
  const { geometry, timeline, time, label } = props
  const x = across(geometry, time)
  return (
    <g aria-hidden="true">
      <line className={styles.playhead} x1={x} x2={x} y1={14} y2={geometry.height - 18} />
      <text
        className={styles.now}
        x={x}
        y={10}
        style={{ '--passed': time / geometry.makespan } as CSSProperties}
      >
        {label}
      </text>
      <g data-term="memory">
        {timeline.ranks.map((rank) => (
          <circle
            key={rank.rank}
            className={styles.dot}
            cx={x}
            cy={curveAt(geometry, rank.rank, heldAt(rank, { timeline, time }))}
            r="2.5"
          />
        ))}
      </g>
    </g>
  )
}

/** The schedule over time, with one tab stop: its items are options, and a chosen one is followed. */
export function Chart(props: {
  readonly geometry: Geometry
  readonly timeline: Timeline
  /** Where the playhead is, and the time that it is at or on the way to. */
  readonly time: number
  readonly target: number
  readonly followed: number | null
  readonly attention: Attention
  readonly say: Say
}) {
  const { geometry, timeline, time, target, followed, attention, say } = props
  const { item, active, handlers } = attention
  const id = useId()
  const cursor = useRef<SVGGElement>(null)
  const { byKey } = attention
  useEffect(() => {
    if (byKey && item) cursor.current?.scrollIntoView({ block: 'nearest', inline: 'nearest' })
  }, [byKey, item])

  const microbatch = active && item.kind === 'op' ? item.op.microbatch : followed
  const ops = useMemo(
    () => (microbatch === null ? [] : opsOfMicrobatch(timeline, microbatch)),
    [timeline, microbatch],
  )
  // What a bubble ends with: the step that its rank waits for.
  const awaited = useMemo(
    () =>
      active && item.kind === 'bubble' && item.bubble.before !== null
        ? [timeline.ops[item.bubble.before]!]
        : [],
    [timeline, active, item],
  )
  const related = !active
    ? []
    : item.kind === 'op'
      ? item.op.dependencies
      : [item.bubble.waitsFor, item.bubble.before].filter((op) => op !== null)
  const words = useMemo(() => explain(item, timeline, say), [item, timeline, say])
  const layers = (
    <>
      <g className={styles.all} data-faded={microbatch !== null}>
        <Blocks geometry={geometry} timeline={timeline} ops={timeline.ops} />
      </g>
      <g className={styles.followed}>
        <Blocks geometry={geometry} timeline={timeline} ops={ops} />
      </g>
      <Curves geometry={geometry} timeline={timeline} />
    </>
  )

  return (
    <div
      className={styles.chart}
      style={{ minWidth: leastWidth(geometry, timeline) }}
      role="listbox"
      aria-label={say('chart')}
      aria-activedescendant={`${id}-item`}
      tabIndex={0}
      {...handlers}
    >
      <svg className={styles.drawing} width="100%" height={geometry.height} role="presentation">
        <clipPath id={`${id}-past`}>
          <rect width={across(geometry, time)} height={geometry.height} />
        </clipPath>
        <Ground geometry={geometry} timeline={timeline} hatch={`${id}-hatch`} say={say} />
        <g className={styles.later} aria-hidden="true">
          {layers}
        </g>
        <g className={styles.done} clipPath={`url(#${id}-past)`} aria-hidden="true">
          {layers}
        </g>
        <g aria-hidden="true">
          <Ways geometry={geometry} timeline={timeline} ops={ops} />
          <Ways geometry={geometry} timeline={timeline} ops={awaited} />
        </g>
        <Playhead
          geometry={geometry}
          timeline={timeline}
          time={time}
          label={say('{target:count}', { target })}
        />
        {related.map((op) => (
          <Outline key={op} className={styles.related} geometry={geometry} at={timeline.ops[op]!} />
        ))}
        <g
          ref={cursor}
          role="option"
          id={`${id}-item`}
          aria-selected={item.kind === 'op' && item.op.microbatch === followed}
          aria-label={words}
        >
          <Outline
            className={active ? styles.cursor : styles.nowhere}
            geometry={geometry}
            at={item}
          />
        </g>
      </svg>
    </div>
  )
}
