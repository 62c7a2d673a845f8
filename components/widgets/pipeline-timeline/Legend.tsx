import { memo, useId } from 'react'
import type { ReactNode } from 'react'
import marks from './marks.module.css'
import styles from './View.module.css'

/** What the marks mean. `sends`: whether anything is ever on a link. */
export const Legend = memo(function Legend(props: {
  readonly sends: boolean
  readonly say: (phrase: string) => string
}) {
  const { sends, say } = props
  const hatch = useId()
  const entry = (name: string, mark: ReactNode, term?: string) => (
    <li data-term={term}>
      <svg width="18" height="12" aria-hidden="true">
        {mark}
      </svg>
      {say(name)}
    </li>
  )
  return (
    <ul className={styles.legend}>
      {entry('legendForward', <rect className={marks.swatch} width="18" height="12" />, 'forward')}
      {entry(
        'legendBackward',
        <rect className={marks.swatch} width="18" height="12" />,
        'backward',
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
      {entry('legendHeld', <path className={marks.curve} d="M0 10H6V3H18" />, 'memory')}
      {sends &&
        entry('legendSend', <path className={marks.wire} d="M3 1 15 11" />, 'communication')}
      {entry('legendLies', <path className={marks.shelf} d="M0 6H18" />)}
    </ul>
  )
})
