import { useId, useState } from 'react'
import { fill } from '../../text.ts'
import { useInstance } from '../context.ts'
import type { Legal } from '../definition.ts'
import styles from './Controls.module.css'

/** What a field says when something else is typed. */
export function useAllowed(legal: Legal): string {
  const { messages, language } = useInstance()
  return Array.isArray(legal)
    ? fill(messages.fieldOptions, { options: legal.join(', ') }, language)
    : fill(messages.fieldRange, legal as { min: number; max: number }, language)
}

export function isLegal(legal: Legal, value: number): boolean {
  if (Array.isArray(legal)) return legal.map(Number).includes(value)
  const { min, max } = legal as { min: number; max: number }
  return value >= min && value <= max
}

/**
 * A number that can be typed. What is typed stays as typed until the field is left; a value that is
 * not legal says what would be, and changes nothing until it is.
 */
export function Field(props: {
  readonly value: string
  readonly label: string
  readonly allowed: string
  readonly accepts: (raw: string) => boolean
  readonly onType: (raw: string) => void
}) {
  const hint = useId()
  const [draft, setDraft] = useState<string | null>(null)
  const wrong = draft !== null && !props.accepts(draft)
  return (
    <span className={styles.field}>
      <input
        type="text"
        inputMode="decimal"
        autoComplete="off"
        size={Math.max(2, (draft ?? props.value).length)}
        value={draft ?? props.value}
        aria-label={props.label}
        aria-invalid={wrong}
        aria-describedby={wrong ? hint : undefined}
        onFocus={(event) => event.target.select()}
        onChange={(event) => {
          setDraft(event.target.value)
          if (props.accepts(event.target.value)) props.onType(event.target.value)
        }}
        onBlur={() => setDraft(null)}
        onKeyDown={(event) => {
          if (event.key === 'Enter') event.currentTarget.blur()
          if (event.key === 'Escape') setDraft(null)
        }}
      />
      {wrong && (
        <span className={styles.hint} id={hint} role="status">
          {props.allowed}
        </span>
      )}
    </span>
  )
}
