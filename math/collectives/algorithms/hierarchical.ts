import { atLevel, beside, range, reversed, sequence, together, type Rounds } from '../rounds.ts'
import type { Chunks } from '../types.ts'
import {
  binomialBroadcast,
  binomialGather,
  binomialReduce,
  binomialScatter,
} from './binomial-tree.ts'
import { dissemination } from './bruck.ts'
import type { Group, Pairs } from './group.ts'
import { pairwiseAllToAll } from './pairwise.ts'
import { ringAllGather, ringReduceScatter } from './ring.ts'

/**
 * Two levels: nodes of fast links inside, slow links between. Every collective is done once inside
 * each node and once across, so that as little as possible crosses: rings where all ranks take
 * part alike, binomial trees where there is a root, pairwise exchange for all-to-all.
 *
 * @source NVIDIA/nccl PXN and rail-aligned rings; Cho et al., "BlueConnect", MLSys 2019
 * (all-reduce = reduce-scatter inside, all-reduce across, all-gather inside)
 */

/** The ranks seen both ways. Member 0 of the leaders, and of its node, is the root's. */
interface Levels {
  /** The devices of each node as a group, each with its own block. */
  readonly nodes: readonly Group[]
  /** The first device of each node, with the blocks of its whole node. */
  readonly leaders: Group
  /** The devices with the same place in their nodes, each with its own block. */
  readonly rails: readonly Group[]
  /** The devices of each node, each with the blocks of its whole rail. */
  readonly nodesByRail: readonly Group[]
}

/** rank = node · devices + device; nodes and devices are rotated so that the root comes first. */
export function levelsOf(whole: Group, nodeCount: number, root: number): Levels {
  const devices = whole.ranks.length / nodeCount
  const rootNode = Math.floor(root / devices)
  const at = (node: number, device: number) =>
    ((node + rootNode) % nodeCount) * devices + ((device + root) % devices)
  const group = (ranks: number[]): Group => ({
    ranks,
    blocks: ranks.map((rank) => whole.blocks[rank]!),
  })
  const nodes = range(0, nodeCount).map((node) =>
    group(range(0, devices).map((device) => at(node, device))),
  )
  const rails = range(0, devices).map((device) =>
    group(range(0, nodeCount).map((node) => at(node, device))),
  )
  const railBlocks = rails.map(({ blocks }) => together(blocks))
  return {
    nodes,
    rails,
    leaders: {
      ranks: nodes.map(({ ranks }) => ranks[0]!),
      blocks: nodes.map(({ blocks }) => together(blocks)),
    },
    nodesByRail: nodes.map(({ ranks }) => ({ ranks, blocks: railBlocks })),
  }
}

const inside = (groups: readonly Group[], algorithm: (group: Group) => Rounds): Rounds =>
  atLevel('intra-node', beside(groups.map(algorithm)))

const across = (groups: readonly Group[], algorithm: (group: Group) => Rounds): Rounds =>
  atLevel('inter-node', beside(groups.map(algorithm)))

/** Across between leaders, then inside each node. */
export const levelBroadcast = ({ leaders, nodes }: Levels, chunks: Chunks): Rounds =>
  sequence(
    across([leaders], (group) => binomialBroadcast(group, chunks)),
    inside(nodes, (group) => binomialBroadcast(group, chunks)),
  )

export const levelReduce = ({ leaders, nodes }: Levels, chunks: Chunks): Rounds =>
  sequence(
    inside(nodes, (group) => binomialReduce(group, chunks)),
    across([leaders], (group) => binomialReduce(group, chunks)),
  )

export const levelScatter = ({ leaders, nodes }: Levels): Rounds =>
  sequence(across([leaders], binomialScatter), inside(nodes, binomialScatter))

export const levelGather = (levels: Levels): Rounds =>
  reversed(levelScatter(levels), 'gather', 'copy')

/** Each rail gathers across first, so that every block crosses between two nodes once. */
export const levelAllGather = ({ rails, nodesByRail }: Levels): Rounds =>
  sequence(across(rails, ringAllGather), inside(nodesByRail, ringAllGather))

export const levelReduceScatter = ({ rails, nodesByRail }: Levels): Rounds =>
  sequence(inside(nodesByRail, ringReduceScatter), across(rails, ringReduceScatter))

/** Only 1/devices of the vector crosses per device: 2(nodes−1)/nodes · S/devices. */
export const levelAllReduce = (levels: Levels): Rounds =>
  sequence(levelReduceScatter(levels), levelAllGather(levels))

/**
 * Inside the node first, to the device that has the destination's place, then across on its rail:
 * nodes−1 large messages across per device instead of (nodes−1)·devices small ones.
 */
export function levelAllToAll({ nodes, rails }: Levels, pairs: Pairs): Rounds {
  const railOf = ranksBeside(rails)
  const nodeOf = ranksBeside(nodes)
  return sequence(
    inside(nodes, (node) =>
      pairwiseAllToAll(node, (from, to) =>
        together(railOf.get(to)!.map((destination) => pairs(from, destination))),
      ),
    ),
    across(rails, (rail) =>
      pairwiseAllToAll(rail, (from, to) =>
        together(nodeOf.get(from)!.map((source) => pairs(source, to))),
      ),
    ),
  )
}

/** The ranks of each rank's own group, by rank. */
const ranksBeside = (groups: readonly Group[]): ReadonlyMap<number, readonly number[]> =>
  new Map(groups.flatMap(({ ranks }) => ranks.map((rank) => [rank, ranks] as const)))

/** All of a node report to its leader, the leaders tell one another, and release their nodes. */
export const levelBarrier = ({ nodes, leaders }: Levels, chunks: Chunks): Rounds =>
  sequence(
    inside(nodes, binomialGather),
    across([leaders], dissemination),
    inside(nodes, (group) => binomialBroadcast(group, chunks)),
  )
