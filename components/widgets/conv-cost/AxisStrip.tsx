import type { AxisShape } from '../../../math/conv/index.ts'
import { useHatch } from '../../marks/Hatch.tsx'
import { hue } from '../../hues.ts'
import { axisPicture } from './axis.ts'
import type { Pixel } from './axis.ts'
import styles from './View.module.css'

const cell = 13
const gap = 26
const height = 46

const tapFill = (pixel: Pixel, hatch: string) => {
  if (pixel.dropped && !pixel.padding) return hatch
  if (pixel.tap !== 'none') return `color-mix(in srgb, ${hue('kernel')} 60%, var(--card))`
  return pixel.padding ? 'none' : `color-mix(in srgb, ${hue('space')} 16%, var(--card))`
}

/**
 * One row (or column) of the padded input: the windows that walk over it as brackets, and hatched
 * at its end what the floor in the size formula throws away.
 */
export function AxisStrip(props: {
  readonly shape: AxisShape
  readonly kernel: number
  readonly stride: number
  readonly dilation: number
  readonly caption: string
}) {
  const { shape, kernel, stride, dilation, caption } = props
  const { runs, windows } = axisPicture(shape, kernel, stride, dilation)
  const hatch = useHatch(5)
  const starts = runs.map((run, index) =>
    index === 0 ? 0 : runs[0]!.length * cell + gap - run[0]!.at * cell,
  )
  const place = (at: number) => {
    const index = runs.findIndex((run) => run[0]!.at <= at && at <= run.at(-1)!.at)
    return index < 0 ? undefined : starts[index]! + at * cell
  }
  const width = runs.flat().length * cell + (runs.length - 1) * gap
  return (
    <figure className={styles.strip}>
      <svg viewBox={`-1 0 ${width + 2} ${height}`} style={{ maxWidth: width }} aria-hidden="true">
        {hatch.defs}
        {runs.flat().map((pixel) => (
          <rect
            key={pixel.at}
            data-term={pixel.tap === 'none' ? 'space' : 'kernel'}
            x={place(pixel.at)! + 0.75}
            y={18}
            width={cell - 1.5}
            height={cell - 1.5}
            fill={tapFill(pixel, hatch.fill)}
            stroke={pixel.dropped && !pixel.padding ? 'var(--accent)' : hue('space')}
            strokeDasharray={pixel.padding ? '2 2' : undefined}
            strokeWidth="1"
          />
        ))}
        {runs.length > 1 && (
          <text
            x={runs[0]!.length * cell + gap / 2}
            y={28}
            textAnchor="middle"
            fontSize="14"
            fill="var(--ink-2)"
          >
            …
          </text>
        )}
        {windows.map(({ index, begin, end }) => {
          const from = place(begin)
          const to = place(end)
          if (from === undefined || to === undefined) return null
          // The second window's bracket hangs below, so that overlapping windows stay apart.
          const below = index === 1 && windows.length > 1
          const y = below ? 36 : 13
          const tip = below ? -3.5 : 3.5
          return (
            <path
              key={index}
              d={`M${from + 1} ${y + tip}v${-tip}H${to + cell - 1}v${tip}`}
              fill="none"
              stroke={hue('kernel')}
              strokeWidth="1.5"
            />
          )
        })}
      </svg>
      <figcaption>{caption}</figcaption>
    </figure>
  )
}
