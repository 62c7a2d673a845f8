import { memo } from 'react'
import type { CSSProperties } from 'react'
import type { Values } from '../../text.ts'
import { Cells } from './Cells.tsx'
import type { DrawnCell } from './cells.ts'
import { side } from './geometry.ts'
import { cellOffset } from './layout.ts'
import type { Layout } from './layout.ts'
import { Faults } from './Faults.tsx'
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

/** Boxes without room for numbers: all their frames and all their cells in a few paths. */
const BareBoxes = memo(function BareBoxes(props: {
  readonly step: Step
  readonly layout: Layout
  readonly moving: boolean
  readonly followed: number | null
}) {
  const { step, layout, moving, followed } = props
  const { buffers, schedule, rooted } = step.run
  const news = new Map<number, Set<number>>()
  if (!moving)
    for (const { to, chunks } of step.messages)
      news.set(to, new Set([...(news.get(to) ?? []), ...chunks]))
  const arrived: DrawnCell[] = []
  const cells: DrawnCell[] = []
  const bare = layout.places.flatMap((at, rank) =>
    layout.boxes[rank]!.type > 0 ? [] : [{ at, rank, box: layout.boxes[rank]! }],
  )
  for (const { at, rank, box } of bare)
    buffers.contents(step, rank).forEach((content, place) => {
      const offset = cellOffset(box, place)
      const { width, height } = box.cell
      const cell = {
        x: at.x + offset.x - width / 2,
        y: at.y + offset.y - height / 2,
        width,
        height,
        content,
      }
      cells.push(cell)
      if (content && news.get(rank)?.has(content.chunk)) arrived.push(cell)
    })
  return (
    <>
      {bare.map(({ at, rank, box }) => (
        <rect
          key={rank}
          className={styles.box}
          data-root={rooted && rank === schedule.root ? '' : undefined}
          data-bare=""
          x={at.x - box.width / 2}
          y={at.y - box.height / 2}
          width={box.width}
          height={box.height}
          rx={Math.min(4, box.width / 6)}
        />
      ))}
      <Cells
        step={step}
        cells={cells}
        arrived={schedule.ranks > 16 ? [] : arrived}
        followed={followed}
      />
    </>
  )
})

/** Nodes of a two-level network: outlines with their names, or bands behind a circle's ranks. */
const Fences = memo(function Fences({
  layout,
  say,
}: {
  readonly layout: Layout
  readonly say: Say
}) {
  return layout.fences.map(({ path, name, band }, node) => (
    <g key={node}>
      <path
        className={styles.fence}
        data-band={band ? '' : undefined}
        style={band ? ({ '--band': `${band}px` } as CSSProperties) : undefined}
        d={path}
      />
      <text className={styles.fenceName} style={{ textAnchor: name.anchor }} x={name.x} y={name.y}>
        {say('node n', { node })}
      </text>
    </g>
  ))
})

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
  return (
    <svg
      className={styles.stage}
      viewBox={`0 0 ${side} ${Math.ceil(layout.height)}`}
      aria-hidden={tabStop ? undefined : true}
      data-field={bare ? 'stage' : undefined}
    >
      {layout.fences.length > 0 && <Fences layout={layout} say={say} />}
      <Ways step={step} layout={layout} />
      {trail && followed !== null && <Trail step={step} layout={layout} chunk={followed} />}
      <Arrows step={step} layout={layout} />
      {bare && <BareBoxes step={shown} layout={layout} moving={moving} followed={followed} />}
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
      {step.run.delay && <Faults step={step} layout={layout} say={say} />}
    </svg>
  )
}
