import { memo } from 'react'
import type { RejectionCode } from '../../../math/parallel/plan/index.ts'
import type { ViewProps } from '../../widget/definition.ts'
import type { PlansFrame } from './frame.ts'
import { nearestSentence, reasonValues, rejectedBy } from './words.ts'
import type widget from './widget.ts'
import styles from './WhyNot.module.css'

type Say = ViewProps<typeof widget>['say']

/** The plans that cannot be run, counted by the rule that turned them down first. */
export const WhyNot = memo(function WhyNot(props: {
  readonly frame: PlansFrame
  readonly say: Say
}) {
  const { frame, say } = props
  const { considered, feasible } = frame.landscape
  const counts = rejectedBy(frame)
  const row = (key: 'fits' | RejectionCode, count: number) => (
    <li key={key} data-fits={key === 'fits'}>
      <span className={styles.count}>{say('{count}', { count })}</span>
      <span className={styles.track} aria-hidden="true">
        <span style={{ width: `${(100 * count) / considered}%` }} />
      </span>
      <span>{say(`reason.${key}`, reasonValues(frame))}</span>
    </li>
  )
  return (
    <section className={styles.why}>
      <p className={styles.head}>{say('whyHead', { considered })}</p>
      <ul>
        {row('fits', feasible)}
        {counts.map(([code, count]) => row(code, count))}
      </ul>
      <p>{nearestSentence(frame, say)}</p>
      <details className={styles.limits}>
        <summary>{say('limitsHead')}</summary>
        <p>{say('limits')}</p>
      </details>
    </section>
  )
})
