import type { Values } from '../../text.ts'
import { insightInto } from './insight.ts'
import type { Frame } from './moves.ts'
import { goalOf, ofBest } from './words.ts'
import styles from './View.module.css'

/** What the level is about, what it gives, and what is to be reached. */
export function Goal(props: {
  readonly frame: Frame
  /** Whether the learner may set the pipeline; an exercise gives one. */
  readonly help: boolean
  readonly say: (phrase: string, values?: Values) => string
}) {
  const { frame, help, say } = props
  const { level } = frame
  const { name, puzzle, counts } = level
  const { best } = insightInto(level, frame.position)
  const values = { ...goalOf(level), best: best.score }
  const { costs, capacity, split, placement, ranks } = puzzle
  const facts =
    typeof costs.forward !== 'number'
      ? 'factsSlow'
      : split
        ? 'factsSplit'
        : placement === 'loop'
          ? 'factsChunks'
          : 'facts'
  const equal = capacity && new Set(capacity).size === 1
  const memory = capacity ? (equal ? 'factsCap' : 'factsCaps') : 'factsFree'
  return (
    <div className={styles.goal}>
      <p>{say(name === 'own' && !help ? 'task-given' : `task-${name}`)}</p>
      <p className={styles.facts}>
        {[
          say(facts, values),
          ...(costs.send ? [say('factsSend', values)] : []),
          say(memory, { ...values, last: ranks - 1 }),
          '',
        ].join(say('gap'))}
        <strong>{say(ofBest(counts === 'step' ? 'goal' : 'goalPeriod', best), values)}</strong>
      </p>
    </div>
  )
}
