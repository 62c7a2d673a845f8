import { oneOf } from '../check.ts'
import { elementsOf, inputSize, type Inputs } from './inputs.ts'
import { chunksAfter, chunksBefore, contributionsNeeded } from './primitives.ts'
import { range } from './rounds.ts'
import {
  operators,
  type AnySchedule,
  type Message,
  type Operator,
  type Phase,
  type Round,
  type Schedule,
} from './types.ts'

/**
 * One executor for every schedule, on real numbers. A rank's buffer maps chunk numbers to cells;
 * cells are never changed but replaced, so that a copied value is shared and the states of all
 * rounds can be kept for little more than what changes between them.
 */

/** What a rank holds of one chunk. */
export interface Cell {
  /** The chunk's elements, as far as they are combined. */
  readonly values: readonly number[]
  /** How many ranks' values are combined in it. */
  readonly contributions: number
  /** Which ranks': bit r stands for rank r. Absent when the run does not track them. */
  readonly contributors?: bigint
}

/** What one rank holds: chunk number → cell; a chunk that is not there is absent. */
export type Buffer = ReadonlyMap<number, Cell>

/** The buffers of all ranks, by rank. */
export type State = readonly Buffer[]

/** The state after a round. Frame 0 is the start, before any message. */
export interface Frame {
  /** Number of rounds that are over. */
  readonly step: number
  /** What the round was part of; null at the start. */
  readonly phase: Phase | null
  readonly level?: Round['level']
  /** The messages that led here from the frame before. */
  readonly messages: readonly Message[]
  readonly state: State
}

/** The ranks whose values are in a cell, ascending; empty when the run did not track them. */
export function contributorsOf(cell: Cell): number[] {
  const ranks: number[] = []
  for (let rank = 0, left = cell.contributors ?? 0n; left > 0n; rank++, left >>= 1n) {
    if (left & 1n) ranks.push(rank)
  }
  return ranks
}

/**
 * Whether a rank's chunk has come to its end: the value that the definition asks this rank to have.
 * The other cells of a buffer are partial results and blocks that only pass through.
 */
export function isFinal(schedule: AnySchedule, rank: number, chunk: number, cell: Cell): boolean {
  return (
    cell.contributions === contributionsNeeded(schedule) &&
    chunksAfter(schedule, rank).includes(chunk)
  )
}

const combine: Readonly<Record<Operator, (held: number, received: number) => number>> = {
  sum: (held, received) => held + received,
  mean: (held, received) => held + received,
  max: Math.max,
  min: Math.min,
  product: (held, received) => held * received,
}

/**
 * The state before the first round: every rank holds what `chunksBefore` says, of its own input.
 *
 * @throws TypeError or RangeError as `inputSize`
 */
export function start(schedule: AnySchedule, inputs: Inputs, track = true): State {
  const elements = elementsOf(schedule, inputSize(schedule, inputs))
  return range(0, schedule.ranks).map((rank) => {
    const chunks = chunksBefore(schedule, rank)
    const offset = chunks.length === 0 ? 0 : elements(chunks[0]!)[0]
    const contributors = track ? 1n << BigInt(rank) : undefined
    return new Map(
      chunks.map((chunk): [number, Cell] => {
        const [first, end] = elements(chunk)
        const values =
          schedule.primitive === 'barrier' ? [] : inputs[rank]!.slice(first - offset, end - offset)
        return [chunk, { values, contributions: 1, contributors }]
      }),
    )
  })
}

/** The state after one round; `own(rank)` gives that rank's buffer to write to. */
function apply(
  { messages }: Round,
  state: State,
  operator: Operator,
  needed: number,
  own: (rank: number) => Map<number, Cell>,
): void {
  // All messages read the state at the start of the round, so take the cells before any is written.
  const sent: Cell[] = []
  for (const { from, chunks } of messages) {
    for (const chunk of chunks) {
      const cell = state[from]?.get(chunk)
      if (!cell) throw new Error(`rank ${from} sends chunk ${chunk}, which it does not hold`)
      sent.push(cell)
    }
  }
  let next = 0
  for (const { to, chunks, operation } of messages) {
    const buffer = own(to)
    for (const chunk of chunks) {
      const received = sent[next++]!
      const held = buffer.get(chunk)
      if (operation === 'copy') buffer.set(chunk, received)
      else if (held) buffer.set(chunk, reduced(held, received, operator, needed))
      else throw new Error(`rank ${to} cannot reduce into chunk ${chunk}, which it does not hold`)
    }
  }
}

function reduced(held: Cell, received: Cell, operator: Operator, needed: number): Cell {
  const contributions = held.contributions + received.contributions
  const op = combine[operator]
  const divisor = operator === 'mean' && contributions === needed ? needed : 1
  return {
    values: held.values.map((value, index) => op(value, received.values[index]!) / divisor),
    contributions,
    contributors:
      held.contributors === undefined || received.contributors === undefined
        ? undefined
        : held.contributors | received.contributors,
  }
}

/**
 * Runs a schedule on real data and keeps the state after every round: what a picture of it needs.
 * Buffers that a round does not write to are shared with the frame before.
 *
 * @param inputs one vector per rank (`inputLengths`)
 * @param operator used by reduce, reduce-scatter and all-reduce; the others move data only
 * @returns rounds + 1 frames; the first is the start
 * @example
 * const frames = play(schedule({ primitive: 'all-reduce', algorithm: 'ring', ranks: 2 }),
 *   [[1, 2], [10, 20]], 'sum')
 * frames.length // 3: the start, reduce-scatter, all-gather
 * frames.at(-1)!.state[0]!.get(1)!.values // [22]
 * @throws TypeError or RangeError for wrong inputs or operator; Error when the schedule sends what
 * a rank does not hold (`validate` says so beforehand)
 */
export function play(schedule: Schedule, inputs: Inputs, operator: Operator = 'sum'): Frame[] {
  oneOf('operator', operator, operators)
  const needed = contributionsNeeded(schedule)
  let state = start(schedule, inputs)
  const frames: Frame[] = [{ step: 0, phase: null, messages: [], state }]
  for (const round of schedule.rounds) {
    const next = [...state]
    const copied = new Map<number, Map<number, Cell>>()
    const own = (rank: number) => {
      const known = copied.get(rank)
      if (known) return known
      const copy = new Map(state[rank])
      copied.set(rank, copy)
      next[rank] = copy
      return copy
    }
    apply(round, state, operator, needed, own)
    state = next
    const { phase, level, messages } = round
    frames.push({ step: frames.length, phase, level, messages, state })
  }
  return frames
}

/**
 * Runs a schedule on real data and gives the state at the end only. Takes lazy schedules, keeps
 * one state, and does not track which ranks contributed (only how many), so a thousand ranks are
 * within reach: time grows with the chunks sent, memory with the chunks held.
 *
 * @throws as `play`
 */
export function execute(schedule: AnySchedule, inputs: Inputs, operator: Operator = 'sum'): State {
  oneOf('operator', operator, operators)
  const needed = contributionsNeeded(schedule)
  const state = start(schedule, inputs, false).map((buffer) => new Map(buffer))
  for (const round of schedule.rounds) {
    apply(round, state, operator, needed, (rank) => state[rank]!)
  }
  return state
}

/**
 * The vector that a rank ends with: its final chunks, one after the other. Empty for ranks that
 * the primitive leaves without a result.
 *
 * @throws Error when a chunk of the result is absent
 */
export function output(schedule: AnySchedule, state: State, rank: number): number[] {
  return chunksAfter(schedule, rank).flatMap((chunk) => {
    const cell = state[rank]?.get(chunk)
    if (!cell) throw new Error(`rank ${rank} does not hold chunk ${chunk} of its result`)
    return [...cell.values]
  })
}
