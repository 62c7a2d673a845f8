import type { Values } from '../../text.ts'
import type { Run } from './scan.ts'
import { rangeOf } from './shades.ts'
import { shortNumber } from './words.ts'
import styles from './Legend.module.css'

/** What the looks of cells mean; only of those that are there to be seen. */
export function Legend(props: {
  readonly run: Run
  readonly say: (phrase: string, values?: Values) => string
}) {
  const { run, say } = props
  const { low, high } = rangeOf(run.output.data)
  const range = { low: shortNumber(low), high: shortNumber(high) }
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
