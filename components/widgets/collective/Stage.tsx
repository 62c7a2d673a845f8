import type { Values } from '../../text.ts'
import { side } from './layout.ts'
import type { Layout } from './layout.ts'
import { RankBox } from './RankBox.tsx'
import { rightIn } from './run.ts'
import type { Step } from './run.ts'
import { Arrows, Packets, Tags, Ways } from './Traffic.tsx'
import type { Spot } from './useFollow.ts'
import styles from './Stage.module.css'

type Say = (phrase: string, values?: Values) => string

/** What the round is part of, how far it has come, and whether the end is right. */
function Caption(props: {
  readonly step: Step
  /** The state that is drawn: until packets arrive, that of the round before. */
  readonly shown: Step
  readonly layout: Layout
  readonly say: Say
}) {
  const { step, shown, layout, say } = props
  const { x, y, anchor } = layout.caption
  const { schedule, wanted } = step.run
  const rounds = schedule.rounds.length
  const right = rightIn(shown)
  const checked = shown.step === rounds && right === wanted
  const verdict = checked ? 'checked in short' : 'in place'
  return (
    <g className={styles.caption} textAnchor={anchor}>
      <text x={x} y={y - 2} className={styles.phase}>
        {say(`phase ${step.phase ?? schedule.primitive}`)}
      </text>
      <text x={x} y={y + 16}>
        {step.step === 0 ? say('start') : say('round', { round: step.step, rounds })}
      </text>
      <text x={x} y={y + 34} className={checked ? styles.checked : styles.progress}>
        {say(verdict, { right, wanted })}
      </text>
    </g>
  )
}

/** The ranks with their buffers, the ways between them, and what moves. */
export function Stage(props: {
  readonly step: Step
  readonly before: Step
  readonly t: number
  readonly layout: Layout
  readonly followed: number | null
  /** Absent when the cells are not to be reached by keyboard. */
  readonly tabStop?: Spot
  readonly say: Say
}) {
  const { step, before, t, layout, followed, tabStop, say } = props
  const moving = t < 1 && step.step > 0
  const shown = moving ? before : step
  const { schedule } = step.run
  return (
    <svg
      className={styles.stage}
      viewBox={`0 0 ${side} ${side}`}
      aria-hidden={tabStop ? undefined : true}
    >
      <Ways step={step} layout={layout} />
      <Arrows step={step} layout={layout} />
      {layout.places.map((at, rank) => (
        <RankBox
          key={rank}
          step={shown}
          rank={rank}
          box={layout.boxes[rank]!}
          at={at}
          moving={moving}
          followed={followed}
          tabStop={tabStop && (tabStop.rank === rank ? tabStop.place : null)}
          say={say}
        />
      ))}
      {layout.labels.map(({ x, y }, rank) => (
        <text
          key={rank}
          className={styles.rank}
          data-root={step.run.rooted && rank === schedule.root ? '' : undefined}
          x={x}
          y={y}
        >
          {rank}
        </text>
      ))}
      <Caption step={step} shown={shown} layout={layout} say={say} />
      {moving ? (
        <Packets before={before} step={step} layout={layout} t={t} />
      ) : (
        <Tags before={before} step={step} layout={layout} />
      )}
    </svg>
  )
}
