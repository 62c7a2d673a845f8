import { phaseOf, reversed, wrap, type Rounds } from '../rounds.ts'
import type { Group, Pairs } from './group.ts'

/**
 * Pairwise exchange: n−1 rounds, in each of which everyone talks to one other, and every block goes
 * straight from where it is to where it belongs. With n a power of two the two of a pair exchange
 * with each other (i and i XOR t); otherwise i sends to i+t and receives from i−t.
 *
 * @source pmodels/mpich src/mpi/coll/alltoall/alltoall_intra_pairwise.c,
 * reduce_scatter_block/reduce_scatter_block_intra_pairwise.c
 */
function partner(member: number, step: number, count: number): number {
  return Number.isInteger(Math.log2(count)) ? member ^ step : wrap(member + step, count)
}

/** Each member sends each other one the block for it: (n−1)(α + S/n·β). */
export const pairwiseAllToAll = ({ ranks }: Group, pairs: Pairs): Rounds =>
  phaseOf('all-to-all', ranks.length - 1, (index) =>
    ranks.map((from, member) => {
      const to = ranks[partner(member, index + 1, ranks.length)]!
      return { from, to, chunks: pairs(from, to), operation: 'copy' }
    }),
  )

/** Each member sends its block to each other one. */
export const pairwiseAllGather = ({ ranks, blocks }: Group): Rounds =>
  phaseOf('all-gather', ranks.length - 1, (index) =>
    ranks.map((from, member) => ({
      from,
      to: ranks[partner(member, index + 1, ranks.length)]!,
      chunks: blocks[member]!,
      operation: 'copy',
    })),
  )

/** The all-gather backwards: each member sends each other one its contribution to that one's block. */
export const pairwiseReduceScatter = (group: Group): Rounds =>
  reversed(pairwiseAllGather(group), 'reduce-scatter', 'reduce')
