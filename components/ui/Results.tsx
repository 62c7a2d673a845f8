import styles from './Results.module.css'

export interface Result {
  readonly label: string
  /** Formatted, with its unit. */
  readonly value: string
  /** A second form or a short remark: `18.4 kB`. */
  readonly note?: string
  readonly term?: string
}

/** What the picture comes to, in numbers; one large figure per line. */
export function Results({ items }: { readonly items: readonly Result[] }) {
  return (
    <dl className={styles.results}>
      {items.map(({ label, value, note, term }) => (
        <div key={label} data-term={term}>
          <dt>{label}</dt>
          <dd>
            {value}
            {note !== undefined && <small> {note}</small>}
          </dd>
        </div>
      ))}
    </dl>
  )
}
