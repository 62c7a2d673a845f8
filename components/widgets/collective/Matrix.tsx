import { memo } from 'react'
import type { CSSProperties } from 'react'
import { contributionsNeeded } from '../../../math/collectives/index.ts'
import { rankHue } from '../../hues.ts'
import type { Values } from '../../text.ts'
import { ownerOf } from './buffers.ts'
import type { Step } from './run.ts'
import type { Spot } from './useFollow.ts'
import { originOf, shownValue } from './words.ts'
import styles from './Matrix.module.css'

type Say = (phrase: string, values?: Values) => string

/** One row of a rank's buffer: its places side by side. */
const Row = memo(function Row(props: {
  readonly step: Step
  readonly rank: number
  readonly row: number
  readonly followed: number | null
  readonly tabStop: number | null
  readonly say: Say
}) {
  const { step, rank, row, followed, tabStop, say } = props
  const { schedule, buffers } = step.run
  const needed = contributionsNeeded(schedule)
  const arrived = new Set(step.messages.filter(({ to }) => to === rank).flatMap((m) => m.chunks))
  const contents = buffers
    .contents(step, rank)
    .slice(row * buffers.columns, (row + 1) * buffers.columns)
  return (
    <>
      <span className={styles.head} data-of="rank" aria-hidden="true">
        {row === 0 ? rank : ''}
      </span>
      {contents.map((content, column) => {
        const place = row * buffers.columns + column
        return (
          <span
            key={column}
            className={styles.cell}
            role="img"
            aria-label={
              content ? say(...originOf(step, rank, content)) : say('made nothing', { rank, place })
            }
            tabIndex={tabStop === place ? 0 : -1}
            data-spot={`${rank}.${place}`}
            data-standing={content?.standing ?? 'empty'}
            data-faded={followed !== null && content?.chunk !== followed ? '' : undefined}
            data-arrived={content && arrived.has(content.chunk) ? '' : undefined}
            style={
              content
                ? ({
                    '--cell': rankHue(ownerOf(schedule, content.chunk)),
                    '--share': needed > 1 ? content.cell.contributions / needed : 0,
                  } as CSSProperties)
                : undefined
            }
          >
            {content ? shownValue(step.run, content.chunk, content.cell) : ''}
          </span>
        )
      })}
    </>
  )
})

/** Every rank's buffer, one row each: for collectives with too many cells to be read in the ring. */
export function Matrix(props: {
  readonly step: Step
  readonly followed: number | null
  readonly tabStop: Spot
  readonly say: Say
}) {
  const { step, followed, tabStop, say } = props
  const { columns, rows } = step.run.buffers
  return (
    <div className={styles.scroll} role="group" aria-label={say('matrix')}>
      <div className={styles.matrix} style={{ '--columns': columns } as CSSProperties}>
        <span className={styles.corner} aria-hidden="true">
          {say('matrix corner')}
        </span>
        {Array.from({ length: columns }, (_, column) => (
          <span key={column} className={styles.head} data-of="place" aria-hidden="true">
            {column}
          </span>
        ))}
        {rows.flatMap((count, rank) =>
          Array.from({ length: count }, (_, row) => (
            <Row
              key={`${rank}.${row}`}
              step={step}
              rank={rank}
              row={row}
              followed={followed}
              tabStop={tabStop.rank === rank ? tabStop.place : null}
              say={say}
            />
          )),
        )}
      </div>
    </div>
  )
}
