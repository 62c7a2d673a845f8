import { memo, useMemo } from 'react'
import type { CSSProperties } from 'react'
import type { Schedule } from '../../../math/collectives/index.ts'
import { rankHue } from '../../hues.ts'
import { cellPaths, outlines } from './cells.ts'
import type { CellPath, DrawnCell } from './cells.ts'
import styles from './Cells.module.css'

const drawn = (paths: readonly CellPath[]) =>
  paths.map(({ key, look, hue, d }) => (
    <path
      key={key}
      className={styles.cells}
      data-look={look}
      style={{ '--cell': rankHue(hue) } as CSSProperties}
      d={d}
    />
  ))

/** Many cells without numbers, in few elements; those of the followed chunk stand out. */
export const Cells = memo(function Cells(props: {
  readonly schedule: Schedule
  readonly cells: readonly DrawnCell[]
  /** Those whose chunk has just come; they are outlined. */
  readonly arrived: readonly DrawnCell[]
  readonly followed: number | null
}) {
  const { schedule, cells, arrived, followed } = props
  const paths = useMemo(() => cellPaths(schedule, cells), [schedule, cells])
  const chosen = followed === null ? [] : cells.filter(({ content }) => content?.chunk === followed)
  return (
    <>
      <g opacity={chosen.length > 0 ? 0.3 : undefined}>{drawn(paths)}</g>
      {chosen.length > 0 && <g>{drawn(cellPaths(schedule, chosen))}</g>}
      {arrived.length > 0 && <path className={styles.arrived} d={outlines(arrived)} />}
    </>
  )
})
