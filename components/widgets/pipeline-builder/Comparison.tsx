import { peaksIn } from '../../../math/parallel/pipeline/puzzle.ts'
import { rivalsOf } from '../../../math/parallel/pipeline/rivals.ts'
import { formatSchedule } from '../../../math/parallel/pipeline/notation.ts'
import type { PipelineSchedule } from '../../../math/parallel/pipeline/schedule.ts'
import type { Values } from '../../text.ts'
import { insightInto } from './insight.ts'
import type { Frame } from './moves.ts'
import styles from './View.module.css'

/** Whether every rank's list is that of the schedule with a name. */
const isKnown = (known: PipelineSchedule, built: PipelineSchedule) =>
  formatSchedule(known).join() === formatSchedule(built).join()

/** The finished order beside the schedules of the books, and what is to be learnt from it. */
export function Comparison(props: {
  readonly frame: Frame
  readonly say: (phrase: string, values?: Values) => string
}) {
  const { frame, say } = props
  const { level, position } = frame
  const { advice, score, best } = insightInto(level, position)
  if (score === null) return null
  const row = (name: string, time: number, peaks: readonly number[], fits: boolean) => (
    <tr key={name}>
      <th scope="row">{name}</th>
      <td>{say('{time}', { time })}</td>
      <td data-term="memory">
        {peaks.map((peak) => say('{peak}', { peak })).join(' · ')}{' '}
        {!fits && <span className={styles.over}>{say('tooMuch')}</span>}
      </td>
    </tr>
  )
  return (
    <div className={styles.comparison}>
      {advice.kind === 'finished' && (
        <p>
          {best.known &&
            say(isKnown(best.known, position.schedule) ? 'isKnown' : 'asGoodAsKnown', {
              name: say(`name-${best.known.name}`),
            }) + say('gap')}
          {say(`lesson-${level.name}`)}
        </p>
      )}
      <table>
        <thead>
          <tr>
            <th scope="col">{say('order')}</th>
            <th scope="col">{say(level.counts === 'step' ? 'time' : 'period')}</th>
            <th scope="col">{say('peak')}</th>
          </tr>
        </thead>
        <tbody>
          {row(say('yours'), score, peaksIn(position), true)}
          {rivalsOf(level).map(({ name, score: time, peaks, fits }) =>
            row(say(`name-${name}`), time, peaks, fits),
          )}
        </tbody>
      </table>
    </div>
  )
}
