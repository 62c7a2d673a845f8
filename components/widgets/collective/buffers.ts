import { chunksAfter, contributionsNeeded } from '../../../math/collectives/index.ts'
import type { Cell, Frame, Schedule } from '../../../math/collectives/index.ts'

/**
 * Where on a rank each chunk is drawn, and whether its present value still matters.
 *
 * A buffer is a row of places, one per chunk. An all-to-all works in place: the block for rank d
 * lies in place d, and when the block from rank s has come, it lies in place s, which is free by
 * then. Where a rank holds more than that (a hub through which everything goes), its buffer is a
 * square instead: one row per source, one column per destination.
 */
export interface Buffers {
  /** Places in a row. */
  readonly columns: number
  /** Rows of each rank's buffer, by rank. */
  readonly rows: readonly number[]
  /** The place of a chunk on a rank, counted row by row. */
  place(rank: number, chunk: number): number
  /** What is in each place of a rank at a moment; the number of rounds that are over says which. */
  contents(frame: Frame, rank: number): readonly (Content | null)[]
}

/**
 * `final`: the value that the definition asks this rank to have. `held`: will be sent on, combined,
 * or is complete but not asked for here. `spent`: will not be read again.
 */
export type Standing = 'final' | 'held' | 'spent'

const weight: Readonly<Record<Standing, number>> = { spent: 0, held: 1, final: 2 }

export interface Content {
  readonly chunk: number
  readonly cell: Cell
  readonly standing: Standing
}

/** Source, destination and part of an all-to-all's chunk (math/collectives/primitives.ts). */
export function routeOf({ ranks, chunks }: Schedule, chunk: number) {
  const size = chunks / ranks ** 2
  const block = Math.floor(chunk / size)
  return { source: Math.floor(block / ranks), destination: block % ranks, part: chunk % size, size }
}

/** The rank whose colour a chunk has: the block's own, in an all-to-all the one it comes from. */
export function ownerOf(schedule: Schedule, chunk: number): number {
  const { primitive, ranks, chunks } = schedule
  return primitive === 'all-to-all'
    ? routeOf(schedule, chunk).source
    : Math.floor((chunk * ranks) / chunks)
}

type Use = 'read' | 'overwritten'

/**
 * What next happens to the value that a rank holds of a chunk after `rounds` rounds: it is read
 * (sent, or combined with what arrives), overwritten, or neither.
 */
function usesOf(schedule: Schedule): (rank: number, chunk: number, rounds: number) => Use | null {
  const uses = Array.from(
    { length: schedule.ranks },
    () => new Map<number, { round: number; use: Use }[]>(),
  )
  const note = (rank: number, chunk: number, round: number, use: Use) => {
    const known = uses[rank]!.get(chunk)
    if (known) known.push({ round, use })
    else uses[rank]!.set(chunk, [{ round, use }])
  }
  schedule.rounds.forEach(({ messages }, round) => {
    // All messages of a round read before any writes.
    for (const { from, chunks } of messages)
      for (const chunk of chunks) note(from, chunk, round, 'read')
    for (const { to, chunks, operation } of messages)
      for (const chunk of chunks)
        note(to, chunk, round, operation === 'reduce' ? 'read' : 'overwritten')
  })
  return (rank, chunk, rounds) =>
    uses[rank]!.get(chunk)?.find(({ round }) => round >= rounds)?.use ?? null
}

export function layBuffers(schedule: Schedule, frames: readonly Frame[]): Buffers {
  const { primitive, ranks, chunks } = schedule
  const nextUse = usesOf(schedule)
  const needed = contributionsNeeded(schedule)
  // `isFinal` of math/collectives, prepared once, because it is asked of every cell at every step.
  const results = frames[0]!.state.map((_, rank) => new Set(chunksAfter(schedule, rank)))
  const standing = (rank: number, chunk: number, cell: Cell, rounds: number): Standing => {
    if (cell.contributions === needed && results[rank]!.has(chunk)) return 'final'
    return nextUse(rank, chunk, rounds) === 'read' ? 'held' : 'spent'
  }

  const columns = primitive === 'all-to-all' ? chunks / ranks : chunks
  const inPlace = (rank: number, chunk: number): number => {
    if (primitive !== 'all-to-all') return chunk
    const { source, destination, part, size } = routeOf(schedule, chunk)
    return (destination === rank ? source : destination) * size + part
  }
  const square = (chunk: number): number => {
    const { source, destination, part, size } = routeOf(schedule, chunk)
    return source * columns + destination * size + part
  }
  /** Whether two values that matter ever want the same place. */
  const crowded = (rank: number) =>
    primitive === 'all-to-all' &&
    frames.some(({ state, step }) => {
      const taken = new Set<number>()
      for (const [chunk, cell] of state[rank]!) {
        if (standing(rank, chunk, cell, step) === 'spent') continue
        const place = inPlace(rank, chunk)
        if (taken.has(place)) return true
        taken.add(place)
      }
      return false
    })
  const rows = frames[0]!.state.map((_, rank) => (crowded(rank) ? ranks : 1))
  const place = (rank: number, chunk: number) =>
    rows[rank] === 1 ? inPlace(rank, chunk) : square(chunk)

  return {
    columns,
    rows,
    place,
    contents: ({ state, step }, rank) => {
      const contents = Array<Content | null>(columns * rows[rank]!).fill(null)
      for (const [chunk, cell] of state[rank]!) {
        const content = { chunk, cell, standing: standing(rank, chunk, cell, step) }
        const at = place(rank, chunk)
        const present = contents[at]
        // What matters hides what is spent; of two that are spent the later one stays.
        if (!present || weight[content.standing] >= weight[present.standing]) contents[at] = content
      }
      return contents
    },
  }
}
