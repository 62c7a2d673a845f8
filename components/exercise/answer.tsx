import { RichText } from '../ui/RichText.tsx'
import { useExercise } from './context.ts'
import styles from './Exercise.module.css'
import { fillIn } from './index.ts'
import type { Answer, Part, PartState } from './index.ts'
import { Verdict } from './Verdict.tsx'

/** What the view of a part receives, whatever its kind. */
export interface PartProps<P> {
  readonly part: P
  readonly state: PartState
  readonly onAnswer: (answer: Answer) => void
}

/** What the part asks; with only one part the prompt has said it. */
export function Question({ part }: { readonly part: Part<unknown> }) {
  const { text, variant, language } = useExercise()
  const asked = text.parts?.[part.id]
  return asked === undefined ? null : (
    <span className={styles.question}>
      <RichText>{fillIn(asked, variant, language)}</RichText>
    </span>
  )
}

/** Hangs an answer's verdict under it; said aloud as it appears, and the focus stays. */
export function Feedback({
  part,
  state,
}: {
  readonly part: Part<unknown>
  readonly state: PartState
}) {
  return (
    <div className={styles.verdict} role="status">
      <Verdict part={part} last={state.last} />
    </div>
  )
}
