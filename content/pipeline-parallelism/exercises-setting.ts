import { defineExercise, setting } from '../../components/exercise/index.ts'
import type builder from '../../components/widgets/pipeline-builder/widget.ts'
import {
  bestOf,
  isFinished,
  levelOf,
  movesIn,
  opsOfPuzzle,
  peaksIn,
  readMoves,
  textOf,
  timeOf,
} from '../../math/parallel/pipeline/index.ts'
import type { Op, PipelineShape } from '../../math/parallel/pipeline/index.ts'

/** The builder's own level without a cap: what may be held is a goal, not a rule of the board. */
const noCap = 6
const boardOf = ({ ranks, microbatches }: PipelineShape, cap = noCap) =>
  levelOf('own', { ranks, microbatches, cap, send: 0, split: false })

/** What a text of moves comes to. */
function built(ops: string, shape: PipelineShape) {
  const { positions } = readMoves(boardOf(shape).puzzle, movesIn('own', ops))
  const position = positions.at(-1)!
  return {
    finished: isFinished(position),
    time: timeOf(position),
    most: Math.max(...peaksIn(position)),
  }
}

/** All forwards in order, then all backwards: GPipe, whatever the ranks. */
const phased = (ops: readonly Op[]) => [
  ...ops.filter(({ kind }) => kind === 'forward'),
  ...ops.filter(({ kind }) => kind !== 'forward'),
]

function facts({ ranks, microbatches }: { readonly ranks: number; readonly microbatches: number }) {
  const shape = { ranks, microbatches }
  const all = opsOfPuzzle(boardOf(shape).puzzle)
  const best = bestOf(boardOf(shape, ranks))
  const gpipe = textOf('own', phased(all))
  const inTurn = textOf('own', all)
  return {
    ...shape,
    last: ranks - 1,
    cap: ranks,
    time: best.score,
    turns: microbatches + ranks - 1,
    answer: textOf('own', best.moves),
    gpipe,
    gpipeHeld: built(gpipe, shape).most,
    inTurn,
    inTurnTime: built(inTurn, shape).time,
  }
}

type Facts = ReturnType<typeof facts>

/** Build a schedule that is as fast as GPipe in the memory of 1F1B. */
export const buildWithin = defineExercise({
  id: 'build-within',
  rev: 1,
  skills: ['draw-1f1b', 'pipeline-memory'],
  generate: (random) => {
    const ranks = random.integer(2, 3)
    return { ranks, microbatches: ranks + random.integer(1, ranks === 2 ? 3 : 2) }
  },
  facts,
  parts: [
    setting<typeof builder, Facts>({
      id: 'schedule',
      kind: 'setting',
      widget: 'pipeline-builder',
      start: ({ ranks, microbatches }) => ({
        level: 'own',
        ranks,
        microbatches,
        cap: noCap,
        send: 0,
        split: false,
        help: false,
        ops: '',
      }),
      free: ['ops'],
      goals: {
        'all-placed': ({ ops }, shape) => built(ops, shape).finished,
        'in-time': ({ ops }, shape) => built(ops, shape).time <= shape.time,
        'little-held': ({ ops }, shape) => built(ops, shape).most <= shape.cap,
      },
      mistakes: {
        'all-micro-batches-held': {
          made: ({ ops }, shape) => {
            const { finished, time, most } = built(ops, shape)
            return finished && time <= shape.time && most > shape.cap
          },
          sample: ({ gpipe }) => ({ ops: gpipe }),
        },
        'one-after-the-other': {
          made: ({ ops }, shape) => {
            const { finished, time, most } = built(ops, shape)
            return finished && time > shape.time && most <= shape.cap
          },
          sample: ({ inTurn }) => ({ ops: inTurn }),
        },
      },
      answer: ({ answer }) => ({ ops: answer }),
    }),
  ],
  hints: 2,
  solution: 2,
})
