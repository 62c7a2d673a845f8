import { memo, useEffect, useId, useMemo, useRef, useSyncExternalStore } from 'react'
import type { CSSProperties, RefObject } from 'react'
import { iterationOf } from '../../../math/parallel/pipeline/index.ts'
import type { JoinedTimeline, TimedOp } from '../../../math/parallel/pipeline/index.ts'
import type { Attention } from './attention.ts'
import { explain } from './explain.ts'
import type { Say } from './explain.ts'
import type { Geometry } from './geometry.ts'
import { across, curveAt, leastWidth } from './geometry.ts'
import { Ground } from './Ground.tsx'
import { canvasAtHand, mostShapes } from './later.ts'
import { Blocks, Curves, Outline, Outlined, Stripes, Ways } from './Layers.tsx'
import { heldAt } from './moments.ts'
import { opsOfMicrobatch } from './path.ts'
import type { Run } from './runs.ts'
import { chunkOf } from './schedules.ts'
import styles from './marks.module.css'

/** Without script a canvas would stay empty, so shapes are drawn as long as a page can carry them. */
const mostStill = 1200

const nothing = () => () => {}

/** Whether script runs: false in what is drawn at build, and while the page takes it over. */
const useAlive = () =>
  useSyncExternalStore(
    nothing,
    () => true,
    () => false,
  )

/** Ops by their numbers; of a pair both. */
const withPairs = (ids: readonly number[], { ops }: JoinedTimeline) =>
  ids.flatMap((id) => {
    const op = ops[id]!
    return op.pairedWith === null ? [op] : [op, ops[op.pairedWith]!]
  })

/** The line that moves: everything left of it is done. */
function Playhead(props: {
  readonly geometry: Geometry
  readonly timeline: JoinedTimeline
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
        style={{ '--passed': time / geometry.span } as CSSProperties}
      >
        {label}
      </text>
      {geometry.curve > 4 && (
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
      )}
    </g>
  )
}

/** Everything that stands still, twice: pale as it will be, and full as far as it is done. */
const Layers = memo(function Layers(props: {
  readonly geometry: Geometry
  readonly timeline: JoinedTimeline
  readonly followed: readonly TimedOp[]
  readonly zoom: number
}) {
  const { geometry, timeline, followed, zoom } = props
  const { ops, schedule, iterations } = timeline
  const chunks = useMemo(() => ops.filter((op) => chunkOf(op, schedule) % 2 === 1), [ops, schedule])
  const second = useMemo(
    () => (iterations === 1 ? [] : ops.filter((op) => iterationOf(op, timeline) % 2 === 1)),
    [ops, iterations, timeline],
  )
  return (
    <>
      <g className={styles.all} data-faded={followed.length > 0}>
        <Blocks geometry={geometry} timeline={timeline} ops={ops} zoom={zoom} />
      </g>
      <g className={styles.followed}>
        <Blocks geometry={geometry} timeline={timeline} ops={followed} zoom={zoom} />
      </g>
      <Stripes geometry={geometry} ops={chunks} at="top" />
      <Stripes geometry={geometry} ops={second} at="bottom" />
      <Curves geometry={geometry} timeline={timeline} />
    </>
  )
})

/** The cells that each term of the idle account counts; seen while it is touched or chosen. */
const Counted = memo(function Counted(props: {
  readonly geometry: Geometry
  readonly run: Run
  readonly lit: string
}) {
  const { geometry, run, lit } = props
  return run.account.terms.map(({ kind, ops }) => (
    <g
      key={kind}
      className={styles.counted}
      data-term={`idle-${kind}`}
      data-on={lit === kind}
      aria-hidden="true"
    >
      <Outlined geometry={geometry} ops={withPairs(ops, run.timeline)} />
    </g>
  ))
})

/** The schedule over time, with one tab stop: its items are options, and a chosen one is followed. */
export function Chart(props: {
  readonly geometry: Geometry
  readonly run: Run
  /** Where the playhead is, and the time that it is at or on the way to. */
  readonly time: number
  readonly target: number
  readonly followed: number | null
  readonly critical: boolean
  readonly lit: string
  readonly zoom: number
  readonly attention: Attention
  readonly label: string
  readonly scroller: RefObject<HTMLElement | null>
  readonly say: Say
}) {
  const { geometry, run, time, target, followed, zoom, attention, say } = props
  const { timeline, path } = run
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
  const critical = useMemo(
    () => (props.critical ? withPairs(path, timeline) : []),
    [props.critical, path, timeline],
  )
  const related = !active
    ? []
    : item.kind === 'op'
      ? item.op.dependencies
      : [item.bubble.waitsFor, item.bubble.before].filter((op) => op !== null)
  const words = useMemo(() => explain(item, timeline, say), [item, timeline, say])
  const alive = useAlive()
  const Canvas = alive ? canvasAtHand()?.CanvasLayer : undefined
  const painted = timeline.ops.length > (Canvas ? mostShapes : mostStill)
  const layers = <Layers geometry={geometry} timeline={timeline} followed={ops} zoom={zoom} />

  return (
    <div
      className={styles.chart}
      style={{ width: `calc(${100 * zoom}% - 1.4rem)`, minWidth: leastWidth(geometry, timeline) }}
      role="listbox"
      aria-label={props.label}
      aria-activedescendant={`${id}-item`}
      tabIndex={0}
      {...handlers}
    >
      <svg className={styles.drawing} width="100%" height={geometry.height} role="presentation">
        <Ground
          geometry={geometry}
          timeline={timeline}
          hatch={`${id}-hatch`}
          zoom={zoom}
          say={say}
        />
        {!painted && (
          <>
            <clipPath id={`${id}-past`}>
              <rect width={across(geometry, time)} height={geometry.height} />
            </clipPath>
            <g className={styles.later} aria-hidden="true">
              {layers}
            </g>
            <g className={styles.done} clipPath={`url(#${id}-past)`} aria-hidden="true">
              {layers}
            </g>
          </>
        )}
      </svg>
      {painted && Canvas && (
        <Canvas
          geometry={geometry}
          timeline={timeline}
          place={time / geometry.span}
          faded={ops.length > 0}
          scroller={props.scroller}
        />
      )}
      <svg
        className={`${styles.drawing} ${styles.above}`}
        width="100%"
        height={geometry.height}
        role="presentation"
      >
        {painted && ops.length > 0 && (
          <g className={`${styles.done} ${styles.onCanvas}`} aria-hidden="true">
            <g className={styles.followed}>
              <Blocks geometry={geometry} timeline={timeline} ops={ops} zoom={zoom} />
            </g>
          </g>
        )}
        <g aria-hidden="true">
          {critical.length > 0 && (
            <Outlined geometry={geometry} ops={critical} className={styles.critical} />
          )}
          <Counted geometry={geometry} run={run} lit={props.lit} />
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
