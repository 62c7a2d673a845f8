import { Fragment, useMemo } from 'react'
import type { ViewProps } from '../../widget/definition.ts'
import type { Outcome } from './sweep.ts'
import { outcomes, sizesOfSchedule } from './sweep.ts'
import { ruleOf } from './schedules.ts'
import type { Measure, Schedule } from './schedules.ts'
import { drawn } from './widget.ts'
import type widget from './widget.ts'
import styles from './Tables.module.css'

type Props = ViewProps<typeof widget>

const format = (measure: Measure) =>
  measure === 'time' || measure === 'peak' ? '{value:count}' : '{value:percent}'

/** A number with a bar as long as its share of what it can be; nothing to show is a dash. */
function Cell(
  props: { readonly outcome: Outcome | null; readonly measure: Measure } & Pick<Props, 'say'>,
) {
  const { outcome, measure, say } = props
  if (outcome === null) return <span className={styles.none}>{say('notThere')}</span>
  const value = outcome[measure]
  return (
    <span className={styles.cell}>
      {say(format(measure), { value })}
      <span className={styles.track} aria-hidden="true">
        <span style={{ width: `${100 * outcome['of-total']}%` }} />
      </span>
    </span>
  )
}

/** All schedules at the size that is set; a row's name draws it. */
function Schedules({ params, say, set }: Props) {
  const rows = useMemo(() => outcomes(params), [params])
  const chosen = drawn(params)
  return (
    <table>
      <caption>{say('schedulesCaption', { p: params.stages, m: params.microbatches })}</caption>
      <thead>
        <tr>
          {['schedule', 'makespan', 'ofTotal', 'overIdeal', 'inside', 'peakHeld', 'copies'].map(
            (head) => (
              <th key={head} scope="col">
                {say(head)}
              </th>
            ),
          )}
        </tr>
      </thead>
      <tbody>
        {rows.map(({ name, misfit, outcome }) => (
          <tr key={name} data-chosen={chosen.includes(name)}>
            <th scope="row">
              <button
                type="button"
                title={say('drawIt')}
                onClick={() => set({ schedule: name, view: 'timeline' })}
              >
                {say(`name-${name}`)}
              </button>
            </th>
            {outcome === null ? (
              <td colSpan={5}>{say(misfit === null ? 'tooLarge' : `misfit-${misfit}`)}</td>
            ) : (
              <>
                <td>{say('{value:count}', { value: outcome.time })}</td>
                <td>
                  <Cell outcome={outcome} measure="of-total" say={say} />
                </td>
                <td>{say('{value:percent}', { value: outcome['over-ideal'] })}</td>
                <td>
                  {outcome.inside === null
                    ? say('notThere')
                    : say('{value:percent}', { value: outcome.inside })}
                </td>
                <td>{say('{value:count}', { value: outcome.peak })}</td>
              </>
            )}
            <td>{ruleOf(name).parameterCopies}</td>
          </tr>
        ))}
      </tbody>
    </table>
  )
}

/** One or two schedules over p and m; a cell draws its size. */
function Sizes({ params, say, set }: Props) {
  const names: readonly Schedule[] = drawn(params)
  const all = useMemo(() => names.map((name) => sizesOfSchedule(name, params)), [names, params])
  const [first] = all
  return (
    <table>
      <caption>
        {say('overSizes', {
          measure: say(`measure-${params.measure}`),
          names: names.map((name) => say(`name-${name}`)).join(' / '),
        })}
      </caption>
      <thead>
        <tr>
          <th scope="col">{say('sizesCorner')}</th>
          {first![0]!.cells.map(({ microbatches }) => (
            <th key={microbatches} scope="col">
              m = {microbatches}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {first!.map(({ stages, cells }, row) => (
          <tr key={stages}>
            <th scope="row">p = {stages}</th>
            {cells.map(({ microbatches }, column) => (
              <td
                key={microbatches}
                data-chosen={stages === params.stages && microbatches === params.microbatches}
              >
                <button
                  type="button"
                  title={say('drawSize', { p: stages, m: microbatches })}
                  onClick={() => set({ stages, microbatches, view: 'timeline' })}
                >
                  {all.map((sizes, index) => (
                    <Fragment key={names[index]}>
                      <Cell
                        outcome={sizes[row]!.cells[column]!.outcome}
                        measure={params.measure}
                        say={say}
                      />
                    </Fragment>
                  ))}
                </button>
              </td>
            ))}
          </tr>
        ))}
      </tbody>
    </table>
  )
}

/** The schedules as numbers: all of them at one size, and the chosen ones over sizes. */
export function Tables(props: Props) {
  return (
    <div className={styles.tables}>
      <div
        className={styles.scroll}
        tabIndex={0}
        role="region"
        aria-label={props.say('schedulesRegion')}
      >
        <Schedules {...props} />
      </div>
      <div
        className={styles.scroll}
        tabIndex={0}
        role="region"
        aria-label={props.say('sizesRegion')}
      >
        <Sizes {...props} />
      </div>
      <p className={styles.note}>{props.say('tablesNote')}</p>
    </div>
  )
}
