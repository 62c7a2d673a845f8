import { memo } from 'react'
import { attainable } from '../../../math/hardware/roofline.ts'
import type { ViewProps } from '../../widget/definition.ts'
import type { Comparison, Side } from './comparison.ts'
import { Mark } from './kinds.tsx'
import { frame, placeOf, radiusOf, size, strip } from './plot.ts'
import type { Plot } from './plot.ts'
import type widget from './widget.ts'
import styles from './Panel.module.css'

type Say = ViewProps<typeof widget>['say']

/** The machine alone: axes, the two halves of the roof and the ridge between them. */
const Machine = memo(function Machine(props: {
  readonly plot: Plot
  readonly comparison: Comparison
  readonly say: Say
}) {
  const { plot, comparison, say } = props
  const { roof, ridge } = comparison
  const x = plot.x(ridge)
  const y = plot.y(roof.peak)
  const onFlat = frame.right - x > 120
  return (
    <>
      {plot.begin > frame.left && (
        <g>
          <line
            className={styles.strip}
            x1={plot.begin}
            x2={plot.begin}
            y1={frame.top}
            y2={frame.bottom}
          />
          <text
            className={styles.axis}
            x={frame.left + strip / 2}
            y={frame.bottom + 15}
            textAnchor="middle"
          >
            {say('{zero:number}', { zero: 0 })}
          </text>
        </g>
      )}
      <rect
        className={styles.starved}
        x={frame.left}
        y={frame.top}
        width={x - frame.left}
        height={frame.bottom - frame.top}
      />
      <g className={styles.ticks}>
        {plot.xTicks.map((tick) => (
          <g key={tick}>
            <line x1={plot.x(tick)} x2={plot.x(tick)} y1={frame.top} y2={frame.bottom} />
            <text x={plot.x(tick)} y={frame.bottom + 15} textAnchor="middle">
              {say('{tick:compact}', { tick })}
            </text>
          </g>
        ))}
        {plot.yTicks.map((tick) => (
          <g key={tick}>
            <line x1={frame.left} x2={frame.right} y1={plot.y(tick)} y2={plot.y(tick)} />
            <text
              x={frame.left - 5}
              y={Math.min(plot.y(tick) + 4, frame.bottom - 2)}
              textAnchor="end"
            >
              {say('{tick:compact}', { tick })}
            </text>
          </g>
        ))}
      </g>
      <text className={styles.axis} x={frame.right} y={frame.bottom + 31} textAnchor="end">
        {say('xAxis')}
      </text>
      <text className={styles.axis} x={frame.left} y={frame.top - 6} textAnchor="start">
        {say('yAxis')}
      </text>
      <text className={styles.zone} x={plot.begin + 6} y={frame.bottom - 7} data-term="memory">
        {say('memoryZone')}
      </text>
      <text
        className={styles.zone}
        x={frame.right - 6}
        y={frame.bottom - 7}
        textAnchor="end"
        data-term="forward"
      >
        {say('computeZone')}
      </text>
      <line className={styles.ridge} x1={x} x2={x} y1={y} y2={frame.bottom} />
      <path className={styles.roof} d={plot.roof} />
      <circle className={styles.corner} cx={x} cy={y} r="3" />
      <text
        className={styles.ridgeName}
        x={onFlat ? x + 5 : x - 5}
        y={frame.bottom - 24}
        textAnchor={onFlat ? 'start' : 'end'}
      >
        {say('ridge', { value: ridge })}
      </text>
    </>
  )
})

/** The two limits by name, over the marks so that none hides them. */
function Limits(props: {
  readonly plot: Plot
  readonly comparison: Comparison
  readonly say: Say
}) {
  const { plot, comparison, say } = props
  const { roof, ridge } = comparison
  // The slope's name stands a third of the way up.
  const foot = plot.xTicks[0]!
  const third = foot * (ridge / foot) ** 0.34
  const slope = { x: plot.x(third), y: plot.y(attainable(roof, third)) }
  const base = { x: plot.x(foot), y: plot.y(attainable(roof, foot)) }
  const angle = (Math.atan2(plot.y(roof.peak) - base.y, plot.x(ridge) - base.x) * 180) / Math.PI
  return (
    <>
      <text
        className={styles.limit}
        data-term="memory"
        textAnchor="middle"
        transform={`translate(${slope.x} ${slope.y}) rotate(${angle}) translate(0 -9)`}
      >
        {say('bandwidth', { value: roof.bandwidth })}
      </text>
      <text
        className={styles.limit}
        data-term="forward"
        x={frame.right}
        y={frame.top - 6}
        textAnchor="end"
      >
        {say('peak', { value: roof.peak })}
      </text>
    </>
  )
}

/** One side's layers under the roof. A larger mark takes a larger share of the time. */
export function RoofPlot(props: {
  readonly plot: Plot
  readonly comparison: Comparison
  readonly side: Side
  /** The layer that is looked at. */
  readonly cursor: number | null
  readonly say: Say
}) {
  const { plot, comparison, side, cursor, say } = props
  const item = cursor === null ? undefined : side.items[cursor]
  return (
    <svg viewBox={`0 0 ${size.width} ${size.height}`} width="100%" aria-hidden="true">
      <Machine plot={plot} comparison={comparison} say={say} />
      <Marks plot={plot} comparison={comparison} side={side} />
      <Limits plot={plot} comparison={comparison} say={say} />
      {item && (
        <g>
          {item.alone !== item.point.intensity && (
            <path
              className={styles.way}
              d={wayOf(plot, comparison, item.alone, item.point.intensity)}
            />
          )}
          <line
            className={styles.drop}
            x1={placeOf(plot, item).x}
            x2={placeOf(plot, item).x}
            y1={placeOf(plot, item).y}
            y2={frame.bottom}
          />
          <Mark
            kind={item.kind}
            {...placeOf(plot, item)}
            radius={Math.max(6, radiusOf(item, side.time))}
            className={styles.chosen}
          />
        </g>
      )}
    </svg>
  )
}

/** Along the roof from one intensity to another. */
function wayOf(plot: Plot, { roof, ridge }: Comparison, from: number, to: number): string {
  const at = (intensity: number) => `${plot.x(intensity)} ${plot.y(attainable(roof, intensity))}`
  const over = ridge > Math.min(from, to) && ridge < Math.max(from, to)
  return `M${at(from)}${over ? `L${at(ridge)}` : ''}L${at(to)}`
}

const Marks = memo(function Marks(props: {
  readonly plot: Plot
  readonly comparison: Comparison
  readonly side: Side
}) {
  const { plot, comparison, side } = props
  const large = side.items.toSorted((a, b) => b.point.time - a.point.time)
  return (
    <>
      {side.batch > 1 &&
        side.items.map((item, index) => (
          <Mark
            key={index}
            kind={item.kind}
            x={plot.x(item.alone)}
            y={plot.y(attainable(comparison.roof, item.alone))}
            radius={3.2}
            className={styles.before}
          />
        ))}
      {large.map((item, index) => (
        <Mark
          key={index}
          kind={item.kind}
          {...placeOf(plot, item)}
          radius={radiusOf(item, side.time)}
          className={styles.mark}
        />
      ))}
    </>
  )
})
