import { memo } from 'react'
import type { CSSProperties } from 'react'
import { contributionsNeeded } from '../../../math/collectives/index.ts'
import { rankHue } from '../../hues.ts'
import type { Values } from '../../text.ts'
import { ownerOf } from './buffers.ts'
import type { Box, Point } from './geometry.ts'
import { cellOffset } from './layout.ts'
import type { Step } from './run.ts'
import { originOf, shownValue, typeFor } from './words.ts'
import styles from './Stage.module.css'

/** One rank's buffer in the picture: a small grid of cells, filled, partly filled, spent or empty. */
export const RankBox = memo(function RankBox(props: {
  readonly step: Step
  readonly rank: number
  readonly box: Box
  readonly at: Point
  /** The next round's messages are under way; what the last one brought is no longer news. */
  readonly moving: boolean
  /** The chunk that is being looked at; all others step back. */
  readonly followed: number | null
  /** Place that the tab key reaches; null when it is on another rank; absent when cells are not focusable. */
  readonly tabStop?: number | null
  readonly say: (phrase: string, values?: Values) => string
}) {
  const { step, rank, box, at, moving, followed, tabStop, say } = props
  const { schedule, buffers, rooted } = step.run
  const needed = contributionsNeeded(schedule)
  const focusable = tabStop !== undefined
  const { width, height } = box.cell
  const news = moving ? [] : step.messages.filter(({ to }) => to === rank)
  const arrived = new Set(news.flatMap(({ chunks }) => chunks))
  return (
    <g
      transform={`translate(${at.x} ${at.y})`}
      role={focusable ? 'group' : undefined}
      aria-label={focusable ? say('rank n', { rank }) : undefined}
    >
      <rect
        className={styles.box}
        data-root={rooted && rank === schedule.root ? '' : undefined}
        x={-box.width / 2}
        y={-box.height / 2}
        width={box.width}
        height={box.height}
        rx={4}
      />
      {buffers.contents(step, rank).map((content, place) => {
        const { x, y } = cellOffset(box, place)
        const text = content ? shownValue(step.run, content.chunk, content.cell) : ''
        const full = content ? content.cell.contributions / needed : 0
        const label = content
          ? say(...originOf(step, rank, content))
          : say('made nothing', { rank, place })
        return (
          <g
            key={place}
            className={styles.cell}
            data-spot={`${rank}.${place}`}
            data-standing={content?.standing ?? 'empty'}
            data-faded={followed !== null && content?.chunk !== followed ? '' : undefined}
            data-arrived={content && arrived.has(content.chunk) ? '' : undefined}
            style={
              content
                ? ({ '--cell': rankHue(ownerOf(schedule, content.chunk)) } as CSSProperties)
                : undefined
            }
            transform={`translate(${x - width / 2} ${y - height / 2})`}
            {...(focusable && {
              role: 'img',
              'aria-label': label,
              tabIndex: tabStop === place ? 0 : -1,
            })}
          >
            <rect x={0.75} y={0.75} width={width - 1.5} height={height - 1.5} rx={2} />
            {content && needed > 1 && content.standing !== 'final' && (
              <rect
                className={styles.share}
                x={0.75}
                y={height - 0.75 - height / 9}
                width={(width - 1.5) * full}
                height={height / 9}
              />
            )}
            {text !== '' && (
              <text x={width / 2} y={height / 2} fontSize={typeFor(box.type, width, text)}>
                {text}
              </text>
            )}
          </g>
        )
      })}
    </g>
  )
})
