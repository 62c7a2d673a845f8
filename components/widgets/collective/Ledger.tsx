import { useDeferredValue, useMemo } from 'react'
import type { CSSProperties } from 'react'
import { busFactor } from '../../../math/collectives/index.ts'
import type { ViewProps } from '../../widget/definition.ts'
import { Results } from '../../ui/Results.tsx'
import { Formula } from '../../ui/Formula.tsx'
import { billLines, ranksByBill, rankNames } from './bill.ts'
import { later } from './later.ts'
import { rivalsOf } from './run.ts'
import time from './time.tex'
import { algorithms } from './widget.ts'
import type widget from './widget.ts'
import styles from './Ledger.module.css'

type Props = ViewProps<typeof widget>

/** Of the longest bar: how much there is by now, and how much there will be. */
function Bar({ done, whole }: { readonly done: number; readonly whole: number }) {
  return (
    <span
      className={styles.bar}
      style={{ '--done': done, '--whole': whole } as CSSProperties}
      aria-hidden="true"
    />
  )
}

/** Bytes and messages that each rank sends and receives; ranks with the same bill share a line. */
function ByRank({ frame, say }: Pick<Props, 'frame' | 'say'>) {
  const { run, bill } = frame
  const lines = useMemo(() => ranksByBill(run.total, bill), [run.total, bill])
  const { total } = run
  const most = Math.max(...total.bytesSent, ...total.bytesReceived)
  const cell = (bytes: number, messages: number, done: number) => (
    <td>
      {say('{b:bytes}', { b: bytes })}
      <small>{say(messages === 1 ? 'in one message' : 'in messages', { n: messages })}</small>
      <Bar done={most > 0 ? done / most : 0} whole={most > 0 ? bytes / most : 0} />
    </td>
  )
  return (
    <table className={styles.ranks}>
      <caption>{say('by rank')}</caption>
      <thead>
        <tr>
          <th scope="col">{say('rank')}</th>
          <th scope="col">{say('sent')}</th>
          <th scope="col">{say('received')}</th>
        </tr>
      </thead>
      <tbody>
        {lines.map((ranks) => {
          const [rank] = ranks as [number]
          return (
            <tr key={rank}>
              <th scope="row">{rankNames(ranks)}</th>
              {cell(total.bytesSent[rank]!, total.messagesSent[rank]!, bill.bytesSent[rank]!)}
              {cell(
                total.bytesReceived[rank]!,
                total.messagesReceived[rank]!,
                bill.bytesReceived[rank]!,
              )}
            </tr>
          )
        })}
      </tbody>
    </table>
  )
}

/** What every legal algorithm would take here. */
function Rivals({ params, say }: Pick<Props, 'params' | 'say'>) {
  // On many ranks this takes longer than a slider may: it follows as soon as there is time.
  const later = useDeferredValue(params)
  const rivals = useMemo(() => rivalsOf(later, algorithms), [later])
  const slowest = Math.max(...rivals.map(({ seconds }) => seconds))
  return (
    <table className={styles.bars}>
      <caption>{say('rivals')}</caption>
      <tbody>
        {rivals.map(({ algorithm, seconds }) => (
          <tr key={algorithm} data-chosen={algorithm === params.algorithm}>
            <th scope="row">{say(`name ${algorithm}`)}</th>
            <td>
              <Bar done={seconds / slowest} whole={seconds / slowest} />
              {say('{seconds:seconds}', { seconds })}
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  )
}

/** What the fault makes of the time. */
function delayed({ frame, say }: Pick<Props, 'frame' | 'say'>) {
  const { delay } = frame.run
  if (!delay || Object.keys(delay.disturbance).length === 0) return []
  const { seconds } = delay.timeline
  return [
    {
      label: say('with fault'),
      value: seconds === Infinity ? say('never') : say('{seconds:seconds}', { seconds }),
      note: say('without fault', { calm: delay.calm }),
    },
  ]
}

/** What the whole collective costs, how far it has come, and what others would cost. */
export function Ledger({ frame, params, say }: Props) {
  const { run, bill } = frame
  const { total } = run
  const soFar = (as: string, value: number) => say('so far', { value: say(as, { value }) })
  const moves = params.primitive !== 'barrier'
  return (
    <div className={styles.ledger}>
      <Results
        items={[
          {
            label: say('time'),
            value: say('{seconds:seconds}', { seconds: total.seconds }),
            note: soFar('{value:seconds}', bill.seconds),
          },
          ...delayed({ frame, say }),
          {
            label: say('rounds'),
            value: say('{n}', { n: total.rounds }),
            note: soFar('{value}', bill.rounds),
          },
          {
            label: say('messages'),
            value: say('{n}', { n: total.messages }),
            note: soFar('{value}', bill.messages),
          },
          ...(moves
            ? [
                {
                  label: say('chunks'),
                  value: say('{n}', { n: run.schedule.chunks }),
                  note: say('chunk size', {
                    size: params.bytes / partsOf(run.schedule),
                  }),
                  term: 'memory',
                },
                {
                  label: say('algorithm bandwidth'),
                  value: say('{b:bytes}/s', { b: total.algorithmBandwidth }),
                },
                {
                  label: say('bus bandwidth'),
                  value: say('{b:bytes}/s', { b: total.busBandwidth }),
                  note: say('bus factor', {
                    f: busFactor(params.primitive, params.ranks),
                    b: total.algorithmBandwidth,
                  }),
                },
              ]
            : []),
        ]}
      />
      <ByRank frame={frame} say={say} />
      <Rivals params={params} say={say} />
    </div>
  )
}

/** Into how many chunks one rank's vector of S bytes is cut. */
const partsOf = ({ primitive, chunks, ranks }: Props['frame']['run']['schedule']) =>
  primitive === 'all-to-all' ? chunks / ranks : chunks

/** Hockney's model with this collective's numbers in it, and its terms against their lower bounds. */
export function Bill({ frame, params, say }: Props) {
  const { run } = frame
  const { total, nodes } = run
  const parts = later()
  const lines = useMemo(() => billLines(run), [run])
  const seconds = say('{s:seconds}', { s: total.seconds })
  const shared = {
    latency: say('{s:seconds}', { s: params.latency }),
    bandwidth: say('{b:bytes}/s', { b: params.bandwidth }),
    seconds,
  }
  return (
    <div className={styles.bill}>
      {nodes === 1 ? (
        <Formula
          html={time}
          values={{
            ...shared,
            rounds: say('{n}', { n: total.rounds }),
            busiest: say('{b:bytes}', { b: total.busiestBytes }),
          }}
        />
      ) : (
        parts && <parts.Levels frame={frame} params={params} say={say} />
      )}
      <div tabIndex={0} role="group" aria-label={say('bill')}>
        <table className={styles.terms}>
          <caption>{say('bill')}</caption>
          <thead>
            <tr>
              {['term', 'count', 'costs', 'at least', 'over'].map((head) => (
                <th key={head} scope="col">
                  {say(`bill ${head}`)}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {lines.map(({ term, count, bytes, seconds: own, least }) => (
              <tr key={term}>
                <th scope="row">{say(`term ${term}`)}</th>
                <td>{bytes ? say('{count:bytes}', { count }) : say('{count}', { count })}</td>
                <td>{say('{own:seconds}', { own })}</td>
                <td>{least === null ? '–' : say('{least:seconds}', { least })}</td>
                <td>
                  {least === null || least === 0
                    ? '–'
                    : say('{ratio:number} ×', { ratio: own / least })}
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </div>
  )
}
