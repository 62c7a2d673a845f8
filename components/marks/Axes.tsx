import type { ReactNode } from 'react'

/** One axis of a chart: where its values stand, which are labelled, and what it measures. */
export interface Axis {
  readonly at: (value: number) => number
  readonly ticks: readonly (readonly [value: number, label: string])[]
  readonly title: string
  readonly term?: string
}

const size = 13

/** The two axes of a chart inside an SVG, with faint lines across at the labelled values. */
export function Axes(props: {
  readonly x: Axis
  readonly y: Axis
  readonly left: number
  readonly right: number
  readonly top: number
  readonly bottom: number
  readonly children?: ReactNode
}) {
  const { x, y, left, right, top, bottom } = props
  return (
    <>
      <g stroke="var(--line)">
        {x.ticks.map(([value]) => (
          <line key={value} x1={x.at(value)} x2={x.at(value)} y1={top} y2={bottom} />
        ))}
        {y.ticks.map(([value]) => (
          <line key={value} x1={left} x2={right} y1={y.at(value)} y2={y.at(value)} />
        ))}
      </g>
      {props.children}
      <path d={`M${left} ${top}V${bottom}H${right}`} fill="none" stroke="var(--ink-3)" />
      <g fontSize={size} fill="var(--ink-2)">
        {x.ticks.map(([value, label]) => (
          <text key={value} x={x.at(value)} y={bottom + 17} textAnchor="middle">
            {label}
          </text>
        ))}
        {y.ticks.map(([value, label]) => (
          <text key={value} x={left - 6} y={y.at(value) + size / 3} textAnchor="end">
            {label}
          </text>
        ))}
        <text
          x={right}
          y={bottom + 36}
          textAnchor="end"
          data-term={x.term}
          fill={x.term && `var(--hue-${x.term})`}
        >
          {x.title}
        </text>
        <text x={2} y={top - 10} data-term={y.term} fill={y.term && `var(--hue-${y.term})`}>
          {y.title}
        </text>
      </g>
    </>
  )
}
