/**
 * V-Half and V-Min: schedules from a building block.
 *
 * Rank r holds the stages r and 2p−1−r (a V). The *block* says when micro-batch 0 makes its four
 * passes over each rank: forward down, forward up, backward up (from the loss on rank 0 down the
 * ranks again) and backward down. Repeated every six slots, one per op of a micro-batch on a rank,
 * the blocks of all micro-batches interlock; how long a block keeps a micro-batch alive on a rank,
 * divided by six, is the memory of the schedule. That fixes the steady state. The warm-up and the
 * drain, where the pattern leaves slots empty, are then compacted without raising the peak.
 */
import type { PipelineSchedule, Slot } from './schedule.ts'
import { backwardInput, backwardWeight, checkSize, forward, range } from './schedule.ts'

/** What is in a slot: a pass of the block, a weight gradient, or nothing. */
const FORWARD_DOWN = 0
const FORWARD_UP = 1
const BACKWARD_UP = 2
const BACKWARD_DOWN = 3
const WEIGHT = 4
const EMPTY = -1
/** Slots between two micro-batches: F, B and W of two stages. */
const PERIOD = 6

const isForward = (cell: number) => cell === FORWARD_DOWN || cell === FORWARD_UP
const isBackward = (cell: number) => cell === BACKWARD_UP || cell === BACKWARD_DOWN

/** `grid[r][t]` is what rank r does in slot t; the passes of a kind are in micro-batch order. */
type Grid = number[][]

/** The slots of the four passes of micro-batch 0 over a rank. */
type Block = (ranks: number, rank: number) => readonly number[]

/**
 * From rank to rank, passes away from rank 0 take two slots and passes back one. The wait before the
 * backwards, for even p, keeps a rank's four passes in different slots mod 6.
 */
const halfBlock: Block = (p, r) => {
  const wait = p % 2 === 0 ? 3 : 0
  return [2 * r, 3 * p - r - 2, 3 * p + wait + 2 * r - 1, 6 * p + wait - r - 2]
}

/** All passes take one slot from rank to rank; the wait, for p divisible by 3, is for the same reason. */
const minBlock: Block = (p, r) => {
  const wait = p % 3 === 0 ? 2 : 0
  return [r, 2 * p - r - 1, 2 * p + wait + r, 4 * p + wait - r - 1]
}

/**
 * V-Half: about half of 1F1B's activation memory, at about half of its bubble.
 *
 * @param ranks p; stage s is on rank min(s, 2p−1−s)
 * @param microbatches m
 * @throws TypeError, RangeError
 * @source Qi et al., Pipeline Parallelism with Controllable Memory, arXiv:2405.15362, §3 and §4
 * @example simulate(vHalf(4, 8)).ranks[0].peakActivations // 6 half stages; 1F1B holds 8
 */
export const vHalf = (ranks: number, microbatches: number): PipelineSchedule =>
  fromBlock('v-half', halfBlock, ranks, microbatches)

/**
 * V-Min: about a third of 1F1B's activation memory, the least that a V can do with.
 *
 * @param ranks p; stage s is on rank min(s, 2p−1−s)
 * @param microbatches m
 * @throws TypeError, RangeError
 * @source arXiv:2405.15362, §3 and §4
 * @example simulate(vMin(4, 8)).ranks[0].peakActivations // 4 half stages; 1F1B holds 8
 */
export const vMin = (ranks: number, microbatches: number): PipelineSchedule =>
  fromBlock('v-min', minBlock, ranks, microbatches)

function fromBlock(
  name: string,
  block: Block,
  ranks: number,
  microbatches: number,
): PipelineSchedule {
  checkSize(ranks, microbatches, 2)
  const repeated: Grid = range(ranks).map((rank) => {
    const slots = block(ranks, rank)
    const row = new Array<number>()
    for (let microbatch = 0; microbatch < microbatches; microbatch++) {
      slots.forEach((slot, pass) => (row[slot + PERIOD * microbatch] = pass))
    }
    return Array.from(row, (cell) => cell ?? EMPTY)
  })
  // First with the weight gradients in the free slots, then once more for the drain alone, where
  // they give way to whatever else can go there.
  const compacted = squeeze(compact(repeated.map(withWeights), microbatches, true))
  const bare = compact(compacted.map(withoutWeights), microbatches, false)
  const final = squeeze(bare.map(withWeights)).map(withoutWeights)
  return {
    name,
    stages: 2 * ranks,
    microbatches,
    microbatchesPerOp: 1,
    ranks: final.map((row, rank) => opsOfRow(row, rank, 2 * ranks - 1 - rank)),
  }
}

/** The row with free slots instead of weight gradients, ending with its last other op. */
function withoutWeights(row: readonly number[]): number[] {
  const last = row.findLastIndex((cell) => cell !== EMPTY && cell !== WEIGHT)
  return row.slice(0, last + 1).map((cell) => (cell === WEIGHT ? EMPTY : cell))
}

/** Puts one weight gradient per backward into the first free slots after it. */
function withWeights(row: readonly number[]): number[] {
  let owed = 0
  const filled = row.map((cell) => {
    if (isBackward(cell)) owed++
    if (cell !== EMPTY || owed === 0) return cell
    owed--
    return WEIGHT
  })
  return [...filled, ...range(owed).map(() => WEIGHT)]
}

/** Where ops are: `at[rank][cell][n]` is the slot of the n-th op of a kind on a rank. */
type Places = number[][][]

const noPlaces = (ranks: number): Places => range(ranks).map(() => [[], [], [], [], []])

/** The first slot that the passes before it leave open to the n-th pass of a kind on a rank. */
function firstSlot(at: Places, rank: number, cell: number, n: number): number {
  const own = at[rank]!
  const before = cell > 0 && cell < WEIGHT ? own[cell - 1]![n]! : -1
  const neighbour = cell === FORWARD_DOWN || cell === BACKWARD_UP ? rank - 1 : rank + 1
  const sent = cell === WEIGHT ? -1 : (at[neighbour]?.[cell]![n] ?? -1)
  return Math.max(before, sent, own[cell]![n - 1] ?? -1) + 1
}

/** Calls `visit` for every op, slot by slot and rank by rank, with its number among its kind. */
function walk(grid: Grid, visit: (slot: number, rank: number, cell: number, n: number) => void) {
  const count = grid.map(() => [0, 0, 0, 0, 0])
  const slots = Math.max(...grid.map((row) => row.length))
  for (let slot = 0; slot < slots; slot++) {
    for (let rank = 0; rank < grid.length; rank++) {
      const cell = grid[rank]![slot] ?? EMPTY
      if (cell !== EMPTY) visit(slot, rank, cell, count[rank]![cell]!++)
    }
  }
}

/** The same order on every rank, each op in the earliest slot. */
function squeeze(grid: Grid): Grid {
  const at = noPlaces(grid.length)
  const squeezed: Grid = grid.map(() => [])
  walk(grid, (_, rank, cell, n) => {
    const row = squeezed[rank]!
    const place = Math.max(row.length, firstSlot(at, rank, cell, n))
    while (row.length < place) row.push(EMPTY)
    row.push(cell)
    at[rank]![cell]!.push(place)
  })
  return squeezed
}

/** What a rank holds and how many weight gradients it owes *before* each slot. */
interface Memory {
  readonly held: number[]
  readonly owed: number[]
}

/** The state after a slot. Where the row shows no weight gradients, a free slot is taken to do one. */
function after(cell: number, held: number, owed: number, explicit: boolean): [number, number] {
  if (isForward(cell)) return [held + 1, owed]
  if (isBackward(cell)) return [held, owed + 1]
  if (explicit) return [cell === WEIGHT ? held - 1 : held, owed]
  return owed > 0 && cell === EMPTY ? [held - 1, owed - 1] : [held, owed]
}

function memoryOf(row: readonly number[], explicit: boolean): Memory {
  const held = [0]
  const owed = [0]
  row.forEach((cell, slot) => {
    const [h, o] = after(cell, held[slot]!, owed[slot]!, explicit)
    held.push(h)
    owed.push(o)
  })
  return { held, owed }
}

/**
 * Moves ops of the warm-up (only if `explicit`) and of the drain to the earliest free slot that
 * their dependencies, and the peak that the grid has already, allow.
 *
 * The warm-up lasts until rank 0 comes to its first backward down; the drain begins after a last
 * forward down (rank 0's, if there is a steady state at all).
 *
 * @param explicit whether the grid shows the weight gradients
 */
function compact(original: Grid, microbatches: number, explicit: boolean): Grid {
  const grid: Grid = original.map((row) => [...row])
  const memory = grid.map((row) => memoryOf(row, explicit))
  const cap = Math.max(...memory.map(({ held }) => held.reduce((most, now) => Math.max(most, now))))
  const at = noPlaces(grid.length)
  const backwards = grid.map((): number[] => []) // slots of a rank's backwards of both kinds, sorted

  /** Whether the rank stays within `cap` when the op of slot `from` goes to slot `to`. */
  const fits = (rank: number, from: number, to: number): boolean => {
    const row = grid[rank]!
    const { held, owed } = memory[rank]!
    let [h, o] = [held[to]!, owed[to]!]
    for (let slot = to; slot < row.length; slot++) {
      if (slot > from && h === held[slot] && o === owed[slot]) return true
      const cell = slot === to ? row[from]! : slot === from ? EMPTY : row[slot]!
      ;[h, o] = after(cell, h, o, explicit)
      if (h > cap) return false
    }
    return true
  }

  const move = (rank: number, from: number, to: number) => {
    const row = grid[rank]!
    row[to] = row[from]!
    row[from] = EMPTY
    const { held, owed } = memory[rank]!
    for (let slot = to; slot < row.length; slot++) {
      const [h, o] = after(row[slot]!, held[slot]!, owed[slot]!, explicit)
      if (slot > from && h === held[slot + 1] && o === owed[slot + 1]) break
      held[slot + 1] = h
      owed[slot + 1] = o
    }
  }

  let phase: 'warm-up' | 'steady' | 'drain' = 'warm-up'
  walk(original, (slot, rank, cell, n) => {
    if (phase === 'warm-up' && rank === 0 && cell === BACKWARD_DOWN) phase = 'steady'
    let place = slot
    if (phase === 'drain' || (phase === 'warm-up' && explicit)) {
      place = firstSlot(at, rank, cell, n)
      if (cell === WEIGHT) place = Math.max(place, backwards[rank]![n]! + 1)
      const row = grid[rank]!
      while (place < slot && !(row[place] === EMPTY && fits(rank, slot, place))) place++
      if (place < slot) move(rank, slot, place)
    }
    if (phase === 'steady' && cell === FORWARD_DOWN && n === microbatches - 1) phase = 'drain'
    at[rank]![cell]!.push(place)
    if (isBackward(cell)) insertSorted(backwards[rank]!, place)
  })
  return grid
}

function insertSorted(sorted: number[], value: number): void {
  let place = sorted.length
  while (place > 0 && sorted[place - 1]! > value) place--
  sorted.splice(place, 0, value)
}

/** A rank's ops in slot order; weight gradients fill free slots, those of stage `up` first. */
function opsOfRow(row: readonly number[], down: number, up: number): Slot[] {
  const slots: Slot[] = []
  const count = [0, 0, 0, 0]
  const weights = { up: 0, down: 0 }
  const weight = (): boolean => {
    if (weights.up < count[BACKWARD_UP]!) slots.push(backwardWeight(up, weights.up++))
    else if (weights.down < count[BACKWARD_DOWN]!) slots.push(backwardWeight(down, weights.down++))
    else return false
    return true
  }
  for (const cell of row) {
    if (cell === EMPTY) weight()
    else {
      const microbatch = count[cell]!++
      const stage = cell === FORWARD_DOWN || cell === BACKWARD_DOWN ? down : up
      slots.push(isForward(cell) ? forward(stage, microbatch) : backwardInput(stage, microbatch))
    }
  }
  while (weight());
  return slots
}
