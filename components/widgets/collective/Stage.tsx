import type { Values } from '../../text.ts'
import { side } from './geometry.ts'
import type { Layout } from './layout.ts'
import { later } from './later.ts'
import { RankBox } from './RankBox.tsx'
import { rightIn } from './run.ts'
import type { Step } from './run.ts'
import { Arrows, Packets, Tags, Trail, Ways } from './Traffic.tsx'
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
  const { x, y, anchor, lines } = layout.caption
  const { schedule, wanted, stuck } = step.run
  const rounds = schedule.rounds.length
  const right = rightIn(shown)
  const checked = shown.step === rounds && stuck === null && right === wanted
  const halted = step.step === stuck
  const verdict = checked ? 'checked in short' : 'in place'
  const when = halted
    ? say('halted')
    : step.step === 0
      ? say('start')
      : say('round', { round: step.step, rounds })
  const look = checked ? styles.checked : styles.progress
  const whenLook = halted ? styles.halted : undefined
  const phase = say(`phase ${step.phase ?? schedule.primitive}`)
  if (lines === 1) {
    return (
      <text className={styles.line} x={x} y={y}>
        <tspan className={styles.phase}>{phase}</tspan>
        <tspan dx={10} className={whenLook}>
          {when}
        </tspan>
        <tspan dx={10} className={look}>
          {say(verdict, { right, wanted })}
        </tspan>
      </text>
    )
  }
  return (
    <g className={styles.caption} textAnchor={anchor}>
      <text x={x} y={y - 2} className={styles.phase}>
        {phase}
      </text>
      <text x={x} y={y + 16} className={whenLook}>
        {when}
      </text>
      <text x={x} y={y + 34} className={look}>
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
  /** Whether to draw where the followed chunk has been. */
  readonly trail: boolean
  /** Absent when the cells are not to be reached by keyboard. */
  readonly tabStop?: Spot
  readonly say: Say
}) {
  const { step, before, t, layout, followed, trail, tabStop, say } = props
  const moving = t < 1 && step.step > 0
  const shown = moving ? before : step
  const { schedule } = step.run
  const bare = layout.boxes.some(({ type }) => type === 0)
  const parts = later()
  return (
    <svg
      className={styles.stage}
      viewBox={`0 0 ${side} ${Math.ceil(layout.height)}`}
      aria-hidden={tabStop ? undefined : true}
      data-field={bare ? 'stage' : undefined}
    >
      {parts && layout.fences.length > 0 && <parts.Fences layout={layout} say={say} />}
      <Ways step={step} layout={layout} />
      {trail && followed !== null && <Trail step={step} layout={layout} chunk={followed} />}
      <Arrows step={step} layout={layout} />
      {parts && bare && (
        <parts.BareBoxes step={shown} layout={layout} moving={moving} followed={followed} />
      )}
      {layout.places.map(
        (at, rank) =>
          layout.boxes[rank]!.type > 0 && (
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
          ),
      )}
      {layout.labels.map(
        ({ x, y }, rank) =>
          (schedule.ranks <= 32 || rank % 4 === 0) && (
            <text
              key={rank}
              className={styles.rank}
              fontSize={layout.labelSize}
              data-root={step.run.rooted && rank === schedule.root ? '' : undefined}
              x={x}
              y={y}
            >
              {rank}
            </text>
          ),
      )}
      <Caption step={step} shown={shown} layout={layout} say={say} />
      {moving ? (
        <Packets before={before} step={step} layout={layout} t={t} />
      ) : (
        <Tags before={before} step={step} layout={layout} />
      )}
      {parts && step.run.delay && <parts.Faults step={step} layout={layout} say={say} />}
    </svg>
  )
}
