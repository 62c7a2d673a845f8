import { heldIn, peaksIn, rankOfOp, sizeOf } from '../../../math/parallel/pipeline/puzzle.ts'
import { formatOp } from '../../../math/parallel/pipeline/notation.ts'
import type { Op, Puzzle, Refusal } from '../../../math/parallel/pipeline/puzzle.ts'
import { LEVEL_NAMES } from '../../../math/parallel/pipeline/puzzles.ts'
import type { Best, Level } from '../../../math/parallel/pipeline/puzzles.ts'
import type { Values } from '../../text.ts'
import type { Description, Sentence, Table } from '../../widget/definition.ts'
import { choicesOf } from './choices.ts'
import { insightInto } from './insight.ts'
import type { Frame } from './moves.ts'
import { nameOf } from './names.ts'

/** Why an op is refused. */
export function refusalIn(puzzle: Puzzle, refusal: Refusal): Sentence {
  const on = (op: Op): Values => ({ op: nameOf(puzzle, op), rank: String(rankOfOp(puzzle, op)) })
  switch (refusal.kind) {
    case 'needs': {
      const { op, needed } = refusal
      const values = {
        ...on(op),
        needed: nameOf(puzzle, needed),
        from: String(rankOfOp(puzzle, needed)),
      }
      if (op.kind === 'forward') return ['needsInput', values]
      if (op.kind === 'backward-weight') return ['needsInputGradient', values]
      if (needed.kind === 'forward') return ['needsActivations', values]
      const whole = puzzle.split ? needed : { ...needed, kind: 'backward' as const }
      return ['needsGradient', { ...values, needed: nameOf(puzzle, whole) }]
    }
    case 'memory':
      return ['noRoom', { ...on(refusal.op), held: refusal.held, cap: refusal.capacity }]
    case 'twice':
      return ['twice', on(refusal.op)]
    case 'halves':
      return [refusal.split ? 'halvesWanted' : 'wholeWanted', { op: formatOp(refusal.op) }]
    case 'outside':
      return [
        'outside',
        {
          op: formatOp(refusal.op),
          stages: puzzle.stages - 1,
          batches: puzzle.microbatches - 1,
        },
      ]
    default:
      return ['refusedOtherwise', {}]
  }
}

/** Why the text of the moves could not be read to its end. */
export function stopIn({ level, stopped, moves }: Frame): readonly Sentence[] {
  if (!stopped) return []
  const { word, refusal, left } = stopped
  const short = word.length > 12 ? `${word.slice(0, 12)}…` : word
  return [
    ['stopped', { word: short, after: moves + 1, left: left - 1 }],
    refusal ? refusalIn(level.puzzle, refusal) : ['unreadable', { word: short }],
  ]
}

const plain = (value: number) => String(Number(value.toFixed(2)))

/** What a level asks for, as numbers. */
export function goalOf({ name, puzzle }: Level): Values {
  const { ranks, microbatches, costs, capacity } = puzzle
  const first = (cost: typeof costs.forward) => (typeof cost === 'number' ? cost : cost[0]!)
  return {
    number: LEVEL_NAMES.indexOf(name) + 1,
    count: LEVEL_NAMES.length,
    p: ranks,
    m: microbatches,
    f: plain(first(costs.forward)),
    b: plain(first(costs.backwardInput) + first(costs.backwardWeight)),
    send: plain(costs.send ?? 0),
    caps: capacity
      ? new Set(capacity).size === 1
        ? String(capacity[0])
        : capacity.join(' · ')
      : '',
  }
}

/** The phrase for a best: where not every order was tried, it is only the best known. */
export const ofBest = (phrase: string, { proven }: Best): string =>
  proven ? phrase : `${phrase}Known`

/** Where the position stands in relation to the best. */
export function standingOf({ level, position }: Frame): Sentence {
  const { advice, best, score } = insightInto(level, position)
  const values = { best: best.score, score: score ?? 0 }
  const counted = level.counts === 'step' ? '' : 'Period'
  if (score !== null) {
    if (advice.kind === 'finished') return [ofBest(`done${counted}`, best), values]
    return [ofBest(`doneOver${counted}`, best), { ...values, over: score - best.score }]
  }
  if (advice.kind === 'lost') {
    const move = position.moves[advice.good]!
    return [
      ofBest('lost', best),
      {
        best: best.score,
        end: advice.end,
        move: advice.good + 1,
        op: nameOf(level.puzzle, move),
        rank: String(move.rank),
      },
    ]
  }
  if (advice.kind === 'apart') return [`apart${counted}`, values]
  return [ofBest(`open${counted}`, best), values]
}

export function describeFrame(frame: Frame): Description {
  const { level, position } = frame
  const { puzzle } = level
  const last = position.moves.at(-1)
  const left = sizeOf(puzzle) - position.moves.length
  const first: Sentence = last
    ? [
        last.start > last.free ? 'placedLate' : 'placed',
        {
          move: position.moves.length,
          op: nameOf(puzzle, last),
          rank: String(last.rank),
          start: last.start,
          end: last.end,
          waited: last.start - last.free,
        },
      ]
    : ['empty', {}]
  const left_: Sentence[] = left > 0 ? [['left', { left }]] : []
  return [...first, ...left_, standingOf(frame), ...stopIn(frame)]
}

export function tableOf(frame: Frame): Table {
  const { level, position } = frame
  const { puzzle } = level
  const { timeline } = insightInto(level, position)
  const held = heldIn(position)
  const peaks = peaksIn(position)
  return {
    caption: 'caption',
    columns: ['rank', 'order', 'next', 'heldHead', 'peakHead', 'waitedHead', 'waitsHead'],
    rows: timeline.ranks.map(({ rank, idle, gaps }) => {
      const next = choicesOf(position, rank).filter(({ placed }) => placed !== undefined)
      const own = position.moves.filter((move) => move.rank === rank)
      return [
        rank,
        own.map((op) => `${nameOf(puzzle, op)} ${op.start}–${op.end}`).join(', ') || '–',
        next.map(({ op, placed }) => `${nameOf(puzzle, op!)} ${placed!.start}`).join(', ') || '–',
        held[rank]!,
        peaks[rank]!,
        idleOf(frame, rank, idle),
        gaps
          .flatMap(({ start, end, waitsFor }) => {
            if (waitsFor === null) return []
            const op = timeline.ops[waitsFor]!
            return [`${start}–${end}: ${nameOf(puzzle, op)}@${op.rank}`]
          })
          .join(', ') || '–',
      ]
    }),
  }
}

/** Time that a rank has lost: to the end of the step when it is one, else before what it has placed. */
export function idleOf({ level, position }: Frame, rank: number, idle: number): number {
  if (position.moves.length === sizeOf(level.puzzle) && level.counts === 'step') return idle
  const own = position.moves.filter((move) => move.rank === rank)
  return own.reduce((sum, { start, free }) => sum + start - free, 0)
}
