import type { CSSProperties } from 'react'
import type { Purchase } from '../../../math/chip-design/price.ts'
import type { Binder } from '../../../math/chip-design/run.ts'
import { hue } from '../../hues.ts'
import type { Hue } from '../../hues.ts'

interface Look {
  readonly term: string
  readonly colour: string
  /** A pattern says it where the colour does not. */
  readonly style: CSSProperties
}

const stripes = (colour: string, angle: number, gap: number) =>
  `repeating-linear-gradient(${angle}deg, ${colour} 0 2px, transparent 2px ${gap}px)`

const solid = (name: Hue): Look => ({
  term: name,
  colour: hue(name),
  style: { background: hue(name) },
})

const striped = (name: Hue, angle: number): Look => ({
  term: name,
  colour: hue(name),
  style: {
    background: `${stripes(hue(name), angle, 5)}, color-mix(in srgb, ${hue(name)} 18%, var(--card))`,
    color: 'var(--ink-1)',
  },
})

/** Colour and pattern of what time is spent on, and of what is bought against it. */
export const lookOf: Readonly<Record<Binder | Purchase, Look>> = {
  matrix: solid('forward'),
  vector: striped('kernel', 45),
  memory: solid('memory'),
  bandwidth: solid('memory'),
  capacity: striped('memory', 0),
  sram: striped('optimizer', 90),
  link: solid('communication'),
  latency: striped('communication', 135),
}
