import { integer, object } from '../check.ts'
import { chunkRule, entryOf, isLegal } from './legality.ts'
import { maxChunks, maxRanks } from './primitives.ts'
import { range, type Rounds } from './rounds.ts'
import type { Algorithm, AnySchedule, Primitive, Round, Schedule } from './types.ts'

/** What a schedule is asked for. */
export interface ScheduleRequest {
  readonly primitive: Primitive
  readonly algorithm: Algorithm
  /** Number of ranks, 2 to 4,096. */
  readonly ranks: number
  /** Root or hub, default 0; without meaning where `usesRoot` says so. */
  readonly root?: number
  /** Nodes of a hierarchical schedule, a divisor of `ranks`; see `standardNodes`. */
  readonly nodes?: number
  /** Number of chunks, a multiple of `chunkRule(…).unit`; default `chunkRule(…).standard`. */
  readonly chunks?: number
}

/**
 * Into how many nodes a hierarchical schedule divides the ranks when not told: the smallest
 * divisor above 1, so that nodes are as large as they can be.
 *
 * @example standardNodes(8) // 2, of 4 devices
 * @throws RangeError for an illegal number of ranks
 */
export function standardNodes(ranks: number): number {
  integer('ranks', ranks, 2, maxRanks)
  return range(2, ranks + 1).find((nodes) => ranks % nodes === 0)!
}

/**
 * The schedule of a collective, written out: every round with every message.
 *
 * @example schedule({ primitive: 'all-gather', algorithm: 'ring', ranks: 3 }).rounds.length // 2
 * @throws RangeError for a pair that is not in the catalogue, or an illegal number of ranks, root,
 * nodes or chunks
 */
export function schedule(request: ScheduleRequest): Schedule {
  const { header, rounds } = plan(request)
  return { ...header, rounds: range(0, rounds.count).map((index) => rounds.at(index)) }
}

/**
 * The same schedule with its rounds made one at a time while they are walked, as often as they are
 * walked; for schedules of millions of messages.
 *
 * @example execute(lazySchedule({ primitive: 'all-reduce', algorithm: 'ring', ranks: 1024 }), …)
 * @throws RangeError as `schedule`
 */
export function lazySchedule(
  request: ScheduleRequest,
): AnySchedule & { readonly roundCount: number } {
  const { header, rounds } = plan(request)
  const walk = function* (): Generator<Round> {
    for (let index = 0; index < rounds.count; index++) yield rounds.at(index)
  }
  return { ...header, roundCount: rounds.count, rounds: { [Symbol.iterator]: walk } }
}

function plan(request: ScheduleRequest): { header: Omit<Schedule, 'rounds'>; rounds: Rounds } {
  const { primitive, algorithm, ranks, root = 0 } = object('request', request)
  const entry = entryOf(primitive, algorithm)
  integer('ranks', ranks, 2, maxRanks)
  if (!isLegal(primitive, algorithm, ranks)) {
    throw new RangeError(`ranks must be a power of two for ${algorithm} ${primitive}, got ${ranks}`)
  }
  integer('root', root, 0, ranks - 1)
  const header = {
    primitive,
    algorithm,
    ranks,
    root,
    nodes: checkedNodes(request),
    chunks: checkedChunks(request),
  }
  return { header, rounds: entry.build(header) }
}

function checkedNodes({ algorithm, ranks, nodes }: ScheduleRequest): number {
  if (algorithm !== 'hierarchical') {
    return integer('nodes (hierarchical schedules only)', nodes ?? 1, 1, 1)
  }
  const count = integer('nodes', nodes ?? standardNodes(ranks), 1, ranks)
  if (ranks % count === 0) return count
  throw new RangeError(`nodes must divide ranks = ${ranks}, got ${count}`)
}

function checkedChunks({ primitive, algorithm, ranks, chunks }: ScheduleRequest): number {
  const { unit, standard } = chunkRule(primitive, algorithm, ranks)
  const count = integer('chunks', chunks ?? standard, 1, maxChunks)
  if (count % unit === 0) return count
  throw new RangeError(
    `chunks must be a multiple of ${unit} for ${algorithm} ${primitive} on ${ranks} ranks, got ${count}`,
  )
}
