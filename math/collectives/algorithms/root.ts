import { phaseOf, sequence, together, type Rounds } from '../rounds.ts'
import type { Chunks } from '../types.ts'
import type { Group, Pairs } from './group.ts'

/**
 * The naive algorithms: member 0 talks to every other member, one message a round, because it has
 * one port. p−1 rounds each way; the root's link carries everything.
 */

const members = ({ ranks }: Group) => ranks.length

/** Root → each member: the whole of `chunks`. β coefficient (p−1)·S. */
export const rootBroadcast = (group: Group, chunks: Chunks): Rounds =>
  phaseOf('broadcast', members(group) - 1, (index) => [
    { from: group.ranks[0]!, to: group.ranks[index + 1]!, chunks, operation: 'copy' },
  ])

/** Each member → root: the whole of `chunks`, combined there one after the other. */
export const rootReduce = (group: Group, chunks: Chunks): Rounds =>
  phaseOf('reduce', members(group) - 1, (index) => [
    { from: group.ranks[index + 1]!, to: group.ranks[0]!, chunks, operation: 'reduce' },
  ])

/** Root → each member: its block. (p−1)/p·S, MPICH's linear scatter. */
export const rootScatter = (group: Group): Rounds =>
  phaseOf('scatter', members(group) - 1, (index) => [
    {
      from: group.ranks[0]!,
      to: group.ranks[index + 1]!,
      chunks: group.blocks[index + 1]!,
      operation: 'copy',
    },
  ])

/** Each member → root: its block. */
export const rootGather = (group: Group): Rounds =>
  phaseOf('gather', members(group) - 1, (index) => [
    {
      from: group.ranks[index + 1]!,
      to: group.ranks[0]!,
      chunks: group.blocks[index + 1]!,
      operation: 'copy',
    },
  ])

/** Everything to the root and from there to everyone. */
export const rootAllGather = (group: Group, chunks: Chunks): Rounds =>
  sequence(rootGather(group), rootBroadcast(group, chunks))

export const rootReduceScatter = (group: Group, chunks: Chunks): Rounds =>
  sequence(rootReduce(group, chunks), rootScatter(group))

export const rootAllReduce = (group: Group, chunks: Chunks): Rounds =>
  sequence(rootReduce(group, chunks), rootBroadcast(group, chunks))

/** All blocks to the root, then to whom they are for: 2(p−1) rounds of (p−1)/p·S. */
export function rootAllToAll(group: Group, pairs: Pairs): Rounds {
  const count = members(group)
  const [hub, ...others] = group.ranks
  const allBut = (rank: number) => group.ranks.filter((other) => other !== rank)
  return sequence(
    phaseOf('gather', count - 1, (index) => {
      const from = others[index]!
      const chunks = together(allBut(from).map((other) => pairs(from, other)))
      return [{ from, to: hub!, chunks, operation: 'copy' }]
    }),
    phaseOf('scatter', count - 1, (index) => {
      const to = others[index]!
      const chunks = together(allBut(to).map((other) => pairs(other, to)))
      return [{ from: hub!, to, chunks, operation: 'copy' }]
    }),
  )
}
