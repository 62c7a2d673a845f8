import { useMemo, useState } from 'react'
import { address } from '../base.ts'
import type { Language } from '../languages.ts'
import { fill } from '../text.ts'
import { RichText } from '../ui/RichText.tsx'
import type { WidgetParts } from '../widget/parts.ts'
import { ChoiceAnswer } from './ChoiceAnswer.tsx'
import { ExerciseContext, useExercise } from './context.ts'
import styles from './Exercise.module.css'
import {
  fillIn,
  opened,
  partState,
  reduce,
  revealSolution,
  start,
  submit,
  variantOf,
} from './index.ts'
import type {
  AnyExercise,
  AnyVariant,
  Answer,
  AttemptState,
  ExerciseEvent,
  ExerciseText,
  Part,
} from './index.ts'
import { messagesFor } from './messages.ts'
import { NumberAnswer } from './NumberAnswer.tsx'
import { SettingAnswer } from './SettingAnswer.tsx'
import { loadWidgets } from './widgets.ts'

/** Hints one by one, then the whole solution; open without script too. */
function Help(props: {
  readonly onHint: (shown: number) => void
  readonly onSolution: () => void
}) {
  const { text, messages, variant, language } = useExercise()
  const say = (sentence: string) => <RichText>{fillIn(sentence, variant, language)}</RichText>
  return (
    <div className={styles.help}>
      {text.hints.map((hint, index) => (
        <details
          key={index}
          onToggle={(event) => event.currentTarget.open && props.onHint(index + 1)}
        >
          <summary>{fill(messages.hint, { n: index + 1 }, language)}</summary>
          <p>{say(hint)}</p>
        </details>
      ))}
      <details onToggle={(event) => event.currentTarget.open && props.onSolution()}>
        <summary>{messages.solution}</summary>
        {text.solution.map((line, index) => (
          <p key={index}>{say(line)}</p>
        ))}
      </details>
    </div>
  )
}

function presetAddress(variant: AnyVariant, language: Language): string | undefined {
  const preset = variant.exercise.preset?.(variant.given as never, variant.facts as never)
  if (!preset) return undefined
  const query = new URLSearchParams(
    Object.entries(preset.params).map(([name, value]) => [
      name,
      typeof value === 'boolean' ? String(Number(value)) : String(value),
    ]),
  )
  return `${address(`/${language}/embed/${preset.widget}/`)}?${query}`
}

/** One variant of an exercise, from its question to its solution. */
function VariantView({ onAnother }: { readonly onAnother: () => void }) {
  const view = useExercise()
  const { id, text, messages, variant, language } = view
  const exercise = variant.exercise as AnyExercise
  const [state, setState] = useState<AttemptState>(() => opened(start(variant)))
  const happen = (event: ExerciseEvent) => setState((before) => reduce(before, event))
  const preset = presetAddress(variant, language)
  return (
    <section className={styles.exercise} aria-labelledby={`${id}-title`}>
      <p className={styles.kicker}>{messages.kicker}</p>
      <h3 className={styles.title} id={`${id}-title`}>
        {fillIn(text.title, variant, language)}
      </h3>
      <p className={styles.prompt}>
        <RichText>{fillIn(text.prompt, variant, language)}</RichText>
      </p>
      {exercise.parts.map((part: Part<unknown>) => {
        const props = {
          state: partState(state, part.id),
          onAnswer: (answer: Answer) => happen(submit(state, variant, part.id, answer)),
        }
        if (part.kind === 'number') return <NumberAnswer key={part.id} part={part} {...props} />
        if (part.kind === 'choice') return <ChoiceAnswer key={part.id} part={part} {...props} />
        return <SettingAnswer key={part.id} part={part} {...props} />
      })}
      <Help
        onHint={(hints) => {
          const { ex, rev, seed } = state
          happen({ type: 'reveal', ex, rev, seed, hints })
        }}
        onSolution={() => happen(revealSolution(state))}
      />
      <p className={styles.actions}>
        <button type="button" className={styles.button} onClick={onAnother}>
          {messages.another}
        </button>
        {preset !== undefined && <a href={preset}>{messages.show}</a>}
      </p>
    </section>
  )
}

/** The variant that a page shows first. */
export const firstSeed = 1

/** An exercise in a page. The first variant is drawn at build; "another one" goes on from there. */
export function Exercise(props: {
  readonly id: string
  readonly exercise: AnyExercise
  readonly text: ExerciseText
  readonly language: Language
  /** The widgets that its parts are answered with, by their ids. */
  readonly widgets: Readonly<Record<string, WidgetParts>>
}) {
  const { id, exercise, text, language, widgets } = props
  const [seed, setSeed] = useState(firstSeed)
  const variant = useMemo(() => variantOf(exercise, seed), [exercise, seed])
  // A fresh variant may open a widget in a state that needs code which is not here yet.
  const another = async () => {
    await loadWidgets(variantOf(exercise, seed + 1), widgets)
    setSeed(seed + 1)
  }
  const view = { id, variant, text, messages: messagesFor(language), language, widgets }
  return (
    <ExerciseContext value={view}>
      <VariantView key={seed} onAnother={another} />
    </ExerciseContext>
  )
}
