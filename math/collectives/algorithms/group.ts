import { blockOf, pairBlock } from '../primitives.ts'
import { range } from '../rounds.ts'
import type { Chunks } from '../types.ts'

/**
 * What an algorithm works on. Algorithms speak of members 0 … n−1, not of ranks: a rooted
 * collective puts its root first by rotating the group, a ring turned round is the reversed group,
 * and a hierarchical collective runs the same algorithms on the groups inside and across nodes.
 */
export interface Group {
  /** The rank that each member is. */
  readonly ranks: readonly number[]
  /** The chunks that belong to each member: its block in scatter, all-gather, … */
  readonly blocks: readonly Chunks[]
}

/** All ranks, those from `first` on before those before it, each with its own block. */
export function wholeGroup(ranks: number, chunks: number, first = 0): Group {
  const order = range(0, ranks).map((member) => (member + first) % ranks)
  const blocked = chunks % ranks === 0
  return {
    ranks: order,
    blocks: order.map((rank) => (blocked ? blockOf({ ranks, chunks }, rank) : [])),
  }
}

/** The members in the opposite order. */
export const turnedRound = ({ ranks, blocks }: Group): Group => ({
  ranks: ranks.toReversed(),
  blocks: blocks.toReversed(),
})

/** The chunks of an all-to-all that go from one member to another. */
export type Pairs = (source: number, destination: number) => Chunks

/** The pairs of an all-to-all over all ranks in their own order. */
export const wholePairs =
  (ranks: number, chunks: number): Pairs =>
  (source, destination) =>
    pairBlock({ ranks, chunks }, source, destination)
