import type { CSSProperties, MouseEvent, ReactNode } from 'react'
import { Sheet } from '../../marks/Sheet.tsx'
import type { ViewProps } from '../../widget/definition.ts'
import { mapsPlan, useSheets, type Layers } from './useSheets.ts'
import styles from './View.module.css'
import { stages, type default as widget, type LayerFrame } from './widget.ts'
import { weightsOf } from './words.ts'

type Props = Pick<ViewProps<typeof widget>, 'params' | 't' | 'say' | 'set'> & {
  readonly frame: LayerFrame
}

/** How much of a part is seen before its turn comes. */
const faint = 0.16

/** One layer: maps go in, weights act, maps come out. */
function Layer(props: {
  readonly caption: string
  readonly count: string
  readonly shown: number
  readonly children: ReactNode
}) {
  return (
    <figure className={styles.layer}>
      <figcaption>
        <span>{props.caption}</span>
        <b>{props.count}</b>
      </figcaption>
      <div className={styles.flow} style={{ '--shown': props.shown } as CSSProperties}>
        {props.children}
      </div>
    </figure>
  )
}

/** A standard layer and the two that stand in for it, with every weight as a square of one size. */
export function LayerPicture({ frame, t, params, say, set }: Props) {
  const { outputChannels: co, inputChannels: ci, kernel: k, output } = params
  const sheets = useSheets(frame)
  const reached = stages.indexOf(frame.stage)
  const shownAt = (stage: number) =>
    stage < reached ? 1 : stage === reached ? (stage === 0 ? 1 : faint + (1 - faint) * t) : faint
  // As wide as there is room, but no higher than 10 rem: all weights have the same scale then.
  const across = co * (k + 1)
  const whole = `min(100%, ${((10 * across) / (ci * (k + 1))).toFixed(3)}rem)`
  const follow = (event: MouseEvent<HTMLElement>) => {
    const box = event.currentTarget.getBoundingClientRect()
    const column = Math.floor(((event.clientX - box.left) / box.width) * co)
    set({ output: Math.min(co - 1, Math.max(0, column)) })
  }
  const column = (
    <span
      className={styles.followed}
      data-term="followed"
      style={{ left: `${(100 * output) / co}%`, width: `${100 / co}%` }}
    />
  )
  const [depthwise, pointwise] = weightsOf(frame.costs)
  const count = (n: number) => say('weights', { n })
  const maps = (layers: Layers, caption: string, term: string, n = 1, opacity?: number) => (
    <span className={styles.maps}>
      <Sheet plan={mapsPlan(n)} layers={layers} term={term} style={{ opacity }} />
      <small>{caption}</small>
    </span>
  )
  const outputMap = say('outputMap', { n: output })
  // The kernels of a channel fall together into the one that they share.
  const together = frame.stage === 'depthwise' ? 1 + (1 - t) * (co - 1) : 1

  const inputs = maps(sheets.input, say('inputMaps', { n: ci }), 'channels-in', ci)
  const filtered = maps(sheets.filtered, say('filteredMaps', { n: ci }), 'channels-in', ci)
  // The room that the standard layer's weights take, so that one sees what was saved.
  const room = (weights: ReactNode) => (
    <span
      className={styles.room}
      style={{ width: whole, aspectRatio: `${across} / ${ci * (k + 1)}` }}
    >
      {weights}
    </span>
  )

  return (
    <div className={styles.picture}>
      <Layer
        caption={say('caption standard', { co, ci, k })}
        count={count(frame.costs.standard.params)}
        shown={shownAt(0)}
      >
        {inputs}
        <Sheet
          plan={sheets.kernels}
          layers={sheets.standard}
          width={whole}
          term="kernel"
          onClick={follow}
        >
          {column}
        </Sheet>
        {maps(sheets.maps.standard, outputMap, 'channels-out')}
      </Layer>
      <Layer
        caption={say('caption depthwise', { ci, k })}
        count={count(depthwise)}
        shown={shownAt(1)}
      >
        {inputs}
        {room(
          <Sheet
            plan={sheets.depthwise}
            layers={sheets.shared}
            width={`${100 / co}%`}
            term="kernel"
            style={{
              transform: together === 1 ? undefined : `scaleX(${together})`,
              transformOrigin: 'left',
            }}
          />,
        )}
        {filtered}
      </Layer>
      <Layer
        caption={say('caption pointwise', { co, ci })}
        count={count(pointwise)}
        shown={shownAt(2)}
      >
        {filtered}
        {room(
          <Sheet
            plan={sheets.mixture}
            layers={sheets.mixed}
            width={`${100 / (k + 1)}%`}
            term="kernel"
            onClick={follow}
          >
            {column}
          </Sheet>,
        )}
        <span className={styles.pair}>
          {maps(sheets.maps.separable, outputMap, 'channels-out')}
          {maps(sheets.maps.difference, say('difference'), 'channels-out', 1, shownAt(3))}
        </span>
      </Layer>
      <p className={styles.legend}>{say('legend')}</p>
    </div>
  )
}
