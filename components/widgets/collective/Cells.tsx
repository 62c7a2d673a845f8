import { memo } from 'react'
import type { CSSProperties } from 'react'
import { rankHue } from '../../hues.ts'
import { cellPaths, outlines } from './cells.ts'
import type { DrawnCell } from './cells.ts'
import type { Step } from './run.ts'
import styles from './Cells.module.css'

/** Many cells without numbers, in few elements; those of the followed chunk stand out. */
export const Cells = memo(function Cells(props: {
  readonly step: Step
  readonly cells: readonly DrawnCell[]
  /** Chunks that have just come, by rank; their cells are outlined. */
  readonly arrived: readonly DrawnCell[]
  readonly followed: number | null
}) {
  const { step, cells, arrived, followed } = props
  const paths = (of: readonly DrawnCell[]) =>
    cellPaths(step, of).map(({ key, look, hue, d }) => (
      <path
        key={key}
        className={styles.cells}
        data-look={look}
        style={{ '--cell': rankHue(hue) } as CSSProperties}
        d={d}
      />
    ))
  const chosen = followed === null ? [] : cells.filter(({ content }) => content?.chunk === followed)
  return (
    <>
      <g opacity={chosen.length > 0 ? 0.3 : undefined}>{paths(cells)}</g>
      {chosen.length > 0 && <g>{paths(chosen)}</g>}
      {arrived.length > 0 && <path className={styles.arrived} d={outlines(arrived)} />}
    </>
  )
})
