import { memo, useMemo } from 'react'
import { Cells } from './Cells.tsx'
import { newsOf } from './cells.ts'
import type { DrawnCell } from './cells.ts'
import { cellOffset } from './layout.ts'
import type { Layout } from './layout.ts'
import type { Step } from './run.ts'
import styles from './Stage.module.css'

const none: readonly DrawnCell[] = []

/** Boxes without room for numbers: all their frames and all their cells in a few paths. */
export const BareBoxes = memo(function BareBoxes(props: {
  readonly step: Step
  readonly layout: Layout
  readonly moving: boolean
  readonly followed: number | null
}) {
  const { step, layout, moving, followed } = props
  const { buffers, schedule, rooted } = step.run
  const { state, step: rounds, messages } = step
  const bare = useMemo(
    () =>
      layout.places.flatMap((at, rank) =>
        layout.boxes[rank]!.type > 0 ? [] : [{ at, rank, box: layout.boxes[rank]! }],
      ),
    [layout],
  )
  // Sizes and links change the bill alone: what is held stays, and so do its cells.
  const { cells, arrived } = useMemo(() => {
    const news = newsOf(messages)
    const fresh: DrawnCell[] = []
    const all = bare.flatMap(({ at, rank, box }) => {
      const { width, height } = box.cell
      return buffers.contents({ state, step: rounds }, rank).map((content, place) => {
        const offset = cellOffset(box, place)
        const x = at.x + offset.x - width / 2
        const y = at.y + offset.y - height / 2
        const cell = { x, y, width, height, content }
        if (content && news.get(rank)?.has(content.chunk)) fresh.push(cell)
        return cell
      })
    })
    return { cells: all, arrived: fresh }
  }, [state, rounds, messages, bare, buffers])
  return (
    <>
      {bare.map(({ at, rank, box }) => (
        <rect
          key={rank}
          className={styles.box}
          data-root={rooted && rank === schedule.root ? '' : undefined}
          data-bare=""
          x={at.x - box.width / 2}
          y={at.y - box.height / 2}
          width={box.width}
          height={box.height}
          rx={Math.min(4, box.width / 6)}
        />
      ))}
      <Cells
        schedule={schedule}
        cells={cells}
        arrived={moving || schedule.ranks > 16 ? none : arrived}
        followed={followed}
      />
    </>
  )
})
