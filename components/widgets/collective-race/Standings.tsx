import { address } from '../../base.ts'
import { format } from '../../format.ts'
import { useInstance } from '../../widget/context.ts'
import type { ViewProps } from '../../widget/definition.ts'
import { numberOf } from './Chart.tsx'
import styles from './View.module.css'
import type widget from './widget.ts'
import { nameOf } from './words.ts'

/** These send to fixed neighbours; the others need every pair to be well connected. */
const neighboursOnly: readonly string[] = ['ring', 'bidirectional-ring', 'chain', 'scatter-ring']

/** The field at the marked point, the fastest first; choosing one follows it. */
export function Standings({ frame, params, say, set }: ViewProps<typeof widget>) {
  const { language } = useInstance()
  const { view, primitive, ranks, bytes, latency, bandwidth } = params
  const own = frame.standings.find(({ name }) => name === frame.followed)!
  const query = new URLSearchParams({
    primitive,
    algorithm: frame.followed,
    ranks: String(ranks),
    bytes: String(bytes),
    latency: String(latency),
    bandwidth: String(bandwidth),
  })
  return (
    <div className={styles.standings}>
      <p className={styles.at}>
        {say('standings', { ranks, bytes: format(bytes, 'bytes', language) })}
      </p>
      <ol>
        {frame.standings.map(({ name, seconds, busBandwidth }) => (
          <li key={name}>
            <button
              type="button"
              className={styles.runner}
              aria-pressed={name === frame.followed}
              onClick={() => set({ followed: name })}
            >
              <span className={styles.number}>{numberOf(name)}</span>
              <span className={styles.name}>{say(nameOf(name))}</span>
              <span className={styles.time}>
                {view === 'bus'
                  ? say('per second', { bytes: format(busBandwidth, 'bytes', language) })
                  : format(seconds, 'seconds', language)}
              </span>
            </button>
          </li>
        ))}
      </ol>
      <p className={styles.own}>
        {say('own', {
          rounds: own.rounds,
          latency: format(own.latency, 'seconds', language),
          transfer: format(own.transfer, 'seconds', language),
        })}
        {own.chunks > 1 &&
          own.name !== 'in-switch' &&
          ` ${say('own chunks', { chunks: own.chunks })}`}
      </p>
      {own.name === 'in-switch' ? (
        <p className={styles.own}>{say('no messages')}</p>
      ) : (
        <p className={styles.own}>
          {say(neighboursOnly.includes(own.name) ? 'asks neighbours' : 'asks everyone')}{' '}
          <a href={`${address(`/${language}/embed/collective/`)}?${query}`}>{say('watch')}</a>
        </p>
      )}
    </div>
  )
}
