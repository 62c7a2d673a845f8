import { memo, useId } from 'react'
import type { ReactNode } from 'react'
import marks from './marks.module.css'
import styles from './View.module.css'

/** Marks that only some pictures have. */
export interface Marks {
  /** Whole backwards, their halves, and pairs. */
  readonly whole: boolean
  readonly split: boolean
  readonly pairs: boolean
  readonly sends: boolean
  readonly chunks: boolean
  readonly iterations: boolean
  readonly critical: boolean
}

/** What the marks mean. */
export const Legend = memo(function Legend(
  props: Marks & { readonly say: (phrase: string) => string },
) {
  const { say } = props
  const hatch = useId()
  const entry = (name: string, mark: ReactNode, term?: string) => (
    <li data-term={term}>
      <svg width="18" height="12" aria-hidden="true">
        {mark}
      </svg>
      {say(name)}
    </li>
  )
  const block = <rect className={marks.swatch} width="18" height="12" />
  return (
    <ul className={styles.legend}>
      {entry('legendForward', block, 'forward')}
      {props.whole && entry('legendBackward', block, 'backward')}
      {props.split && entry('legendInput', block, 'backward-input')}
      {props.split &&
        entry(
          'legendWeight',
          <rect className={marks.swatch} y="3" width="18" height="9" />,
          'backward-weight',
        )}
      {props.pairs &&
        entry(
          'legendPair',
          <>
            <g data-term="forward">
              <rect className={marks.swatch} width="18" height="6" />
            </g>
            <g data-term="backward">
              <rect className={marks.swatch} y="6" width="18" height="6" />
            </g>
          </>,
        )}
      {props.chunks &&
        entry(
          'legendChunk',
          <>
            <g data-term="forward">{block}</g>
            <path className={marks.chunk} d="M0 3H18" />
          </>,
        )}
      {props.iterations &&
        entry(
          'legendIteration',
          <>
            <g data-term="forward">{block}</g>
            <path className={marks.iteration} d="M0 9H18" />
          </>,
        )}
      {entry(
        'legendLater',
        <rect className={marks.outlined} x="0.5" y="0.5" width="17" height="11" />,
      )}
      {entry(
        'legendBubble',
        <>
          <pattern id={hatch} width="6" height="6" patternUnits="userSpaceOnUse">
            <path className={marks.hatch} d="M-1 1 1-1M-1 7 7-1M5 7 7 5" />
          </pattern>
          <rect
            className={marks.lane}
            x="0.5"
            y="0.5"
            width="17"
            height="11"
            fill={`url(#${hatch})`}
          />
        </>,
      )}
      {props.critical &&
        entry(
          'legendCritical',
          <rect className={marks.critical} x="1.5" y="1.5" width="15" height="9" />,
        )}
      {entry('legendHeld', <path className={marks.curve} d="M0 10H6V3H18" />, 'memory')}
      {props.sends &&
        entry('legendSend', <path className={marks.wire} d="M3 1 15 11" />, 'communication')}
      {entry('legendLies', <path className={marks.shelf} d="M0 6H18" />)}
    </ul>
  )
})
