import type { LayoutCell } from '../../../math/parallel/plan/index.ts'
import type { PlansFrame } from './frame.ts'

/** The layouts as they lie on the map. */
export interface Grid {
  /** Tensor-parallel degrees, from left to right. */
  readonly columns: readonly number[]
  /** Pipeline degrees, from top to bottom. */
  readonly rows: readonly number[]
  readonly at: readonly (readonly (LayoutCell | undefined)[])[]
  readonly cells: readonly LayoutCell[]
  readonly best: LayoutCell | undefined
  /** Time of the slowest layout over that of the fastest; 1 where there is none. */
  readonly spread: number
  /** Degrees that are left out because they divide nothing that they would cut. */
  readonly off: { readonly t: readonly number[]; readonly p: readonly number[] }
}

const ascending = (values: Iterable<number>) => [...new Set(values)].toSorted((a, b) => a - b)

/** A map with more columns or rows than this leaves out those that can never hold a plan. */
const many = 8

const ofTensor: ReadonlySet<string | undefined> = new Set(['heads', 'ffn', 'sequence'])

/**
 * The map of a landscape. More ranks than heads or more stages than layers are no layouts at all and
 * stay off it; on a large map so do degrees that do not divide what they would cut.
 */
export function gridOf({ landscape, request }: Pick<PlansFrame, 'landscape' | 'request'>): Grid {
  const { heads, layers } = request.model
  const within = landscape.cells.filter(
    ({ tensorParallel, pipelineParallel }) => tensorParallel <= heads && pipelineParallel <= layers,
  )
  const degrees = {
    t: ascending(within.map(({ tensorParallel }) => tensorParallel)),
    p: ascending(within.map(({ pipelineParallel }) => pipelineParallel)),
  }
  const cannotCut = within.filter(({ obstacle }) => ofTensor.has(obstacle?.code))
  const uncut = ascending(cannotCut.map(({ tensorParallel }) => tensorParallel))
  const unstacked = degrees.p.filter((p) => layers % p !== 0)
  const off = {
    t: degrees.t.length > many ? uncut : [],
    p: degrees.p.length > many ? unstacked : [],
  }
  const columns = degrees.t.filter((t) => !off.t.includes(t))
  const rows = degrees.p.filter((p) => !off.p.includes(p))
  const at: (LayoutCell | undefined)[][] = rows.map(() => columns.map(() => undefined))
  const cells: LayoutCell[] = []
  let best: LayoutCell | undefined
  let longest = 0
  for (const cell of within) {
    const line = at[rows.indexOf(cell.pipelineParallel)]
    const column = columns.indexOf(cell.tensorParallel)
    if (!line || column < 0) continue
    line[column] = cell
    cells.push(cell)
    longest = Math.max(longest, cell.best?.time.total ?? 0)
    if (cell.best && (!best?.best || cell.best.time.total < best.best.time.total)) best = cell
  }
  const spread = best?.best ? longest / best.best.time.total : 1
  return { columns, rows, at, cells, best, spread, off }
}

/** Slower than this, one cannot be told from another. */
export const slowest = 8

/**
 * How deep the colour of a layout is, in percent: 50 for the fastest, falling with the logarithm of
 * the time to 6 for the slowest of the map, or for eight times the fastest.
 */
export function shadeOf({ best }: LayoutCell, grid: Pick<Grid, 'best' | 'spread'>): number {
  if (!best || !grid.best?.best) return 0
  const ratio = best.time.total / grid.best.best.time.total
  const range = Math.log(Math.min(slowest, Math.max(1.02, grid.spread)))
  return Math.round(6 + 44 * Math.max(0, 1 - Math.log(ratio) / range))
}

const moves: Readonly<Record<string, readonly [row: number, column: number]>> = {
  ArrowUp: [-1, 0],
  ArrowDown: [1, 0],
  ArrowLeft: [0, -1],
  ArrowRight: [0, 1],
}

/** The next layout in the direction of a key, over gaps; undefined where the map ends. */
export function stepWithin(grid: Grid, from: LayoutCell, key: string): LayoutCell | undefined {
  const move = moves[key]
  if (!move) return undefined
  let row = grid.rows.indexOf(from.pipelineParallel)
  let column = grid.columns.indexOf(from.tensorParallel)
  for (;;) {
    row += move[0]
    column += move[1]
    const line = grid.at[row]
    if (!line || column < 0 || column >= grid.columns.length) return undefined
    if (line[column]) return line[column]
  }
}
