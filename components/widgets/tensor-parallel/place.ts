import type { Shard } from '../../../math/parallel/tensor/buffers.ts'
import type { ProgramStep, TensorProgram } from '../../../math/parallel/tensor/recorder.ts'
import { cellText } from './names.ts'

/** Pixels, the unit of a card's picture. */
export const cellHeight = 20
/** Above a matrix stands its name, below it its size. */
export const nameHeight = 20
export const sizeHeight = 17
const signWidth = 20
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
  readonly y: number
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
  return Math.max(19, Math.ceil(longest * 6.7 + 4))
}

const operators = {
  times: '·',
  each: '⊙',
  plus: '+',
  bias: '+',
  weigh: '·',
  gelu: 'GeLU',
  softmax: 'softmax',
  core: 'softmax′',
} as const

/** Signs behind each operand; the last leads to the result, if there is one. */
function signsOf({ operator, collective, operands, result, kind }: ProgramStep): string[] {
  const between = kind === 'collective' ? '+' : operators[operator ?? 'times']
  const isOne = operands.length === 1
  const last =
    result === undefined ? [] : [isOne ? (collective ?? operators[operator ?? 'times']) : '=']
  return [...operands.slice(1).map(() => between), ...last]
}

/** What stands in a step's picture, and how large. */
function itemsOf(step: ProgramStep, rank: number | null): readonly Omit<Item, 'x' | 'y'>[] {
  // One device knows of no summands: a collective leaves it as it is.
  const alone = rank === null && step.kind === 'collective'
  const shards = alone ? [step.result!] : [...step.operands, ...(step.result ? [step.result] : [])]
  // What came out stands at its place in the whole matrix, so that gaps are seen.
  const framed = step.kind === 'result' && rank !== null
  const keys = new Set<string>()
  return shards.map((shard) => {
    const { matrix, row, column } =
      rank === null ? { matrix: shard.expected, row: 0, column: 0 } : shard.pieces[rank]!
    const [rows, columns] = matrix.shape as [number, number]
    const whole = shard.expected.shape as [number, number]
    const plain = `${shard.name}/${shard.layout}`
    const key = keys.has(plain) ? `${plain}+` : plain
    keys.add(key)
    return {
      key,
      shard,
      cell: cellWidth(shard),
      rows: framed ? Math.max(row + rows, whole[0]) : rows,
      columns: framed ? Math.max(column + columns, whole[1]) : columns,
    }
  })
}

const wordsAround = nameHeight + sizeHeight
const heightOf = (items: readonly { readonly rows: number }[]) =>
  Math.max(...items.map(({ rows }) => rows)) * cellHeight

/** What each rank holds at the start, in lines of at most `most` pixels. */
function inLines(items: readonly Omit<Item, 'x' | 'y'>[], most: number): Arrangement {
  const lines: Omit<Item, 'x' | 'y'>[][] = [[]]
  let x = 0
  for (const item of items) {
    const width = item.columns * item.cell
    if (x > 0 && x + width > most) {
      lines.push([])
      x = 0
    }
    lines.at(-1)!.push(item)
    x += width + apart
  }
  let top = 0
  const placed = lines.flatMap((line) => {
    const y = top
    top += heightOf(line) + wordsAround
    let left = 0
    return line.map((item) => {
      const at = { ...item, x: left, y: y + (heightOf(line) - item.rows * cellHeight) / 2 }
      left += item.columns * item.cell + apart
      return at
    })
  })
  return {
    items: placed,
    signs: [],
    width: Math.max(...placed.map(({ x: left, columns, cell }) => left + columns * cell)),
    height: top - wordsAround,
  }
}

/** A sum with its two summands one below the other, and its result beside them if there is room. */
function asSum(
  [own, received, result]: readonly Omit<Item, 'x' | 'y'>[],
  most: number,
): Arrangement {
  const wide = Math.max(own!.columns * own!.cell, received!.columns * received!.cell)
  const [above, below] = [heightOf([own!]), heightOf([received!])]
  const height = above + wordsAround + below
  const left = signWidth - 4
  const summands = [
    { ...own!, x: left, y: 0 },
    { ...received!, x: left, y: above + wordsAround },
  ]
  const plus = { key: '+', x: left / 2 - 1, y: above + wordsAround + below / 2, wide: false }
  const beside = left + wide + signWidth + result!.columns * result!.cell
  const end = heightOf([result!])
  if (beside > most) {
    const y = height + wordsAround
    return {
      items: [...summands, { ...result!, x: left, y }],
      signs: [plus, { key: '=', x: left / 2 - 1, y: y + end / 2, wide: false }],
      width: left + Math.max(wide, result!.columns * result!.cell),
      height: y + end,
    }
  }
  const x = left + wide + signWidth
  return {
    items: [...summands, { ...result!, x, y: (height - end) / 2 }],
    signs: [plus, { key: '=', x: x - signWidth / 2, y: height / 2, wide: false }],
    width: beside,
    height,
  }
}

/** Pixels that a line may take. */
export interface Limits {
  /** Of what is held at the start. */
  readonly held: number
  /** Of a sum. */
  readonly sum: number
}

/** Beside a sum wider than this no second rank has room, unless other steps leave none anyway. */
const widestSum = 460
const noLimits: Limits = { held: Infinity, sum: widestSum }

/**
 * The picture of one step, of one rank's pieces or (rank null) of the whole matrices.
 *
 */
export function arrange(
  step: ProgramStep,
  rank: number | null,
  limits: Limits = noLimits,
): Arrangement {
  const items = itemsOf(step, rank)
  if (step.kind === 'hold') return inLines(items, limits.held)
  if (step.kind === 'collective' && items.length === 3) return asSum(items, limits.sum)
  const signs = items.length === 1 ? [] : signsOf(step)
  const height = heightOf(items)
  const placedSigns: Sign[] = []
  let x = 0
  const placed = items.map((item, index) => {
    const at = { ...item, x, y: (height - item.rows * cellHeight) / 2 }
    x += item.columns * item.cell
    const sign = signs[index]
    if (sign !== undefined) {
      const wide = sign.length > 1
      const width = wide ? wideSign + (sign.length > 9 ? 26 : 0) : signWidth
      placedSigns.push({ key: sign, x: x + width / 2, y: height / 2, wide })
      x += width
    }
    return at
  })
  return { items: placed, signs: placedSigns, width: x, height }
}

/** The room that all steps of a program need, so that nothing jumps from one to the next. */
export function roomOf(program: TensorProgram, rank: number | null) {
  const widest = (steps: readonly ProgramStep[], limits: Limits) =>
    Math.max(...steps.map((step) => arrange(step, rank, limits).width))
  const moving = program.steps.filter(({ kind }) => kind !== 'hold')
  const alone = moving.filter(({ kind }) => kind !== 'collective')
  const sum = Math.max(widestSum, widest(alone, noLimits))
  const limits = { held: widest(moving, { ...noLimits, sum }), sum }
  const all = program.steps.map((step) => arrange(step, rank, limits))
  return {
    width: Math.max(...all.map((each) => each.width)),
    height: Math.max(...all.map((each) => each.height)),
    limits,
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

/**
 * Columns after which a stronger line stands in a piece: between Q, K and V, and between heads.
 *
 * @param pieces that the matrix consists of
 */
export function partsOf({ name }: Shard, rows: number, columns: number, pieces: number): number {
  const bare = name.replace('ᵀ', '')
  if (['QKV', 'dQKV', 'W'].includes(bare) && !name.endsWith('ᵀ')) return columns / pieces / 3
  return bare === 'P' ? rows : columns
}
