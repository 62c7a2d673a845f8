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

/** The same ring walked the other way: member 0 stays first, then come n−1, n−2, …, 1. */
export const otherWayRound = ({ ranks, blocks }: Group): Group => ({
  ranks: [ranks[0]!, ...ranks.slice(1).toReversed()],
  blocks: [blocks[0]!, ...blocks.slice(1).toReversed()],
})

/** Part of a group: its members from `start` up to but not including `end`. */
export const members = ({ ranks, blocks }: Group, start: number, end = ranks.length): Group => ({
  ranks: ranks.slice(start, end),
  blocks: blocks.slice(start, end),
})

/** The chunks of an all-to-all that go from one rank to another. */
export type Pairs = (source: number, destination: number) => Chunks

export function wholePairs(ranks: number, chunks: number): Pairs {
  // The same pair is asked for on every hop, so its list is made once.
  const known = new Map<number, Chunks>()
  return (source, destination) => {
    const key = source * ranks + destination
    const block = known.get(key) ?? pairBlock({ ranks, chunks }, source, destination)
    known.set(key, block)
    return block
  }
}
