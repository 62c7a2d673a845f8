import type { CSSProperties } from 'react'
import styles from './CostBars.module.css'

/** One way of doing it: its parts, drawn one after the other, and what they come to. */
export interface CostBar {
  readonly name: string
  readonly parts: readonly {
    readonly amount: number
    /** CSS colour. */
    readonly colour: string
    /** Written into the part where it is wide enough. */
    readonly label?: string | number
    readonly term?: string
  }[]
  /** How the sum comes about: `9 · 64 · 64`. */
  readonly sum: string
  /** The sum, formatted. */
  readonly total: string
}

const amountOf = ({ parts }: CostBar) => parts.reduce((sum, { amount }) => sum + amount, 0)

/** Whether a label has room in its share of the width, on a phone as well. */
const fits = (label: string | number, share: number) => share > 0.045 * String(label).length

/** Bars from one zero on one scale, the longest as wide as there is room; each with its sum. */
export function CostBars({ bars }: { readonly bars: readonly CostBar[] }) {
  const most = Math.max(...bars.map(amountOf))
  return (
    <dl className={styles.bars}>
      {bars.map(({ name, parts, sum, total }) => (
        <div key={name} className={styles.bar}>
          <dt>{name}</dt>
          <dd>
            <span className={styles.track} aria-hidden="true">
              {parts.map(({ amount, colour, label, term }, index) => (
                <span
                  key={index}
                  className={styles.part}
                  data-term={term}
                  style={
                    { '--width': `${(100 * amount) / most}%`, '--fill': colour } as CSSProperties
                  }
                >
                  {label !== undefined && fits(label, amount / most) && label}
                </span>
              ))}
            </span>
            <span className={styles.sum}>
              {sum} = <b>{total}</b>
            </span>
          </dd>
        </div>
      ))}
    </dl>
  )
}
