import { integer, list } from '../../check.ts'
import { phaseOf, range, reversed, type Rounds } from '../rounds.ts'
import type { Chunks, Message } from '../types.ts'
import type { Group } from './group.ts'

/**
 * Two binary trees over the same ranks, such that an inner node of one is a leaf of the other, and
 * half of the data through each. A leaf sends nothing down and an inner node sends twice, so
 * together every rank sends about as much as it receives, and the bandwidth is a ring's at a
 * latency of log₂ n.
 *
 * @source Sanders, Speck & Träff, "Two-tree algorithms for full bandwidth broadcast, reduction and
 * scan", Parallel Computing 35 (2009); NVIDIA/nccl src/graph/trees.cc
 */

/** A rooted tree: the parent of each member, −1 for the root. */
export type Parents = readonly number[]

/**
 * NCCL's binary tree over 0 … n−1 with root 0: the parent of a member lies above its lowest set
 * bit b, at the member with b cleared and 2b set; if there is no such member, at that with b
 * cleared. So odd members are leaves.
 *
 * @example binaryTree(4) // [-1, 2, 0, 2]
 * @throws RangeError when `count` is not a whole number from 1 on
 * @source NVIDIA/nccl src/graph/trees.cc, ncclGetBtree
 */
export function binaryTree(count: number): Parents {
  integer('count', count, 1, 2 ** 24)
  return range(0, count).map((member) => {
    if (member === 0) return -1
    const lowest = member & -member
    const cleared = member ^ lowest
    const parent = cleared | (lowest << 1)
    return parent < count ? parent : cleared
  })
}

/**
 * NCCL's pair of trees: the binary tree, and the same tree mirrored (n even: member r takes the
 * place of n−1−r) or shifted by one (n odd). With n even no member is inner in both; with n odd
 * one is.
 *
 * @example doubleBinaryTree(4) // [[-1, 2, 0, 2], [1, 3, 1, -1]]
 * @throws RangeError when `count` is not a whole number from 1 on
 * @source NVIDIA/nccl src/graph/trees.cc, ncclGetDtree
 */
export function doubleBinaryTree(count: number): readonly [Parents, Parents] {
  const first = binaryTree(count)
  const place = (member: number) =>
    count % 2 === 0 ? count - 1 - member : (member - 1 + count) % count
  const member = (place: number) => (count % 2 === 0 ? count - 1 - place : (place + 1) % count)
  const second = range(0, count).map((rank) => {
    const parent = first[place(rank)]!
    return parent === -1 ? -1 : member(parent)
  })
  return [first, second]
}

/**
 * The number of edges between each member and the root.
 *
 * @example treeDepths([-1, 2, 0, 2]) // [0, 2, 1, 2]
 * @throws RangeError when the parents are not those of a tree
 */
export function treeDepths(parents: Parents): number[] {
  return list('parents', parents).map((_, member) => {
    let depth = 0
    for (let at = member; parents[at] !== -1; at = parents[at]!) {
      if (parents[at] === undefined || ++depth > parents.length) {
        throw new RangeError(`parents must be a tree, but member ${member} does not reach the root`)
      }
    }
    return depth
  })
}

/** One tree with its share of the chunks, which follow one another along its edges. */
interface Pipeline {
  readonly edges: readonly { readonly parent: number; readonly child: number; depth: number }[]
  /** The depth of the deepest edge. */
  readonly height: number
  readonly chunks: Chunks
}

function pipeline(ranks: readonly number[], parents: Parents, chunks: Chunks): Pipeline {
  const depths = treeDepths(parents)
  const edges = parents.flatMap((parent, member) =>
    parent === -1
      ? []
      : [{ parent: ranks[parent]!, child: ranks[member]!, depth: depths[member]! }],
  )
  return { edges, height: Math.max(...depths), chunks }
}

/** Half of the chunks through each tree. */
function pipelines(
  ranks: readonly number[],
  trees: readonly [Parents, Parents],
  chunks: Chunks,
): readonly [Pipeline, Pipeline] {
  const half = chunks.length / 2
  return [
    pipeline(ranks, trees[0], chunks.slice(0, half)),
    pipeline(ranks, trees[1], chunks.slice(half)),
  ]
}

/** Edges whose turn it is, at depth d that of chunk number `turn(d)`, with that chunk. */
function due(
  { edges, chunks }: Pipeline,
  turn: (depth: number) => number,
  message: (parent: number, child: number, chunk: number) => Message,
): Message[] {
  const messages: Message[] = []
  for (const { parent, child, depth } of edges) {
    const place = turn(depth)
    if (place >= 0 && place < chunks.length) messages.push(message(parent, child, chunks[place]!))
  }
  return messages
}

/** Messages down the edges whose turn it is. */
const descending = (tree: Pipeline, turn: (depth: number) => number): Message[] =>
  due(tree, turn, (from, to, chunk) => ({ from, to, chunks: [chunk], operation: 'copy' }))

/** Messages up the edges, likewise. */
const climbing = (tree: Pipeline, turn: (depth: number) => number): Message[] =>
  due(tree, turn, (to, from, chunk) => ({ from, to, chunks: [chunk], operation: 'reduce' }))

/**
 * All-reduce over NCCL's two trees: each chunk climbs its tree, being combined, and as soon as it
 * is at the root descends again, with later chunks behind it. An edge at depth d of a tree of
 * height h carries chunk c upwards in round c + h−d and downwards in round c + h+d−1, so C/2
 * chunks a tree take 2h + C/2 − 1 rounds.
 */
export function doubleTreeAllReduce({ ranks }: Group, chunks: Chunks): Rounds {
  const trees = pipelines(ranks, doubleBinaryTree(ranks.length), chunks)
  const height = Math.max(trees[0].height, trees[1].height)
  return phaseOf('all-reduce', 2 * height + chunks.length / 2 - 1, (index) =>
    trees.flatMap((tree) => [
      ...climbing(tree, (depth) => index - (tree.height - depth)),
      ...descending(tree, (depth) => index - (tree.height + depth - 1)),
    ]),
  )
}

/** A tree of the members from 1 on, numbered from 0, put under member 0 (its root had parent −1). */
const underRoot = (tree: Parents): Parents => [-1, ...tree.map((parent) => parent + 1)]

/**
 * Broadcast from member 0: the two trees span the others, and member 0 feeds the roots of both.
 * C/2 chunks a tree take h + C/2 − 1 rounds, h being the height with member 0 on top.
 */
export function doubleTreeBroadcast({ ranks }: Group, chunks: Chunks): Rounds {
  const [first, second] = doubleBinaryTree(ranks.length - 1)
  const trees = pipelines(ranks, [underRoot(first), underRoot(second)], chunks)
  const height = Math.max(trees[0].height, trees[1].height)
  return phaseOf('broadcast', height + chunks.length / 2 - 1, (index) =>
    trees.flatMap((tree) => descending(tree, (depth) => index - (depth - 1))),
  )
}

/** The broadcast backwards. */
export const doubleTreeReduce = (group: Group, chunks: Chunks): Rounds =>
  reversed(doubleTreeBroadcast(group, chunks.toReversed()), 'reduce', 'reduce')
