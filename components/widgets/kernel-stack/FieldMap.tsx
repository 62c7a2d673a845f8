import { memo } from 'react'
import { hue } from '../../hues.ts'
import { useHatch } from '../../marks/Hatch.tsx'
import { shadedCells, shades } from './cells.ts'
import type { Kernel } from './stack.ts'
import styles from './View.module.css'

/** Numbers are written into cells up to this many cells a side: smaller ones could not be read. */
const readable = 9

/**
 * One map, pixel by pixel: what of it leads to the middle of the output. Shaded by strength; hatched
 * where dilation leaves holes; outlined how far it reaches.
 */
export const FieldMap = memo(function FieldMap(props: {
  /** Cells a side that are drawn, odd: more than the field has. */
  readonly side: number
  readonly rows: number
  readonly columns: number
  /** Row by row, in [0, 1]; the field's own pixels alone. */
  readonly strength: readonly number[]
  /** Written into the cells where they are large enough. */
  readonly counts?: readonly number[]
  /** What the middle of the next map reads here. */
  readonly taps?: Kernel | undefined
  /** Side of a dashed square about the middle: the effective size. */
  readonly effective?: number | undefined
  /** How much of it has come: 0 nothing but the grid, 1 all. */
  readonly shown: number
}) {
  const { side, rows, columns, strength, counts, taps, effective, shown } = props
  const hatch = useHatch(0.5)
  const top = (side - rows) / 2
  const left = (side - columns) / 2
  const lines = Array.from({ length: side + 1 }, (_, at) => `M0 ${at}h${side}M${at} 0v${side}`)
  return (
    <svg
      className={styles.map}
      viewBox={`-0.1 -0.1 ${side + 0.2} ${side + 0.2}`}
      aria-hidden="true"
    >
      {hatch.defs}
      <path className={styles.grid} d={lines.join('')} />
      <g transform={`translate(${left} ${top})`} opacity={shown} data-term="space">
        <rect className={styles.reach} width={columns} height={rows} fill={hatch.fill} />
        {shadedCells(strength, columns).map((d, shade) => (
          <path
            key={shade}
            d={d}
            className={styles.cells}
            style={{ '--share': `${18 + (48 * shade) / (shades - 1)}%` } as never}
          />
        ))}
        <rect className={styles.edge} width={columns} height={rows} />
        {counts &&
          side <= readable &&
          counts.map((count, index) => (
            <text
              key={index}
              x={(index % columns) + 0.5}
              y={Math.floor(index / columns) + 0.68}
              className={styles.count}
              fontSize={count > 99 ? 0.42 : 0.52}
            >
              {count || ''}
            </text>
          ))}
      </g>
      {taps && (
        <g
          className={styles.taps}
          stroke={hue('kernel')}
          data-term="kernel"
          opacity={shown}
          transform={`translate(${side / 2} ${side / 2})`}
        >
          {tapsOf(taps).map(([y, x]) => (
            <rect key={`${y} ${x}`} x={x - 0.4} y={y - 0.4} width="0.8" height="0.8" />
          ))}
        </g>
      )}
      {effective !== undefined && (
        <rect
          className={styles.effective}
          x={(side - effective) / 2}
          y={(side - effective) / 2}
          width={effective}
          height={effective}
        />
      )}
    </svg>
  )
})

/** Where a kernel's taps stand about its middle. */
function tapsOf({ kernel: [height, width], dilation }: Kernel): (readonly [number, number])[] {
  const along = (taps: number) =>
    Array.from({ length: taps }, (_, tap) => (tap - (taps - 1) / 2) * dilation)
  return along(height).flatMap((y) => along(width).map((x) => [y, x] as const))
}
