import { integer, oneOf } from '../check.ts'
import { catalogue, type Entry } from './catalogue.ts'
import { blockCount, isRooted, maxRanks } from './primitives.ts'
import { algorithms, primitives, type Algorithm, type Primitive } from './types.ts'

/** The entry of a pair, or a RangeError that names the algorithms the primitive does have. */
export function entryOf(primitive: Primitive, algorithm: Algorithm): Entry {
  oneOf('primitive', primitive, primitives)
  oneOf('algorithm', algorithm, algorithms)
  const entry = catalogue[algorithm][primitive]
  if (entry) return entry
  throw new RangeError(
    `algorithm for ${primitive} must be one of ${algorithmsFor(primitive).join(', ')}, got ${algorithm}`,
  )
}

/**
 * The algorithms that a primitive has, in the order of `algorithms`.
 *
 * @example algorithmsFor('all-to-all').includes('bruck') // true
 * @throws RangeError for an unknown primitive
 */
export function algorithmsFor(primitive: Primitive): readonly Algorithm[] {
  oneOf('primitive', primitive, primitives)
  return algorithms.filter((algorithm) => catalogue[algorithm][primitive] !== undefined)
}

/**
 * The primitives that an algorithm serves, in the order of `primitives`.
 *
 * @example primitivesFor('bruck') // ['all-gather', 'all-to-all']
 * @throws RangeError for an unknown algorithm
 */
export function primitivesFor(algorithm: Algorithm): readonly Primitive[] {
  oneOf('algorithm', algorithm, algorithms)
  return primitives.filter((primitive) => catalogue[algorithm][primitive] !== undefined)
}

/**
 * Whether the algorithm serves the primitive on this number of ranks; never throws. Legal are the
 * integers from 2 to 4,096, and of them only powers of two where the algorithm has no standard
 * treatment of the rest.
 *
 * @example isLegal('all-reduce', 'ring', 3) // true
 */
export function isLegal(primitive: Primitive, algorithm: Algorithm, ranks: number): boolean {
  if (!algorithms.includes(algorithm) || !primitives.includes(primitive)) return false
  const entry = catalogue[algorithm][primitive]
  if (!entry || !Number.isInteger(ranks) || ranks < 2 || ranks > maxRanks) return false
  return !entry.powerOfTwo || Number.isInteger(Math.log2(ranks))
}

/**
 * Whether the choice of `root` changes the schedule: a rooted primitive, or an algorithm that sends
 * everything through a hub.
 *
 * @example usesRoot('all-reduce', 'binomial-tree') // true
 * @throws RangeError for a pair that is not in the catalogue
 */
export function usesRoot(primitive: Primitive, algorithm: Algorithm): boolean {
  return isRooted(primitive) || entryOf(primitive, algorithm).hub === true
}

/**
 * Legal chunk counts of a pair: the multiples of `unit`; `standard` is taken when none is named.
 * A blocked primitive needs one chunk per block (ranks, or ranks² for all-to-all); where chunks are
 * pipelined, more of them means more, smaller rounds.
 *
 * @example chunkRule('all-reduce', 'ring', 4) // { unit: 4, standard: 4 }
 * @throws RangeError for a pair that is not in the catalogue or an illegal number of ranks
 */
export function chunkRule(
  primitive: Primitive,
  algorithm: Algorithm,
  ranks: number,
): { readonly unit: number; readonly standard: number } {
  const entry = entryOf(primitive, algorithm)
  integer('ranks', ranks, 2, maxRanks)
  const unit = entry.chunkUnit?.(ranks) ?? blockCount(primitive, ranks)
  return { unit, standard: entry.defaultChunks?.(ranks) ?? unit }
}
