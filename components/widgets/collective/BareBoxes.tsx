import { memo } from 'react'
import { Cells } from './Cells.tsx'
import type { DrawnCell } from './cells.ts'
import { cellOffset } from './layout.ts'
import type { Layout } from './layout.ts'
import type { Step } from './run.ts'
import styles from './Stage.module.css'

/** Boxes without room for numbers: all their frames and all their cells in a few paths. */
export const BareBoxes = memo(function BareBoxes(props: {
  readonly step: Step
  readonly layout: Layout
  readonly moving: boolean
  readonly followed: number | null
}) {
  const { step, layout, moving, followed } = props
  const { buffers, schedule, rooted } = step.run
  const news = new Map<number, Set<number>>()
  if (!moving)
    for (const { to, chunks } of step.messages)
      news.set(to, new Set([...(news.get(to) ?? []), ...chunks]))
  const arrived: DrawnCell[] = []
  const cells: DrawnCell[] = []
  const bare = layout.places.flatMap((at, rank) =>
    layout.boxes[rank]!.type > 0 ? [] : [{ at, rank, box: layout.boxes[rank]! }],
  )
  for (const { at, rank, box } of bare)
    buffers.contents(step, rank).forEach((content, place) => {
      const offset = cellOffset(box, place)
      const { width, height } = box.cell
      const cell = {
        x: at.x + offset.x - width / 2,
        y: at.y + offset.y - height / 2,
        width,
        height,
        content,
      }
      cells.push(cell)
      if (content && news.get(rank)?.has(content.chunk)) arrived.push(cell)
    })
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
        step={step}
        cells={cells}
        arrived={schedule.ranks > 16 ? [] : arrived}
        followed={followed}
      />
    </>
  )
})
