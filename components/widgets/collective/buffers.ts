import { chunksAfter, contributionsNeeded } from '../../../math/collectives/index.ts'
import type { Cell, Frame, Schedule, State } from '../../../math/collectives/index.ts'

/**
 * Where on a rank each chunk is drawn, and whether its present value still matters.
 *
 * A buffer is a row of places, one per chunk. An all-to-all works in place where it can: the block
 * for rank d lies in place d, and when the block from rank s has come, it lies in place s, which is
 * free by then. Bruck's works by distance: the block for the rank o further on lies in place o all
 * the way. Where one row is not enough, a rank has one for what it is to send, one for what passes
 * through, one for what has come; and a hub through which everything goes has a square, one row per
 * source, one column per destination.
 */
export interface Buffers {
  /** Places in a row. */
  readonly columns: number
  /** Rows of each rank's buffer, by rank. */
  readonly rows: readonly number[]
  /** The place of a chunk on a rank, counted row by row. */
  place(rank: number, chunk: number): number
  /** What is in each place of a rank at a moment; the number of rounds that are over says which. */
  contents(frame: Pick<Frame, 'state' | 'step'>, rank: number): readonly (Content | null)[]
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
export function routeOf({ ranks, chunks }: Pick<Schedule, 'ranks' | 'chunks'>, chunk: number) {
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

/** How a cell's value goes on from some moment: read first, overwritten first, or neither. */
const use = { none: 0, read: 1, overwritten: 2 } as const

/**
 * Of every chunk on every rank, at rank · chunks + chunk, how it is used first after `rounds`
 * rounds: read (sent, or combined with what arrives), or overwritten.
 */
function usesAfter({ ranks, chunks: count, rounds }: Schedule, over: number): Uint8Array {
  const first = new Uint8Array(ranks * count)
  const note = (rank: number, chunk: number, as: number) => {
    const place = rank * count + chunk
    if (first[place] === use.none) first[place] = as
  }
  for (const { messages } of rounds.slice(over)) {
    // All messages of a round read before any writes.
    for (const { from, chunks } of messages) for (const chunk of chunks) note(from, chunk, use.read)
    for (const { to, chunks, operation } of messages) {
      const as = operation === 'reduce' ? use.read : use.overwritten
      for (const chunk of chunks) note(to, chunk, as)
    }
  }
  return first
}

/** Whether the value that a rank holds of a chunk after `over` rounds will be read. */
function readsOf(schedule: Schedule): (rank: number, chunk: number, over: number) => boolean {
  // Whole pictures are asked for: one moment after another.
  let known: { readonly over: number; readonly uses: Uint8Array } = {
    over: -1,
    uses: new Uint8Array(),
  }
  return (rank, chunk, over) => {
    if (known.over !== over) known = { over, uses: usesAfter(schedule, over) }
    return known.uses[rank * schedule.chunks + chunk] === use.read
  }
}

const isPower = (count: number) => Number.isInteger(Math.log2(count))

/** How an all-to-all's buffers are laid: rows of a rank, and the place of a chunk on it. */
function allToAll(schedule: Schedule): Pick<Buffers, 'columns' | 'place'> & {
  readonly rowsOf: (rank: number) => number
} {
  const { algorithm, ranks, root, nodes, chunks } = schedule
  const columns = chunks / ranks
  const devices = ranks / nodes
  // Whether what comes always finds its place free, so that one row is enough.
  const alone =
    algorithm === 'pairwise'
      ? isPower(ranks)
      : algorithm === 'bidirectional-ring'
        ? ranks < 4
        : algorithm !== 'hierarchical' || (isPower(nodes) && isPower(devices))
  const rowsOf = (rank: number) =>
    algorithm === 'root' && rank === root
      ? ranks
      : alone
        ? 1
        : algorithm === 'hierarchical' && nodes > 1 && devices > 1
          ? 3
          : 2
  return {
    columns,
    rowsOf,
    place: (rank, chunk) => {
      const { source, destination, part, size } = routeOf(schedule, chunk)
      if (algorithm === 'bruck') return ((destination - source + ranks) % ranks) * size + part
      const rows = rowsOf(rank)
      if (rows === ranks && algorithm === 'root')
        return source * columns + destination * size + part
      if (destination === rank) return (rows - 1) * columns + source * size + part
      if (source === rank) return destination * size + part
      // Under way, on its destination's rail: a place per node to go to and device it came from.
      const stop =
        algorithm === 'hierarchical'
          ? destination - (destination % devices) + (source % devices)
          : destination
      return (rows === 3 ? columns : 0) + stop * size + part
    },
  }
}

export function layBuffers(schedule: Schedule): Buffers {
  const { primitive, ranks, chunks } = schedule
  const needed = contributionsNeeded(schedule)
  const everyone = Array.from({ length: ranks }, (_, rank) => rank)
  // `isFinal` of math/collectives, prepared once, because it is asked of every cell at every step.
  const results = everyone.map((rank) => new Set(chunksAfter(schedule, rank)))
  const isRead = readsOf(schedule)
  const standing = (rank: number, chunk: number, cell: Cell, rounds: number): Standing => {
    if (cell.contributions === needed && results[rank]!.has(chunk)) return 'final'
    return isRead(rank, chunk, rounds) ? 'held' : 'spent'
  }
  const { columns, place, rowsOf } =
    primitive === 'all-to-all'
      ? allToAll(schedule)
      : { columns: chunks, place: (_: number, chunk: number) => chunk, rowsOf: () => 1 }
  const rows = everyone.map(rowsOf)
  const asked = new WeakMap<State, (readonly (Content | null)[])[]>()

  return {
    columns,
    rows,
    place,
    contents: ({ state, step }, rank) => {
      // Picture, field, table and readout all ask for the same moment.
      const known = asked.get(state) ?? []
      asked.set(state, known)
      if (known[rank]) return known[rank]
      const contents = Array<Content | null>(columns * rows[rank]!).fill(null)
      state[rank]!.forEach((cell, chunk) => {
        const at = place(rank, chunk)
        const stands = standing(rank, chunk, cell, step)
        const present = contents[at]
        // What matters hides what is spent; of two that are spent the later one stays.
        if (!present || weight[stands] >= weight[present.standing])
          contents[at] = { chunk, cell, standing: stands }
      })
      known[rank] = contents
      return contents
    },
  }
}
