import type { CSSProperties } from 'react'
import type { Cell } from '../../../math/conv/index.ts'
import styles from './Window.module.css'

/**
 * The kernel's taps over the padded input, on their way from the place before. Rows and columns are
 * counted in cells from the padded corner.
 */
export function Window(props: {
  readonly from: Cell
  readonly to: Cell
  readonly t: number
  readonly kernel: number
  readonly stride: number
  readonly dilation: number
  readonly span: number
  readonly faded: boolean
}) {
  const { from, to, t, kernel, stride, dilation, span, faded } = props
  const along = (axis: 2 | 3) => stride * (from[axis] + (to[axis] - from[axis]) * t)
  const taps = Array.from({ length: kernel }, (_, tap) => tap * dilation)
  return (
    <span
      className={styles.window}
      data-faded={faded || undefined}
      data-term="kernel"
      aria-hidden="true"
      style={{ '--row': along(2), '--column': along(3), '--span': span } as CSSProperties}
    >
      {dilation > 1 &&
        taps.flatMap((row) =>
          taps.map((column) => (
            <span
              key={`${row}.${column}`}
              className={styles.tap}
              style={{ gridArea: `${row + 1} / ${column + 1}` }}
            />
          )),
        )}
    </span>
  )
}
