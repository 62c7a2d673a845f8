import { useId, useState } from 'react'
import { fill } from '../../text.ts'
import { useInstance } from '../context.ts'
import type { TextParam } from '../params.ts'
import { useParam } from './useParam.ts'
import styles from './Controls.module.css'

/** Lines of text. What is typed is taken at once; what is too long stays in the field and says so. */
export function TextControl({ name }: { readonly name: string }) {
  const { messages, language } = useInstance()
  const { param, value, set, label } = useParam(name)
  const id = useId()
  const { maxLength, lines } = param as TextParam
  const [draft, setDraft] = useState<string | null>(null)
  return (
    <div className={styles.text} data-term={param.term ?? param.hue ?? name}>
      <label className={styles.label} htmlFor={id}>
        {label}
      </label>
      <textarea
        id={id}
        className={styles.lines}
        rows={lines}
        spellCheck={false}
        autoCapitalize="off"
        autoComplete="off"
        value={draft ?? (value as string)}
        aria-invalid={draft !== null}
        aria-describedby={draft === null ? undefined : `${id}-hint`}
        onChange={({ target }) => {
          const long = target.value.length > maxLength
          setDraft(long ? target.value : null)
          if (!long) set(target.value)
        }}
      />
      {draft !== null && (
        <span className={styles.long} id={`${id}-hint`} role="status">
          {fill(messages.textTooLong, { max: maxLength, length: draft.length }, language)}
        </span>
      )}
    </div>
  )
}
