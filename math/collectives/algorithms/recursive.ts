import { phaseOf, range, reversed, sequence, together, type Rounds } from '../rounds.ts'
import type { Chunks, Message } from '../types.ts'
import { binomialGather, binomialScatter } from './binomial-tree.ts'
import type { Group } from './group.ts'

/**
 * Recursive doubling and halving: in round t members exchange with the one whose number differs in
 * one bit, so log₂ n rounds reach all. Made for powers of two; otherwise the standard remedy is to
 * fold the surplus r = n − 2^⌊log₂ n⌋: of the first 2r members the even ones hand their part to the
 * odd ones, stand aside, and get the result at the end (`fold`, `unfold`).
 *
 * @source Thakur, Rabenseifner & Gropp, "Optimization of collective communication operations in
 * MPICH", IJHPCA 19 (2005); pmodels/mpich src/mpi/coll/allreduce/allreduce_intra_recursive_doubling.c
 */

/** The largest power of two that is not above `count`. */
export const powerBelow = (count: number): number => 2 ** Math.floor(Math.log2(count))

interface Folded {
  /** The members that take part, a power of two of them, by their new number. */
  readonly active: readonly number[]
  /** Those that stand aside, each with the member that stands in for it. */
  readonly aside: readonly { readonly member: number; readonly standIn: number }[]
}

function folded(count: number): Folded {
  const size = powerBelow(count)
  const surplus = count - size
  return {
    active: range(0, size).map((number) => (number < surplus ? 2 * number + 1 : number + surplus)),
    aside: range(0, surplus).map((pair) => ({ member: 2 * pair, standIn: 2 * pair + 1 })),
  }
}

/** One round, if anyone stands aside, of a message from or to each of those. */
function oneRound(
  phase: 'fold' | 'unfold',
  { aside }: Folded,
  message: (pair: Folded['aside'][number]) => Message,
): Rounds {
  return phaseOf(phase, aside.length > 0 ? 1 : 0, () => aside.map(message))
}

/** Exchange rounds of a power-of-two group: `content` says what a member sends in round t. */
function exchange(
  phase: 'all-gather' | 'reduce-scatter' | 'all-reduce',
  ranks: readonly number[],
  content: (member: number, index: number) => Chunks,
): Rounds {
  return phaseOf(phase, Math.log2(ranks.length), (index) =>
    ranks.map((from, member) => ({
      from,
      to: ranks[member ^ (2 ** index)]!,
      chunks: content(member, index),
      operation: phase === 'all-gather' ? 'copy' : 'reduce',
    })),
  )
}

/** The members with which `member` has exchanged before round `index`, itself too. */
function neighbours(member: number, index: number): number[] {
  const first = member - (member % 2 ** index)
  return range(first, first + 2 ** index)
}

const blocksOf = (blocks: readonly Chunks[], members: readonly number[]): Chunks =>
  together(members.map((member) => blocks[member]!))

/**
 * Recursive doubling: in round t each member sends the 2^t blocks that it has.
 * log₂ n·α + (n−1)/n·S·β for powers of two.
 */
export function doublingAllGather({ ranks, blocks }: Group): Rounds {
  const fold = folded(ranks.length)
  const carried = fold.active.map((member) => {
    const inFor = fold.aside.find(({ standIn }) => standIn === member)
    return inFor ? [...blocks[inFor.member]!, ...blocks[member]!] : blocks[member]!
  })
  const others = (member: number) => range(0, ranks.length).filter((other) => other !== member)
  return sequence(
    oneRound('fold', fold, ({ member, standIn }) => ({
      from: ranks[member]!,
      to: ranks[standIn]!,
      chunks: blocks[member]!,
      operation: 'copy',
    })),
    exchange(
      'all-gather',
      fold.active.map((member) => ranks[member]!),
      (member, index) => blocksOf(carried, neighbours(member, index)),
    ),
    oneRound('unfold', fold, ({ member, standIn }) => ({
      from: ranks[standIn]!,
      to: ranks[member]!,
      chunks: blocksOf(blocks, others(member)),
      operation: 'copy',
    })),
  )
}

/** Recursive halving: the all-gather backwards, n/2 blocks first, then n/4, … */
export const halvingReduceScatter = (group: Group): Rounds =>
  reversed(doublingAllGather(group), 'reduce-scatter', 'reduce')

/**
 * Recursive doubling of partial sums: in round t members exchange all blocks but those of the 2^t
 * members around them, which the partner's side does not need. log₂ n·α +
 * (log₂ n − (n−1)/n)·S·(β+γ): more bytes than halving, but each value is combined in the order of
 * the ranks, as an operator that does not commute needs. Powers of two.
 *
 * @source pmodels/mpich src/mpi/coll/reduce_scatter/reduce_scatter_intra_recursive_doubling.c
 */
export const doublingReduceScatter = ({ ranks, blocks }: Group): Rounds =>
  exchange('reduce-scatter', ranks, (member, index) => {
    const around = new Set(neighbours(member, index))
    return blocksOf(
      blocks,
      range(0, ranks.length).filter((other) => !around.has(other)),
    )
  })

/** The members that stand aside hand in the whole vector, and get the whole result. */
function foldedAllReduce(
  { ranks }: Group,
  chunks: Chunks,
  inner: (active: readonly number[]) => Rounds,
): Rounds {
  const fold = folded(ranks.length)
  return sequence(
    oneRound('fold', fold, ({ member, standIn }) => ({
      from: ranks[member]!,
      to: ranks[standIn]!,
      chunks,
      operation: 'reduce',
    })),
    inner(fold.active.map((member) => ranks[member]!)),
    oneRound('unfold', fold, ({ member, standIn }) => ({
      from: ranks[standIn]!,
      to: ranks[member]!,
      chunks,
      operation: 'copy',
    })),
  )
}

/** Whole vectors are exchanged and combined: log₂ n·(α + S·β + S·γ). */
export const doublingAllReduce = (group: Group, chunks: Chunks): Rounds =>
  foldedAllReduce(group, chunks, (active) => exchange('all-reduce', active, () => chunks))

/**
 * Rabenseifner's algorithm: recursive halving reduce-scatter, then recursive doubling all-gather,
 * over 2^⌊log₂ n⌋ blocks. 2 log₂ n·α + 2(n−1)/n·S·β + (n−1)/n·S·γ for powers of two.
 *
 * @source Rabenseifner, "Optimization of collective reduction operations", ICCS 2004
 */
export const halvingDoublingAllReduce = (group: Group, chunks: Chunks): Rounds =>
  foldedAllReduce(group, chunks, (active) => {
    const size = chunks.length / active.length
    const blocks = active.map((_, index) => chunks.slice(index * size, (index + 1) * size))
    const inner = { ranks: active, blocks }
    return sequence(halvingReduceScatter(inner), doublingAllGather(inner))
  })

/**
 * Van de Geijn's long-message broadcast: binomial scatter, then all-gather by doubling.
 * 2 log₂ n·α + 2(n−1)/n·S·β for powers of two.
 */
export const scatterDoublingBroadcast = (group: Group): Rounds =>
  sequence(binomialScatter(group), doublingAllGather(group))

/** Its dual: reduce-scatter by halving, then binomial gather. */
export const halvingGatherReduce = (group: Group): Rounds =>
  sequence(halvingReduceScatter(group), binomialGather(group))
