import { memo, useMemo } from 'react'
import type { Values } from '../../text.ts'
import { Cells } from './Cells.tsx'
import { newsOf } from './cells.ts'
import type { DrawnCell } from './cells.ts'
import { side } from './geometry.ts'
import type { Point } from './geometry.ts'
import type { Buffers } from './buffers.ts'
import type { Step } from './run.ts'
import type { Spot } from './useFollow.ts'
import styles from './Matrix.module.css'

const left = 24
const top = 16

/** How the buffers of many ranks lie in one field of cells: a line per rank (or per row of one). */
export function planField({ columns, rows }: Buffers) {
  const cell = (side - left) / columns
  const high = Math.min(Math.max(cell, 4), 12)
  const lines = rows.reduce((sum, count) => sum + count, 0)
  const first: number[] = []
  rows.reduce((sum, count, rank) => ((first[rank] = sum), sum + count), 0)
  return {
    cell,
    high,
    height: top + lines * high + 2,
    /** The line at which a rank's buffer begins. */
    first,
    spotAt: ({ x, y }: Point): Spot | null => {
      const column = Math.floor((x - left) / cell)
      const line = Math.floor((y - top) / high)
      if (column < 0 || column >= columns || line < 0 || line >= lines) return null
      const rank = first.findLastIndex((start) => start <= line)
      return { rank, place: (line - first[rank]!) * columns + column }
    },
  }
}

/** Every rank's buffer as a line of cells without numbers: for more ranks than numbers fit. */
export const Field = memo(function Field(props: {
  readonly step: Step
  readonly followed: number | null
  /** The cell that is looked at. */
  readonly spot: Spot | null
  readonly say: (phrase: string, values?: Values) => string
}) {
  const { step, followed, spot, say } = props
  const { buffers } = step.run
  const { columns, rows } = buffers
  const plan = useMemo(() => planField(buffers), [buffers])
  const { state, step: rounds, messages } = step
  const { cells, arrived } = useMemo(() => {
    const news = newsOf(messages)
    const fresh: DrawnCell[] = []
    const all = rows.flatMap((_, rank) =>
      buffers.contents({ state, step: rounds }, rank).map((content, place) => {
        const cell = {
          x: left + (place % columns) * plan.cell,
          y: top + (plan.first[rank]! + Math.floor(place / columns)) * plan.high,
          width: plan.cell,
          height: plan.high,
          content,
        }
        if (content && news.get(rank)?.has(content.chunk)) fresh.push(cell)
        return cell
      }),
    )
    return { cells: all, arrived: fresh }
  }, [state, rounds, messages, buffers, columns, rows, plan])
  const looked = spot && {
    x: left + (spot.place % columns) * plan.cell,
    y: top + (plan.first[spot.rank]! + Math.floor(spot.place / columns)) * plan.high,
  }
  return (
    <div className={styles.field}>
      <svg
        viewBox={`0 0 ${side} ${Math.ceil(plan.height)}`}
        data-field="map"
        tabIndex={0}
        role="application"
        aria-label={say('field')}
      >
        {Array.from({ length: columns }, (_, column) =>
          column % 8 === 0 ? (
            <text key={column} x={left + (column + 0.5) * plan.cell} y={8} textAnchor="middle">
              {column}
            </text>
          ) : null,
        )}
        {rows.map((_, rank) =>
          rank % 4 === 0 ? (
            <text
              key={rank}
              x={left - 4}
              y={top + (plan.first[rank]! + 0.5) * plan.high}
              textAnchor="end"
            >
              {rank}
            </text>
          ) : null,
        )}
        <Cells schedule={step.run.schedule} cells={cells} arrived={arrived} followed={followed} />
        {looked && (
          <rect
            className={styles.looked}
            x={looked.x}
            y={looked.y}
            width={plan.cell}
            height={plan.high}
          />
        )}
      </svg>
    </div>
  )
})
