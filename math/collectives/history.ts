import type { Cell } from './machine.ts'
import { range } from './rounds.ts'
import type { Chunks } from './types.ts'

/** What one rank holds: chunk number → cell; a chunk that is not there is absent. */
export type Buffer = ReadonlyMap<number, Cell>

/** The same as far as one can ask for a chunk: what `execute` gives and the checker reads. */
export type Holdings = Pick<Buffer, 'get'>

/** The buffers of all ranks, by rank. */
export type State = readonly Buffer[]

/**
 * Everything that every rank ever held, as the versions of each cell: room for what changes only,
 * however many steps there are. The state at a step is put together when it is asked for.
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
    return this.#versions.map((versions) => {
      const buffer = new Map<number, Cell>()
      for (const [chunk, known] of versions) {
        const last = known.findLast((version) => version.step <= step)
        if (last) buffer.set(chunk, last.cell)
      }
      return buffer
    })
  }
}
