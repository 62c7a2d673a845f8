import { integer, oneOf } from '../../check.ts'
import type { Tensor } from '../../tensor.ts'
import { type Layout, type TensorCollective, cut } from './layout.ts'
import {
  addRow,
  joinColumns,
  joinRows,
  map,
  matmul,
  sizeOf,
  sliceColumns,
  sliceRows,
  sum,
} from './matrix.ts'
import { transpose, zip } from './matrix.ts'

/**
 * Matrices on ranks, moved about by whatever collective somebody chose, right or wrong. Each rank
 * does to its own buffer what a real one would do, so a wrong choice gives the wrong numbers that it
 * would really give.
 */

/** What one rank holds of a matrix, and where its first row and column stand in the whole one. */
export interface Piece {
  readonly matrix: Tensor
  readonly row: number
  readonly column: number
}

/** A matrix on t ranks beside the same matrix on one device. */
export interface Shard {
  readonly name: string
  /** `mixed`: neither blocks nor summands of the whole; the outcome of a step that does not fit. */
  readonly layout: Layout | 'mixed'
  readonly pieces: readonly Piece[]
  /** The whole matrix as one device computes it. */
  readonly expected: Tensor
}

/** The collectives that somebody may put at a place where one is needed, and none. */
export const chosenCollectives = ['none', 'all-gather', 'all-reduce', 'reduce-scatter'] as const
export type ChosenCollective = (typeof chosenCollectives)[number]

const whole = (matrix: Tensor): Piece => ({ matrix, row: 0, column: 0 })

/**
 * A whole matrix laid out on t ranks.
 *
 * @throws RangeError when t does not divide what is cut
 * @example lay('A', matrix, 'columns', 2).pieces[1].column // half the columns
 */
export function lay(
  name: string,
  matrix: Tensor,
  layout: Exclude<Layout, 'partial'>,
  ranks: number,
): Shard {
  integer('ranks', ranks, 1)
  const base = { name, layout, expected: matrix }
  if (layout === 'replicated') {
    return { ...base, pieces: Array.from({ length: ranks }, () => whole(matrix)) }
  }
  const pieces = cut(matrix, layout, ranks).map((part, rank) => ({
    matrix: part,
    row: layout === 'rows' ? rank * part.shape[0]! : 0,
    column: layout === 'columns' ? rank * part.shape[1]! : 0,
  }))
  return { ...base, pieces }
}

/** The transposed matrix: every rank turns its own piece. */
export function turned(shard: Shard, name: string): Shard {
  const layouts = { columns: 'rows', rows: 'columns' } as const
  const { layout } = shard
  return {
    name,
    layout: layout === 'columns' || layout === 'rows' ? layouts[layout] : layout,
    pieces: shard.pieces.map(({ matrix, row, column }) => ({
      matrix: transpose(matrix),
      row: column,
      column: row,
    })),
    expected: transpose(shard.expected),
  }
}

/** An elementwise function of what every rank holds. Of summands it is wrong unless it is linear. */
export function applied(shard: Shard, name: string, change: (value: number) => number): Shard {
  return {
    ...shard,
    name,
    pieces: shard.pieces.map((piece) => ({ ...piece, matrix: map(piece.matrix, change) })),
    expected: map(shard.expected, change),
  }
}

/** A bias added to what every rank holds, each rank taking the columns that belong to its own. */
export interface Biased {
  readonly bias: Shard
  readonly sum: Shard
}

/**
 * Adds a row to every row of what each rank holds. Onto summands this is wrong with more than one
 * rank: the row is then added t times to the whole.
 *
 * @param bias one row, on every rank whole or cut by columns
 * @returns nothing where the rank's columns and those of the bias do not fit
 * @example biased(lay('HB', matrix, 'columns', 2), lay('b', row, 'replicated', 2), 'Z').sum.layout // 'columns'
 */
export function biased(shard: Shard, bias: Shard, name: string): Biased | undefined {
  const rows = shard.pieces.map(({ matrix, column }, rank) => {
    const held = bias.pieces[rank]!
    const from = column - held.column
    const width = matrix.shape[1]!
    return from < 0 || from + width > held.matrix.shape[1]!
      ? undefined
      : { row: 0, column, matrix: sliceColumns(held.matrix, from, from + width) }
  })
  if (rows.some((row) => row === undefined)) return undefined
  const used = rows as Piece[]
  return {
    bias: { ...bias, layout: shard.layout === 'columns' ? 'columns' : bias.layout, pieces: used },
    sum: {
      ...shard,
      name,
      pieces: shard.pieces.map((piece, rank) => ({
        ...piece,
        matrix: addRow(piece.matrix, used[rank]!.matrix.data),
      })),
      expected: addRow(shard.expected, bias.expected.data),
    },
  }
}

/** The product element by element of two matrices that lie alike. */
export function hadamard(a: Shard, b: Shard, name: string): Shard {
  const times = (x: number, y: number) => x * y
  return {
    ...a,
    name,
    pieces: a.pieces.map((piece, rank) => ({
      ...piece,
      matrix: zip(piece.matrix, b.pieces[rank]!.matrix, times),
    })),
    expected: zip(a.expected, b.expected, times),
  }
}

/** Layouts of a product a · b where it has one; everything else is mixed. */
function productLayout(a: Shard['layout'], b: Shard['layout']): Shard['layout'] {
  if (b === 'rows') return a === 'columns' || a === 'replicated' ? 'partial' : 'mixed'
  if (a === 'replicated') return b
  if (b === 'replicated') return a
  return 'mixed'
}

/** The operand as the product takes it: a rank that holds all columns takes those that it needs. */
function sliced(a: Piece, b: Piece, width: number): Piece | undefined {
  const [, columns] = sizeOf('a', a.matrix)
  const [inner] = sizeOf('b', b.matrix)
  if (columns === inner) return a
  if (columns !== width || inner > width) return undefined
  return { ...a, matrix: sliceColumns(a.matrix, b.row, b.row + inner), column: b.row }
}

/**
 * Every rank multiplies its own pieces. A rank that holds more columns than its block of b has rows
 * takes those columns that belong to the block, which costs nothing.
 *
 * @returns the left operand as it was used and the product, or nothing where the pieces do not fit
 */
export function multiplied(
  a: Shard,
  b: Shard,
  name: string,
): { readonly left: Shard; readonly product: Shard } | undefined {
  const width = a.expected.shape[1]!
  const lefts = a.pieces.map((piece, rank) => sliced(piece, b.pieces[rank]!, width))
  if (lefts.some((piece) => piece === undefined)) return undefined
  const used = lefts as Piece[]
  const cutNow = used.some((piece, rank) => piece !== a.pieces[rank])
  const left: Shard =
    cutNow && a.layout === 'replicated'
      ? { ...a, layout: 'columns', pieces: used }
      : { ...a, pieces: used }
  const product: Shard = {
    name,
    layout: productLayout(left.layout, b.layout),
    pieces: used.map((piece, rank) => ({
      matrix: matmul(piece.matrix, b.pieces[rank]!.matrix),
      row: piece.row,
      column: b.pieces[rank]!.column,
    })),
    expected: matmul(a.expected, b.expected),
  }
  return { left, product }
}

/** What a collective did to a matrix. */
export interface Communicated {
  readonly result: Shard
  /** Summing ones: what each rank puts in for its own result, and the sum of what it gets. */
  readonly own?: Shard
  readonly received?: Shard
  /** Elements that each rank sends, on a ring. */
  readonly sent: number
}

/**
 * Runs a collective on what the ranks hold, whether it belongs there or not.
 *
 * An all-gather joins what the ranks hold: rows where it is cut by rows, else side by side. An
 * all-reduce adds up, element by element, whatever the elements mean. A reduce-scatter adds up and
 * leaves each rank a block of the rows.
 *
 * @throws RangeError when a reduce-scatter cannot cut the rows into t blocks
 * @example communicated(lay('X', matrix, 'rows', 2), 'all-gather').result.layout // 'replicated'
 */
export function communicated(shard: Shard, collective: ChosenCollective): Communicated {
  oneOf('collective', collective, chosenCollectives)
  const { layout, pieces } = shard
  const ranks = pieces.length
  const sent = sentElements(collective, ranks, pieces[0]!.matrix.data.length)
  if (collective === 'none' || ranks === 1) return { result: shard, sent: 0 }
  const parts = pieces.map(({ matrix }) => matrix)
  if (collective === 'all-gather') {
    const joined = layout === 'rows' ? joinRows(parts) : joinColumns(parts)
    const fits = layout === 'rows' || layout === 'columns'
    const row = layout === 'mixed' ? pieces[0]!.row : 0
    const result = {
      ...shard,
      layout: fits ? ('replicated' as const) : ('mixed' as const),
      pieces: pieces.map(() => ({ matrix: joined, row, column: 0 })),
    }
    return { result, sent }
  }
  const block = pieces[0]!.matrix.shape[0]! / ranks
  const scatters = collective === 'reduce-scatter'
  if (scatters && !Number.isInteger(block)) {
    throw new RangeError(`ranks must divide the rows (${block * ranks}), got ${ranks}`)
  }
  const mine = (matrix: Tensor, rank: number) =>
    scatters ? sliceRows(matrix, rank * block, (rank + 1) * block) : matrix
  const put = (name: string, matrices: readonly Tensor[], as: Shard['layout']): Shard => ({
    ...shard,
    name,
    layout: as,
    pieces: matrices.map((matrix, rank) => ({
      matrix,
      row: pieces[rank]!.row + (scatters ? rank * block : 0),
      column: pieces[rank]!.column,
    })),
  })
  const total = sum(parts)
  const others = parts.map((_, rank) => sum(parts.filter((_, other) => other !== rank)))
  const of = (matrices: readonly Tensor[]) => matrices.map(mine)
  const sound = layout === 'partial' || layout === 'replicated'
  const after = sound ? (scatters ? 'rows' : 'replicated') : 'mixed'
  return {
    own: put(shard.name, of(parts), layout),
    received: put(`${shard.name} received`, of(others), layout),
    result: put(shard.name, of(parts.map(() => total)), after),
    sent,
  }
}

/**
 * Elements that each rank sends in a ring collective.
 *
 * @param input elements that one rank puts in
 * @example sentElements('all-reduce', 4, 8) // 2 · 3/4 · 8 = 12
 */
export function sentElements(
  collective: ChosenCollective | TensorCollective,
  ranks: number,
  input: number,
): number {
  switch (collective) {
    case 'all-reduce':
      return (2 * (ranks - 1) * input) / ranks
    case 'all-gather':
      return (ranks - 1) * input
    case 'none':
      return 0
    default:
      return ((ranks - 1) * input) / ranks
  }
}

/** How what one rank holds compares with the whole matrix. */
export interface PieceCheck {
  /** Cells that hold what one device has at their place; cells that do not; cells held nowhere here. */
  readonly right: number
  readonly wrong: number
  readonly missing: number
  /** Largest absolute difference. */
  readonly error: number
  /** Difference of each cell of the piece, row by row; NaN for a cell outside the whole matrix. */
  readonly differences: readonly number[]
}

/**
 * `whole`: every rank holds all of it, right. `parts`: what they hold is right, and together it is
 * all there. `lost`: right as far as it goes, but some of it is nowhere. `wrong`: some cell differs.
 */
export type Verdict = 'whole' | 'parts' | 'lost' | 'wrong'

export interface ShardCheck {
  readonly verdict: Verdict
  /** Largest absolute difference on any rank. */
  readonly error: number
  readonly pieces: readonly PieceCheck[]
}

/** Below this two sums of the same numbers in another order are taken for equal. */
const ROUNDING = 1e-9

/**
 * Whether matrices of the size of the whole add up to it, over the ranks. Summands do; GeLU of
 * summands does not, nor summands to each of which a bias was added.
 *
 * @example addsUp({ ...lay('Y', matrix, 'replicated', 2), layout: 'partial' }) // false: twice Y
 */
export function addsUp({ layout, pieces, expected }: Shard): boolean {
  if (layout !== 'partial') return false
  const total = sum(pieces.map(({ matrix }) => matrix))
  return total.data.every((value, at) => Math.abs(value - expected.data[at]!) <= ROUNDING)
}

/**
 * Compares what the ranks hold with the matrix on one device, cell by cell, each piece at the place
 * that it is taken for.
 *
 * @example checked(lay('X', matrix, 'columns', 2)).verdict // 'parts'
 */
export function checked(shard: Shard): ShardCheck {
  const [rows, columns] = sizeOf('expected', shard.expected)
  const held = new Set<number>()
  const pieces = shard.pieces.map(({ matrix, row, column }): PieceCheck => {
    const [, width] = sizeOf('piece', matrix)
    let inside = 0
    const differences = matrix.data.map((value, offset) => {
      const [y, x] = [row + Math.floor(offset / width), column + (offset % width)]
      if (y >= rows || x >= columns) return Number.NaN
      inside++
      const difference = value - shard.expected.data[y * columns + x]!
      if (Math.abs(difference) > ROUNDING) return difference
      held.add(y * columns + x)
      return 0
    })
    const right = differences.filter((difference) => difference === 0).length
    return {
      right,
      wrong: differences.length - right,
      missing: rows * columns - inside,
      error: differences.reduce(
        (most, difference) => (Math.abs(difference) > most ? Math.abs(difference) : most),
        0,
      ),
      differences,
    }
  })
  const verdict = pieces.some(({ wrong }) => wrong > 0)
    ? 'wrong'
    : pieces.every(({ missing }) => missing === 0)
      ? 'whole'
      : held.size === rows * columns
        ? 'parts'
        : 'lost'
  return { verdict, error: Math.max(...pieces.map(({ error }) => error)), pieces }
}
