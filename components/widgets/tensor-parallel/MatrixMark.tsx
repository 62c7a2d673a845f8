import { memo } from 'react'
import { rankHue } from '../../hues.ts'
import { cellHeight } from './place.ts'
import { cellText } from './names.ts'

/** Whose the cells are: one rank's, every rank's, or blocks that came from one rank each. */
export type Owner =
  { readonly rank: number } | { readonly blocks: 'columns' | 'rows'; readonly count: number } | null

const tint = (rank: number, share: number) =>
  `color-mix(in srgb, ${rankHue(rank)} ${share}%, var(--card))`

/** Rectangles of one colour for each owner. */
function Ground(props: { readonly owner: Owner; readonly width: number; readonly height: number }) {
  const { owner, width, height } = props
  if (owner === null) return <rect width={width} height={height} fill="var(--wash)" />
  if ('rank' in owner) return <rect width={width} height={height} fill={tint(owner.rank, 22)} />
  const { blocks, count } = owner
  return Array.from({ length: count }, (_, rank) => (
    <rect
      key={rank}
      x={blocks === 'columns' ? (rank * width) / count : 0}
      y={blocks === 'rows' ? (rank * height) / count : 0}
      width={blocks === 'columns' ? width / count : width}
      height={blocks === 'rows' ? height / count : height}
      fill={tint(rank, 22)}
    />
  ))
}

/** A matrix of numbers at the origin, one cell each. */
export const MatrixMark = memo(function MatrixMark(props: {
  readonly data: readonly number[]
  readonly rows: number
  readonly columns: number
  readonly cell: number
  /** Columns of one part: a stronger line stands between parts. */
  readonly part: number
  readonly owner: Owner
  /** A summand: dashed, for it is not finished. */
  readonly unfinished: boolean
  /** Dashed and no summand. */
  readonly isNone: boolean
  /** Difference of each cell from what it should be; present when compared. */
  readonly differences?: readonly number[]
}) {
  const { data, rows, columns, cell, part, owner, unfinished, isNone, differences } = props
  const [width, height] = [columns * cell, rows * cellHeight]
  const place = (offset: number) =>
    [(offset % columns) * cell, Math.floor(offset / columns) * cellHeight] as const
  const isWrong = (offset: number) => differences !== undefined && differences[offset] !== 0
  const wrong = data
    .map((_, offset) => offset)
    .filter(isWrong)
    .map((offset) => place(offset))
  const lines = [
    ...Array.from({ length: columns - 1 }, (_, i) => `M${(i + 1) * cell} 0v${height}`),
    ...Array.from({ length: rows - 1 }, (_, i) => `M0 ${(i + 1) * cellHeight}h${width}`),
  ].join('')
  const borders = Array.from(
    { length: Math.ceil(columns / part) - 1 },
    (_, i) => `M${(i + 1) * part * cell} 0v${height}`,
  ).join('')
  const owned = owner !== null && 'rank' in owner ? rankHue(owner.rank) : 'var(--ink-3)'
  return (
    <>
      <Ground owner={owner} width={width} height={height} />
      <path
        d={wrong.map(([x, y]) => `M${x} ${y}h${cell}v${cellHeight}h${-cell}z`).join('')}
        fill="color-mix(in srgb, var(--accent) 24%, var(--card))"
      />
      <path d={lines} stroke="var(--card)" strokeWidth="1" />
      <path d={borders} stroke="var(--ink-3)" strokeWidth="1" />
      <path d={wrong.map(([x, y]) => `M${x + cell} ${y}v5l-5 -5z`).join('')} fill="var(--accent)" />
      <rect
        width={width}
        height={height}
        fill="none"
        stroke={isNone ? 'var(--accent)' : owned}
        strokeWidth="1.25"
        strokeDasharray={unfinished ? '4 3' : undefined}
      />
      {data.map((value, offset) => {
        const [x, y] = place(offset)
        return (
          <text
            key={offset}
            x={x + cell / 2}
            y={y + 14.2}
            fontWeight={isWrong(offset) ? 600 : 400}
            fill={isWrong(offset) ? 'var(--accent)' : 'var(--ink-1)'}
          >
            {cellText(value)}
          </text>
        )
      })}
    </>
  )
})

/** Cells that a rank does not hold. */
export function Gap(props: {
  readonly width: number
  readonly height: number
  readonly fill: string
}) {
  return (
    <rect
      width={props.width}
      height={props.height}
      fill={props.fill}
      stroke="var(--line-strong)"
      strokeDasharray="2 3"
    />
  )
}
