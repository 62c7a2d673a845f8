import type { CellSum } from '../../../math/conv/index.ts'
import type { Mark } from './Plane.tsx'
import { reachOf, touchOf } from './scan.ts'
import type { Run, Step } from './scan.ts'
import type { Spot } from './words.ts'

/** The names of planes, also those of their cells: x.channel, w.first.second, y.channel. */
export const inputPlane = (channel: number) => `x.${channel}`
export const weightPlaneName = (outer: number, inner: number) => `w.${outer}.${inner}`
export const outputPlane = (channel: number) => `y.${channel}`

/** What the pointer is on, from a cell's name. */
export function spotOf(name: string | null | undefined): Spot | null {
  if (!name) return null
  const [kind, ...rest] = name.split('.')
  const at = rest.map(Number)
  const [a = 0, b = 0, c = 0, d = 0] = at
  if (kind === 'x') return { of: 'input', cell: [0, a, b, c] }
  if (kind === 'w') return { of: 'weight', cell: [a, b, c, d] }
  if (kind === 't') return { of: 'term', index: a }
  return null
}

/** A spot that was pointed at may be gone after a change of settings. */
export function exists({ run }: Step, spot: Spot): boolean {
  if (spot.of === 'term') return true
  const { shape } = spot.of === 'input' ? run.input : run.weights
  return spot.cell.every((index, axis) => index < shape[axis]!)
}

export type Marks = ReadonlyMap<string, readonly Mark[]>

/**
 * Which cells are lit: those that the spot is linked with; without one, of a transposed convolution
 * the inputs and weights that meet in the current cell (a convolution has its window instead).
 */
export function marksOf(run: Run, sum: CellSum, spot: Spot | null): Marks {
  const marks = new Map<string, Mark[]>()
  const seen = new Set<string>()
  const light = (plane: string, row: number, column: number, kind: Mark['kind']) => {
    const name = `${plane}.${row}.${column}`
    if (seen.has(name)) return
    seen.add(name)
    marks.set(plane, [...(marks.get(plane) ?? []), { row, column, kind }])
  }
  const input = (cell: CellSum['cell'] | null, kind: Mark['kind']) => {
    if (cell) light(inputPlane(cell[1]), cell[2], cell[3], kind)
  }
  const weight = ([outer, inner, row, column]: CellSum['cell'], kind: Mark['kind']) =>
    light(weightPlaneName(outer, inner), row, column, kind)
  const output = (cell: CellSum['cell']) => light(outputPlane(cell[1]), cell[2], cell[3], 'used')

  if (spot?.of === 'weight') {
    weight(spot.cell, 'source')
    for (const touched of touchOf(run, spot.cell)) {
      input(touched.input, 'used')
      output(touched.output)
    }
  } else if (spot?.of === 'input') {
    input(spot.cell, 'source')
    for (const reached of reachOf(run, spot.cell)) {
      output(reached.output)
      weight(reached.weight, 'used')
    }
  } else {
    const terms = spot ? sum.terms.slice(spot.index, spot.index + 1) : sum.terms
    if (!spot && run.layer.mode === 'convolution') return marks
    for (const term of terms) {
      input(term.input, spot ? 'source' : 'used')
      weight(term.weight, spot ? 'source' : 'used')
    }
  }
  return marks
}
