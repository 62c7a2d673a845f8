import type { Shard } from '../../../math/parallel/tensor/buffers.ts'
import type { Tensor } from '../../../math/tensor.ts'
import type { ProgramStep, TensorProgram } from '../../../math/parallel/tensor/recorder.ts'
import { cellText } from './names.ts'

/** Pixels, the unit of a card's picture. */
export const cellHeight = 20
/** Above a matrix stands its name, below it its size. */
export const nameHeight = 20
export const sizeHeight = 17
const signWidth = 26
const wideSign = 66
const apart = 22

/** One matrix in a card. */
export interface Item {
  /** The same matrix keeps its key from step to step, so that it is seen to stay or to move. */
  readonly key: string
  readonly shard: Shard
  readonly cell: number
  readonly x: number
  readonly y: number
  readonly rows: number
  readonly columns: number
}

/** A sign between two matrices: a phrase or a symbol, centred on x. */
export interface Sign {
  readonly key: string
  readonly x: number
  readonly wide: boolean
}

export interface Arrangement {
  readonly items: readonly Item[]
  readonly signs: readonly Sign[]
  readonly width: number
  /** Of the matrices alone. */
  readonly height: number
}

/** Width of a cell that holds the widest number of a matrix on any rank. */
export function cellWidth(shard: Shard): number {
  const longest = [...shard.pieces.map(({ matrix }) => matrix), shard.expected].reduce(
    (most, { data }) => data.reduce((so, value) => Math.max(so, cellText(value).length), most),
    1,
  )
  return Math.max(20, Math.ceil(longest * 6.8 + 7))
}

const operators = {
  times: '·',
  each: '⊙',
  plus: '+',
  weigh: '·',
  gelu: 'GeLU',
  softmax: 'softmax',
  core: 'core',
} as const

/** Signs behind each operand: the last leads to the result, if there is one. */
function signsOf({ operator, collective, operands, result, kind }: ProgramStep): string[] {
  const between =
    kind === 'hold'
      ? ''
      : collective && kind === 'collective'
        ? '+'
        : operators[operator ?? 'times']
  const isOne = operands.length === 1
  const last =
    result === undefined ? [] : [isOne ? (collective ?? operators[operator ?? 'times']) : '=']
  return [...operands.slice(1).map(() => between), ...last]
}

const isWide = (sign: string) => sign.length > 1

/** The picture of one step, of one rank's pieces or (rank null) of the whole matrices. */
export function arrange(step: ProgramStep, rank: number | null): Arrangement {
  // One device knows of no summands: a collective leaves it as it is.
  const alone = rank === null && step.kind === 'collective'
  const shards = alone ? [step.result!] : [...step.operands, ...(step.result ? [step.result] : [])]
  const signs = alone ? [] : signsOf(step)
  const matrixOf = (shard: Shard): Tensor =>
    rank === null ? shard.expected : shard.pieces[rank]!.matrix
  // What came out stands at its place in the whole matrix, so that gaps are seen.
  const framed = step.kind === 'result' && rank !== null
  const items: Item[] = []
  const placed: Sign[] = []
  let x = 0
  for (const [index, shard] of shards.entries()) {
    const matrix = matrixOf(shard)
    const cell = cellWidth(shard)
    const piece = framed ? shard.pieces[rank]! : { row: 0, column: 0 }
    const rows = Math.max(piece.row + matrix.shape[0]!, framed ? shard.expected.shape[0]! : 0)
    const columns = Math.max(piece.column + matrix.shape[1]!, framed ? shard.expected.shape[1]! : 0)
    const key = `${shard.name}/${shard.layout}`
    items.push({
      key: items.some((item) => item.key === key) ? `${key}+` : key,
      shard,
      cell,
      x,
      y: 0,
      rows,
      columns,
    })
    x += columns * cell
    const sign = signs[index]
    if (sign === undefined) continue
    const width =
      sign === '' ? apart : isWide(sign) ? wideSign + (sign.length > 9 ? 26 : 0) : signWidth
    placed.push({ key: sign, x: x + width / 2, wide: isWide(sign) })
    x += width
  }
  const height = Math.max(...items.map(({ rows }) => rows)) * cellHeight
  return {
    items: items.map((item) => ({ ...item, y: (height - item.rows * cellHeight) / 2 })),
    signs: placed,
    width: x,
    height,
  }
}

/** The room that all steps of a program need, so that nothing jumps from one to the next. */
export function roomOf(program: TensorProgram, rank: number | null) {
  const all = program.steps.map((step) => arrange(step, rank))
  return {
    width: Math.max(...all.map(({ width }) => width)),
    height: Math.max(...all.map(({ height }) => height)),
  }
}

/** Blocks of a gathered matrix, which came from one rank each; nothing for any other matrix. */
export function gatheredBlocks(
  program: TensorProgram,
  shard: Shard,
): 'columns' | 'rows' | undefined {
  const from = program.steps.find(
    ({ result, collective }) =>
      collective === 'all-gather' && result !== undefined && result.pieces === shard.pieces,
  )?.operands[0]
  if (from === undefined) return undefined
  return from.layout === 'rows' ? 'rows' : 'columns'
}
