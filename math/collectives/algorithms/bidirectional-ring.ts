import {
  beside,
  once,
  phaseOf,
  range,
  reversed,
  sequence,
  together,
  wrap,
  type Rounds,
} from '../rounds.ts'
import type { Chunks, Message } from '../types.ts'
import { chainBroadcast } from './chain.ts'
import { members, otherWayRound, type Group, type Pairs } from './group.ts'

/**
 * The ring with both directions in use at once: everything takes the shorter way, so it goes half
 * as far, in ⌊n/2⌋ rounds. With n even the opposite member is equally far both ways and each way
 * carries half of its block. Worth its name only where the two directions have links of their own
 * (`sharing: 'link'`), as on a torus.
 *
 * @source scaling-book, sharding.md; Jain & Sabharwal, "Optimal bucket algorithms for large MPI
 * collectives on torus interconnects", ICS 2010
 */

/** What of a block goes one way over `hops` hops in a ring of n: all, or a half if equally far. */
function share(block: Chunks, hops: number, n: number, way: 'clockwise' | 'counter'): Chunks {
  if (2 * hops < n) return block
  const middle = block.length / 2
  return way === 'clockwise' ? block.slice(0, middle) : block.slice(middle)
}

/**
 * In round t member i passes on block i−t clockwise and block i+t counter-clockwise.
 * ⌊n/2⌋ rounds; (n−1)/2n·S over each link: half the time of the one-way ring.
 */
export function bidirectionalAllGather({ ranks, blocks }: Group): Rounds {
  const n = ranks.length
  return phaseOf('all-gather', Math.floor(n / 2), (index) =>
    ranks.flatMap((from, member): Message[] => [
      {
        from,
        to: ranks[(member + 1) % n]!,
        chunks: share(blocks[wrap(member - index, n)]!, index + 1, n, 'clockwise'),
        operation: 'copy',
      },
      {
        from,
        to: ranks[wrap(member - 1, n)]!,
        chunks: share(blocks[(member + index) % n]!, index + 1, n, 'counter'),
        operation: 'copy',
      },
    ]),
  )
}

/** The all-gather backwards: partial sums come to their owner from both sides. */
export const bidirectionalReduceScatter = (group: Group): Rounds =>
  reversed(bidirectionalAllGather(group), 'reduce-scatter', 'reduce')

export const bidirectionalAllReduce = (group: Group): Rounds =>
  sequence(bidirectionalReduceScatter(group), bidirectionalAllGather(group))

/** Two chains from member 0, one each way round, each over half of the others. */
export function bidirectionalBroadcast(group: Group, chunks: Chunks): Rounds {
  const n = group.ranks.length
  const far = Math.floor(n / 2)
  return beside([
    chainBroadcast(members(group, 0, far + 1), chunks),
    chainBroadcast(members(otherWayRound(group), 0, n - far), chunks),
  ])
}

export const bidirectionalReduce = (group: Group, chunks: Chunks): Rounds =>
  reversed(bidirectionalBroadcast(group, chunks.toReversed()), 'reduce', 'reduce')

/**
 * Store and forward both ways: in round t member i passes on what has gone t hops and is not yet
 * at home. For large n a quarter of the all-gather's time on the same links.
 *
 * @source scaling-book, sharding.md, question 10
 */
export function bidirectionalAllToAll({ ranks }: Group, pairs: Pairs): Rounds {
  const n = ranks.length
  const far = Math.floor(n / 2)
  // What each source sends one way, by distance.
  const loads = (step: 1 | -1, way: 'clockwise' | 'counter') =>
    once(() =>
      ranks.map((source, member) =>
        range(1, far + 1).map((hops) =>
          share(pairs(source, ranks[wrap(member + step * hops, n)]!), hops, n, way),
        ),
      ),
    )
  const ways = [
    { step: 1, blocks: loads(1, 'clockwise') },
    { step: -1, blocks: loads(-1, 'counter') },
  ]
  return phaseOf('all-to-all', far, (index) =>
    ranks.flatMap((from, member) =>
      ways.map(({ step, blocks }): Message => {
        const left = blocks()[wrap(member - step * index, n)]!.slice(index)
        return {
          from,
          to: ranks[wrap(member + step, n)]!,
          chunks: together(left),
          operation: 'copy',
        }
      }),
    ),
  )
}
