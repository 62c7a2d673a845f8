import { finite, integer, multiple, object, oneOf } from '../check.ts'
import { range } from './rounds.ts'
import { primitives, type AnySchedule, type Chunks, type Primitive } from './types.ts'

/**
 * What each primitive means, as data: which chunks a rank holds before and must hold after, and
 * whether values are combined on the way. Executor, checker, validator and cost all read it here.
 *
 * The size S in which everything is measured is that of nccl-tests:
 *
 * | primitive                 | S                                                        |
 * |---------------------------|----------------------------------------------------------|
 * | broadcast                 | the root's vector                                        |
 * | reduce, all-reduce        | the vector on one rank                                   |
 * | scatter, gather           | the root's whole buffer (p blocks)                       |
 * | all-gather                | the gathered output (p blocks)                           |
 * | reduce-scatter            | the input vector of one rank (p blocks)                  |
 * | all-to-all                | the send buffer of one rank (p blocks)                   |
 * | barrier                   | nothing: its messages carry no data                      |
 *
 * Block i of p belongs to rank i; blocks are consecutive runs of chunks. In an all-to-all, chunk
 * numbers run over sources, then destinations: with k chunks in a block, chunk (s·p + d)·k + j is
 * part j of the block that rank s sends to rank d.
 *
 * @source NVIDIA/nccl-tests doc/PERFORMANCE.md
 */
type Holds = 'all' | 'own' | 'root'

const placement: Readonly<Record<Primitive, { before: Holds; after: Holds; reduces: boolean }>> = {
  broadcast: { before: 'root', after: 'all', reduces: false },
  reduce: { before: 'all', after: 'root', reduces: true },
  scatter: { before: 'root', after: 'own', reduces: false },
  gather: { before: 'own', after: 'root', reduces: false },
  'all-gather': { before: 'own', after: 'all', reduces: false },
  'reduce-scatter': { before: 'all', after: 'own', reduces: true },
  'all-reduce': { before: 'all', after: 'all', reduces: true },
  'all-to-all': { before: 'own', after: 'own', reduces: false },
  barrier: { before: 'own', after: 'all', reduces: false },
}

type Header = Pick<AnySchedule, 'primitive' | 'ranks' | 'root' | 'chunks'>

/** The most ranks that a schedule may have. */
export const maxRanks = 4096

/** The most chunks that a schedule may have: an all-to-all on the most ranks, in half blocks. */
export const maxChunks = 2 * maxRanks ** 2

const placementOf = (primitive: Primitive) => placement[oneOf('primitive', primitive, primitives)]

/**
 * Whether the primitive combines values: reduce, reduce-scatter and all-reduce do.
 *
 * @example reduces('gather') // false
 * @throws RangeError for an unknown primitive
 */
export const reduces = (primitive: Primitive): boolean => placementOf(primitive).reduces

/**
 * Whether the primitive itself has a root: broadcast, reduce, scatter and gather do. (Some
 * algorithms for the others have a hub: `usesRoot`.)
 *
 * @example isRooted('all-gather') // false
 * @throws RangeError for an unknown primitive
 */
export function isRooted(primitive: Primitive): boolean {
  const { before, after } = placementOf(primitive)
  return before === 'root' || after === 'root'
}

/**
 * Into how many equal blocks the primitive cuts its chunks, so that the chunk count is a multiple
 * of it: p for those that deal with one block per rank, p² for all-to-all, else 1.
 *
 * @example blockCount('scatter', 4) // 4
 * @throws RangeError for an unknown primitive or an illegal number of ranks
 */
export function blockCount(primitive: Primitive, ranks: number): number {
  const { before, after } = placementOf(primitive)
  integer('ranks', ranks, 1, maxRanks)
  if (primitive === 'all-to-all') return ranks ** 2
  return before === 'own' || after === 'own' ? ranks : 1
}

/**
 * Checks everything of a schedule but its rounds, for those who write one by hand; `validate`
 * proves the rounds.
 *
 * @throws TypeError or RangeError naming the first wrong field
 */
export function checkHeader(schedule: Header): void {
  const { primitive, ranks, root, chunks } = object('schedule', schedule)
  oneOf('schedule.primitive', primitive, primitives)
  integer('schedule.ranks', ranks, 2, maxRanks)
  integer('schedule.root', root, 0, ranks - 1)
  integer('schedule.chunks', chunks, 1, maxChunks)
  const unit = blockCount(primitive, ranks)
  if (chunks % unit !== 0) {
    throw new RangeError(
      `schedule.chunks must be a multiple of ${unit} for ${primitive} on ${ranks} ranks, got ${chunks}`,
    )
  }
}

/**
 * The chunks of rank `owner`'s block, S/p bytes; for all primitives but all-to-all.
 *
 * @example blockOf({ ranks: 4, chunks: 8 }, 1) // [2, 3]
 * @throws RangeError when the chunks cannot be dealt out to the ranks or there is no such rank
 */
export function blockOf(cut: Pick<Header, 'ranks' | 'chunks'>, owner: number): Chunks {
  const { ranks, chunks } = object('cut', cut)
  integer('ranks', ranks, 1, maxRanks)
  integer('owner', owner, 0, ranks - 1)
  multiple('chunks', chunks, ranks, ranks, maxChunks)
  const size = chunks / ranks
  return range(owner * size, (owner + 1) * size)
}

/** The chunks that rank `source` sends to rank `destination` in an all-to-all, S/p bytes. */
export function pairBlock(
  { ranks, chunks }: Pick<Header, 'ranks' | 'chunks'>,
  source: number,
  destination: number,
): Chunks {
  const size = chunks / ranks ** 2
  const first = (source * ranks + destination) * size
  return range(first, first + size)
}

/**
 * The chunks that `rank` holds before the collective, ascending.
 *
 * @example chunksBefore(schedule({ primitive: 'all-gather', algorithm: 'ring', ranks: 4 }), 2) // [2]
 * @throws RangeError when there is no such rank
 */
export function chunksBefore(schedule: Header, rank: number): Chunks {
  checkHeader(schedule)
  integer('rank', rank, 0, schedule.ranks - 1)
  return held(schedule, rank, placement[schedule.primitive].before)
}

/**
 * The chunks whose final value `rank` must hold after the collective, ascending; read one after
 * the other they are the rank's output vector.
 *
 * @example chunksAfter(schedule({ primitive: 'all-to-all', algorithm: 'ring', ranks: 2 }), 1) // [1, 3]
 * @throws RangeError when there is no such rank
 */
export function chunksAfter(schedule: Header, rank: number): Chunks {
  checkHeader(schedule)
  integer('rank', rank, 0, schedule.ranks - 1)
  if (schedule.primitive === 'all-to-all') {
    return range(0, schedule.ranks).flatMap((source) => pairBlock(schedule, source, rank))
  }
  return held(schedule, rank, placement[schedule.primitive].after)
}

function held(schedule: Header, rank: number, what: Holds): Chunks {
  if (what === 'own') return blockOf(schedule, rank)
  return what === 'all' || rank === schedule.root ? range(0, schedule.chunks) : []
}

/** Whose a chunk is: null where it is not one rank's. */
export interface ChunkPlace {
  /** The rank that has it before: its block's owner, or the root. */
  readonly source: number | null
  /** The rank that must have it after. */
  readonly destination: number | null
}

/**
 * From which rank a chunk comes and to which it goes, where the primitive says one: for colours and
 * labels.
 *
 * @example chunkPlace(schedule({ primitive: 'all-to-all', algorithm: 'bruck', ranks: 4 }), 7)
 * // { source: 1, destination: 3 }
 * @throws RangeError when there is no such chunk
 */
export function chunkPlace(schedule: Header, chunk: number): ChunkPlace {
  checkHeader(schedule)
  const { primitive, ranks, root, chunks } = schedule
  integer('chunk', chunk, 0, chunks - 1)
  const block = Math.floor((chunk * blockCount(primitive, ranks)) / chunks)
  if (primitive === 'all-to-all') {
    return { source: Math.floor(block / ranks), destination: block % ranks }
  }
  const who = { own: block, root, all: null }
  const { before, after } = placement[primitive]
  return { source: who[before], destination: who[after] }
}

/**
 * How many ranks' values a finished chunk combines: p where values are reduced, else 1.
 *
 * @example contributionsNeeded(schedule({ primitive: 'reduce', algorithm: 'ring', ranks: 4 })) // 4
 */
export const contributionsNeeded = ({ primitive, ranks }: Header): number =>
  reduces(primitive) ? ranks : 1

/** Into how many parts one rank's vector of S bytes is cut: the chunks, or chunks/p in all-to-all. */
export const partsOfVector = ({ primitive, ranks, chunks }: Header): number =>
  primitive === 'all-to-all' ? chunks / ranks : chunks

/**
 * Size of one chunk in bytes when the collective is of size S = `bytes` (the table above); chunks
 * are equal, so it need not be whole. A barrier's messages are empty.
 *
 * @example chunkBytes(schedule({ primitive: 'all-reduce', algorithm: 'ring', ranks: 4 }), 100) // 25
 * @throws RangeError when `bytes` is negative
 */
export function chunkBytes(schedule: Header, bytes: number): number {
  checkHeader(schedule)
  finite('bytes', bytes, 0)
  return schedule.primitive === 'barrier' ? 0 : bytes / partsOfVector(schedule)
}

/**
 * The elements of part `index` when a vector of `length` elements is cut into `parts` parts as
 * evenly as whole elements allow, the longer parts first: `[start, end)`.
 *
 * @example partRange(10, 4, 1) // [3, 6], of parts 3, 3, 2, 2
 * @throws RangeError when there is no such part
 */
export function partRange(length: number, parts: number, index: number): [number, number] {
  integer('length', length, 0)
  integer('parts', parts, 1)
  integer('index', index, 0, parts - 1)
  const short = Math.floor(length / parts)
  const longer = length % parts
  const start = index * short + Math.min(index, longer)
  return [start, start + short + (index < longer ? 1 : 0)]
}
