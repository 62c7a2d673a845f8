import type { CSSProperties } from 'react'
import { rankHue } from '../../hues.ts'
import { stacks } from './bulk.ts'
import { digits, pathOf } from './geometry.ts'
import { visiblePart } from './layout.ts'
import type { Layout } from './layout.ts'
import type { Step } from './run.ts'
import { colourOf, tipOf } from './Traffic.tsx'
import styles from './Stage.module.css'

/** The arrows of many messages: a path and its tips per colour. */
export function ManyArrows({ step, layout }: { readonly step: Step; readonly layout: Layout }) {
  const byColour = new Map<string, { ways: string[]; tips: string[] }>()
  for (const message of step.messages) {
    const colour = colourOf(step, message.chunks)
    const paths = byColour.get(colour) ?? { ways: [], tips: [] }
    byColour.set(colour, paths)
    const [, end] = visiblePart(layout, message)
    paths.ways.push(pathOf(layout.way(message), end, 0, 8))
    const { tip, turn } = tipOf(layout, message, end)
    const corner = (away: number, aside: number) =>
      `${digits(tip.x - away * Math.cos(turn) - aside * Math.sin(turn))} ${digits(tip.y - away * Math.sin(turn) + aside * Math.cos(turn))}`
    paths.tips.push(`M${corner(0, 0)}L${corner(4, 2.4)}L${corner(4, -2.4)}z`)
  }
  return [...byColour].map(([colour, { ways, tips }]) => (
    <g key={colour} style={{ '--cell': colour } as CSSProperties}>
      <path className={styles.used} data-many="" d={ways.join('')} />
      <path className={styles.tip} d={tips.join('')} />
    </g>
  ))
}

/** The packets of many messages: a path per colour. */
export function Stacks(props: {
  readonly step: Step
  readonly layout: Layout
  readonly t: number
}) {
  const { step, layout, t } = props
  return [...stacks(step, layout, t)].map(([hue, d]) => (
    <path
      key={hue}
      className={styles.stack}
      style={{ '--cell': rankHue(hue) } as CSSProperties}
      d={d}
    />
  ))
}
