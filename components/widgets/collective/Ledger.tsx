import type { CSSProperties } from 'react'
import type { ViewProps } from '../../widget/definition.ts'
import { Results } from '../../ui/Results.tsx'
import { Formula } from '../../ui/Formula.tsx'
import time from './time.tex'
import type widget from './widget.ts'
import styles from './Ledger.module.css'

type Props = ViewProps<typeof widget>

interface Bar {
  readonly key: string
  readonly label: string
  readonly text: string
  /** Of the longest bar: how much there is by now, and how much there will be. */
  readonly done: number
  readonly whole: number
  readonly chosen?: boolean
}

function Bars(props: { readonly title: string; readonly bars: readonly Bar[] }) {
  return (
    <table className={styles.bars}>
      <caption>{props.title}</caption>
      <tbody>
        {props.bars.map(({ key, label, text, done, whole, chosen }) => (
          <tr key={key} data-chosen={chosen}>
            <th scope="row">{label}</th>
            <td>
              <span
                className={styles.bar}
                style={{ '--done': done, '--whole': whole } as CSSProperties}
              />
              {text}
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  )
}

/** The bill: what the whole collective costs, how far it has come, and what others would cost. */
export function Ledger({ frame, params, say }: Props) {
  const { run, bill } = frame
  const { total } = run
  const most = Math.max(...total.bytesSent)
  const slowest = Math.max(...run.rivals.map(({ cost }) => cost.seconds))
  return (
    <div className={styles.ledger}>
      <Results
        items={[
          {
            label: say('time'),
            value: say('{seconds:seconds}', { seconds: total.seconds }),
            note: say('so far', { value: say('{seconds:seconds}', { seconds: bill.seconds }) }),
          },
          {
            label: say('rounds'),
            value: say('{n}', { n: total.rounds }),
            note: say('so far', { value: say('{n}', { n: bill.rounds }) }),
          },
          {
            label: say('messages'),
            value: say('{n}', { n: total.messages }),
            note: say('so far', { value: say('{n}', { n: bill.messages }) }),
          },
          {
            label: say('busiest'),
            value: say('{b:bytes}', { b: total.busiestBytes }),
            term: 'memory',
          },
          {
            label: say('algorithm bandwidth'),
            value: say('{b:bytes}/s', { b: total.algorithmBandwidth }),
          },
          {
            label: say('bus bandwidth'),
            value: say('{b:bytes}/s', { b: total.busBandwidth }),
          },
        ]}
      />
      <Bars
        title={say('sent', { most })}
        bars={total.bytesSent.map((bytes, rank) => ({
          key: String(rank),
          label: String(rank),
          text: say('{b:bytes}', { b: bytes }),
          done: most > 0 ? bill.bytesSent[rank]! / most : 0,
          whole: most > 0 ? bytes / most : 0,
        }))}
      />
      <Bars
        title={say('rivals')}
        bars={run.rivals.map(({ algorithm, cost }) => ({
          key: algorithm,
          label: say(`name ${algorithm}`),
          text: say('{seconds:seconds}', { seconds: cost.seconds }),
          done: cost.seconds / slowest,
          whole: cost.seconds / slowest,
          chosen: algorithm === params.algorithm,
        }))}
      />
    </div>
  )
}

/** Hockney's model with this collective's numbers in it. */
export function Time({ frame, params, say }: Props) {
  const { total } = frame.run
  return (
    <Formula
      html={time}
      values={{
        rounds: say('{n}', { n: total.rounds }),
        latency: say('{s:seconds}', { s: params.latency }),
        busiest: say('{b:bytes}', { b: total.busiestBytes }),
        bandwidth: say('{b:bytes}/s', { b: params.bandwidth }),
        seconds: say('{s:seconds}', { s: total.seconds }),
      }}
    />
  )
}
