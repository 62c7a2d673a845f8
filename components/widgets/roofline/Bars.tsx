import { memo } from 'react'
import type { ViewProps } from '../../widget/definition.ts'
import type { Side } from './comparison.ts'
import { colourOf } from './kinds.tsx'
import { bars, barsOf, frame, size } from './plot.ts'
import type widget from './widget.ts'
import styles from './Panel.module.css'

type Say = ViewProps<typeof widget>['say']

/**
 * Each layer's two times in the order in which the layers run: computing upwards, moving downwards.
 * The longer one is the least time that the layer takes; it is solid, the other pale.
 */
export const TimeBars = memo(function TimeBars(props: {
  readonly side: Side
  readonly cursor: number | null
  readonly say: Say
}) {
  const { side, cursor, say } = props
  const layout = barsOf(side.items)
  return (
    <svg viewBox={`0 0 ${size.width} ${bars.height}`} width="100%" aria-hidden="true">
      <text className={styles.axis} x={frame.left} y={13} data-term="forward">
        {say('computingUp')}
      </text>
      <text className={styles.axis} x={frame.left} y={bars.height - 5} data-term="memory">
        {say('movingDown')}
      </text>
      <text className={styles.axis} x={frame.right} y={13} textAnchor="end">
        {say('longest', { value: layout.longest })}
      </text>
      {cursor !== null && (
        <rect
          className={styles.column}
          x={frame.left + cursor * layout.pitch}
          y={bars.top - 3}
          width={layout.pitch}
          height={bars.bottom - bars.top + 6}
        />
      )}
      {side.items.map(({ kind, point }, index) => {
        const up = layout.length(point.computeTime)
        const down = layout.length(point.memoryTime)
        const common = { x: layout.left(index), width: layout.width, fill: colourOf(kind) }
        return (
          <g key={index}>
            <rect
              {...common}
              y={bars.middle - up}
              height={up}
              opacity={point.computeTime >= point.memoryTime ? 1 : 0.3}
            />
            <rect
              {...common}
              y={bars.middle}
              height={down}
              opacity={point.memoryTime >= point.computeTime ? 1 : 0.3}
            />
          </g>
        )
      })}
      <line
        className={styles.zero}
        x1={frame.left}
        x2={frame.right}
        y1={bars.middle}
        y2={bars.middle}
      />
    </svg>
  )
})
