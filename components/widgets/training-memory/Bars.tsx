import type { CSSProperties } from 'react'
import { hue } from '../../hues.ts'
import type { Hue } from '../../hues.ts'
import type { ViewProps } from '../../widget/definition.ts'
import type { Bar, Budget, Kind } from './budget.ts'
import { zeros } from './options.ts'
import { roomBetween, type Scale, scaleOf } from './scale.ts'
import type widget from './widget.ts'
import { kindsOf, verdictOf } from './words.ts'
import styles from './Bars.module.css'
import marks from './kinds.module.css'

type Props = Pick<ViewProps<typeof widget>, 'params' | 'say' | 'set'>

export const hueOf: Readonly<Record<Kind, Hue>> = {
  parameters: 'kernel',
  gradients: 'backward-weight',
  optimizer: 'optimizer',
  working: 'communication',
  activations: 'memory',
}

/** Where a value stands on the axis, in percent. */
const across = (scale: Scale, bytes: number) => `${(100 * bytes) / scale.end}%`

/** Wide enough for its name on a desktop; container queries hide names on a phone. */
const roomForName = 0.16

/** The parts of one bar, in bytes, with the sum: what the bar shows, to the digit. */
function Sum({ bar, say }: { readonly bar: Bar; readonly say: Props['say'] }) {
  const parts = kindsOf(bar)
  return (
    <span className={styles.sum}>
      {parts.map((kind, index) => (
        <span key={kind} data-term={hueOf[kind]} style={{ color: hue(hueOf[kind]) }}>
          {index > 0 && <i> + </i>}
          {say('{bytes:bytes}', { bytes: bar.parts[kind] })}
        </span>
      ))}
      <i> = </i>
      <b>{say('{bytes:bytes}', { bytes: bar.total })}</b>
    </span>
  )
}

/** The parts of one bar, end to end, with their names where there is room. */
function Parts(props: Pick<Props, 'say'> & { bar: Bar; scale: Scale; capacity: number }) {
  const { bar, scale, capacity, say } = props
  const line = scale.showsCapacity ? capacity : undefined
  let from = 0
  return kindsOf(bar).map((kind) => {
    const room = roomBetween(from, from + bar.parts[kind], line)
    from += bar.parts[kind]
    return (
      <span
        key={kind}
        className={`${styles.part} ${marks.kind}`}
        data-kind={kind}
        data-term={hueOf[kind]}
        style={
          {
            '--width': across(scale, bar.parts[kind]),
            '--fill': hue(hueOf[kind]),
            justifyItems: room.place,
          } as CSSProperties
        }
      >
        {room.length / scale.end > roomForName && <span>{say(`${kind}Short`)}</span>}
      </span>
    )
  })
}

/** The four stages of ZeRO on one axis, the device's capacity drawn through all of them. */
export function Bars(props: Props & { readonly budget: Budget }) {
  const { budget, params, say, set } = props
  const { bars, capacity } = budget
  const scale = scaleOf(
    bars.map(({ total }) => total),
    capacity,
  )
  const many = params.pipeline > 1
  return (
    <div className={styles.bars}>
      <div className={styles.axis} aria-hidden="true">
        {scale.ticks.map((tick) => (
          <span key={tick} style={{ left: across(scale, tick) }}>
            {say('{value:number}', { value: Number((tick / scale.unit).toPrecision(6)) })}
          </span>
        ))}
        <small>{say(`axis${scale.unit}`)}</small>
        {scale.showsCapacity ? (
          <b style={{ left: across(scale, capacity) }} data-left={capacity / scale.end > 0.6}>
            {say('capacityLine', { capacity })}
          </b>
        ) : (
          <b style={{ right: 0 }}>{say('capacityBeyond', { capacity })}</b>
        )}
      </div>
      {bars.map((bar) => {
        const torn = bar.total > scale.end
        return (
          <div
            key={bar.zero}
            className={styles.bar}
            style={{ gridRow: bar.zero + 2 }}
            data-chosen={bar.zero === budget.chosen.zero}
          >
            <button
              type="button"
              className={styles.name}
              aria-pressed={bar.zero === budget.chosen.zero}
              onClick={() => set({ zero: zeros[bar.zero] })}
            >
              <b>{say(`zero${bar.zero}`)}</b> <small>{say(`also${bar.zero}`)}</small>
            </button>
            <span className={styles.lane} aria-hidden="true">
              <span className={styles.track} data-torn={torn}>
                <Parts bar={bar} scale={scale} capacity={capacity} say={say} />
              </span>
              {scale.showsCapacity && (
                <span className={styles.capacity} style={{ left: across(scale, capacity) }} />
              )}
            </span>
            <span className={styles.words}>
              <Sum bar={bar} say={say} />
              <span className={styles.verdict} data-fits={bar.spare >= 0}>
                {say(...verdictOf(bar))}
                {many && (
                  <small> {say('onStage', { stage: bar.stage, of: params.pipeline })}</small>
                )}
              </span>
            </span>
          </div>
        )
      })}
    </div>
  )
}
