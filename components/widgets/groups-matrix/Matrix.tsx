import type { MouseEvent } from 'react'
import { hue } from '../../hues.ts'
import { useHatch } from '../../marks/Hatch.tsx'

const cell = 20
/** With more rows or columns a number in a cell is too small to read. */
export const mostNumbered = 16

/**
 * Channels out (rows) by channels in (columns): what joins them is filled, the rest is hatched. The
 * blocks of the groups are outlined, and so is the column that is followed.
 */
export function Matrix(props: {
  readonly values: readonly (readonly number[])[]
  readonly groups: number
  readonly followed: number | null
  /** Writes the values into the cells. */
  readonly numbered: boolean
  readonly caption: string
  readonly className?: string
  readonly onFollow?: (channel: number) => void
}) {
  const { values, groups, followed, numbered, caption, className, onFollow } = props
  const hatch = useHatch(5)
  const rows = values.length
  const columns = values[0]!.length
  const width = columns * cell
  const height = rows * cell
  const follow = (event: MouseEvent<SVGSVGElement>) => {
    const box = event.currentTarget.getBoundingClientRect()
    const at = Math.floor(((event.clientX - box.left) / box.width) * columns)
    onFollow?.(Math.min(columns - 1, Math.max(0, at)))
  }
  const filled = values
    .flatMap((row, output) =>
      row.map((value, input) =>
        value > 0 ? `M${input * cell + 1.5} ${output * cell + 1.5}h17v17h-17z` : '',
      ),
    )
    .join('')
  return (
    <figure className={className}>
      <figcaption>{caption}</figcaption>
      <svg
        viewBox={`-2 -2 ${width + 4} ${height + 4}`}
        // A tall matrix is made narrow, so that it still stands on one screen.
        style={{ width: `min(100%, ${((17 * columns) / Math.max(rows, columns)).toFixed(2)}rem)` }}
        aria-hidden="true"
        onClick={onFollow && follow}
      >
        {hatch.defs}
        <rect width={width} height={height} fill={hatch.fill} stroke="var(--line-strong)" />
        <path
          d={filled}
          fill={`color-mix(in srgb, ${hue('kernel')} ${numbered ? 22 : 85}%, var(--card))`}
          data-term="kernel"
        />
        {Array.from({ length: groups }, (_, group) => (
          <rect
            key={group}
            x={(group * width) / groups}
            y={(group * height) / groups}
            width={width / groups}
            height={height / groups}
            fill="none"
            stroke={hue('groups')}
            strokeWidth="2"
            vectorEffect="non-scaling-stroke"
            data-term="groups"
          />
        ))}
        {numbered &&
          rows <= mostNumbered &&
          columns <= mostNumbered &&
          values.flatMap((row, output) =>
            row.map((value, input) =>
              value > 0 ? (
                <text
                  key={`${output} ${input}`}
                  x={(input + 0.5) * cell}
                  y={(output + 0.5) * cell + 4.5}
                  fontSize="13"
                  textAnchor="middle"
                  fill="var(--ink-1)"
                >
                  {value}
                </text>
              ) : null,
            ),
          )}
        {followed !== null && (
          <rect
            x={followed * cell}
            width={cell}
            height={height}
            fill="none"
            stroke="var(--ink-1)"
            strokeWidth="2"
            vectorEffect="non-scaling-stroke"
            data-term="followed"
          />
        )}
      </svg>
    </figure>
  )
}
