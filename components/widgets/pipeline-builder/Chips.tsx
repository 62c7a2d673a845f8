import type { Puzzle } from '../../../math/parallel/pipeline/puzzle.ts'
import type { Values } from '../../text.ts'
import type { Choice } from './choices.ts'
import { letters, nameOf } from './names.ts'
import { refusalIn } from './words.ts'
import styles from './Chips.module.css'

type Say = (phrase: string, values?: Values) => string

/** What a choice would do, or why it is refused, as a sentence. */
export function tellChoice(puzzle: Puzzle, choice: Choice, say: Say): string {
  const { op, placed, refusal, rank } = choice
  if (op === null) return say('allDone', { kind: say(choice.kind), rank: String(rank) })
  const what = { op: nameOf(puzzle, op), rank: String(rank) }
  if (refusal) return say(...refusalIn(puzzle, refusal))
  const { start, end, free } = placed!
  return start > free
    ? say('wouldWait', { ...what, start, end, waited: start - free })
    : say('would', { ...what, start, end })
}

/** The next ops of a rank as buttons: one of them is in the tab order, arrows lead to the others. */
export function Chips(props: {
  readonly puzzle: Puzzle
  readonly choices: readonly Choice[]
  /** Index of the choice that the keyboard would meet, if it is on this rank. */
  readonly cursor: number | null
  readonly onPress: (choice: Choice) => void
  readonly onLook: (choice: Choice | null) => void
  readonly onFocus: (index: number) => void
  readonly say: Say
}) {
  const { puzzle, choices, cursor, say } = props
  return (
    <span className={styles.chips}>
      {choices.map((choice, index) => {
        const { kind, op, refusal, stream } = choice
        const prime = puzzle.placement === 'loop' && stream === 1 ? '′' : ''
        const name = op ? nameOf(puzzle, op) : `${letters[kind]}${prime} ✓`
        return (
          <button
            key={`${stream}${kind}`}
            type="button"
            className={styles.chip}
            data-term={kind}
            data-refused={op === null || refusal !== undefined}
            data-choice={`${choice.rank}-${index}`}
            aria-label={
              op
                ? say(refusal ? 'chipRefused' : 'chip', {
                    op: say(kind),
                    microbatch: String(op.microbatch),
                    rank: String(choice.rank),
                    name,
                    what: tellChoice(puzzle, choice, say),
                  })
                : `${name}. ${tellChoice(puzzle, choice, say)}`
            }
            tabIndex={cursor === index ? 0 : -1}
            onClick={() => props.onPress(choice)}
            onPointerEnter={(event) => {
              if (event.pointerType !== 'touch') props.onLook(choice)
            }}
            onPointerLeave={() => props.onLook(null)}
            onFocus={() => props.onFocus(index)}
          >
            {name}
          </button>
        )
      })}
    </span>
  )
}
