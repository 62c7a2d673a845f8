import { integer, oneOf } from '../check.ts'
import { History, type Holdings, type State } from './history.ts'
import type { Inputs } from './inputs.ts'
import { Machine, type Cell } from './machine.ts'
import { chunkPlace, chunksAfter, chunksBefore, contributionsNeeded } from './primitives.ts'
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
 * Schedules run on real data: `play` keeps the state after every round, `execute` only the last.
 * Both run the one machine of `machine.ts`.
 */

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

/**
 * The ranks whose values are in a cell, ascending; empty when the run did not track them.
 *
 * @example contributorsOf({ values: [3], contributions: 2, contributors: 0b101n }) // [0, 2]
 */
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
 *
 * @throws RangeError when there is no such rank or chunk
 */
export function isFinal(schedule: AnySchedule, rank: number, chunk: number, cell: Cell): boolean {
  const { destination } = chunkPlace(schedule, chunk)
  integer('rank', rank, 0, schedule.ranks - 1)
  const belongs = destination === null || destination === rank
  return belongs && cell.contributions === contributionsNeeded(schedule)
}

/**
 * Runs a schedule on real data and keeps the state after every round: what a picture of it needs.
 * Only changes are kept; the states are views of them.
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
  const frames = lazyPlay(schedule, inputs, operator)
  // Whoever looks at the end has everything run.
  frames.at(-1)!.state[0]!.get(0)
  return frames
}

/**
 * The same frames, but rounds are run when a state that needs them is looked at: for a picture that
 * shows one moment of many.
 *
 * @throws TypeError or RangeError as `play`; its Error not before a state is looked at
 */
export function lazyPlay(schedule: Schedule, inputs: Inputs, operator: Operator = 'sum'): Frame[] {
  oneOf('operator', operator, operators)
  const { ranks, chunks, rounds } = schedule
  const machine = new Machine(schedule, inputs, operator, true)
  // Where nothing is added nothing is computed: cells are handed on as they are.
  const adds = rounds.some(({ messages }) =>
    messages.some(({ operation }) => operation === 'reduce'),
  )
  let done = 0
  const history = new History(ranks, chunks, (step) => {
    while (done < step) runAndRecord(rounds[done]!, ++done)
  })
  const heldBy = (rank: number, chunk: number): Cell => {
    const cell = history.latest(rank, chunk)
    if (!cell) throw new Error(`rank ${rank} sends chunk ${chunk}, which it does not hold`)
    return cell
  }
  const runAndRecord = (round: Round, step: number) => {
    // A copy is the very cell that the sender held when the round began.
    const copies = round.messages.map(({ from, to, chunks: sent, operation }) => {
      if (to < 0 || to >= ranks) throw new Error(`rank ${from} sends to ${to}, which is no rank`)
      return operation === 'copy' ? sent.map((chunk) => heldBy(from, chunk)) : null
    })
    if (adds) machine.run(round)
    round.messages.forEach(({ to, chunks: sent }, index) => {
      const cells = copies[index] ?? sent.map((chunk) => machine.cell(to, chunk)!)
      sent.forEach((chunk, place) => history.record(step, to, chunk, cells[place]!))
    })
  }
  for (const rank of range(0, ranks)) {
    for (const chunk of chunksBefore(schedule, rank)) {
      history.record(0, rank, chunk, machine.cell(rank, chunk)!)
    }
  }
  return [
    { step: 0, phase: null, messages: [], state: history.at(0) },
    ...rounds.map((round, index) => ({ ...round, step: index + 1, state: history.at(index + 1) })),
  ]
}

/**
 * Runs a schedule on real data and gives what each rank holds at the end only. Takes lazy
 * schedules, keeps one state, and does not track which ranks contributed (only how many), so a
 * thousand ranks are within reach: time grows with the chunks sent, memory with the chunks held.
 *
 * @example output(ring, execute(ring, [[1, 2], [10, 20]], 'sum'), 0) // [11, 22]
 * @throws as `play`
 */
export function execute(
  schedule: AnySchedule,
  inputs: Inputs,
  operator: Operator = 'sum',
): readonly Holdings[] {
  oneOf('operator', operator, operators)
  const machine = new Machine(schedule, inputs, operator, false)
  for (const round of schedule.rounds) machine.run(round)
  return range(0, schedule.ranks).map((rank) => ({ get: (chunk) => machine.cell(rank, chunk) }))
}

/**
 * The vector that a rank ends with: its final chunks, one after the other. Empty for ranks that
 * the primitive leaves without a result.
 *
 * @throws RangeError when there is no such rank; Error when a chunk of the result is absent
 */
export function output(schedule: AnySchedule, state: readonly Holdings[], rank: number): number[] {
  return chunksAfter(schedule, rank).flatMap((chunk) => {
    const cell = state[rank]?.get(chunk)
    if (!cell) throw new Error(`rank ${rank} does not hold chunk ${chunk} of its result`)
    return [...cell.values]
  })
}
