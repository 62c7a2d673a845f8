import { useId, useMemo, useState } from 'react'
import type { FormEvent } from 'react'
import { address } from '../base.ts'
import type { Language } from '../languages.ts'
import { fill } from '../text.ts'
import { RichText } from '../ui/RichText.tsx'
import { ExerciseContext, useExercise } from './context.ts'
import styles from './Exercise.module.css'
import {
  fillIn,
  opened,
  optionOrder,
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
  ChoicePart,
  ExerciseEvent,
  ExerciseText,
  NumberPart,
  Part,
  PartState,
} from './index.ts'
import { messagesFor } from './messages.ts'
import { Verdict } from './Verdict.tsx'

interface PartProps<P> {
  readonly part: P
  readonly state: PartState
  readonly onAnswer: (answer: Answer) => void
}

/** What the part asks; with only one part the prompt has said it. */
function Question({ part }: { readonly part: Part<unknown> }) {
  const { text, variant, language } = useExercise()
  const asked = text.parts?.[part.id]
  return asked === undefined ? null : (
    <span className={styles.question}>
      <RichText>{fillIn(asked, variant, language)}</RichText>
    </span>
  )
}

/** Hangs an answer's verdict under it; said aloud as it appears, and the focus stays. */
function Feedback({ part, state }: { readonly part: Part<unknown>; readonly state: PartState }) {
  return (
    <div className={styles.verdict} role="status">
      <Verdict part={part} last={state.last} />
    </div>
  )
}

function NumberAnswer({ part, state, onAnswer }: PartProps<NumberPart<unknown>>) {
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

function ChoiceAnswer({ part, state, onAnswer }: PartProps<ChoicePart<unknown>>) {
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
        return part.kind === 'number' ? (
          <NumberAnswer key={part.id} part={part} {...props} />
        ) : (
          <ChoiceAnswer key={part.id} part={part} {...props} />
        )
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

/** An exercise in a page. The first variant is drawn at build; "another one" goes on from there. */
export function Exercise(props: {
  readonly id: string
  readonly exercise: AnyExercise
  readonly text: ExerciseText
  readonly language: Language
}) {
  const { id, exercise, text, language } = props
  const [seed, setSeed] = useState(1)
  const variant = useMemo(() => variantOf(exercise, seed), [exercise, seed])
  const view = { id, variant, text, messages: messagesFor(language), language }
  return (
    <ExerciseContext value={view}>
      <VariantView key={seed} onAnother={() => setSeed(seed + 1)} />
    </ExerciseContext>
  )
}
