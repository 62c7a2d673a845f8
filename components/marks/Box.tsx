import type { ReactNode } from 'react'

/** How far the back of a box stands right of and above its front, for a given depth. */
export const obliquely = (depth: number) => ({ right: depth * 0.72, up: depth * 0.52 })

/**
 * A box in oblique projection: its front face at (x, y), width × height, going back by `depth`.
 * A tensor: the front is space, the depth is channels.
 */
export function Box(props: {
  readonly x: number
  readonly y: number
  readonly width: number
  readonly height: number
  readonly depth: number
  readonly colour: string
  readonly term?: string
  /** Drawn on the front face, in its own coordinates. */
  readonly children?: ReactNode
}) {
  const { x, y, width, height, depth, colour, term } = props
  const { right, up } = obliquely(depth)
  const face = (share: number) => `color-mix(in srgb, ${colour} ${share}%, var(--card))`
  return (
    <g transform={`translate(${x} ${y})`} data-term={term} stroke={colour} strokeLinejoin="round">
      <path
        d={`M0 0 l${right} ${-up} h${width} l${-right} ${up}z`}
        fill={face(38)}
        strokeWidth="1"
      />
      <path
        d={`M${width} 0 l${right} ${-up} v${height} l${-right} ${up}z`}
        fill={face(52)}
        strokeWidth="1"
      />
      <rect width={width} height={height} fill={face(22)} strokeWidth="1" />
      {props.children}
    </g>
  )
}
