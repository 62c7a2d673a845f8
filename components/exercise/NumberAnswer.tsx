import { useId, useState } from 'react'
import type { FormEvent } from 'react'
import { fill } from '../text.ts'
import { Feedback, Question } from './answer.tsx'
import type { PartProps } from './answer.tsx'
import { useExercise } from './context.ts'
import styles from './Exercise.module.css'
import type { NumberPart } from './index.ts'

/** A number, typed with its unit. */
export function NumberAnswer({ part, state, onAnswer }: PartProps<NumberPart<unknown>>) {
  const { messages, language } = useExercise()
  const [typed, setTyped] = useState('')
  const field = useId()
  const note = useId()
  const figures =
    part.figures === 'exact'
      ? messages.exact
      : fill(messages.figures, { n: part.figures ?? 3 }, language)
  const answer = (event: FormEvent) => {
    event.preventDefault()
    onAnswer(typed)
  }
  return (
    <form className={styles.part} onSubmit={answer}>
      <label className={styles.asked} htmlFor={field}>
        <Question part={part} />
        <span className="visually-hidden">{messages.answer}</span>
      </label>
      <input
        id={field}
        className={styles.typed}
        type="text"
        autoComplete="off"
        autoCapitalize="off"
        spellCheck={false}
        value={typed}
        aria-describedby={note}
        onChange={(event) => setTyped(event.target.value)}
      />
      <button type="submit" className={styles.button}>
        {messages.check}
      </button>
      <span className={styles.note} id={note}>
        {[messages.units[part.unit], figures].filter(Boolean).join(' · ')}
      </span>
      <Feedback part={part} state={state} />
    </form>
  )
}
