import type { Cell } from './machine.ts'
import { range } from './rounds.ts'
import type { Chunks } from './types.ts'

/** What one rank holds: chunk number → cell; a chunk that is not there is absent. */
export type Buffer = ReadonlyMap<number, Cell>

/** The same as far as one can ask for a chunk: what `execute` gives and the checker reads. */
export type Holdings = Pick<Buffer, 'get'>

/** The buffers of all ranks, by rank. */
export type State = readonly Buffer[]

/** The cells that a rank held under each chunk number, with the step from which on it did. */
type Versions = ReadonlyMap<number, { readonly step: number; readonly cell: Cell }[]>

/**
 * Everything that every rank ever held, as the versions of each cell: room for what changes only,
 * however many steps there are.
 */
export class History {
  readonly #versions: readonly Map<number, { step: number; cell: Cell }[]>[]

  constructor(ranks: number) {
    this.#versions = range(0, ranks).map(() => new Map())
  }

  /** Notes that from `step` on the rank holds these cells. Steps must not go back. */
  record(step: number, rank: number, chunks: Chunks, cellOf: (chunk: number) => Cell): void {
    const versions = this.#versions[rank]!
    for (const chunk of chunks) {
      const version = { step, cell: cellOf(chunk) }
      const known = versions.get(chunk)
      if (known) known.push(version)
      else versions.set(chunk, [version])
    }
  }

  /** What every rank held after `step`. */
  at(step: number): State {
    return this.#versions.map((versions) => new BufferAt(versions, step))
  }
}

/** One rank's buffer after one step: a view of the history, as good as a map of its own. */
class BufferAt implements Buffer {
  readonly #versions: Versions
  readonly #step: number

  constructor(versions: Versions, step: number) {
    this.#versions = versions
    this.#step = step
  }

  get(chunk: number): Cell | undefined {
    return this.#versions.get(chunk)?.findLast(({ step }) => step <= this.#step)?.cell
  }

  has(chunk: number): boolean {
    return this.get(chunk) !== undefined
  }

  get size(): number {
    return [...this.keys()].length
  }

  *entries(): Generator<[number, Cell], undefined> {
    for (const chunk of this.#versions.keys()) {
      const cell = this.get(chunk)
      if (cell) yield [chunk, cell]
    }
    return undefined
  }

  *keys(): Generator<number, undefined> {
    for (const [chunk] of this.entries()) yield chunk
    return undefined
  }

  *values(): Generator<Cell, undefined> {
    for (const [, cell] of this.entries()) yield cell
    return undefined
  }

  [Symbol.iterator](): Generator<[number, Cell], undefined> {
    return this.entries()
  }

  forEach(visit: (cell: Cell, chunk: number, buffer: Buffer) => void): void {
    for (const [chunk, cell] of this.entries()) visit(cell, chunk, this)
  }
}
