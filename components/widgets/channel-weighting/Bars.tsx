import { hue } from '../../hues.ts'
import styles from './View.module.css'

const pitch = 100
const tall = 64

/** One bar per channel under its map; the number stands above the bar's place. */
function Bars(props: {
  readonly values: readonly number[]
  readonly come: number
  readonly top: number
  readonly colour: string
}) {
  const { values, come, top, colour } = props
  return (
    <svg viewBox={`0 0 ${values.length * pitch} ${tall + 42}`} width="100%" aria-hidden="true">
      {values.map((value, c) => {
        const height = (value / top) * tall * come
        return (
          <g key={c} data-term={`channel-${c}`}>
            <rect x={c * pitch + 14} y={40} width={72} height={tall} fill="var(--wash)" />
            <rect
              x={c * pitch + 14}
              y={tall + 40 - height}
              width={72}
              height={height}
              fill={colour}
            />
            {come > 0 && (
              <text className={styles.number} x={(c + 0.5) * pitch} y={30} fill="var(--ink-1)">
                {value.toFixed(2)}
              </text>
            )}
          </g>
        )
      })}
    </svg>
  )
}

/** The squeezed maps, on the scale of the largest. */
export function MeanBars(props: { readonly means: readonly number[]; readonly come: number }) {
  return (
    <Bars
      values={props.means}
      come={props.come}
      top={Math.max(...props.means)}
      colour={hue('channels-in')}
    />
  )
}

/** The weights; the full height is 1, a channel that passes whole. */
export function WeightBars(props: { readonly weights: readonly number[]; readonly come: number }) {
  return <Bars values={props.weights} come={props.come} top={1} colour={hue('channels-out')} />
}
