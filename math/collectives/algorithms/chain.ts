import { phaseOf, range, reversed, type Rounds } from '../rounds.ts'
import type { Chunks, Message } from '../types.ts'
import type { Group } from './group.ts'

/**
 * The chain: members in a line, each talking to its neighbours only, and the vector cut into C
 * chunks that follow one another. With one chunk the whole vector goes hop by hop; with many, every
 * hop is busy at once and the length of the chain costs latency only. n members, n−1 hops.
 *
 * @source NVIDIA/nccl src/device/broadcast.h and reduce.h (its ring broadcast is this pipeline)
 */

/**
 * Along 0 → 1 → … → n−1: in round t hop h, from member h to h+1, carries chunk t−h.
 * n−1 + C−1 rounds of S/C: time (n−2+C)(α + β·S/C).
 */
export function chainBroadcast({ ranks }: Group, chunks: Chunks): Rounds {
  const hops = ranks.length - 1
  return phaseOf('broadcast', hops === 0 ? 0 : hops + chunks.length - 1, (index) =>
    range(0, hops).flatMap((hop) => {
      const chunk = chunks[index - hop]
      return chunk === undefined ? [] : [copy(ranks[hop]!, ranks[hop + 1]!, chunk)]
    }),
  )
}

/** Along n−1 → … → 1 → 0: every member adds its own value and passes the partial sum on. */
export const chainReduce = (group: Group, chunks: Chunks): Rounds =>
  reversed(chainBroadcast(group, chunks.toReversed()), 'reduce', 'reduce')

/**
 * Up the chain to member 0 and down again. A chunk turns back as soon as it has reached member 0,
 * while later ones still come up: 2(n−1) + C−1 rounds.
 */
export function chainAllReduce({ ranks }: Group, chunks: Chunks): Rounds {
  const hops = ranks.length - 1
  return phaseOf('all-reduce', 2 * hops + chunks.length - 1, (index) =>
    range(0, hops).flatMap((hop) => {
      const up = chunks[index - (hops - 1 - hop)]
      const down = chunks[index - (hops + hop)]
      const upwards: Message[] =
        up === undefined ? [] : [{ ...copy(ranks[hop + 1]!, ranks[hop]!, up), operation: 'reduce' }]
      return down === undefined ? upwards : [...upwards, copy(ranks[hop]!, ranks[hop + 1]!, down)]
    }),
  )
}

const copy = (from: number, to: number, chunk: number): Message => ({
  from,
  to,
  chunks: [chunk],
  operation: 'copy',
})
