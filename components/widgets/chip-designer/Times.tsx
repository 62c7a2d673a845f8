import type { CSSProperties } from 'react'
import { binders } from '../../../math/chip-design/run.ts'
import type { Spent } from '../../../math/chip-design/run.ts'
import type { ViewProps } from '../../widget/definition.ts'
import { lookOf } from './looks.ts'
import type { Trial } from './study.ts'
import type widget from './widget.ts'
import { namedBy } from './words.ts'
import styles from './View.module.css'

type Props = ViewProps<typeof widget>

/** One bar: what its time is spent waiting for, `width` of the row long. */
function Bar(props: {
  readonly spent: Spent
  readonly time: number
  /** Of the row, in [0, 1]. */
  readonly width: number
  readonly tick?: number | undefined
  readonly say: Props['say']
}) {
  const { spent, time, width, tick, say } = props
  return (
    <span className={styles.track} aria-hidden="true">
      <span className={styles.bar} style={{ width: `${100 * width}%` }}>
        {binders.map((binder) => {
          const share = time === 0 ? 0 : spent[binder] / time
          if (share === 0) return null
          return (
            <span
              key={binder}
              className={styles.segment}
              data-term={lookOf[binder].term}
              style={{ width: `${100 * share}%`, ...lookOf[binder].style }}
            >
              {share * width > 0.13 && (
                <span>{say('{value:percent}', { value: Math.round(share * 100) / 100 })}</span>
              )}
            </span>
          )
        })}
      </span>
      {tick !== undefined && (
        <span className={styles.tick} style={{ '--at': `${100 * tick}%` } as CSSProperties} />
      )}
    </span>
  )
}

function Workload({ trial, ...props }: Props & { readonly trial: Trial }) {
  const { params, frame, set, say } = props
  const { id, run, reference, workload } = trial
  const most = Math.max(run.time, reference.time)
  const ratio = reference.time / run.time
  return (
    <li className={styles.row}>
      <button
        type="button"
        className={styles.name}
        onClick={() => set({ focus: params.focus === id ? 'all' : id })}
        aria-pressed={params.focus === id}
      >
        {say(`workload.${id}`, namedBy(params))}
      </button>
      <Bar
        spent={run.spent}
        time={run.time}
        width={run.time / most}
        tick={reference.time / most}
        say={say}
      />
      <span className={styles.figures}>
        <b>{say('{value:seconds}', { value: run.time })}</b>{' '}
        <span>
          {run.fits
            ? say('against', { ratio, chip: say(`preset.${frame.comparedWith}`) })
            : say('unfit', { need: run.need, capacity: params.capacity * 1e9 })}
        </span>{' '}
        <span>{say(`rate.${id}`, { rate: workload.yields / run.time })}</span>
      </span>
    </li>
  )
}

/** The parts of the workload that is looked at, on one scale of time. */
function Parts({ trial, say }: { readonly trial: Trial; readonly say: Props['say'] }) {
  const groups = trial.run.groups.filter(({ time }) => time > 0)
  const longest = Math.max(...groups.map(({ time }) => time))
  return (
    <ol className={styles.parts}>
      {groups.map(({ group, time, spent }) => (
        <li key={group} className={styles.row}>
          <span className={styles.part}>{say(group)}</span>
          <Bar spent={spent} time={time} width={time / longest} say={say} />
          <span className={styles.figures}>
            {say('partTime', { time, share: time / trial.run.time })}
          </span>
        </li>
      ))}
    </ol>
  )
}

/** Where the time of each workload goes: one bar each, or the parts of one. */
export function Times(props: Props) {
  const { frame, say } = props
  const shown = frame.focused ? [frame.focused] : frame.trials
  return (
    <div className={styles.section}>
      <p className={styles.caption}>{say(frame.focused ? 'timesOne' : 'timesAll')}</p>
      <ul className={styles.legend}>
        {binders.map((binder) => (
          <li key={binder} data-term={lookOf[binder].term}>
            <span className={styles.chip} style={lookOf[binder].style} />
            {say(`binder.${binder}`)}
          </li>
        ))}
        <li>
          <span className={styles.tickKey} />
          {say('tickKey', { chip: say(`preset.${frame.comparedWith}`) })}
        </li>
      </ul>
      <ul className={styles.rows}>
        {shown.map((trial) => (
          <Workload key={trial.id} trial={trial} {...props} />
        ))}
      </ul>
      {frame.focused ? (
        <p className={styles.note}>{say('busy', frame.focused.run.busy)}</p>
      ) : (
        <p className={styles.note}>
          {say('together', { speed: frame.speed, price: frame.dearer })}
        </p>
      )}
      {frame.focused && <Parts trial={frame.focused} say={say} />}
    </div>
  )
}
