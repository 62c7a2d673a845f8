import { phaseOf, reversed, type Rounds } from '../rounds.ts'
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
  return phaseOf('broadcast', hops === 0 ? 0 : hops + chunks.length - 1, (index) => {
    const messages: Message[] = []
    for (let hop = 0; hop < hops; hop++) {
      const turn = index - hop
      if (isThere(chunks, turn)) messages.push(copy(ranks[hop]!, ranks[hop + 1]!, chunks[turn]!))
    }
    return messages
  })
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
  return phaseOf('all-reduce', 2 * hops + chunks.length - 1, (index) => {
    const messages: Message[] = []
    for (let hop = 0; hop < hops; hop++) {
      const [here, next] = [ranks[hop]!, ranks[hop + 1]!]
      const up = index - (hops - 1 - hop)
      const down = index - (hops + hop)
      if (isThere(chunks, up))
        messages.push({ ...copy(next, here, chunks[up]!), operation: 'reduce' })
      if (isThere(chunks, down)) messages.push(copy(here, next, chunks[down]!))
    }
    return messages
  })
}

/** Asked before a chunk is: looking for the element −1 of an array takes a hundred times as long. */
const isThere = (chunks: Chunks, turn: number) => turn >= 0 && turn < chunks.length

const copy = (from: number, to: number, chunk: number): Message => ({
  from,
  to,
  chunks: [chunk],
  operation: 'copy',
})
