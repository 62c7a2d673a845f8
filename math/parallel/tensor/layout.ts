import { integer } from '../../check.ts'
import type { Tensor } from '../../tensor.ts'
import { joinColumns, joinRows, sizeOf, sliceColumns, sliceRows, sum } from './matrix.ts'

/**
 * How a matrix lies on t ranks: whole on each, cut into column or row blocks, or as partial sums
 * that still have to be added up.
 */
export type Layout = 'replicated' | 'columns' | 'rows' | 'partial'

/** A matrix on t ranks. */
export interface Distributed {
  readonly layout: Layout
  /** What each rank holds. */
  readonly parts: readonly Tensor[]
}

/** The collectives that tensor parallelism uses. */
export type TensorCollective = 'all-reduce' | 'all-gather' | 'reduce-scatter' | 'all-to-all'

/** A collective that was needed, where and for what. */
export interface TensorEvent {
  readonly phase: 'forward' | 'backward'
  readonly collective: TensorCollective
  /** What is communicated: `MLP output`, `attention input gradient`, … */
  readonly what: string
  /** Elements of the whole matrix. */
  readonly elements: number
  /** Elements that one rank puts in. */
  readonly inputElements: number
}

/** Where collectives are written down. */
export interface EventLog {
  readonly ranks: number
  readonly events: TensorEvent[]
}

/** An empty log for t ranks. @throws RangeError when t is not an integer in [1, 64] */
export function eventLog(ranks: number): EventLog {
  return { ranks: integer('ranks', ranks, 1, 64), events: [] }
}

/** Cuts a length into t equal blocks. @throws RangeError when t does not divide it */
export function block(name: string, length: number, ranks: number): number {
  if (length % ranks !== 0) {
    throw new RangeError(`ranks must divide ${name} (${length}), got ${ranks}`)
  }
  return length / ranks
}

/**
 * What each rank holds of a whole matrix that is cut into blocks of columns or rows.
 *
 * @throws RangeError when t is not a positive integer or does not divide what is cut
 * @example cut(fromNested([[1, 2], [3, 4]]), 'columns', 2) // the columns 1 3 and 2 4
 */
export function cut(matrix: Tensor, along: 'columns' | 'rows', ranks: number): readonly Tensor[] {
  integer('ranks', ranks, 1)
  const [rows, columns] = sizeOf('matrix', matrix)
  const size = block(along, along === 'columns' ? columns : rows, ranks)
  const slice = along === 'columns' ? sliceColumns : sliceRows
  return Array.from({ length: ranks }, (_, rank) => slice(matrix, rank * size, (rank + 1) * size))
}

/**
 * Lays a whole matrix out on t ranks, without communication.
 *
 * @throws RangeError as `cut`
 * @example distribute(matrix, 'replicated', 2).parts // the matrix twice
 */
export function distribute(
  matrix: Tensor,
  layout: Exclude<Layout, 'partial'>,
  ranks: number,
): Distributed {
  integer('ranks', ranks, 1)
  const parts =
    layout === 'replicated'
      ? Array.from({ length: ranks }, () => matrix)
      : cut(matrix, layout, ranks)
  return { layout, parts }
}

/**
 * The whole matrix that the parts stand for: blocks joined, partial sums added up.
 *
 * @throws RangeError when the parts do not fit together
 * @example assemble({ layout: 'partial', parts: [a, b] }) // a + b
 */
export function assemble({ layout, parts }: Distributed): Tensor {
  if (layout === 'columns') return joinColumns(parts)
  if (layout === 'rows') return joinRows(parts)
  return layout === 'partial' ? sum(parts) : parts[0]!
}

/** The collective that turns one layout into another; none where each rank can do it alone. */
function collectiveFor(from: Layout, to: Layout): TensorCollective | undefined {
  if (from === to || from === 'replicated') return undefined
  if (from === 'partial') return to === 'replicated' ? 'all-reduce' : 'reduce-scatter'
  return to === 'replicated' ? 'all-gather' : 'all-to-all'
}

/**
 * Changes the layout and writes down the collective that this takes: partial sums are all-reduced
 * (or reduce-scattered into blocks), blocks are all-gathered, and a block of what every rank holds
 * is free.
 *
 * @throws RangeError when t does not divide what is to be cut
 */
export function redistribute(
  log: EventLog,
  value: Distributed,
  to: Exclude<Layout, 'partial'>,
  phase: TensorEvent['phase'],
  what: string,
): Distributed {
  const collective = collectiveFor(value.layout, to)
  if (value.layout === to) return value
  const whole = assemble(value)
  if (collective !== undefined && log.ranks > 1) {
    const [elements, inputElements] = [whole.data.length, value.parts[0]!.data.length]
    log.events.push({ phase, collective, what, elements, inputElements })
  }
  return distribute(whole, to, log.ranks)
}
