import type { ReactNode } from 'react'
import { usePage } from './context.ts'
import { messagesFor } from './messages.ts'
import styles from './notes.module.css'

interface WithChildren {
  readonly children: ReactNode
}

const useMessages = () => messagesFor(usePage().language)

/** What the reader can do at the end of the chapter; opens it. */
export function Goals({ children }: WithChildren) {
  return (
    <div className={styles.goals}>
      <p className={styles.kicker}>{useMessages().goals}</p>
      {children}
    </div>
  )
}

/** A remark in the margin; under the paragraph on narrow screens. */
export function Aside({ children }: WithChildren) {
  return <aside className={styles.aside}>{children}</aside>
}

/** Where the article that the course mirrors simplifies or errs, and what holds instead. */
export function SourceNote({ children }: WithChildren) {
  return (
    <aside className={styles.aside} data-kind="source">
      <p className={styles.kicker}>{useMessages().sourceNote}</p>
      {children}
    </aside>
  )
}

/** A question to answer before going on; the answer opens on demand, with or without script. */
export function Predict(props: { readonly question: ReactNode; readonly children: ReactNode }) {
  const messages = useMessages()
  return (
    <div className={styles.predict}>
      <p className={styles.kicker}>{messages.predict}</p>
      <div className={styles.question}>{props.question}</div>
      <details>
        <summary>{messages.reveal}</summary>
        <div>{props.children}</div>
      </details>
    </div>
  )
}

/** An example worked through on paper. */
export function Worked({ children }: WithChildren) {
  return (
    <section className={styles.worked}>
      <p className={styles.kicker}>{useMessages().worked}</p>
      {children}
    </section>
  )
}

/** What the chapter's subject asks of a chip designer. */
export function ChipNote({ children }: WithChildren) {
  return (
    <section className={styles.chip}>
      <p className={styles.kicker}>{useMessages().chip}</p>
      {children}
    </section>
  )
}

/** The chapter's formulas and facts, to keep. */
export function Recap({ children }: WithChildren) {
  return (
    <section className={styles.recap}>
      <p className={styles.kicker}>{useMessages().recap}</p>
      {children}
    </section>
  )
}

/** The published source of a figure. */
export function Source(props: { readonly href?: string; readonly children: ReactNode }) {
  return (
    <cite className={styles.source}>
      {props.href ? <a href={props.href}>{props.children}</a> : props.children}
    </cite>
  )
}
