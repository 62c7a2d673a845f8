import { useId } from 'react'
import type { ReactNode } from 'react'
import { kindsOf } from '../../../math/parallel/pipeline/puzzle.ts'
import type { Puzzle } from '../../../math/parallel/pipeline/puzzle.ts'
import { letters } from './names.ts'
import lane from './Lane.module.css'
import styles from './View.module.css'

/** What the marks mean. */
export function Legend(props: {
  readonly puzzle: Puzzle
  readonly finished: boolean
  readonly say: (phrase: string) => string
}) {
  const { puzzle, finished, say } = props
  const hatch = useId()
  const entry = (words: string, mark: ReactNode, term?: string) => (
    <li key={words} data-term={term}>
      <svg width="20" height="14" aria-hidden="true">
        {mark}
      </svg>
      {words}
    </li>
  )
  return (
    <ul className={styles.legend}>
      {kindsOf(puzzle).map((kind) =>
        entry(
          `${letters[kind]} ${say(kind)}`,
          <g className={lane.block}>
            <rect width="20" height="14" rx="2" />
          </g>,
          kind,
        ),
      )}
      {puzzle.placement === 'loop' &&
        entry(
          say('legendSecond'),
          <g className={lane.block} data-second="true">
            <rect x="0.5" y="0.5" width="19" height="13" rx="2" />
          </g>,
          'forward',
        )}
      {entry(
        say('legendGap'),
        <>
          <pattern id={hatch} width="6" height="6" patternUnits="userSpaceOnUse">
            <path className={lane.hatch} d="M-1 1 1-1M-1 7 7-1M5 7 7 5" />
          </pattern>
          <rect className={lane.ground} width="20" height="14" />
          <rect width="20" height="14" fill={`url(#${hatch})`} />
        </>,
      )}
      {entry(
        say(puzzle.capacity ? 'legendHeld' : 'legendHeldFree'),
        <>
          <rect className={lane.held} y="6" width="10" height="8" />
          <rect className={lane.held} x="10" y="10" width="10" height="4" />
          {puzzle.capacity && <line className={lane.cap} x2="20" y1="2" y2="2" />}
        </>,
        'memory',
      )}
      {finished &&
        entry(
          say('legendCritical'),
          <rect className={lane.critical} y="8" width="20" height="3" />,
        )}
    </ul>
  )
}
