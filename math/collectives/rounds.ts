import type { Chunks, Message, Phase, Round } from './types.ts'

/**
 * Rounds as a function of their index. An algorithm is written as such a function, so that it can
 * be reversed, joined and merged without ever being written out; a ring of 1,024 ranks has two
 * million messages, of which only one round exists at a time.
 */
export interface Rounds {
  readonly count: number
  at(index: number): Round
}

/** No rounds at all: what any algorithm is on a group of one. */
export const nothing: Rounds = {
  count: 0,
  at: (index) => {
    throw new RangeError(`there is no round ${index} in an empty schedule`)
  },
}

/** `count` rounds of one phase, each given by its messages. */
export function phaseOf(
  phase: Phase,
  count: number,
  messages: (index: number) => Message[],
): Rounds {
  return { count, at: (index) => ({ phase, messages: messages(index) }) }
}

/** One part after the other. */
export function sequence(...parts: readonly Rounds[]): Rounds {
  return {
    count: parts.reduce((sum, part) => sum + part.count, 0),
    at: (index) => {
      let left = index
      for (const part of parts) {
        if (left < part.count) return part.at(left)
        left -= part.count
      }
      return nothing.at(index)
    },
  }
}

/**
 * Parts that run beside one another: round i of the whole is round i of every part that has one.
 * They must not touch the same chunk on the same rank.
 */
export function beside(parts: readonly Rounds[]): Rounds {
  const count = Math.max(0, ...parts.map((part) => part.count))
  return {
    count,
    at: (index) => {
      const rounds = parts.filter((part) => index < part.count).map((part) => part.at(index))
      return { ...rounds[0]!, messages: rounds.flatMap((round) => round.messages) }
    },
  }
}

/**
 * The schedule run backwards: last round first, receivers send. What spread a value from one rank
 * to many now collects it from many to one, so a broadcast becomes a reduce, an all-gather a
 * reduce-scatter (both with `reduce`), a scatter a gather (with `copy`). Valid because each rank
 * receives each chunk at most once in the schedule that is reversed.
 *
 * @source Chan, Heimlich, Purkayastha & van de Geijn, "Collective communication: theory, practice,
 * and experience", Concurrency and Computation 19 (2007): the dual of each primitive
 */
export function reversed(rounds: Rounds, phase: Phase, operation: Message['operation']): Rounds {
  return {
    count: rounds.count,
    at: (index) => {
      const round = rounds.at(rounds.count - 1 - index)
      const swapped = { fold: 'unfold', unfold: 'fold' } as const
      return {
        ...round,
        phase: round.phase === 'fold' || round.phase === 'unfold' ? swapped[round.phase] : phase,
        messages: round.messages.map(({ from, to, chunks }) => ({
          from: to,
          to: from,
          chunks,
          operation,
        })),
      }
    },
  }
}

/** The same rounds, marked as staying inside the nodes or crossing them. */
export function atLevel(level: Round['level'], rounds: Rounds): Rounds {
  return { count: rounds.count, at: (index) => ({ ...rounds.at(index), level }) }
}

/** `value` modulo `modulus`, never negative: `wrap(-1, 4) === 3`. */
export const wrap = (value: number, modulus: number): number =>
  ((value % modulus) + modulus) % modulus

/** The whole numbers from `start` up to but not including `end`. */
export const range = (start: number, end: number): number[] =>
  Array.from({ length: Math.max(0, end - start) }, (_, index) => start + index)

/** The chunks of several blocks in one list, as one message carries them. */
export function together(blocks: readonly Chunks[]): Chunks {
  if (blocks.length === 1) return blocks[0]!
  // Hundreds of thousands of small blocks are joined so; `flat` takes several times as long.
  const chunks: number[] = []
  for (const block of blocks) for (const chunk of block) chunks.push(chunk)
  return chunks
}

/** What `make` gives, made when it is first asked for. */
export function once<T>(make: () => T): () => T {
  let made: { readonly value: T } | undefined
  return () => (made ??= { value: make() }).value
}
