import { phaseOf, range, reversed, sequence, together, type Rounds } from '../rounds.ts'
import type { Chunks } from '../types.ts'
import { members, type Group } from './group.ts'

/**
 * The binomial tree: in every round each member that has the data sends it to one that has not, so
 * the holders double. ⌈log₂ n⌉ rounds for any n; the farthest member is served first, as its
 * subtree is the largest.
 *
 * @source pmodels/mpich src/mpi/coll/bcast/bcast_intra_binomial.c, scatter/scatter_intra_binomial.c
 */

/** Sender and receiver of each edge in round `index`; the receiver's subtree is [to, end). */
function edges(count: number, index: number): { from: number; to: number; end: number }[] {
  const reach = 2 ** (roundsFor(count) - 1 - index)
  return range(0, Math.ceil((count - reach) / (2 * reach))).map((pair) => {
    const from = pair * 2 * reach
    return { from, to: from + reach, end: Math.min(from + 2 * reach, count) }
  })
}

/** ⌈log₂ count⌉, in whole numbers. */
export function roundsFor(count: number): number {
  let rounds = 0
  while (2 ** rounds < count) rounds++
  return rounds
}

/** Member 0 → all: ⌈log₂ n⌉(α + β·S). */
export const binomialBroadcast = ({ ranks }: Group, chunks: Chunks): Rounds =>
  phaseOf('broadcast', roundsFor(ranks.length), (index) =>
    edges(ranks.length, index).map(({ from, to }) => ({
      from: ranks[from]!,
      to: ranks[to]!,
      chunks,
      operation: 'copy',
    })),
  )

/** All → member 0, the broadcast backwards. */
export const binomialReduce = (group: Group, chunks: Chunks): Rounds =>
  reversed(binomialBroadcast(group, chunks), 'reduce', 'reduce')

/** A message carries the blocks of the receiver's whole subtree: (n−1)/n·S through the root. */
export const binomialScatter = (group: Group): Rounds =>
  phaseOf('scatter', roundsFor(group.ranks.length), (index) =>
    edges(group.ranks.length, index).map(({ from, to, end }) => ({
      from: group.ranks[from]!,
      to: group.ranks[to]!,
      chunks: together(members(group, to, end).blocks),
      operation: 'copy',
    })),
  )

/** Blocks of all → member 0, the scatter backwards. */
export const binomialGather = (group: Group): Rounds =>
  reversed(binomialScatter(group), 'gather', 'copy')

export const binomialAllReduce = (group: Group, chunks: Chunks): Rounds =>
  sequence(binomialReduce(group, chunks), binomialBroadcast(group, chunks))

export const binomialAllGather = (group: Group, chunks: Chunks): Rounds =>
  sequence(binomialGather(group), binomialBroadcast(group, chunks))

export const binomialReduceScatter = (group: Group, chunks: Chunks): Rounds =>
  sequence(binomialReduce(group, chunks), binomialScatter(group))
