import type { Best } from '../../../math/parallel/pipeline/puzzles.ts'
import type { Values } from '../../text.ts'
import { across } from './geometry.ts'
import { ofBest } from './words.ts'
import styles from './View.module.css'

/** Time along the top, with the best time marked. */
export function Axis(props: {
  readonly span: number
  readonly best: Best | null
  readonly say: (phrase: string, values?: Values) => string
}) {
  const { span, best, say } = props
  const step = [1, 2, 5, 10, 20].find((one) => span / one <= 14) ?? 50
  const ticks = Array.from({ length: Math.floor(span / step) + 1 }, (_, at) => at * step).filter(
    // The best time has a mark of its own.
    (time) =>
      best === null || Math.abs(time - best.score) > Math.max(best.proven ? 1.5 : 2.5, span / 18),
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
        <text className={styles.bestLabel} x={across(best.score, span)} y="12">
          {say(ofBest('bestMark', best), { best: best.score })}
        </text>
      )}
    </svg>
  )
}
