import type { CSSProperties } from 'react'
import type { PlanMemory, PlanTime } from '../../../math/parallel/plan/index.ts'
import { memoryParts, termOf, timeParts } from './parts.ts'
import styles from './Bars.module.css'

const width = (share: number): CSSProperties => ({ width: `${(100 * share).toFixed(3)}%` })

/** The seconds of a step by part, on a scale that ends at `most`. */
export function TimeBar(props: { readonly time: PlanTime; readonly most: number }) {
  const { time, most } = props
  return (
    <span className={styles.track} aria-hidden="true">
      {timeParts.map((part) => (
        <span
          key={part}
          className={styles.part}
          data-share={part}
          data-term={termOf[part]}
          style={width(time[part] / most)}
        />
      ))}
    </span>
  )
}

/** The bytes of the fullest device by part, against what there is. */
export function MemoryBar(props: {
  readonly memory: PlanMemory
  readonly capacity: number
  /** Bytes at the end of the scale. */
  readonly most: number
}) {
  const { memory, capacity, most } = props
  return (
    <span className={styles.track} data-over={memory.total > capacity} aria-hidden="true">
      {memoryParts.map((part) => (
        <span
          key={part}
          className={styles.part}
          data-share={part}
          data-term={termOf[part]}
          style={width(memory[part] / most)}
        />
      ))}
      <span className={styles.limit} style={{ left: `${(100 * capacity) / most}%` }} />
    </span>
  )
}

/** The look of a part, for a legend. */
export function Swatch({ part }: { readonly part: string }) {
  return <span className={styles.swatch} data-share={part} aria-hidden="true" />
}
