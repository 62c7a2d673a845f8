/** The levels of the schedule builder, and the best that each allows. */
import { finite, integer, oneOf } from '../../check.ts'
import { oneForwardOneBackward, gpipe } from './basic.ts'
import { UNIT_COSTS } from './costs.ts'
import { finishBy } from './finish.ts'
import { interleaved1F1B } from './interleaved.ts'
import { simulateIterations } from './iterations.ts'
import type { Position, Puzzle } from './puzzle.ts'
import { emptyPosition, formatMoves, isFinished, timeOf, tryOp, withOp } from './puzzle.ts'
import type { Op, PipelineSchedule } from './schedule.ts'
import { range } from './schedule.ts'
import { simulate } from './simulate.ts'
import { zbH1, zbH2, zeroBubble } from './zeroBubble.ts'

export const LEVEL_NAMES = [
  'two-stages',
  'micro-batches',
  'memory-cap',
  'staircase',
  'half-memory',
  'slow-links',
  'slow-stage',
  'zero-bubble',
  'step-after-step',
  'interleaved',
  'two-ends',
  'paper',
  'own',
] as const

export type LevelName = (typeof LEVEL_NAMES)[number]

export interface Level {
  readonly name: LevelName
  readonly puzzle: Puzzle
  /**
   * What is to be short: one step, or, when every rank begins the next step as soon as its own list
   * is done, what one more step costs.
   */
  readonly counts: 'step' | 'period'
  /** A schedule with a name that is as good as any here. */
  readonly known?: PipelineSchedule
}

const line = (ranks: number, microbatches: number, more: Partial<Puzzle> = {}): Puzzle => ({
  ranks,
  stages: ranks,
  microbatches,
  placement: 'line',
  split: false,
  costs: UNIT_COSTS,
  ...more,
})

/** A cap that is the same on every rank. */
const each = (ranks: number, most: number) => range(ranks).map(() => most)

const slow = [1, 2, 1]

const levels: Readonly<Record<Exclude<LevelName, 'own'>, Omit<Level, 'name'>>> = {
  'two-stages': { puzzle: line(2, 1), counts: 'step', known: gpipe(2, 1) },
  'micro-batches': { puzzle: line(3, 3), counts: 'step', known: gpipe(3, 3) },
  'memory-cap': {
    puzzle: line(3, 5, { capacity: each(3, 3) }),
    counts: 'step',
    known: oneForwardOneBackward(3, 5),
  },
  staircase: {
    puzzle: line(4, 6, { capacity: [4, 3, 2, 1] }),
    counts: 'step',
    known: oneForwardOneBackward(4, 6),
  },
  'half-memory': { puzzle: line(3, 4, { capacity: each(3, 2) }), counts: 'step' },
  'slow-links': {
    puzzle: line(3, 5, { costs: { ...UNIT_COSTS, send: 1 }, capacity: [5, 3, 1] }),
    counts: 'step',
  },
  'slow-stage': {
    puzzle: line(3, 4, {
      costs: { forward: slow, backwardInput: slow, backwardWeight: slow },
      capacity: each(3, 3),
    }),
    counts: 'step',
    known: oneForwardOneBackward(3, 4),
  },
  'zero-bubble': {
    puzzle: line(3, 4, { split: true, capacity: each(3, 3) }),
    counts: 'step',
    known: zeroBubble(3, 4, 3),
  },
  'step-after-step': {
    puzzle: line(2, 4, { split: true, capacity: each(2, 3) }),
    counts: 'period',
    known: zeroBubble(2, 4, 3),
  },
  interleaved: {
    puzzle: line(2, 2, { stages: 4, placement: 'loop' }),
    counts: 'step',
    known: interleaved1F1B(2, 2, 2),
  },
  'two-ends': {
    puzzle: line(2, 4, { placement: 'ends', capacity: each(2, 3) }),
    counts: 'step',
  },
  paper: {
    puzzle: line(4, 8, { split: true, capacity: each(4, 4) }),
    counts: 'step',
    known: zeroBubble(4, 8, 4),
  },
}

/** A level of one's own: a line of ranks. */
export interface OwnShape {
  /** p, 2 … 4 */
  readonly ranks: number
  /** m, 1 … 6 */
  readonly microbatches: number
  /** The most that a rank may hold; 6 is no limit, because there are no more micro-batches. */
  readonly cap: number
  /** Time of a message, 0 … 3, where a forward takes 1. */
  readonly send: number
  readonly split: boolean
}

/** How large a level of one's own may be: its best is searched for while somebody waits. */
export const OWN_LIMITS = { ranks: 4, microbatches: 6, send: 3 } as const

/**
 * A level by its name.
 *
 * @param own the shape of the level `own`; the others have theirs
 * @throws TypeError, RangeError when the name is none or the shape is out of its limits
 */
export function levelOf(
  name: LevelName,
  own: OwnShape = { ranks: 3, microbatches: 4, cap: 6, send: 0, split: false },
): Level {
  oneOf('name', name, LEVEL_NAMES)
  if (name !== 'own') return { name, ...levels[name] }
  const { ranks, microbatches, cap, send, split } = own
  integer('ranks', ranks, 2, OWN_LIMITS.ranks)
  integer('microbatches', microbatches, 1, OWN_LIMITS.microbatches)
  integer('cap', cap, 1, OWN_LIMITS.microbatches)
  finite('send', send, 0, OWN_LIMITS.send)
  const puzzle = line(ranks, microbatches, {
    split,
    costs: { ...UNIT_COSTS, send },
    ...(cap < microbatches ? { capacity: each(ranks, cap) } : {}),
  })
  const fits = (known: PipelineSchedule) =>
    cap >= microbatches ||
    simulate(known).ranks.every(({ peakActivations }) => peakActivations <= cap)
  const books = split
    ? [zbH1(ranks, microbatches), zbH2(ranks, microbatches)]
    : [oneForwardOneBackward(ranks, microbatches), gpipe(ranks, microbatches)]
  const time = (known: PipelineSchedule) => simulate(known, puzzle.costs).makespan
  const [known] = books.filter(fits).toSorted((a, b) => time(a) - time(b))
  return { name, puzzle, counts: 'step', ...(known ? { known } : {}) }
}

/** A schedule's ops in the order in which they start: how one would place them. */
function movesOf({ puzzle, known }: Level): readonly Op[] | null {
  if (!known) return null
  const { ops } = simulate(known, puzzle.costs)
  return ops.toSorted((a, b) => a.start - b.start || a.rank - b.rank)
}

/** So many steps in a row show what one more costs. */
export const STEPS = 6

/**
 * What a finished position costs by the measure of its level.
 *
 * @throws RangeError when ops are missing
 */
export function scoreOf(level: Level, position: Position): number {
  if (!isFinished(position)) throw new RangeError('position must be finished')
  if (level.counts === 'step') return timeOf(position)
  const { costs } = level.puzzle
  return simulateIterations(position.schedule, STEPS, costs, { barrier: false }).period
}

export interface Best {
  readonly score: number
  readonly moves: readonly Op[]
  /** The schedule with a name whose order this is. */
  readonly known?: PipelineSchedule
  /** Whether it is certain that nothing is shorter; trying is given up at some point. */
  readonly proven: boolean
}

const bests = new Map<string, Best>()

/**
 * The best that a level allows, with moves that reach it: those of the schedule with a name, if it is
 * that good, else what trying finds. For `step` nothing shorter exists within the memory allowed, if
 * `proven`: each shorter time has been tried. For `period` the best is a rank's work alone, which no
 * order can undercut.
 */
export function bestOf(level: Level): Best {
  const key = level.name === 'own' ? JSON.stringify(level.puzzle) : level.name
  const found = bests.get(key) ?? search(level)
  bests.set(key, found)
  return found
}

function search(level: Level): Best {
  const empty = emptyPosition(level.puzzle)
  const named = movesOf(level)
  let best: Best | null =
    named && level.known
      ? {
          score: scoreOf(level, play(empty, named)),
          moves: named,
          known: level.known,
          proven: level.counts === 'period',
        }
      : null
  while (!best?.proven) {
    // Without any yet, the first that comes will do: a cap can at most make every rank wait for all.
    const finish = finishBy(empty, best ? best.score - 1 : Number.MAX_SAFE_INTEGER)
    if (finish.answer === 'yes') {
      const score = timeOf(play(empty, finish.moves))
      best = { score, moves: finish.moves, proven: false }
    } else if (best) {
      if (finish.answer === 'unknown') break
      best = { ...best, proven: true }
    } else throw new RangeError('puzzle must have a schedule within its capacity')
  }
  return best
}

/** @throws RangeError when a move is not allowed */
export function play(position: Position, moves: readonly Op[]): Position {
  return moves.reduce((at, move) => {
    const tried = tryOp(at, move)
    if ('refusal' in tried) throw new RangeError(`move must be allowed, got ${tried.refusal.kind}`)
    return withOp(at, tried.placed)
  }, position)
}

/**
 * The moves of a text that belong to a level. What `textOf` writes begins with the level's name and
 * a colon, so that choosing another level begins anew and coming back finds the board again; a text
 * without a name is taken for any level.
 *
 * @example movesIn('two-stages', 'two-stages: 0F0 1F0') // '0F0 1F0'
 */
export function movesIn(level: LevelName, text: string): string {
  const [, name, rest] = /^\s*([a-z-]+):(.*)$/s.exec(text) ?? []
  if (name === undefined || !(LEVEL_NAMES as readonly string[]).includes(name)) return text
  return name === level ? rest! : ''
}

/** The text of some moves on a level; nothing for none. */
export const textOf = (level: LevelName, moves: readonly Op[]): string =>
  moves.length === 0 ? '' : `${level}: ${formatMoves(moves)}`
