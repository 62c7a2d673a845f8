import { memo, useId } from 'react'
import type { ReactNode } from 'react'
import type { Setting } from './run.ts'
import marks from './marks.module.css'
import styles from './View.module.css'

const sums = { dp: 'legendReduce', ddp: 'legendAllReduce' } as const
const copies = { dp: 'legendCopies', ddp: null } as const

/** What the marks of the lanes mean in this strategy. */
export const Legend = memo(function Legend(props: {
  readonly strategy: Setting['strategy']
  readonly say: (phrase: string) => string
}) {
  const { strategy, say } = props
  const hatch = useId()
  const sum = strategy in sums ? sums[strategy as keyof typeof sums] : 'legendReduceScatter'
  const copy = strategy in copies ? copies[strategy as keyof typeof copies] : 'legendAllGather'
  const entry = (name: string, mark: ReactNode, term?: string) => (
    <li data-term={term}>
      <svg width="18" height="12" aria-hidden="true">
        {mark}
      </svg>
      {say(name)}
    </li>
  )
  const swatch = <rect className={marks.swatch} width="18" height="12" />
  return (
    <ul className={styles.legend}>
      {entry('legendForward', swatch, 'forward')}
      {entry('legendBackward', swatch, 'backward')}
      {entry('legendOptimizer', swatch, 'optimizer')}
      {entry(
        sum,
        <>
          {swatch}
          <path className={marks.sum} d="M0 9H18" />
        </>,
        'communication',
      )}
      {copy !== null && entry(copy, swatch, 'communication')}
      {entry(
        'legendWait',
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
    </ul>
  )
})
