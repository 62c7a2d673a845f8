import { format, type Format } from '../../format.ts'
import { useInstance } from '../../widget/context.ts'
import { pairRows } from './tables.ts'
import { Kinds, Treemap } from './Treemap.tsx'
import type { Props } from './View.tsx'
import type { Frame } from './widget.ts'
import { titleOf } from './words.ts'
import styles from './Pair.module.css'

const formatOfRow = (label: string): Format =>
  label === 'traffic' ? 'bytes' : label === 'top1' ? 'number' : 'compact'

/** Two networks side by side: what each spends on what, and how many times as much. */
export function Pair(props: Props & { readonly frame: Extract<Frame, { kind: 'pair' }> }) {
  const { params, frame, say } = props
  const { language } = useInstance()
  const { nets } = frame
  return (
    <div className={styles.pair}>
      {nets.map((net, side) => (
        <div key={side} className={styles.net} data-side={side}>
          <p className={styles.head}>
            <strong>{say(titleOf(net.id))}</strong>{' '}
            {net.published && String(net.published.paper.year)}{' '}
            <span>{say('headSize', { size: net.input.join(' × ') })}</span>
          </p>
          <Treemap net={net} measure={params.measure} />
        </div>
      ))}
      <div className={styles.kinds}>
        <Kinds nets={nets} say={say} />
      </div>
      <dl className={styles.rows}>
        {pairRows(nets).map(({ label, values }) => {
          const most = Math.max(...values.map((value) => value ?? 0))
          const least = Math.min(...values.map((value) => value ?? 0))
          return (
            <div key={label} className={styles.row} data-chosen={label === params.measure}>
              <dt>
                {say(label)}
                {label !== 'top1' && least > 0 && most > least && (
                  <small> {say('ratio', { times: most / least })}</small>
                )}
              </dt>
              {values.map((value, side) => (
                <dd key={side} data-side={side}>
                  <span className={styles.bar} aria-hidden="true">
                    <span style={{ width: `${most > 0 ? (100 * (value ?? 0)) / most : 0}%` }} />
                  </span>
                  {value === undefined ? '–' : format(value, formatOfRow(label), language)}
                </dd>
              ))}
            </div>
          )
        })}
      </dl>
    </div>
  )
}
