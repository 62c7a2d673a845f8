import { useMemo } from 'react'
import { hue, rankHue } from '../../hues.ts'
import type { ViewProps } from '../../widget/definition.ts'
import { drawing, layoutOf } from './layout.ts'
import type { DenseFrame } from './widget.ts'
import type widget from './widget.ts'
import styles from './View.module.css'

type Props = Pick<ViewProps<typeof widget>, 't' | 'say'> & { readonly frame: DenseFrame }

/** Where a source's colour comes from: the input has its own, layers repeat a ramp. */
const colourOf = (source: number) => (source === 0 ? hue('channels-in') : rankHue(source))

/** The wiring: what is made runs on to the end, and every layer reads everything above it. */
export function DenseBlock({ frame, t, say }: Props) {
  const { whole, built } = frame
  const { ribbons, gates, step } = useMemo(() => layoutOf(whole), [whole])
  const { width, height, left, right, top, bottom } = drawing
  const now = built.layers.length
  const done = now === whole.layers.length
  const edgeOf = (count: number) => {
    if (count === whole.layers.length) return right
    return count === 0 ? left + step * 0.4 : gates[count - 1]!.x + step * 0.55
  }
  // The ribbons grow on from where the layer before had brought them.
  const before = now === 0 ? edgeOf(0) : edgeOf(now - 1)
  const edge = before + (edgeOf(now) - before) * t
  // Where numbers stand closely, four digits need smaller type.
  const close = gates.length > 8 && whole.outputChannels > 999
  return (
    <svg
      viewBox={`0 0 ${width} ${height}`}
      width="100%"
      className={styles.block}
      aria-hidden="true"
    >
      {ribbons.slice(0, now + 1).map(({ source, from, y, height: thick, channels }) => {
        const end = Math.max(from, edge)
        return (
          <g key={source} data-term={source === 0 ? 'channels-in' : 'channels-out'}>
            <rect
              x={from}
              y={y}
              width={end - from}
              height={thick}
              rx="2"
              style={{ fill: `color-mix(in srgb, ${colourOf(source)} 42%, var(--card))` }}
            />
            {(thick >= 13 || source === now) && (
              <text
                className={styles.amount}
                x={end + 7}
                y={y + thick / 2 + 6}
                fill={colourOf(source)}
              >
                {source === 0 ? channels : `+${channels}`}
              </text>
            )}
          </g>
        )
      })}
      {gates.map(({ index, x, width: wide, reads }) => {
        const there = index < now
        const current = index === now - 1
        const own = ribbons[index + 1]!
        if (!there) {
          return (
            <rect
              key={index}
              className={styles.coming}
              x={x - wide / 2}
              y={top - 4}
              width={wide}
              height={own.y + own.height - top + 8}
              rx="4"
            />
          )
        }
        return (
          <g key={index} opacity={current ? t : 1} data-current={current} data-term="kernel">
            <rect
              className={styles.gate}
              x={x - wide / 2}
              y={top - 4}
              width={wide}
              height={reads - top + 8}
              rx="4"
            />
            <rect
              x={x - wide / 2}
              y={own.y}
              width={wide}
              height={own.height}
              rx="2"
              fill={colourOf(index + 1)}
            />
            {ribbons.slice(0, index + 1).map((ribbon) => (
              <circle
                key={ribbon.source}
                className={styles.wire}
                cx={x}
                cy={ribbon.y + ribbon.height / 2}
                r={Math.min(5, wide / 3.4)}
                fill={colourOf(ribbon.source)}
              />
            ))}
            <text
              x={x}
              y={bottom + 24}
              className={styles.reads}
              data-current={current}
              data-close={close}
            >
              {whole.layers[index]!.reused}
            </text>
          </g>
        )
      })}
      <text x={left} y={bottom + 47} className={styles.note}>
        {say('readsBelow')}
      </text>
      <text x={right + 7} y={bottom + 24} className={styles.total} opacity={done ? t : 0}>
        = {whole.outputChannels}
      </text>
    </svg>
  )
}
