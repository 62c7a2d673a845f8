import { useId, useMemo, useState } from 'react'
import type { FormEvent } from 'react'
import { RichText } from '../ui/RichText.tsx'
import { Feedback, Question } from './answer.tsx'
import type { PartProps } from './answer.tsx'
import { useExercise } from './context.ts'
import styles from './Exercise.module.css'
import { fillIn, optionOrder } from './index.ts'
import type { ChoicePart } from './index.ts'

/** One or several of some options, each with its reason. */
export function ChoiceAnswer({ part, state, onAnswer }: PartProps<ChoicePart<unknown>>) {
  const { text, messages, variant, language } = useExercise()
  const group = useId()
  const [chosen, setChosen] = useState<readonly string[]>([])
  const order = useMemo(() => optionOrder(variant, part), [variant, part])
  const choose = (option: string, on: boolean) => {
    if (!part.multiple) setChosen([option])
    else setChosen(on ? [...chosen, option] : chosen.filter((other) => other !== option))
  }
  const answer = (event: FormEvent) => {
    event.preventDefault()
    onAnswer(chosen)
  }
  return (
    <form className={styles.part} onSubmit={answer}>
      <fieldset className={styles.options}>
        <legend>
          <Question part={part} />
          <span className={text.parts?.[part.id] ? styles.note : 'visually-hidden'}>
            {part.multiple ? messages.chooseSeveral : messages.chooseOne}
          </span>
        </legend>
        {order.map((option) => (
          <label key={option} className={styles.option}>
            <input
              type={part.multiple ? 'checkbox' : 'radio'}
              name={group}
              checked={chosen.includes(option)}
              onChange={(event) => choose(option, event.target.checked)}
            />
            <span>
              <RichText>
                {fillIn(text.options?.[option]?.label ?? option, variant, language)}
              </RichText>
            </span>
          </label>
        ))}
      </fieldset>
      <button type="submit" className={styles.button}>
        {messages.check}
      </button>
      <Feedback part={part} state={state} />
    </form>
  )
}
