import { Fragment, useRef, useState } from 'react'
import type { KeyboardEvent } from 'react'
import { kindsOf } from '../../../math/parallel/pipeline/puzzle.ts'
import type { Op } from '../../../math/parallel/pipeline/puzzle.ts'
import type { ViewProps } from '../../widget/definition.ts'
import { Comparison } from './Comparison.tsx'
import { Chips, tellChoice } from './Chips.tsx'
import { choicesOf } from './choices.ts'
import type { Choice } from './choices.ts'
import { following, spanOf, unit } from './geometry.ts'
import { Goal } from './Goal.tsx'
import { insightInto } from './insight.ts'
import { Places, Track } from './Lane.tsx'
import { Legend } from './Legend.tsx'
import { textOf } from '../../../math/parallel/pipeline/puzzles.ts'
import { letters } from './names.ts'
import { tellAt } from './pointing.ts'
import { Axis } from './Axis.tsx'
import { Tools } from './Tools.tsx'
import { useInView } from './useInView.ts'
import type widget from './widget.ts'
import { standingOf, stopIn } from './words.ts'
import styles from './View.module.css'

type Props = ViewProps<typeof widget>

export default function Picture({ params, frame, frames, step, t, say, set, seek }: Props) {
  const { level, position } = frame
  const { puzzle } = level
  const insight = insightInto(level, position)
  const board = useRef<HTMLDivElement>(null)
  const [cursor, setCursor] = useState({ rank: 0, index: 0 })
  const [look, setLook] = useState<Choice | null>(null)
  const [pointed, setPointed] = useState<{ rank: number; time: number } | null>(null)
  // What was answered to a press; it belongs to the board on which it was made.
  const here = `${params.level} ${params.ops} ${step}`
  const [answer, setAnswer] = useState({ here: '', words: '' })

  const choices = position.schedule.ranks.map((_, rank) => choicesOf(position, rank))
  const kinds = choices[0]!.length
  const at = {
    rank: Math.min(cursor.rank, puzzle.ranks - 1),
    index: Math.min(cursor.index, kinds - 1),
  }
  const later = frames.at(-1)!.position.moves.slice(position.moves.length)
  const next = following(level, insight)
  const span = spanOf(
    level,
    [...later, ...next, ...position.moves].map(({ end }) => end),
  )

  const last = position.moves.at(-1)
  const scroll = useInView<HTMLDivElement>((last?.start ?? 0) / span, (last?.end ?? 0) / span)

  const place = (op: Op) => {
    set({ ops: textOf(params.level, [...position.moves, op]) })
    seek(position.moves.length + 1)
    setLook(null)
  }
  const reply = (words: string) => setAnswer({ here, words })
  const press = (choice: Choice) => {
    if (choice.placed && choice.op) place(choice.op)
    else reply(say('refused', { why: tellChoice(puzzle, choice, say) }))
  }
  const pressLane = (rank: number) => {
    const open = choices[rank]!.filter(({ placed }) => placed)
    if (open.length === 1) press(open[0]!)
    else if (open.length === 0) press(choices[rank]!.find(({ op }) => op) ?? choices[rank]![0]!)
    else reply(say('several', { rank: String(rank) }))
  }
  const focus = (rank: number, index: number) => {
    setCursor({ rank, index })
    board.current?.querySelector<HTMLElement>(`[data-choice="${rank}-${index}"]`)?.focus()
  }
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.altKey || event.ctrlKey || event.metaKey) return
    const within = (value: number, count: number) => Math.min(count - 1, Math.max(0, value))
    const go: Readonly<Record<string, () => void>> = {
      ArrowUp: () => focus(within(at.rank - 1, puzzle.ranks), at.index),
      ArrowDown: () => focus(within(at.rank + 1, puzzle.ranks), at.index),
      ArrowLeft: () => focus(at.rank, within(at.index - 1, kinds)),
      ArrowRight: () => focus(at.rank, within(at.index + 1, kinds)),
      Backspace: () => seek(step - 1),
    }
    const kind = kindsOf(puzzle).find((one) => letters[one] === event.key.toUpperCase())
    const choice =
      kind &&
      choices[at.rank]!.find(
        (one) =>
          one.kind === kind &&
          (one.stream === 1) === (event.shiftKey && kinds > kindsOf(puzzle).length),
      )
    if (!go[event.key] && !choice) return
    event.preventDefault()
    if (choice) press(choice)
    else go[event.key]!()
  }

  const said = answer.here === here ? answer.words : ''
  const { advice } = insight
  const resting = frame.stopped
    ? stopIn(frame)
    : advice.kind === 'move' || (advice.kind === 'apart' && !insight.finished)
      ? [['how', {}] as const]
      : [standingOf(frame)]
  const hovered = look
    ? tellChoice(puzzle, look, say)
    : pointed
      ? tellAt(frame, insight, pointed.rank, pointed.time, say)
      : null
  return (
    <div className={styles.builder}>
      <Goal frame={frame} help={params.help} say={say} />
      <div
        ref={scroll}
        className={styles.scroll}
        tabIndex={0}
        role="group"
        aria-label={say('board')}
      >
        <div
          ref={board}
          className={styles.board}
          style={{ minWidth: span * unit }}
          role="group"
          aria-label={say('keys')}
          onKeyDown={onKeyDown}
        >
          <Axis span={span} best={level.counts === 'step' ? insight.best : null} say={say} />
          {choices.map((own, rank) => (
            <Fragment key={rank}>
              <div className={styles.head}>
                <span className={styles.rank}>{say('rankName', { rank: String(rank) })}</span>
                <Chips
                  puzzle={puzzle}
                  choices={own}
                  cursor={at.rank === rank ? at.index : null}
                  onPress={press}
                  onLook={setLook}
                  onFocus={(index) => setCursor({ rank, index })}
                  say={say}
                />
                <Places position={position} rank={rank} say={say} />
              </div>
              <Track
                position={position}
                insight={insight}
                rank={rank}
                span={span}
                best={level.counts === 'step' ? insight.best.score : null}
                grown={t}
                ghost={look?.placed?.rank === rank ? look.placed : null}
                later={later.filter((op) => op.rank === rank)}
                next={next.filter((op) => op.rank === rank)}
                onPoint={(time) => setPointed(time === null ? null : { rank, time })}
                onPress={() => pressLane(rank)}
                say={say}
              />
            </Fragment>
          ))}
        </div>
      </div>
      <p className={styles.readout} data-said={said !== '' || (frame.stopped && !hovered)}>
        <span role="status">{said}</span>
        {said === '' && (
          <span aria-hidden="true">
            {hovered ?? resting.map((sentence) => say(...sentence)).join(say('gap'))}
          </span>
        )}
      </p>
      <Tools
        frame={frame}
        step={step}
        advice={insight.advice}
        help={params.help}
        onSeek={seek}
        onSet={set}
        onSay={reply}
        say={say}
      />
      <Comparison frame={frame} say={say} />
      <Legend puzzle={puzzle} finished={insight.finished} say={say} />
    </div>
  )
}

export { Formula, Results } from './Measures.tsx'
