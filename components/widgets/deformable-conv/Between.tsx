import type { Corner } from '../../../math/conv/index.ts'
import { hue } from '../../hues.ts'
import type { ViewProps } from '../../widget/definition.ts'
import styles from './View.module.css'
import { two } from './widget.ts'
import type widget from './widget.ts'

const side = 170
const left = 75
const top = 56

/** Left or right, upper or lower, of the four pixels around a point. */
const corner = (index: number) => ({ x: index % 2, y: Math.floor(index / 2) })

/**
 * The chosen tap between its four pixels. The middles of the pixels are the corners of a square;
 * the point cuts it into four parts, and a pixel's share is the part across from it.
 */
export function Between({ params, frame, say }: ViewProps<typeof widget>) {
  const { sample } = frame.sum.terms[params.tap - 1]!
  const { corners } = sample
  const fx = corners.length > 0 ? sample.column - corners[0]!.column : 0
  const fy = corners.length > 0 ? sample.row - corners[0]!.row : 0
  const x = left + fx * side
  const y = top + fy * side
  const name = ({ row, column }: Corner) => `${row}, ${column}`
  return (
    <div>
      <p className={styles.head}>
        {say('between', { tap: params.tap, y: two(sample.row), x: two(sample.column) })}
      </p>
      <svg viewBox="0 0 320 292" width="100%" className={styles.between} aria-hidden="true">
        {corners.map((one, index) => {
          // The rectangle across from this corner is its share.
          const across = corner(3 - index)
          const [ax, ay] = [left + across.x * side, top + across.y * side]
          return (
            <rect
              key={name(one)}
              x={Math.min(ax, x)}
              y={Math.min(ay, y)}
              width={Math.abs(ax - x)}
              height={Math.abs(ay - y)}
              fill={`color-mix(in srgb, ${hue('kernel')} ${[14, 26, 38, 50][index]}%, var(--card))`}
              stroke={hue('kernel')}
            />
          )
        })}
        {corners.map((one, index) => {
          const place = corner(index)
          const [cx, cy] = [left + place.x * side, top + place.y * side]
          const below = place.y === 1
          return (
            <g key={name(one)}>
              <rect
                x={cx - 14}
                y={cy - 14}
                width="28"
                height="28"
                fill={`color-mix(in srgb, ${hue('channels-in')} ${Math.round(one.value * 100)}%, var(--card))`}
                stroke={hue('channels-in')}
              />
              <text
                className={styles.share}
                x={cx + (place.x === 0 ? -70 : 70)}
                y={below ? cy + 46 : cy - 26}
                textAnchor={place.x === 0 ? 'start' : 'end'}
              >
                <tspan fill={hue('channels-in')}>{two(one.value)}</tspan>
                <tspan fill="var(--ink-1)"> × </tspan>
                <tspan fill={hue('kernel')}>{two(one.share)}</tspan>
              </text>
            </g>
          )
        })}
        {corners.length > 0 ? (
          <circle cx={x} cy={y} r="12" fill={hue('kernel')} stroke="var(--ink-1)" strokeWidth="3" />
        ) : (
          <text x="160" y="150" textAnchor="middle" className={styles.share} fill="var(--ink-2)">
            {say('outside')}
          </text>
        )}
      </svg>
      <p className={styles.value}>{say('sampled', { value: two(sample.value) })}</p>
    </div>
  )
}
