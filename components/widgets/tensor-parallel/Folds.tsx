import type { CSSProperties } from 'react'
import { rankHue } from '../../hues.ts'
import type { Values } from '../../text.ts'
import type { Frame } from './run.ts'
import { lookOf, standing } from './standing.ts'
import styles from './View.module.css'

/** More cards than these are no longer taken in at a glance, nor do they fit on a slide. */
const mostCards = 4

/** Whether a rank is drawn in full: a bit of `open` for each, and all where they are few. */
export const isOpen = (open: number, rank: number, ranks: number): boolean =>
  ranks <= mostCards || ((open >> rank) & 1) === 1

/** Every rank in a line, where not all are drawn in full; a press opens or closes its card. */
export function Folds(props: {
  readonly frame: Frame
  readonly ranks: number
  readonly open: number
  readonly onOpen: (open: number) => void
  readonly say: (phrase: string, values?: Values) => string
}) {
  const { frame, ranks, open, onOpen, say } = props
  if (ranks <= mostCards) return null
  return (
    <ul className={styles.folds} aria-label={say('folds')}>
      {Array.from({ length: ranks }, (_, rank) => (
        <li key={rank} style={{ '--rank': rankHue(rank) } as CSSProperties}>
          <button
            type="button"
            aria-expanded={isOpen(open, rank, ranks)}
            // One card stays.
            onClick={() => onOpen(open ^ (1 << rank) || open)}
          >
            <b>{say('rank n', { rank })}</b>{' '}
            <span data-right={lookOf(frame, rank)}>{standing(frame, rank, say)}</span>
          </button>
        </li>
      ))}
    </ul>
  )
}
