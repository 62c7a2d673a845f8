import { hue } from '../../hues.ts'
import type { Kind } from './comparison.ts'

/** Colour and shape of each kind of work; the shape says it where the colour does not. */
const looks: Readonly<Record<Kind, { readonly colour: string; readonly path: string }>> = {
  conv: { colour: hue('kernel'), path: 'M-.85-.85H.85V.85H-.85z' },
  grouped: { colour: hue('groups'), path: 'M0-1.2 1.2 0 0 1.2-1.2 0z' },
  depthwise: { colour: hue('channels-out'), path: 'M0-1.15 1.1.8H-1.1z' },
  pointwise: { colour: hue('channels-in'), path: 'M-1 0a1 1 0 1 1 2 0 1 1 0 1 1-2 0z' },
  linear: { colour: hue('optimizer'), path: 'M-1.3-.55H1.3V.55H-1.3z' },
  attention: { colour: hue('groups'), path: 'M0-1.2 1.2 0 0 1.2-1.2 0z' },
  pool: { colour: 'var(--ink-3)', path: 'M-1.1-.8H1.1L0 1.15z' },
  elementwise: {
    colour: 'var(--ink-3)',
    path: 'M-.33-1.1H.33V-.33H1.1V.33H.33V1.1H-.33V.33H-1.1V-.33H-.33z',
  },
  copy: { colour: 'var(--ink-3)', path: 'M-.55-1.3H.55V1.3H-.55z' },
  optimizer: { colour: hue('optimizer'), path: 'M-.6-1.05H.6L1.2 0 .6 1.05H-.6L-1.2 0z' },
}

export const colourOf = (kind: Kind) => looks[kind].colour

/** The mark of a kind, its centre at (x, y). */
export function Mark(props: {
  readonly kind: Kind
  readonly x: number
  readonly y: number
  readonly radius: number
  readonly className?: string
}) {
  const { kind, x, y, radius, className } = props
  return (
    <path
      className={className}
      d={looks[kind].path}
      transform={`translate(${round(x)} ${round(y)}) scale(${round(radius)})`}
      style={{ '--own': colourOf(kind) } as React.CSSProperties}
    />
  )
}

const round = (value: number) => Math.round(value * 100) / 100
