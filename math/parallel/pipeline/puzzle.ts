/**
 * Building a schedule by hand: ops are placed one after another, each at the first moment at which
 * its rank is free and what it needs is there. What is placed never moves again, so a position is
 * its list of moves, and every move is either allowed or refused with a reason.
 */
import type { PipelineCosts } from './costs.ts'
import { expand, sendTime } from './costs.ts'
import { dependenciesOf } from './dependencies.ts'
import type { ScheduleProblem } from './legality.ts'
import { moveProblems } from './legality.ts'
import { formatOp, parseOp } from './notation.ts'
import type { Op, OpKind, PipelineSchedule } from './schedule.ts'
import { opsOf, range } from './schedule.ts'

export type { Op, OpKind }

export interface Puzzle {
  /** p, devices. */
  readonly ranks: number
  /** S, stages that the model is cut into. */
  readonly stages: number
  /** m, micro-batches. */
  readonly microbatches: number
  /**
   * Which rank has which stage. `line`: stage s is on rank s. `loop`: on rank s mod p, as in
   * interleaved 1F1B. `ends`: the first half of the micro-batches enters at rank 0 and finds stage s
   * on rank s, the others enter at rank p−1 and find it on rank p−1−s, as in DualPipe.
   */
  readonly placement: 'line' | 'loop' | 'ends'
  /** Whether a backward is placed as two ops, for the input and for the weights. */
  readonly split: boolean
  readonly costs: PipelineCosts
  /** The most that each rank may hold, in micro-batches of one stage; absent: no limit. */
  readonly capacity?: readonly number[]
}

/** An op on its rank, with the time that its place in the rank's list gives it. */
export interface PlacedOp extends Op {
  readonly rank: number
  readonly start: number
  readonly end: number
  /** When what it needs was there; 0 when it needs nothing. */
  readonly arrival: number
  /** When its rank had become free. */
  readonly free: number
}

/** Why an op may not be placed now. */
export type Refusal =
  | ScheduleProblem
  /** The puzzle has whole backwards, or split ones; this is the other kind. */
  | { readonly kind: 'halves'; readonly op: Op; readonly split: boolean }

/** What is placed so far. */
export interface Position {
  readonly puzzle: Puzzle
  readonly moves: readonly PlacedOp[]
  /** The same by rank: a schedule that lacks some ops. */
  readonly schedule: PipelineSchedule
}

/** The kinds of ops that a puzzle's ranks run. */
export const kindsOf = ({ split }: Puzzle): readonly OpKind[] =>
  split ? ['forward', 'backward-input', 'backward-weight'] : ['forward', 'backward']

/** The rank that runs an op. */
export function rankOfOp({ ranks, microbatches, placement }: Puzzle, op: Op): number {
  if (placement === 'loop') return op.stage % ranks
  const far = placement === 'ends' && op.microbatch >= microbatches / 2
  return far ? ranks - 1 - op.stage : op.stage
}

/** All ops of a whole iteration, each after those it needs. */
export function opsOfPuzzle(puzzle: Puzzle): readonly Op[] {
  const [, ...back] = kindsOf(puzzle)
  return range(puzzle.microbatches).flatMap((microbatch) => {
    const stages = range(puzzle.stages)
    return [
      ...stages.map((stage): Op => ({ kind: 'forward', stage, microbatch })),
      ...stages
        .toReversed()
        .flatMap((stage) => back.map((kind): Op => ({ kind, stage, microbatch }))),
    ]
  })
}

export const emptyPosition = (puzzle: Puzzle): Position => ({
  puzzle,
  moves: [],
  schedule: {
    name: 'built',
    stages: puzzle.stages,
    microbatches: puzzle.microbatches,
    microbatchesPerOp: 1,
    ranks: range(puzzle.ranks).map(() => []),
  },
})

/** How long an op takes. */
export function durationOf({ costs, stages }: Puzzle, { kind, stage }: Op): number {
  const of = (name: 'forward' | 'backwardInput' | 'backwardWeight') =>
    expand(name, costs[name], stages)[stage]!
  if (kind === 'forward') return of('forward')
  if (kind === 'backward-input') return of('backwardInput')
  if (kind === 'backward-weight') return of('backwardWeight')
  return of('backwardInput') + of('backwardWeight')
}

const find = ({ moves }: Position, wanted: Op) =>
  moves.find(
    ({ kind, stage, microbatch }) =>
      stage === wanted.stage &&
      microbatch === wanted.microbatch &&
      (kind === wanted.kind || (kind === 'backward' && wanted.kind === 'backward-input')),
  )

/** Where an op would come to lie, if what it needs is placed. */
function timed(position: Position, op: Op): PlacedOp {
  const { puzzle, moves, schedule } = position
  const rank = rankOfOp(puzzle, op)
  const send = sendTime(schedule, puzzle.costs)
  const free = moves.reduce(
    (last, move) => (move.rank === rank ? Math.max(last, move.end) : last),
    0,
  )
  const arrival = dependenciesOf(op, puzzle.stages).reduce((last, needed) => {
    const placed = find(position, needed)
    if (!placed) return last
    return Math.max(last, placed.end + (placed.rank === rank ? 0 : send))
  }, 0)
  const start = Math.max(free, arrival)
  const { kind, stage, microbatch } = op
  const end = start + durationOf(puzzle, op)
  return { kind, stage, microbatch, rank, start, end, arrival, free }
}

/**
 * One more op, or why not.
 *
 * @returns the op where it comes to lie, or the refusal: of several reasons the most telling one
 * @example tryOp(emptyPosition(puzzle), backward(0, 0)) // { refusal: { kind: 'needs', … } }
 */
export function tryOp(
  position: Position,
  op: Op,
): { readonly placed: PlacedOp } | { readonly refusal: Refusal } {
  const { puzzle, schedule } = position
  if (!kindsOf(puzzle).includes(op.kind)) {
    return { refusal: { kind: 'halves', op, split: puzzle.split } }
  }
  const rank = rankOfOp(puzzle, op)
  const capacity = puzzle.capacity?.[rank]
  const inside = rank >= 0 && rank < puzzle.ranks
  const problems = moveProblems(
    schedule,
    inside ? rank : 0,
    op,
    capacity === undefined ? {} : { capacity },
  )
  if (problems.length > 0) return { refusal: problems[0]! }
  return { placed: timed(position, op) }
}

/** The position after an op that is allowed. */
export function withOp(position: Position, placed: PlacedOp): Position {
  const { kind, stage, microbatch, rank } = placed
  const { schedule } = position
  return {
    ...position,
    moves: [...position.moves, placed],
    schedule: {
      ...schedule,
      ranks: schedule.ranks.map((list, at) =>
        at === rank ? [...list, { kind, stage, microbatch }] : list,
      ),
    },
  }
}

/** A position and all before it, from the empty one on. */
export const historyOf = ({ puzzle, moves }: Position): readonly Position[] =>
  moves.reduce<Position[]>(
    (positions, move) => [...positions, withOp(positions.at(-1)!, move)],
    [emptyPosition(puzzle)],
  )

/** What became of a text of moves. */
export interface Reading {
  /** One per move that was taken, and the empty one before them. */
  readonly positions: readonly Position[]
  /** The first word that was not taken, if any, and why: no op at all, or not allowed there. */
  readonly stopped?: { readonly word: string; readonly refusal?: Refusal; readonly left: number }
}

/** The words of a text of moves. */
export const wordsOf = (text: string): readonly string[] =>
  text.split(/\s+/).filter((word) => word !== '')

/**
 * Plays moves in the order in which they stand, until the end or to the first that is not allowed.
 *
 * @param text ops in PyTorch's notation parted by spaces, in the order in which they were placed
 * @param known positions that its first words are known to lead to, the empty one first
 * @example readMoves(puzzle, '0F0 1F0 1B0 0B0').positions.length // 5
 */
export function readMoves(
  puzzle: Puzzle,
  text: string,
  known: readonly Position[] = [emptyPosition(puzzle)],
): Reading {
  const positions = [...known]
  const words = wordsOf(text)
  for (let at = known.length - 1; at < words.length; at++) {
    const word = words[at]!
    const left = words.length - at
    if (!/^\d{1,3}[FBIW]\d{1,3}$/.test(word)) return { positions, stopped: { word, left } }
    const tried = tryOp(positions.at(-1)!, parseOp(word))
    if ('refusal' in tried) {
      return { positions, stopped: { word, refusal: tried.refusal, left } }
    }
    positions.push(withOp(positions.at(-1)!, tried.placed))
  }
  return { positions }
}

/** Moves as text, the inverse of `readMoves`. */
export const formatMoves = (moves: readonly Op[]): string => moves.map(formatOp).join(' ')

/**
 * The next op of a kind on a rank: of the micro-batches that are left the first that may be placed,
 * else the first. Null when the rank has done all of them.
 *
 * @param stage one of the stages that the rank has
 * @param far with `ends`: whether those that enter at the last rank are meant
 */
export function nextOp(position: Position, kind: OpKind, stage: number, far = false): Op | null {
  const { microbatches, placement } = position.puzzle
  const half = microbatches / 2
  const own = range(microbatches).filter(
    (microbatch) => placement !== 'ends' || microbatch >= half === far,
  )
  const left = own
    .map((microbatch): Op => ({ kind, stage, microbatch }))
    .filter((op) => find(position, op) === undefined)
  return left.find((op) => 'placed' in tryOp(position, op)) ?? left[0] ?? null
}

/** The streams of ops that a rank runs: one per stage, or per direction. */
export interface RankStream {
  readonly stage: number
  readonly far: boolean
}

export function streamsOf(
  { ranks, stages, placement }: Puzzle,
  rank: number,
): readonly RankStream[] {
  if (placement === 'ends') {
    return [
      { stage: rank, far: false },
      { stage: ranks - 1 - rank, far: true },
    ]
  }
  return range(stages)
    .filter((stage) => stage % ranks === rank)
    .map((stage) => ({ stage, far: false }))
}

/** How many micro-batches of one stage each rank holds. */
export const heldIn = ({ schedule }: Position): readonly number[] =>
  schedule.ranks.map((list) =>
    list.flatMap(opsOf).reduce((held, { kind }) => {
      if (kind === 'forward') return held + 1
      return kind === 'backward' || kind === 'backward-weight' ? held - 1 : held
    }, 0),
  )

/** The most that each rank has held. */
export const peaksIn = ({ schedule }: Position): readonly number[] =>
  schedule.ranks.map((list) => {
    let held = 0
    let peak = 0
    for (const { kind } of list.flatMap(opsOf)) {
      if (kind === 'forward') held++
      else if (kind !== 'backward-input') held--
      peak = Math.max(peak, held)
    }
    return peak
  })

/** How many ops a whole iteration has. */
export const sizeOf = (puzzle: Puzzle): number =>
  puzzle.stages * puzzle.microbatches * kindsOf(puzzle).length

export const isFinished = ({ puzzle, moves }: Position): boolean => moves.length === sizeOf(puzzle)

/** The end of the last op placed. */
export const timeOf = ({ moves }: Position): number =>
  moves.reduce((last, { end }) => Math.max(last, end), 0)
