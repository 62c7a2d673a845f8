import { elementsOf, inputSize, type Inputs } from './inputs.ts'
import { chunksBefore, contributionsNeeded, partsOfVector } from './primitives.ts'
import { range } from './rounds.ts'
import type { AnySchedule, Operator, Round } from './types.ts'

/** What a rank holds of one chunk. */
export interface Cell {
  /** The chunk's elements, as far as they are combined. */
  readonly values: readonly number[]
  /** How many ranks' values are combined in it. */
  readonly contributions: number
  /** Which ranks': bit r stands for rank r. Absent when the run does not track them. */
  readonly contributors?: bigint
}

const combine: Readonly<Record<Operator, (held: number, received: number) => number>> = {
  sum: (held, received) => held + received,
  mean: (held, received) => held + received,
  max: Math.max,
  min: Math.min,
  product: (held, received) => held * received,
}

/**
 * One rank's memory: chunks in slots of equal width. Where any rank may hold any chunk, the slot is
 * the chunk's number; in an all-to-all each rank meets few of the p² chunks, so slots are given out
 * as chunks come.
 */
class Memory {
  readonly values: number[]
  readonly contributions: number[]
  readonly contributors: bigint[] = []
  readonly #slots: Map<number, number> | null

  constructor(slots: number, width: number, sparse: boolean) {
    this.values = Array<number>(sparse ? 0 : slots * width).fill(0)
    this.contributions = Array<number>(sparse ? 0 : slots).fill(0)
    this.#slots = sparse ? new Map() : null
  }

  /** The slot of a chunk, or undefined where the rank does not hold it. */
  find(chunk: number): number | undefined {
    const slot = this.#slots ? this.#slots.get(chunk) : chunk
    return slot !== undefined && this.contributions[slot]! > 0 ? slot : undefined
  }

  /** The slot to write a chunk to. */
  place(chunk: number): number {
    if (!this.#slots) return chunk
    const known = this.#slots.get(chunk)
    if (known !== undefined) return known
    const slot = this.#slots.size
    this.#slots.set(chunk, slot)
    return slot
  }
}

/**
 * Runs rounds on real numbers. All ranks' memories live in flat arrays that are written in place,
 * so that a ring of a thousand ranks costs little more than its additions.
 */
export class Machine {
  readonly #memories: readonly Memory[]
  readonly #operator: Operator
  readonly #needed: number
  /** Elements that a slot has room for, and that each part of a vector really has. */
  readonly #width: number
  readonly #lengths: readonly number[]
  readonly #tracking: boolean

  /** The state before the first round: every rank holds what `chunksBefore` says, of its input. */
  constructor(schedule: AnySchedule, inputs: Inputs, operator: Operator, tracking: boolean) {
    const elements = elementsOf(schedule, inputSize(schedule, inputs))
    this.#lengths = range(0, partsOfVector(schedule)).map((part) => {
      const [first, end] = elements(part)
      return end - first
    })
    this.#width = this.#lengths[0]!
    this.#operator = operator
    this.#needed = contributionsNeeded(schedule)
    this.#tracking = tracking
    const sparse = schedule.primitive === 'all-to-all'
    this.#memories = range(0, schedule.ranks).map((rank) => {
      const memory = new Memory(schedule.chunks, this.#width, sparse)
      const chunks = chunksBefore(schedule, rank)
      let next = 0
      for (const chunk of chunks) {
        const slot = memory.place(chunk)
        memory.contributions[slot] = 1
        if (tracking) memory.contributors[slot] = 1n << BigInt(rank)
        const start = slot * this.#width
        const length = this.#lengthOf(chunk)
        for (let index = 0; index < this.#width; index++) {
          memory.values[start + index] = index < length ? inputs[rank]![next++]! : 0
        }
      }
      return memory
    })
  }

  /** What a rank holds of a chunk at this moment, or undefined. */
  cell(rank: number, chunk: number): Cell | undefined {
    const memory = this.#memories[rank]
    const slot = memory?.find(chunk)
    if (memory === undefined || slot === undefined) return undefined
    const start = slot * this.#width
    return {
      values: memory.values.slice(start, start + this.#lengthOf(chunk)),
      contributions: memory.contributions[slot]!,
      contributors: memory.contributors[slot],
    }
  }

  /**
   * One round. All messages read the state at its start, so everything sent is read before
   * anything is written.
   *
   * @throws Error when a rank sends what it does not hold, or has nothing to reduce into
   */
  run({ messages }: Round): void {
    const width = this.#width
    const values: number[] = []
    const contributions: number[] = []
    const contributors: bigint[] = []
    for (const { from, to, chunks } of messages) {
      const memory = this.#memories[from]
      if (!this.#memories[to]) throw new Error(`rank ${from} sends to ${to}, which is no rank`)
      for (const chunk of chunks) {
        const slot = memory?.find(chunk)
        if (memory === undefined || slot === undefined) {
          throw new Error(`rank ${from} sends chunk ${chunk}, which it does not hold`)
        }
        for (let index = slot * width; index < (slot + 1) * width; index++) {
          values.push(memory.values[index]!)
        }
        contributions.push(memory.contributions[slot]!)
        if (this.#tracking) contributors.push(memory.contributors[slot]!)
      }
    }
    let sent = 0
    for (const { to, chunks, operation } of messages) {
      const memory = this.#memories[to]!
      for (const chunk of chunks) {
        if (operation === 'copy') {
          const slot = memory.place(chunk)
          memory.contributions[slot] = contributions[sent]!
          if (this.#tracking) memory.contributors[slot] = contributors[sent]!
          for (let index = 0; index < width; index++) {
            memory.values[slot * width + index] = values[sent * width + index]!
          }
        } else {
          const slot = memory.find(chunk)
          if (slot === undefined) {
            throw new Error(`rank ${to} cannot reduce into chunk ${chunk}, which it does not hold`)
          }
          this.#reduce(memory, slot, contributions[sent]!, values, sent * width)
          if (this.#tracking) memory.contributors[slot]! |= contributors[sent]!
        }
        sent++
      }
    }
  }

  #reduce(memory: Memory, slot: number, more: number, values: readonly number[], from: number) {
    const contributions = memory.contributions[slot]! + more
    memory.contributions[slot] = contributions
    const op = combine[this.#operator]
    const divisor = this.#operator === 'mean' && contributions === this.#needed ? this.#needed : 1
    const start = slot * this.#width
    for (let index = 0; index < this.#width; index++) {
      memory.values[start + index] =
        op(memory.values[start + index]!, values[from + index]!) / divisor
    }
  }

  #lengthOf(chunk: number): number {
    return this.#lengths[chunk % this.#lengths.length]!
  }
}
