import { phaseOf, range, together, wrap, type Rounds } from '../rounds.ts'
import { roundsFor } from './binomial-tree.ts'
import type { Group, Pairs } from './group.ts'

/**
 * Bruck's algorithms and the dissemination barrier: in round t every member sends over a distance
 * of 2^t around the ring, so ⌈log₂ n⌉ rounds suffice for any n.
 *
 * @source Bruck, Ho, Kipnis, Upfal & Weathersby, "Efficient algorithms for all-to-all
 * communications in multiport message-passing systems", IEEE TPDS 8 (1997); Hensgen, Finkel &
 * Manber, "Two algorithms for barrier synchronization", IJPP 17 (1988)
 */

/**
 * Member i has blocks i, i+1, … (the first 2^t of them) and sends them to member i−2^t, in the
 * last round only as many as are missing there. ⌈log₂ n⌉·α + (n−1)/n·S·β.
 */
export function bruckAllGather({ ranks, blocks }: Group): Rounds {
  const n = ranks.length
  return phaseOf('all-gather', roundsFor(n), (index) => {
    const distance = 2 ** index
    return ranks.map((from, member) => ({
      from,
      to: ranks[wrap(member - distance, n)]!,
      chunks: together(
        range(0, Math.min(distance, n - distance)).map((next) => blocks[(member + next) % n]!),
      ),
      operation: 'copy',
    }))
  })
}

/**
 * A block with d−s = o (mod n) to go travels the powers of two of which o is the sum: in round t
 * member i sends on all blocks whose o has bit t, having come o mod 2^t already.
 * For powers of two log₂ n·(α + S/2·β): few messages, but a byte travels several times.
 */
export function bruckAllToAll({ ranks }: Group, pairs: Pairs): Rounds {
  const n = ranks.length
  return phaseOf('all-to-all', roundsFor(n), (index) => {
    const distance = 2 ** index
    const offsets = range(1, n).filter((offset) => Math.floor(offset / distance) % 2 === 1)
    return ranks.map((from, member) => ({
      from,
      to: ranks[(member + distance) % n]!,
      chunks: together(
        offsets.map((offset) => {
          const source = wrap(member - (offset % distance), n)
          return pairs(ranks[source]!, ranks[(source + offset) % n]!)
        }),
      ),
      operation: 'copy',
    }))
  })
}

/**
 * The dissemination barrier: in round t member i tells i+2^t of all whom it has heard of, which are
 * itself and the 2^t − 1 before it.
 */
export function dissemination({ ranks, blocks }: Group): Rounds {
  const n = ranks.length
  return phaseOf('barrier', roundsFor(n), (index) =>
    ranks.map((from, member) => ({
      from,
      to: ranks[(member + 2 ** index) % n]!,
      chunks: together(range(0, 2 ** index).map((back) => blocks[wrap(member - back, n)]!)),
      operation: 'copy',
    })),
  )
}
