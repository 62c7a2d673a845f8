import { hierarchy, treemap } from 'd3-hierarchy'
import type { StepKind } from '../../../math/nets/index.ts'
import { figure, type Measure } from './measures.ts'
import type { Opened } from './opened.ts'

/** One step's share of the picture; places in percent. */
export interface Tile {
  readonly name: string
  readonly kind: StepKind
  /** Index of the step. */
  readonly step: number
  readonly share: number
  readonly left: number
  readonly top: number
  readonly width: number
  readonly height: number
}

interface Branch {
  readonly name: string
  readonly step?: number
  readonly value?: number
  readonly children?: readonly Branch[]
}

/**
 * A network as areas: every step as large as its share, blocks and stages together. Steps without
 * a share have no tile; a stage thinner than the gap beside it may reach into the gap.
 *
 * @param aspect width over height of the picture
 */
export function tilesOf(net: Opened, measure: Measure, aspect: number): Tile[] {
  const leaf = (step: number): Branch => ({
    name: net.steps[step]!.name,
    step,
    value: figure(net.steps[step]!, measure),
  })
  const range = (first: number, last: number) =>
    Array.from({ length: last - first + 1 }, (_, i) => leaf(first + i))
  const blocks = net.entries.blocks
  const stages = net.entries.stages.map(({ name, first, last }): Branch => ({
    name,
    children: blocks
      .filter((block) => block.first >= first && block.last <= last)
      .map((block) => ({ name: block.name, children: range(block.first, block.last) })),
  }))
  const root = hierarchy<Branch>({ name: net.id, children: stages })
    .sum(({ value }) => value ?? 0)
    // eslint-disable-next-line unicorn/no-array-sort -- the tree's own, on a tree made here
    .sort((a, b) => (b.value ?? 0) - (a.value ?? 0))
  const total = root.value ?? 0
  if (total === 0) return []
  const laid = treemap<Branch>()
    .size([100 * aspect, 100])
    .paddingInner((node) => (node.depth === 0 ? 0.9 : node.depth === 1 ? 0.35 : 0))(root)
  return laid.leaves().flatMap(({ data, value = 0, x0, x1, y0, y1 }) =>
    value === 0 || data.step === undefined
      ? []
      : [
          {
            name: data.name,
            kind: net.steps[data.step]!.kind,
            step: data.step,
            share: value / total,
            left: x0 / aspect,
            top: y0,
            width: (x1 - x0) / aspect,
            height: y1 - y0,
          },
        ],
  )
}
