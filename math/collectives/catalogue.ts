import * as bidirectional from './algorithms/bidirectional-ring.ts'
import * as binomial from './algorithms/binomial-tree.ts'
import * as bruck from './algorithms/bruck.ts'
import * as chain from './algorithms/chain.ts'
import * as tree from './algorithms/double-binary-tree.ts'
import { otherWayRound, wholeGroup, wholePairs } from './algorithms/group.ts'
import * as level from './algorithms/hierarchical.ts'
import * as pairwise from './algorithms/pairwise.ts'
import * as recursive from './algorithms/recursive.ts'
import * as ring from './algorithms/ring.ts'
import * as root from './algorithms/root.ts'
import { range, type Rounds } from './rounds.ts'
import type { Algorithm, Primitive } from './types.ts'

/**
 * Which algorithm serves which primitive, on which numbers of ranks and chunks, and how its rounds
 * are built. The one place that knows algorithms by name; `legality.ts` answers questions about it.
 */

/** What an algorithm is told: everything of a schedule but its rounds. */
export interface Setting {
  readonly ranks: number
  readonly root: number
  readonly nodes: number
  readonly chunks: number
}

/** One pair: how it is built and for what it is legal. */
export interface Entry {
  readonly build: (setting: Setting) => Rounds
  /** Legal chunk counts are the multiples of this. Default: one chunk, or one per block. */
  readonly chunkUnit?: (ranks: number) => number
  /** Chunk count when none is named; default: the unit. Larger where chunks are pipelined. */
  readonly defaultChunks?: (ranks: number) => number
  /** The algorithm has a hub although the primitive has no root. */
  readonly hub?: boolean
  readonly powerOfTwo?: boolean
}

const whole = ({ chunks }: Setting) => range(0, chunks)
const inOrder = ({ ranks, chunks }: Setting) => wholeGroup(ranks, chunks)
const fromRoot = ({ ranks, chunks, root }: Setting) => wholeGroup(ranks, chunks, root)
const pairs = ({ ranks, chunks }: Setting) => wholePairs(ranks, chunks)
const levels = (at: Setting) => level.levelsOf(inOrder(at), at.nodes, 0)
const levelsFromRoot = (at: Setting) => level.levelsOf(inOrder(at), at.nodes, at.root)

const perRank = (ranks: number) => ranks
/** Where the ring is even, the opposite member's block is halved. */
const ofBidirectional = (blocks: number, ranks: number) => (ranks % 2 === 0 ? 2 * blocks : blocks)
const perRankBothWays = (ranks: number) => ofBidirectional(ranks, ranks)

/** Every pair that there is. */
export const catalogue: Readonly<Record<Algorithm, Partial<Record<Primitive, Entry>>>> = {
  root: {
    broadcast: { build: (at) => root.rootBroadcast(fromRoot(at), whole(at)) },
    reduce: { build: (at) => root.rootReduce(fromRoot(at), whole(at)) },
    scatter: { build: (at) => root.rootScatter(fromRoot(at)) },
    gather: { build: (at) => root.rootGather(fromRoot(at)) },
    'all-gather': { hub: true, build: (at) => root.rootAllGather(fromRoot(at), whole(at)) },
    'reduce-scatter': { hub: true, build: (at) => root.rootReduceScatter(fromRoot(at), whole(at)) },
    'all-reduce': { hub: true, build: (at) => root.rootAllReduce(fromRoot(at), whole(at)) },
    'all-to-all': { hub: true, build: (at) => root.rootAllToAll(fromRoot(at), pairs(at)) },
    barrier: { hub: true, build: (at) => root.rootAllGather(fromRoot(at), whole(at)) },
  },
  chain: {
    broadcast: { build: (at) => chain.chainBroadcast(fromRoot(at), whole(at)) },
    reduce: { build: (at) => chain.chainReduce(fromRoot(at), whole(at)) },
    'all-reduce': { hub: true, build: (at) => chain.chainAllReduce(fromRoot(at), whole(at)) },
  },
  ring: {
    broadcast: {
      defaultChunks: perRank,
      build: (at) => chain.chainBroadcast(fromRoot(at), whole(at)),
    },
    reduce: {
      defaultChunks: perRank,
      // Reversed, the ring walked the other way flows forwards: 1 → 2 → … → root.
      build: (at) => chain.chainReduce(otherWayRound(fromRoot(at)), whole(at)),
    },
    scatter: { build: (at) => ring.ringScatter(fromRoot(at)) },
    gather: { build: (at) => ring.ringGather(fromRoot(at)) },
    'all-gather': { build: (at) => ring.ringAllGather(inOrder(at)) },
    'reduce-scatter': { build: (at) => ring.ringReduceScatter(inOrder(at)) },
    'all-reduce': { chunkUnit: perRank, build: (at) => ring.ringAllReduce(inOrder(at)) },
    'all-to-all': { build: (at) => ring.ringAllToAll(inOrder(at), pairs(at)) },
  },
  'bidirectional-ring': {
    broadcast: {
      defaultChunks: perRank,
      build: (at) => bidirectional.bidirectionalBroadcast(fromRoot(at), whole(at)),
    },
    reduce: {
      defaultChunks: perRank,
      build: (at) => bidirectional.bidirectionalReduce(fromRoot(at), whole(at)),
    },
    'all-gather': {
      chunkUnit: perRankBothWays,
      build: (at) => bidirectional.bidirectionalAllGather(inOrder(at)),
    },
    'reduce-scatter': {
      chunkUnit: perRankBothWays,
      build: (at) => bidirectional.bidirectionalReduceScatter(inOrder(at)),
    },
    'all-reduce': {
      chunkUnit: perRankBothWays,
      build: (at) => bidirectional.bidirectionalAllReduce(inOrder(at)),
    },
    'all-to-all': {
      chunkUnit: (ranks) => ofBidirectional(ranks ** 2, ranks),
      build: (at) => bidirectional.bidirectionalAllToAll(inOrder(at), pairs(at)),
    },
  },
  'binomial-tree': {
    broadcast: { build: (at) => binomial.binomialBroadcast(fromRoot(at), whole(at)) },
    reduce: { build: (at) => binomial.binomialReduce(fromRoot(at), whole(at)) },
    scatter: { build: (at) => binomial.binomialScatter(fromRoot(at)) },
    gather: { build: (at) => binomial.binomialGather(fromRoot(at)) },
    'all-gather': { hub: true, build: (at) => binomial.binomialAllGather(fromRoot(at), whole(at)) },
    'reduce-scatter': {
      hub: true,
      build: (at) => binomial.binomialReduceScatter(fromRoot(at), whole(at)),
    },
    'all-reduce': { hub: true, build: (at) => binomial.binomialAllReduce(fromRoot(at), whole(at)) },
    barrier: { hub: true, build: (at) => binomial.binomialAllGather(fromRoot(at), whole(at)) },
  },
  'double-binary-tree': {
    broadcast: {
      chunkUnit: () => 2,
      build: (at) => tree.doubleTreeBroadcast(fromRoot(at), whole(at)),
    },
    reduce: { chunkUnit: () => 2, build: (at) => tree.doubleTreeReduce(fromRoot(at), whole(at)) },
    'all-reduce': {
      chunkUnit: () => 2,
      build: (at) => tree.doubleTreeAllReduce(inOrder(at), whole(at)),
    },
  },
  'recursive-doubling': {
    'all-gather': { build: (at) => recursive.doublingAllGather(inOrder(at)) },
    'reduce-scatter': {
      powerOfTwo: true,
      build: (at) => recursive.doublingReduceScatter(inOrder(at)),
    },
    'all-reduce': { build: (at) => recursive.doublingAllReduce(inOrder(at), whole(at)) },
    barrier: { build: (at) => recursive.doublingAllGather(inOrder(at)) },
  },
  'recursive-halving': {
    'reduce-scatter': { build: (at) => recursive.halvingReduceScatter(inOrder(at)) },
  },
  'recursive-halving-doubling': {
    broadcast: {
      chunkUnit: perRank,
      build: (at) => recursive.scatterDoublingBroadcast(fromRoot(at)),
    },
    reduce: { chunkUnit: perRank, build: (at) => recursive.halvingGatherReduce(fromRoot(at)) },
    'all-reduce': {
      chunkUnit: recursive.powerBelow,
      build: (at) => recursive.halvingDoublingAllReduce(inOrder(at), whole(at)),
    },
  },
  'scatter-ring': {
    broadcast: { chunkUnit: perRank, build: (at) => ring.scatterRingBroadcast(fromRoot(at)) },
    reduce: { chunkUnit: perRank, build: (at) => ring.ringGatherReduce(fromRoot(at)) },
  },
  bruck: {
    'all-gather': { build: (at) => bruck.bruckAllGather(inOrder(at)) },
    'all-to-all': { build: (at) => bruck.bruckAllToAll(inOrder(at), pairs(at)) },
  },
  pairwise: {
    'all-gather': { build: (at) => pairwise.pairwiseAllGather(inOrder(at)) },
    'reduce-scatter': { build: (at) => pairwise.pairwiseReduceScatter(inOrder(at)) },
    'all-to-all': { build: (at) => pairwise.pairwiseAllToAll(inOrder(at), pairs(at)) },
  },
  dissemination: {
    barrier: { build: (at) => bruck.dissemination(inOrder(at)) },
  },
  hierarchical: {
    broadcast: { build: (at) => level.levelBroadcast(levelsFromRoot(at), whole(at)) },
    reduce: { build: (at) => level.levelReduce(levelsFromRoot(at), whole(at)) },
    scatter: { build: (at) => level.levelScatter(levelsFromRoot(at)) },
    gather: { build: (at) => level.levelGather(levelsFromRoot(at)) },
    'all-gather': { build: (at) => level.levelAllGather(levels(at)) },
    'reduce-scatter': { build: (at) => level.levelReduceScatter(levels(at)) },
    'all-reduce': { chunkUnit: perRank, build: (at) => level.levelAllReduce(levels(at)) },
    'all-to-all': { build: (at) => level.levelAllToAll(levels(at), pairs(at)) },
    barrier: { hub: true, build: (at) => level.levelBarrier(levelsFromRoot(at), whole(at)) },
  },
}
