import { useId } from 'react'
import type { PlacedOp, Position } from '../../../math/parallel/pipeline/puzzle.ts'
import { heldIn } from '../../../math/parallel/pipeline/puzzle.ts'
import type { TimedOp } from '../../../math/parallel/pipeline/timeline.ts'
import type { Values } from '../../text.ts'
import type { Insight } from './insight.ts'
import { across, lane, strip } from './geometry.ts'
import { isSecond, nameOf } from './names.ts'
import styles from './Lane.module.css'

type Block = Pick<PlacedOp, 'kind' | 'stage' | 'microbatch' | 'start' | 'end'>

/** One rank over time: what it runs, where it waits, and how much it holds. */
export function Track(props: {
  readonly position: Position
  readonly insight: Insight
  readonly rank: number
  readonly span: number
  /** The time that the best takes, drawn as a line; null where another measure counts. */
  readonly best: number | null
  /** How much of the last op placed is there, from 0 to 1. */
  readonly grown: number
  /** Where a choice would lie. */
  readonly ghost: PlacedOp | null
  /** Moves that can be redone, and ops of the next step. */
  readonly later: readonly Block[]
  readonly next: readonly TimedOp[]
  readonly onPoint: (time: number | null) => void
  readonly onPress: () => void
  readonly say: (phrase: string, values?: Values) => string
}) {
  const { position, insight, rank, span, best, grown, ghost, later, next } = props
  const { puzzle } = position
  const hatch = useId()
  const { ops, gaps } = insight.timeline.ranks[rank]!
  const last = position.moves.at(-1)
  const critical = new Set(insight.finished ? insight.timeline.criticalPath : [])
  const x = (time: number) => across(time, span)
  const newest = (op: Block) =>
    last?.kind === op.kind && last.stage === op.stage && last.microbatch === op.microbatch
  const draw = (block: Block, look: string, key: string | number, end = block.end) => (
    <g key={key} className={look} data-term={block.kind} data-second={isSecond(puzzle, block)}>
      <rect x={x(block.start)} y="1" width={x(end - block.start)} height={lane - 2} rx="2" />
      <text x={x((block.start + block.end) / 2)} y={lane / 2}>
        {nameOf(puzzle, block)}
      </text>
    </g>
  )
  return (
    <svg
      className={styles.track}
      width="100%"
      height={lane + strip + 3}
      aria-hidden="true"
      onPointerMove={(event) => {
        const box = event.currentTarget.getBoundingClientRect()
        if (event.pointerType !== 'touch')
          props.onPoint(((event.clientX - box.left) / box.width) * span)
      }}
      onPointerLeave={() => props.onPoint(null)}
      onClick={props.onPress}
    >
      <pattern id={hatch} width="6" height="6" patternUnits="userSpaceOnUse">
        <path className={styles.hatch} d="M-1 1 1-1M-1 7 7-1M5 7 7 5" />
      </pattern>
      <rect className={styles.ground} width="100%" height={lane} />
      {gaps
        .filter(({ cause }) => cause === 'dependency' || (insight.finished && next.length === 0))
        .map(({ start, end }) => (
          <rect
            key={start}
            x={x(start)}
            width={x(end - start)}
            height={lane}
            fill={`url(#${hatch})`}
          />
        ))}
      {next.map((op) => draw(op, styles.later!, `next${op.id}`))}
      {later.map((op, at) => draw(op, styles.later!, `later${at}`))}
      {ops.map((op) =>
        draw(
          op,
          styles.block!,
          op.id,
          newest(op) ? op.start + (op.end - op.start) * grown : op.end,
        ),
      )}
      {ops
        .filter(({ id }) => critical.has(id))
        .map(({ id, start, end }) => (
          <rect
            key={id}
            className={styles.critical}
            x={x(start)}
            y={lane - 4}
            width={x(end - start)}
            height="3"
          />
        ))}
      {ghost && draw(ghost, styles.ghost!, 'ghost')}
      {best !== null && (
        <line className={styles.best} x1={x(best)} x2={x(best)} y2={lane + strip + 3} />
      )}
      <Held position={position} insight={insight} rank={rank} span={span} />
    </svg>
  )
}

/** What a rank holds over time, under its lane; the dashes are what it may hold. */
function Held(props: {
  readonly position: Position
  readonly insight: Insight
  readonly rank: number
  readonly span: number
}) {
  const { position, insight, rank, span } = props
  const { activations } = insight.timeline.ranks[rank]!
  const cap = position.puzzle.capacity?.[rank]
  const most =
    cap ?? insight.timeline.ranks.reduce((top, one) => Math.max(top, one.peakActivations), 1)
  const bottom = lane + strip + 2
  const height = (held: number) => (held / most) * (strip - 2)
  return (
    <g data-term="memory">
      {activations.map(({ time, held }, at) => (
        <rect
          key={time}
          className={styles.held}
          x={across(time, span)}
          y={bottom - height(held)}
          width={across((activations[at + 1]?.time ?? endOf(insight)) - time, span)}
          height={height(held)}
        />
      ))}
      {cap !== undefined && (
        <line className={styles.cap} x2="100%" y1={bottom - strip + 2} y2={bottom - strip + 2} />
      )}
      <line className={styles.zero} x2="100%" y1={bottom} y2={bottom} />
    </g>
  )
}

const endOf = ({ timeline }: Insight) => timeline.makespan

/** Places for activations: the taken ones filled. */
export function Places(props: {
  readonly position: Position
  readonly rank: number
  readonly say: (phrase: string, values?: Values) => string
}) {
  const { position, rank, say } = props
  const held = heldIn(position)[rank]!
  const cap = position.puzzle.capacity?.[rank]
  return (
    <span className={styles.places} data-term="memory" aria-hidden="true">
      <span className={styles.word}>{say('held')} </span>
      {say(cap === undefined ? '{held}' : '{held} / {cap}', { held, cap: cap ?? 0 })}
    </span>
  )
}
