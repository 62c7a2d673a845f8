import { memo, useId } from 'react'
import { connections } from '../../../math/nets/signal-propagation.ts'
import type { ViewProps } from '../../widget/definition.ts'
import { across, apart, frame, size } from './chart.ts'
import type { Chart } from './chart.ts'
import type widget from './widget.ts'
import styles from './View.module.css'

type Say = ViewProps<typeof widget>['say']

const path = (points: readonly { readonly x: number; readonly y: number }[]) =>
  points
    .map(({ x, y }, index) => `${index === 0 ? 'M' : 'L'}${x.toFixed(1)} ${y.toFixed(1)}`)
    .join('')

/** Strokes of no length, whose round ends are the dots: one element however deep the net. */
const dots = (points: readonly { readonly x: number; readonly y: number }[]) =>
  points.map(({ x, y }) => `M${x.toFixed(1)} ${y.toFixed(1)}h0`).join('')

/** The three lines, whole; the name of each stands at the end that its pass arrives at. */
const Lines = memo(function Lines({ chart }: { readonly chart: Chart }) {
  return (
    <>
      {connections.map((connection) => (
        <g key={connection} className={styles[connection]} data-term={connection}>
          <path className={styles.line} d={path(chart.lines[connection])} />
          <path className={styles.dots} d={dots(chart.lines[connection])} />
        </g>
      ))}
    </>
  )
})

/**
 * A quantity layer by layer. What the pass has reached is drawn in full, the rest pale.
 *
 * @param from, to the part that has been reached, in layers
 */
export function Plot(props: {
  readonly chart: Chart
  readonly depth: number
  readonly from: number
  readonly to: number
  /** Where the pass is now; nothing when it is in the other plot. */
  readonly now: number | null
  readonly title: string
  readonly hue: 'forward' | 'backward'
  readonly say: Say
}) {
  const { chart, depth, from, to, now, title, hue, say } = props
  const id = useId()
  const ends = connections.map((connection) => chart.lines[connection].at(-1)!.y)
  const places = apart(ends, 17)
  const layers = [
    ...new Set([1, Math.ceil(depth / 4), Math.ceil(depth / 2), Math.ceil((3 * depth) / 4), depth]),
  ]
  return (
    <svg viewBox={`0 0 ${size.width} ${size.height}`} width="100%" aria-hidden="true">
      <clipPath id={`${id}-reached`}>
        <rect
          x={across(from, depth)}
          width={Math.max(0, across(to, depth) - across(from, depth))}
          height={size.height}
        />
      </clipPath>
      <text className={styles.title} x={frame.left} y={14} data-term={hue}>
        {title}
      </text>
      <g className={styles.ticks}>
        {chart.ticks.map((power) => (
          <g key={power}>
            <line
              className={power === 0 ? styles.one : undefined}
              x1={frame.left}
              x2={frame.right}
              y1={chart.y(10 ** power)}
              y2={chart.y(10 ** power)}
            />
            <text x={frame.left - 5} y={chart.y(10 ** power) + 4} textAnchor="end">
              10
              <tspan dy="-4" fontSize="75%">
                {say('{power}', { power: String(power).replace('-', '−') })}
              </tspan>
            </text>
          </g>
        ))}
        {layers.map((layer) => (
          <text key={layer} x={across(layer, depth)} y={frame.bottom + 15} textAnchor="middle">
            {say('{layer}', { layer })}
          </text>
        ))}
        <text x={frame.right + 8} y={frame.bottom + 15}>
          {say('layerAxis')}
        </text>
      </g>
      <g className={styles.later}>
        <Lines chart={chart} />
      </g>
      <g clipPath={`url(#${id}-reached)`}>
        <Lines chart={chart} />
      </g>
      {connections.map((connection, index) => (
        <text
          key={connection}
          className={`${styles.name} ${styles[connection]}`}
          x={frame.right + 2}
          y={places[index]! + 4}
          data-term={connection}
        >
          {say(connection)}
        </text>
      ))}
      {now !== null && (
        <line
          className={styles.now}
          data-term={hue}
          x1={across(now, depth)}
          x2={across(now, depth)}
          y1={frame.top}
          y2={frame.bottom}
        />
      )}
    </svg>
  )
}
