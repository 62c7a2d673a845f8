import { fill } from '../text.ts'
import { RichText } from '../ui/RichText.tsx'
import { fillIn, mistakeTitle } from './index.ts'
import type { AttemptEvent, ChoicePart, Part } from './index.ts'
import { useExercise } from './context.ts'
import styles from './Exercise.module.css'

/** Why the chosen options are right or wrong, one sentence each. */
function Reasons(props: {
  readonly part: ChoicePart<unknown>
  readonly chosen: readonly string[]
}) {
  const { text, variant, language } = useExercise()
  return props.chosen.map((option) => (
    <p key={option}>
      <RichText>{fillIn(text.options?.[option]?.reason ?? '', variant, language)}</RichText>
    </p>
  ))
}

/** What is said to an answer: right, which mistake was made, or why it could not be judged. */
export function Verdict(props: { readonly part: Part<unknown>; readonly last?: AttemptEvent }) {
  const { text, messages, variant, language } = useExercise()
  const { part, last } = props
  if (!last) return null

  if (last.verdict === 'invalid') {
    const sentence = messages.problems[last.problem as keyof typeof messages.problems]
    return <p>{fill(sentence, { detail: last.detail ?? '' }, language)}</p>
  }
  const reasons = part.kind === 'choice' && (
    <Reasons part={part} chosen={last.raw as readonly string[]} />
  )
  if (last.verdict === 'correct') {
    return (
      <>
        <p>
          <strong className={styles.right}>
            {last.carried ? messages.carried : messages.correct}
          </strong>
        </p>
        {reasons}
      </>
    )
  }
  if (part.kind === 'choice') {
    const missing = last.mistakes.length === 0 && part.multiple
    return (
      <>
        <p>
          <strong>{messages.wrong}</strong> {missing && messages.missing}
        </p>
        {reasons}
      </>
    )
  }
  if (part.kind === 'setting' && last.mistakes.length === 0) {
    const all = Object.keys(part.goals).length
    const held = fill(messages.held, { met: all - (last.unmet?.length ?? 0), all }, language)
    return (
      <p>
        <strong>{messages.wrong}</strong> {held}
      </p>
    )
  }
  if (last.mistakes.length === 0) {
    return <p>{last.unclear ? messages.unclear : `${messages.wrong} ${messages.unexplained}`}</p>
  }
  return last.mistakes.map((mistake) => {
    const title = mistakeTitle(mistake, language)
    const sentence = text.mistakes[mistake]
    return (
      <p key={mistake}>
        <strong>
          {title === undefined ? messages.wrong : `${title}${language === 'zh' ? '。' : '.'}`}
        </strong>{' '}
        {sentence && <RichText>{fillIn(sentence, variant, language)}</RichText>}
      </p>
    )
  })
}
