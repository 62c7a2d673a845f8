import type { Advice } from '../../../math/parallel/pipeline/advice.ts'
import { bestOf, LEVEL_NAMES, textOf } from '../../../math/parallel/pipeline/puzzles.ts'
import type { LevelName } from '../../../math/parallel/pipeline/puzzles.ts'
import { rankOfOp } from '../../../math/parallel/pipeline/puzzle.ts'
import type { Values } from '../../text.ts'
import type { Frame } from './moves.ts'
import { nameOf } from './names.ts'
import { ofBest } from './words.ts'
import styles from './View.module.css'

/** Undo, redo, a hint, the answer, and on to the next level. */
export function Tools(props: {
  readonly frame: Frame
  readonly step: number
  readonly advice: Advice
  /** Whether hints and answers are offered. */
  readonly help: boolean
  readonly onSeek: (step: number) => void
  readonly onSet: (changes: { level?: LevelName; ops?: string }) => void
  readonly onSay: (words: string) => void
  readonly say: (phrase: string, values?: Values) => string
}) {
  const { frame, step, advice, help, onSeek, onSet, onSay, say } = props
  const { level, moves } = frame
  const { puzzle, name } = level
  const best = bestOf(level)
  const { known } = best
  const next = LEVEL_NAMES[LEVEL_NAMES.indexOf(name) + 1]
  const hint = () => {
    if (advice.kind === 'move') {
      const { op, score } = advice
      const rank = String(rankOfOp(puzzle, op))
      onSay(say('hintMove', { op: nameOf(puzzle, op), rank, best: score }))
    } else if (advice.kind === 'lost') onSay(say('hintLost', { moves: advice.good }))
    else if (advice.kind === 'apart') onSay(say('hintApart', { moves: advice.same }))
    else onSay(say('hintDone'))
  }
  const show = () => {
    onSet({ ops: textOf(name, best.moves) })
    onSeek(best.moves.length)
  }
  const button = (label: string, press: () => void, able = true) => (
    <button type="button" aria-disabled={!able} onClick={() => able && press()}>
      {label}
    </button>
  )
  const goBack = advice.kind === 'lost' || advice.kind === 'apart'
  return (
    <div className={styles.tools}>
      {button(say('undo'), () => onSeek(step - 1), step > 0)}
      {button(say('redo'), () => onSeek(step + 1), step < moves)}
      {help && button(say('hint'), hint)}
      {help &&
        goBack &&
        button(say('goBack'), () => onSeek(advice.kind === 'lost' ? advice.good : advice.same))}
      {help &&
        button(
          known
            ? say('showKnown', { name: say(`name-${known.name}`) })
            : say(ofBest('showBest', best)),
          show,
        )}
      {button(
        say('clear'),
        () => {
          onSet({ ops: '' })
          onSeek(0)
        },
        moves > 0,
      )}
      {next &&
        advice.kind === 'finished' &&
        button(say('nextLevel'), () => {
          onSet({ level: next, ops: '' })
          onSeek(0)
        })}
    </div>
  )
}
