import { once, phaseOf, range, reversed, sequence, together, wrap, type Rounds } from '../rounds.ts'
import type { Message } from '../types.ts'
import { binomialGather, binomialScatter } from './binomial-tree.ts'
import { otherWayRound, type Group, type Pairs } from './group.ts'

/**
 * The ring: every member sends to the next one only, all members at once. n members.
 *
 * @source Patarasuk & Yuan, "Bandwidth optimal all-reduce algorithms for clusters of
 * workstations", JPDC 69 (2009); pmodels/mpich src/mpi/coll/allgather/allgather_intra_ring.c
 */

/**
 * n−1 rounds: in round t member i passes on block i−t, which it got in the round before. Each
 * member sends (n−1)/n·S.
 *
 * @example 3 members: 0 sends block 0 then 2; 1 sends 1 then 0; 2 sends 2 then 1
 */
export function ringAllGather({ ranks, blocks }: Group): Rounds {
  const n = ranks.length
  return phaseOf('all-gather', n - 1, (index) =>
    ranks.map((from, member) => ({
      from,
      to: ranks[(member + 1) % n]!,
      chunks: blocks[wrap(member - index, n)]!,
      operation: 'copy',
    })),
  )
}

/**
 * The all-gather backwards on the ring turned round, so that data still flows to the next member:
 * in round t member i sends its partial sum of block i−1−t; member i ends with block i.
 */
export const ringReduceScatter = (group: Group): Rounds =>
  reversed(ringAllGather(otherWayRound(group)), 'reduce-scatter', 'reduce')

/** Reduce-scatter then all-gather: 2(n−1) rounds, each member sends 2(n−1)/n·S. */
export const ringAllReduce = (group: Group): Rounds =>
  sequence(ringReduceScatter(group), ringAllGather(group))

/**
 * Member 0 sends the farthest member's block first and everyone passes on what is not its own:
 * block d needs d hops and leaves in round n−1−d, so all arrive in n−1 rounds.
 */
export function ringScatter({ ranks, blocks }: Group): Rounds {
  const n = ranks.length
  return phaseOf('scatter', n - 1, (index) =>
    range(0, index + 1).map((hop) => ({
      from: ranks[hop]!,
      to: ranks[hop + 1]!,
      chunks: blocks[n - 1 - index + hop]!,
      operation: 'copy',
    })),
  )
}

/** The scatter backwards, along 1 → 2 → … → n−1 → 0. */
export const ringGather = (group: Group): Rounds =>
  reversed(ringScatter(otherWayRound(group)), 'gather', 'copy')

/**
 * Store and forward: in round t every member passes on the blocks that are not yet at home, those
 * of source i−t that still have n−1−t hops or fewer to go. A member sends (n−1)/2·S in all, half
 * of what the all-gather of the same blocks would be.
 *
 * @source scaling-book, sharding.md, question 10
 */
export function ringAllToAll({ ranks }: Group, pairs: Pairs): Rounds {
  const n = ranks.length
  // All that a source sends, nearest destination first: each hop leaves the first block at home.
  const loads = once(() =>
    ranks.map((source, member) =>
      together(range(1, n).map((hops) => pairs(source, ranks[(member + hops) % n]!))),
    ),
  )
  return phaseOf('all-to-all', n - 1, (index) =>
    ranks.map((from, member): Message => {
      const load = loads()[wrap(member - index, n)]!
      const chunks = load.slice((index * load.length) / (n - 1))
      return { from, to: ranks[(member + 1) % n]!, chunks, operation: 'copy' }
    }),
  )
}

/**
 * Van de Geijn's long-message broadcast on a ring: binomial scatter, then ring all-gather.
 * (⌈log₂ n⌉ + n−1)·α + 2(n−1)/n·S·β.
 *
 * @source pmodels/mpich src/mpi/coll/bcast/bcast_intra_scatter_ring_allgather.c
 */
export const scatterRingBroadcast = (group: Group): Rounds =>
  sequence(binomialScatter(group), ringAllGather(group))

/** Its dual: ring reduce-scatter, then binomial gather. */
export const ringGatherReduce = (group: Group): Rounds =>
  sequence(ringReduceScatter(group), binomialGather(group))
