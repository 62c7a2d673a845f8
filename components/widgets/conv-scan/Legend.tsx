import type { Values } from '../../text.ts'
import { rowsOf } from './scan.ts'
import type { Run } from './scan.ts'
import { rangeOf } from './shades.ts'
import { plainNumber } from './words.ts'
import styles from './Legend.module.css'

/** What the looks of cells mean; only of those that are there to be seen. */
export function Legend(props: {
  readonly run: Run
  /** The output channel under way: each has its own greys. */
  readonly channel: number
  readonly say: (phrase: string, values?: Values) => string
}) {
  const { run, channel, say } = props
  const { low, high } = rangeOf(rowsOf(run.output, channel).flat())
  const range = { low: plainNumber(low), high: plainNumber(high) }
  const looks = [
    ...(run.padding.top + run.padding.bottom > 0
      ? [run.layer.mode === 'convolution' ? ('padding' as const) : ('cut' as const)]
      : []),
    ...(run.reads.includes(0) ? (['unread'] as const) : []),
  ]
  return (
    <ul className={styles.legend}>
      <li>
        <span className={styles.ramp} />
        {say('legend grey', range)}
      </li>
      {looks.map((look) => (
        <li key={look}>
          <span className={styles.sample} data-look={look} />
          {say(`legend ${look}`)}
        </li>
      ))}
    </ul>
  )
}
