import type { Excitation } from '../../../math/conv/index.ts'
import { hue } from '../../hues.ts'
import styles from './View.module.css'

const width = 800
const height = 250
const middleY = 125
const half = 26

/** The two small layers: every mean to every unit, every unit to every weight. */
export function Layers(props: {
  readonly layers: Excitation
  readonly hidden: readonly number[]
  /** How far each layer has come. */
  readonly reduced: number
  readonly excited: number
}) {
  const { layers, hidden, reduced, excited } = props
  const [units, channels] = layers.reduce.shape as [number, number]
  const channelX = (c: number) => ((c + 0.5) * width) / channels
  const unitX = (unit: number) => ((unit + 0.5) * width) / units
  const most = Math.max(...layers.reduce.data.map(Math.abs))
  const link = (weight: number, strongest: number) => ({
    stroke: weight < 0 ? 'var(--ink-3)' : hue('kernel'),
    strokeDasharray: weight < 0 ? '4 7' : undefined,
    strokeOpacity: weight < 0 ? 0.55 : 1,
    strokeWidth: 1 + ((weight < 0 ? 1.5 : 4) * Math.abs(weight)) / strongest,
  })
  const strongest = Math.max(...layers.expand.data.map(Math.abs))
  return (
    <svg viewBox={`0 0 ${width} ${height}`} width="100%" aria-hidden="true">
      <g opacity={0.15 + 0.6 * reduced}>
        {hidden.flatMap((_, unit) =>
          Array.from({ length: channels }, (__, c) => (
            <line
              key={`${unit} ${c}`}
              data-term={`channel-${c}`}
              x1={channelX(c)}
              y1={4}
              x2={unitX(unit)}
              y2={middleY - half}
              {...link(layers.reduce.data[unit * channels + c]!, most)}
            />
          )),
        )}
      </g>
      <g opacity={0.15 + 0.6 * excited}>
        {hidden.flatMap((value, unit) =>
          Array.from({ length: channels }, (__, c) => (
            <line
              key={`${unit} ${c}`}
              data-term={`channel-${c}`}
              x1={unitX(unit)}
              y1={middleY + half}
              x2={channelX(c)}
              y2={height - 4}
              // A unit that is silent sends nothing on.
              opacity={value > 0 ? 1 : 0.25}
              {...link(layers.expand.data[c * units + unit]!, strongest)}
            />
          )),
        )}
      </g>
      {hidden.map((value, unit) => {
        const on = reduced > 0 && value > 0
        return (
          <g key={unit} data-term="reduction">
            <rect
              x={unitX(unit) - 44}
              y={middleY - half}
              width={88}
              height={2 * half}
              rx={half}
              fill={on ? hue('kernel') : 'var(--card)'}
              stroke={hue('kernel')}
              strokeWidth="2"
              strokeDasharray={on ? undefined : '5 5'}
            />
            {reduced > 0 && (
              <text
                className={styles.number}
                x={unitX(unit)}
                y={middleY + 10}
                fill={on ? 'var(--on-hue)' : 'var(--ink-2)'}
              >
                {value.toFixed(2)}
              </text>
            )}
          </g>
        )
      })}
    </svg>
  )
}
