import { memo, useId } from 'react'
import { hue } from '../../hues.ts'
import type { ViewProps } from '../../widget/definition.ts'
import { at, kept, margin, pixel, pixelPaths, span } from './geometry.ts'
import type { Drawn } from './geometry.ts'
import { Points } from './Points.tsx'
import { pointed } from './pointing.ts'
import { inputOf, size } from './run.ts'
import type { Picture } from './run.ts'
import styles from './View.module.css'
import type widget from './widget.ts'

type Props = ViewProps<typeof widget>

const tint = (share: number) =>
  `color-mix(in srgb, ${hue('channels-in')} ${Math.round(share * 100)}%, var(--card))`

/** The picture's pixels; drawn anew for another picture only. */
const Pixels = memo(function Pixels({ picture }: { readonly picture: Picture }) {
  return (
    <g transform={`translate(${margin} ${margin})`} data-term="channels-in">
      {pixelPaths(inputOf(picture).data, size, pixel).map(({ d, share }) => (
        <path key={share} d={d} fill={tint(share)} stroke="var(--line)" />
      ))}
    </g>
  )
})

/** The picture, the grid that an ordinary kernel would use, and where the taps look instead. */
export function Stage(props: Props) {
  const { params, frame, t, say, set } = props
  const id = useId()
  const { kernel, row, column } = params
  const selected = params.tap - 1
  const half = (kernel - 1) / 2
  const grid = (tap: number) => ({
    y: row + Math.floor(tap / kernel) - half,
    x: column + (tap % kernel) - half,
  })

  /** A tap's grid place, and in units where it is drawn on its way from there. */
  const drawn = (tap: number): Drawn => {
    const place = grid(tap)
    const { dy, dx } = frame.settings[tap]!
    const way = frame.deformed ? t : 0
    return { place, x: at(kept(place.x + way * dx)), y: at(kept(place.y + way * dy)) }
  }

  const order = frame.sum.terms.map((_, tap) => tap)
  return (
    <>
      <svg
        className={styles.stage}
        viewBox={`0 0 ${span} ${span}`}
        width="100%"
        onPointerDown={(event) => {
          if (event.target !== event.currentTarget) return
          const { y, x } = pointed(event)
          const inside = (place: number) => Math.min(size - 1, Math.max(0, Math.round(place)))
          set({ row: inside(y), column: inside(x) })
        }}
      >
        <g pointerEvents="none">
          <Pixels picture={params.picture} />
          <rect
            x={at(column) - pixel / 2}
            y={at(row) - pixel / 2}
            width={pixel}
            height={pixel}
            fill="none"
            stroke={hue('channels-out')}
            strokeWidth="4"
            data-term="channels-out"
          />
          {frame.sum.terms[selected]!.sample.corners.map((corner) => (
            <rect
              key={`${corner.row} ${corner.column}`}
              x={at(corner.column) - pixel / 2 + 3}
              y={at(corner.row) - pixel / 2 + 3}
              width={pixel - 6}
              height={pixel - 6}
              fill="none"
              stroke="var(--ink-1)"
              strokeDasharray="5 4"
              strokeWidth="1.5"
            />
          ))}
        </g>
        {/* Grid places and ways below all points. */}
        {order.map((tap) => {
          const { place, x, y } = drawn(tap)
          const chosen = tap === selected
          return (
            <g
              key={tap}
              pointerEvents="none"
              stroke={hue('kernel')}
              data-term={chosen ? 'tap' : 'offsets'}
            >
              <path d={`M${at(place.x)} ${at(place.y)}L${x} ${y}`} strokeWidth={chosen ? 3.5 : 2} />
              <rect
                x={at(place.x) - 6}
                y={at(place.y) - 6}
                width="12"
                height="12"
                fill="var(--card)"
                strokeWidth="1.5"
              />
            </g>
          )
        })}
        <Points {...props} id={id} drawn={drawn} />
      </svg>
      <p className={styles.hint} id={`${id}-hint`}>
        {say('hint')}
      </p>
    </>
  )
}
