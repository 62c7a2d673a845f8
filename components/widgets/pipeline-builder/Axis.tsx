import { scaleLinear } from 'd3-scale'
import type { Values } from '../../text.ts'
import { across } from './geometry.ts'
import styles from './View.module.css'

/** Time along the top, with the best time marked. */
export function Axis(props: {
  readonly span: number
  readonly best: number | null
  readonly say: (phrase: string, values?: Values) => string
}) {
  const { span, best, say } = props
  const ticks = scaleLinear([0, span], [0, 1])
    .ticks(10)
    .filter(
      (time) => Number.isInteger(time) && (best === null || Math.abs(time - best) > span / 18),
    )
  return (
    <svg className={styles.axis} width="100%" height="22" aria-hidden="true">
      {ticks.map((time) => (
        <g key={time}>
          <text x={across(time, span)} y="12">
            {say('{time}', { time })}
          </text>
          <line x1={across(time, span)} x2={across(time, span)} y1="17" y2="22" />
        </g>
      ))}
      {best !== null && (
        <text className={styles.bestLabel} x={across(best, span)} y="12">
          {say('bestMark', { best })}
        </text>
      )}
    </svg>
  )
}
