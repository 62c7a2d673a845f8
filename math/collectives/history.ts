import type { Cell } from './machine.ts'
import { range } from './rounds.ts'

/** What one rank holds: chunk number → cell; a chunk that is not there is absent. */
export type Buffer = ReadonlyMap<number, Cell>

/** The same as far as one can ask for a chunk: what `execute` gives and the checker reads. */
export type Holdings = Pick<Buffer, 'get'>

/** The buffers of all ranks, by rank. */
export type State = readonly Buffer[]

/** Up to so many pairs of rank and chunk have a place each in an array; more are kept in a map. */
const mostPlaces = 2 ** 22

/**
 * Everything that every rank ever held, as the versions of each cell: room for what changes only,
 * however many steps there are. Versions are numbered from 1 in the order in which they come; each
 * knows the one before it of the same cell. They lie in flat arrays, because an all-to-all of 64
 * ranks has a hundred thousand of them.
 */
export class History {
  readonly #chunks: number
  readonly #reach: (step: number) => void
  /** Of a rank's chunk, at rank · chunks + chunk, the number of its latest version. */
  readonly #latest: Int32Array | Map<number, number>
  /** By rank, the chunks that it ever held, in the order in which they came. */
  readonly #met: readonly number[][]
  readonly #steps: number[] = [-1]
  readonly #cells: (Cell | undefined)[] = [undefined]
  readonly #before: number[] = [0]

  /** @param reach is called before a step is looked at, to record what is missing up to there */
  constructor(ranks: number, chunks: number, reach: (step: number) => void) {
    this.#chunks = chunks
    this.#reach = reach
    this.#latest = ranks * chunks <= mostPlaces ? new Int32Array(ranks * chunks) : new Map()
    this.#met = range(0, ranks).map(() => [])
  }

  /** Notes that from `step` on the rank holds this cell. Steps must not go back. */
  record(step: number, rank: number, chunk: number, cell: Cell): void {
    const before = this.#newest(rank, chunk)
    if (before === 0) this.#met[rank]!.push(chunk)
    const place = rank * this.#chunks + chunk
    if (this.#latest instanceof Map) this.#latest.set(place, this.#steps.length)
    else this.#latest[place] = this.#steps.length
    this.#steps.push(step)
    this.#cells.push(cell)
    this.#before.push(before)
  }

  /** What a rank holds of a chunk, as far as it is recorded. */
  latest(rank: number, chunk: number): Cell | undefined {
    return this.#cells[this.#newest(rank, chunk)]
  }

  /** What a rank held of a chunk after `step`. */
  cell(step: number, rank: number, chunk: number): Cell | undefined {
    this.#reach(step)
    let version = this.#newest(rank, chunk)
    while (this.#steps[version]! > step) version = this.#before[version]!
    return this.#cells[version]
  }

  /** The chunks that a rank has ever held, at `step` or later. */
  met(step: number, rank: number): readonly number[] {
    this.#reach(step)
    return this.#met[rank]!
  }

  /** What every rank held after `step`. */
  at(step: number): State {
    return this.#met.map((_, rank) => new BufferAt(this, step, rank))
  }

  #newest(rank: number, chunk: number): number {
    // A number that is no chunk's must not find another rank's.
    if (!(chunk >= 0 && chunk < this.#chunks)) return 0
    const place = rank * this.#chunks + chunk
    return (this.#latest instanceof Map ? this.#latest.get(place) : this.#latest[place]) ?? 0
  }
}

/** One rank's buffer after one step: a view of the history, as good as a map of its own. */
class BufferAt implements Buffer {
  readonly #history: History
  readonly #step: number
  readonly #rank: number

  constructor(history: History, step: number, rank: number) {
    this.#history = history
    this.#step = step
    this.#rank = rank
  }

  get(chunk: number): Cell | undefined {
    return this.#history.cell(this.#step, this.#rank, chunk)
  }

  has(chunk: number): boolean {
    return this.get(chunk) !== undefined
  }

  get size(): number {
    return this.#entries().length
  }

  entries(): MapIterator<[number, Cell]> {
    return this.#entries().values()
  }

  keys(): MapIterator<number> {
    return this.#entries()
      .map(([chunk]) => chunk)
      .values()
  }

  values(): MapIterator<Cell> {
    return this.#entries()
      .map(([, cell]) => cell)
      .values()
  }

  [Symbol.iterator](): MapIterator<[number, Cell]> {
    return this.entries()
  }

  forEach(visit: (cell: Cell, chunk: number, buffer: Buffer) => void): void {
    for (const chunk of this.#history.met(this.#step, this.#rank)) {
      const cell = this.get(chunk)
      if (cell) visit(cell, chunk, this)
    }
  }

  #entries(): [number, Cell][] {
    const entries: [number, Cell][] = []
    this.forEach((cell, chunk) => entries.push([chunk, cell]))
    return entries
  }
}
