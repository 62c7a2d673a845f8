import { checkHeader, chunksAfter, chunksBefore, contributionsNeeded } from './primitives.ts'
import { range } from './rounds.ts'
import type { AnySchedule, Message } from './types.ts'

/**
 * Proves a schedule right without data: it follows which ranks' contributions are in every cell,
 * so what holds here holds for every input and every operator.
 */

/** What can be wrong with a schedule. */
export type Fault =
  /** A sender or receiver is not a rank of the schedule. */
  | 'unknown-rank'
  /** A chunk number is not one of the schedule's. */
  | 'unknown-chunk'
  /** A rank sends to itself. */
  | 'self-message'
  /** A message carries nothing, or one chunk twice. */
  | 'bad-chunk-list'
  /** The sender does not hold the chunk when the round begins. */
  | 'not-held'
  /** A reduce arrives where there is nothing to combine it with. */
  | 'nothing-to-reduce-into'
  /** A reduce brings a contribution that is already in the value. */
  | 'counted-twice'
  /** A copy replaces a value that has a contribution which the copy lacks. */
  | 'contribution-lost'
  /** Two messages of one round write one cell and one of them is a copy: the order would decide. */
  | 'write-conflict'
  /** At the end a rank lacks a chunk of its result, or the chunk is not complete. */
  | 'incomplete-result'

/** One fault with its place. */
export interface Violation {
  readonly fault: Fault
  /** Index of the round; the number of rounds for what is missing at the end. */
  readonly round: number
  readonly message: Message | null
  /** The rank whose cell is concerned. */
  readonly rank: number
  readonly chunk: number | null
}

/**
 * All violations of a schedule; an empty list is a proof that no rank ever sends what it does not
 * hold, that nothing is counted twice or lost, and that the end state is the primitive's.
 *
 * Works on sets of contributors, so memory is chunks held × ranks / 8 bytes.
 *
 * @example validate(schedule({ primitive: 'all-reduce', algorithm: 'ring', ranks: 5 })) // []
 */
export function validate(schedule: AnySchedule): Violation[] {
  checkHeader(schedule)
  const { ranks } = schedule
  const violations: Violation[] = []
  const held = range(0, ranks).map(
    (rank) => new Map(chunksBefore(schedule, rank).map((chunk) => [chunk, 1n << BigInt(rank)])),
  )
  let index = 0
  for (const { messages } of schedule.rounds) {
    const report = (fault: Fault, message: Message, rank: number, chunk: number | null = null) =>
      violations.push({ fault, round: index, message, rank, chunk })
    const sound = messages.filter((message) => {
      const fault = malformed(schedule, message)
      if (fault) report(fault, message, message.from)
      return !fault
    })
    const sent = sound.map(({ from, chunks }) => chunks.map((chunk) => held[from]!.get(chunk)))
    const written = new Map<string, Message['operation']>()
    sound.forEach((message, position) => {
      const { from, to, chunks, operation } = message
      chunks.forEach((chunk, part) => {
        const incoming = sent[position]![part]
        if (incoming === undefined) return report('not-held', message, from, chunk)
        const cell = `${to}:${chunk}`
        const before = written.get(cell)
        if (before && (before === 'copy' || operation === 'copy')) {
          report('write-conflict', message, to, chunk)
        }
        written.set(cell, operation)
        const present = held[to]!.get(chunk)
        if (operation === 'reduce') {
          if (present === undefined) return report('nothing-to-reduce-into', message, to, chunk)
          if (present & incoming) report('counted-twice', message, to, chunk)
          held[to]!.set(chunk, present | incoming)
        } else {
          if (present !== undefined && present & ~incoming) {
            report('contribution-lost', message, to, chunk)
          }
          held[to]!.set(chunk, incoming)
        }
        return undefined
      })
    })
    index++
  }
  const everyone = (1n << BigInt(ranks)) - 1n
  for (let rank = 0; rank < ranks; rank++) {
    for (const chunk of chunksAfter(schedule, rank)) {
      const present = held[rank]!.get(chunk)
      const complete = contributionsNeeded(schedule) === 1 ? present : present === everyone
      if (!complete) {
        violations.push({ fault: 'incomplete-result', round: index, message: null, rank, chunk })
      }
    }
  }
  return violations
}

function malformed({ ranks, chunks }: AnySchedule, message: Message): Fault | null {
  const isRank = (rank: number) => Number.isInteger(rank) && rank >= 0 && rank < ranks
  if (!isRank(message.from) || !isRank(message.to)) return 'unknown-rank'
  if (message.from === message.to) return 'self-message'
  const isChunk = (chunk: number) => Number.isInteger(chunk) && chunk >= 0 && chunk < chunks
  if (!message.chunks.every(isChunk)) return 'unknown-chunk'
  const distinct = new Set(message.chunks).size
  return distinct === 0 || distinct < message.chunks.length ? 'bad-chunk-list' : null
}
