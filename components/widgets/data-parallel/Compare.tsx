import { memo, useMemo } from 'react'
import type { CSSProperties } from 'react'
import type { Values } from '../../text.ts'
import { outcomesOf } from './run.ts'
import type { Run, Setting } from './run.ts'
import styles from './View.module.css'

/** The same step under all strategies; the name of each is a way to it. */
export const Compare = memo(function Compare(props: {
  readonly run: Run
  readonly say: (phrase: string, values?: Values) => string
  readonly choose: (strategy: Setting['strategy']) => void
}) {
  const { run, say, choose } = props
  const outcomes = useMemo(() => outcomesOf(run), [run])
  const columns = ['duration', 'sent', 'peak'] as const
  const most = (column: (typeof columns)[number]) =>
    Math.max(...outcomes.map((outcome) => outcome[column]))
  return (
    <table className={styles.compare}>
      <caption>{say('compare')}</caption>
      <thead>
        <tr>
          <td aria-hidden="true" />
          {columns.map((column) => (
            <th key={column} scope="col">
              {say(`compare ${column}`)}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {outcomes.map((outcome) => (
          <tr
            key={outcome.strategy}
            aria-current={outcome.strategy === run.setting.strategy ? 'true' : undefined}
          >
            <th scope="row">
              <button type="button" onClick={() => choose(outcome.strategy)}>
                {say(`name ${outcome.strategy}`)}
              </button>
            </th>
            {columns.map((column) => (
              <td
                key={column}
                style={{ '--ratio': outcome[column] / most(column) } as CSSProperties}
              >
                {say(column === 'duration' ? '{value:seconds}' : '{value:bytes}', {
                  value: outcome[column],
                })}
              </td>
            ))}
          </tr>
        ))}
      </tbody>
    </table>
  )
})
