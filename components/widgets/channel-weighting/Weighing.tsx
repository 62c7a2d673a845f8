import { useMemo } from 'react'
import { hue } from '../../hues.ts'
import { Sheet } from '../../marks/Sheet.tsx'
import { sheetMask } from '../../marks/sheet.ts'
import type { ViewProps } from '../../widget/definition.ts'
import { Layers } from './Layers.tsx'
import { channels, mapOf, side } from './maps.ts'
import type { Weighed } from './maps.ts'
import { MeanBars, WeightBars } from './Bars.tsx'
import styles from './View.module.css'
import type widget from './widget.ts'

type Props = Omit<ViewProps<typeof widget>, 'frame'> & {
  readonly frame: { readonly kind: 'maps'; readonly stage: number; readonly weighed: Weighed }
}

const plan = { across: 1, down: 1, width: side, height: side, gap: 0 }

/** Eight maps, each as tall as it is weighed; hovering a column lights it up everywhere. */
function Maps(props: {
  readonly masks: readonly string[]
  readonly strength: (channel: number) => number
  readonly shown: boolean
  readonly colour: 'channels-in' | 'channels-out'
}) {
  const { masks, strength, shown, colour } = props
  return (
    <div className={styles.maps}>
      {masks.map((mask, c) => (
        <span key={c} data-term={`channel-${c}`} className={shown ? undefined : styles.empty}>
          {shown ? (
            <span style={{ display: 'block', opacity: strength(c) }}>
              <Sheet plan={plan} layers={[[mask, hue(colour)]]} style={{ background: 'none' }} />
            </span>
          ) : (
            <Sheet plan={plan} layers={[]} style={{ background: 'none' }} />
          )}
        </span>
      ))}
    </div>
  )
}

/** Maps in, their means, two small layers, a weight for each, maps out: top to bottom. */
export function Weighing({ frame, t, say }: Props) {
  const { stage, weighed } = frame
  const { input, layers, result } = weighed
  const masks = useMemo(
    () =>
      channels.map((_, c) => {
        const map = mapOf(input, c)
        return sheetMask(plan, (_tile, row, column) => map[row * side + column]!)
      }),
    [input],
  )
  /** How far a stage has come: 0 not begun, 1 there. */
  const come = (of: number) => (stage > of ? 1 : stage === of ? t : 0)
  const caption = (name: string, at: number, values = {}) => (
    <p className={styles.caption} data-reached={stage >= at} data-term={name}>
      {say(`${name}Caption`, values)}
    </p>
  )
  return (
    <div className={styles.weighing}>
      {caption('maps', 0)}
      <Maps masks={masks} strength={() => 1} shown colour="channels-in" />
      {caption('squeeze', 1)}
      <MeanBars means={result.squeezed.data} come={come(1)} />
      {caption('reduce', 2, { middle: layers.reduce.shape[0]! })}
      <Layers layers={layers} hidden={result.hidden.data} reduced={come(2)} excited={come(3)} />
      {caption('excite', 3)}
      <WeightBars weights={result.weights.data} come={come(3)} />
      {caption('scale', 4)}
      <Maps
        masks={masks}
        strength={(c) => 1 + (result.weights.data[c]! - 1) * come(4)}
        shown={stage >= 4}
        colour="channels-out"
      />
      <p className={styles.note}>{say('rule')}</p>
    </div>
  )
}
