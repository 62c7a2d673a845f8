import { useMemo } from 'react'
import type { FormEvent } from 'react'
import { RichText } from '../ui/RichText.tsx'
import { createInstance } from '../widget/instance.tsx'
import type { State } from '../widget/state.ts'
import { Feedback, Question } from './answer.tsx'
import type { PartProps } from './answer.tsx'
import { useExercise } from './context.ts'
import { handedIn } from './handedIn.ts'
import styles from './Exercise.module.css'
import { fillIn } from './index.ts'
import type { AttemptEvent, SettingPart } from './index.ts'

/** What has to hold, and after a try what does. */
function Goals(props: {
  readonly part: SettingPart<unknown>
  readonly last: AttemptEvent | undefined
}) {
  const { text, messages, variant, language } = useExercise()
  const { part, last } = props
  const judged = last !== undefined && last.verdict !== 'invalid'
  return (
    <ul className={styles.goals} aria-label={messages.goals}>
      {Object.keys(part.goals).map((goal) => {
        const met = judged && !last.unmet?.includes(goal)
        return (
          <li key={goal} data-met={judged ? met : undefined}>
            <span className={styles.mark} aria-hidden="true">
              {judged ? (met ? '✓' : '✗') : '·'}
            </span>
            <span>
              <RichText>{fillIn(text.goals?.[goal] ?? goal, variant, language)}</RichText>
              {judged && (
                <span className="visually-hidden"> ({met ? messages.met : messages.unmet})</span>
              )}
            </span>
          </li>
        )
      })}
    </ul>
  )
}

/** A widget to be set: only what is asked for can be moved, and any state that does it is right. */
export function SettingAnswer({ part, state, onAnswer }: PartProps<SettingPart<unknown>>) {
  const { id, messages, variant, language, widgets } = useExercise()
  const parts = widgets[part.widget]!
  const { store, element } = useMemo(
    () =>
      createInstance({
        ...parts,
        instance: `${id}-${part.id}`,
        language,
        start: part.start(variant.facts as never) as State,
        chrome: 'full',
        alone: false,
        locked: Object.keys(parts.widget.params).filter((name) => !part.free.includes(name)),
      }),
    [parts, id, part, variant, language],
  )
  const answer = (event: FormEvent) => {
    event.preventDefault()
    onAnswer(handedIn(parts.widget, store))
  }
  return (
    <div className={styles.part}>
      <div className={styles.asked}>
        <Question part={part} />
      </div>
      <div className={styles.machine}>{element}</div>
      <form className={styles.check} onSubmit={answer}>
        <Goals part={part} last={state.last} />
        <button type="submit" className={styles.button}>
          {messages.check}
        </button>
        <Feedback part={part} state={state} />
      </form>
    </div>
  )
}
