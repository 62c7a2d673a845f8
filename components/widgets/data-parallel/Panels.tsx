import type { CSSProperties, ReactNode } from 'react'
import type { Values } from '../../text.ts'
import { heldFor, hueOfUse, nameOfUse, usesOf } from './memory.ts'
import { nameOf, range, sentIn } from './names.ts'
import { isCompute, memoryAt, runningAt } from './run.ts'
import type { Moment } from './run.ts'
import styles from './View.module.css'

type Say = (phrase: string, values?: Values) => string

/** What lies in memory at a moment, in bytes: one column per group of ranks. */
export function Holdings({ moment, say }: { readonly moment: Moment; readonly say: Say }) {
  const { run, time } = moment
  const columns = run.groups.map(({ ranks, role }) => {
    const entry = memoryAt(moment, ranks[0]!)
    return { head: say(`role ${role}`, { ranks: range(ranks) }), entry }
  })
  const cell = (value: number) => (value < 0.5 ? '0' : say('{value:bytes}', { value }))
  return (
    <table className={styles.holdings}>
      <caption>{say('memoryAt', { time })}</caption>
      <thead>
        <tr>
          <td aria-hidden="true" />
          {columns.map(({ head }) => (
            <th key={head} scope="col">
              {head}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {usesOf(run).map((use) => (
          <tr key={use} style={{ '--hue': `var(--hue-${hueOfUse[use]})` } as CSSProperties}>
            <th scope="row">
              <span className={styles.use}>
                <span className={styles.swatch} data-use={use} aria-hidden="true" />
                {say(nameOfUse(use, run))}
              </span>
            </th>
            {columns.map(({ head, entry }) => (
              <td key={head}>{cell(heldFor(entry, use))}</td>
            ))}
          </tr>
        ))}
        <tr className={styles.total}>
          <th scope="row">{say('holds now')}</th>
          {columns.map(({ head, entry }) => (
            <td key={head}>{cell(entry.total)}</td>
          ))}
        </tr>
      </tbody>
    </table>
  )
}

/** What is on the wire at a moment, how far it has come, and what computes beside it. */
export function Wire(props: { readonly moment: Moment; readonly say: Say }) {
  const { moment, say } = props
  const { run, time } = moment
  const ranks = run.groups.map((group) => ({
    ...group,
    running: runningAt(moment, group.ranks[0]!),
  }))
  const event = ranks.flatMap(({ running }) => running.filter((one) => !isCompute(one)))[0]
  const line = (head: string, body: ReactNode, term?: string) => (
    <div data-term={term}>
      <dt>{head}</dt>
      <dd>{body}</dd>
    </div>
  )
  return (
    <dl className={styles.wire}>
      {line(
        say('onWire'),
        event === undefined ? (
          say('nothing')
        ) : (
          <>
            <b>{say(...nameOf(event, run))}</b>
            <span
              className={styles.progress}
              aria-hidden="true"
              style={
                {
                  '--done': `${(100 * (time - event.start)) / (event.end - event.start)}%`,
                } as CSSProperties
              }
            />
            {say(`short ${event.kind}`, {
              bytes: event.bytes,
              sent: sentIn(event, run),
              length: event.end - event.start,
            })}
          </>
        ),
        'communication',
      )}
      {ranks.map(({ role, ranks: names, running }) => {
        const computing = running.find(isCompute)
        return (
          <div key={role}>
            <dt>{say(`role ${role}`, { ranks: range(names) })}</dt>
            <dd>{computing ? say(...nameOf(computing, run)) : say('waiting')}</dd>
          </div>
        )
      })}
    </dl>
  )
}
