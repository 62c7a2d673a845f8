import { defineExercise } from '../../components/exercise/define.ts'
import { formatOp, opsOf, pipelineSchedule, simulate } from '../../math/parallel/pipeline/index.ts'
import type { OpKind, ScheduleName, Timeline } from '../../math/parallel/pipeline/index.ts'

interface Pipeline {
  readonly ranks: number
  readonly microbatches: number
  readonly forward: number
  readonly backward: number
}

const timelineOf = (name: ScheduleName, { ranks, microbatches, forward, backward }: Pipeline) =>
  simulate(pipelineSchedule(name, { ranks, microbatches }), {
    forward,
    // Backwards are whole here: how one divides into halves does not matter.
    backwardInput: backward / 2,
    backwardWeight: backward / 2,
  })

const startOf = (timeline: Timeline, rank: number, kind: OpKind, microbatch: number) =>
  timeline.ranks[rank]!.ops.find((op) => op.kind === kind && op.microbatch === microbatch)!.start

/** GPipe on squared paper: where a forward, the turn and a backward stand, and where it all ends. */
export const gpipeTimetable = defineExercise({
  id: 'gpipe-timetable',
  rev: 1,
  skills: ['draw-gpipe'],
  generate: (random) => {
    const ranks = random.integer(4, 6)
    const microbatches = random.integer(4, 8)
    const forward = random.integer(2, 4)
    return {
      ranks,
      microbatches,
      forward,
      backward: forward + random.integer(1, 4),
      rank: random.integer(1, ranks - 2),
      first: random.integer(1, microbatches - 1),
      second: random.integer(1, microbatches - 1),
    }
  },
  facts: (given) => {
    const { ranks, microbatches, forward, backward, rank, first, second } = given
    const timeline = timelineOf('gpipe', given)
    const last = ranks - 1
    return {
      ...given,
      last,
      hops: last - rank,
      turns: microbatches + last,
      slot: forward + backward,
      forwardSteps: rank + first,
      backwardSteps: last - rank + second,
      forwardStart: startOf(timeline, rank, 'forward', first),
      turn: startOf(timeline, last, 'backward', 0),
      backwardStart: startOf(timeline, rank, 'backward', second),
      time: timeline.makespan,
      busy: timeline.ranks[0]!.busy,
    }
  },
  accept: ({ first, second }) => first !== second,
  parts: [
    {
      id: 'forward-start',
      kind: 'number',
      unit: 'number',
      figures: 'exact',
      value: (facts) => facts.forwardStart,
      mistakes: {
        'fill-left-out': ({ first, forward }) => first * forward,
        'end-for-start': ({ forwardStart, forward }) => forwardStart + forward,
      },
    },
    {
      id: 'turn',
      kind: 'number',
      unit: 'number',
      figures: 'exact',
      value: (facts) => facts.turn,
      mistakes: {
        'fill-left-out': ({ microbatches, forward }) => microbatches * forward,
        'stages-for-stages-minus-one': ({ turn, forward }) => turn + forward,
        '1f1b-for-gpipe': ({ ranks, forward, microbatches }) =>
          ranks < microbatches ? ranks * forward : undefined,
      },
    },
    {
      id: 'backward-start',
      kind: 'number',
      unit: 'number',
      figures: 'exact',
      dependsOn: ['turn'],
      value: ({ backwardSteps, backward }, earlier) => earlier('turn') + backwardSteps * backward,
      mistakes: {
        'wrong-direction': ({ rank, second, backward }, earlier) =>
          earlier('turn') + (rank + second) * backward,
        'forward-time-for-backward': ({ backwardSteps, forward }, earlier) =>
          earlier('turn') + backwardSteps * forward,
        'end-for-start': ({ backwardSteps, backward }, earlier) =>
          earlier('turn') + (backwardSteps + 1) * backward,
      },
    },
    {
      id: 'time',
      kind: 'number',
      unit: 'number',
      figures: 'exact',
      value: (facts) => facts.time,
      mistakes: {
        'fill-left-out': ({ busy }) => busy,
        'stages-for-stages-minus-one': ({ time, slot }) => time + slot,
        'forward-only': ({ turn }) => turn,
      },
    },
  ],
  hints: 3,
  solution: 4,
  preset: ({ ranks, microbatches, forward, backward, second }) => ({
    widget: 'pipeline-timeline',
    params: {
      schedule: 'gpipe',
      stages: ranks,
      microbatches,
      forward,
      backward,
      follow: second,
    },
  }),
})

/** As many ops of an order as an option shows: enough to see the warm-up end. */
const opsShown = 10

/** `F0 F1 B0 …`, the first ops of one rank. */
function orderOf(name: ScheduleName, { ranks, microbatches }: Pipeline, rank: number): string {
  const ops = pipelineSchedule(name, { ranks, microbatches }).ranks[rank]!.flatMap(opsOf)
  // The notation names the stage first, 2F0; the stage is the rank here.
  const names = ops.slice(0, opsShown).map((op) => formatOp(op).slice(String(rank).length))
  return `${names.join(' ')} …`
}

/** 1F1B for one rank: its order, its warm-up, and when its first backward can run. */
export const oneByHand = defineExercise({
  id: 'one-f-one-b-by-hand',
  rev: 1,
  skills: ['draw-1f1b'],
  generate: (random) => {
    const ranks = random.integer(5, 7)
    const forward = random.integer(2, 4)
    return {
      ranks,
      microbatches: random.integer(ranks + 1, 10),
      forward,
      backward: forward + random.integer(1, 4),
      rank: random.integer(1, ranks - 2),
    }
  },
  facts: (given) => {
    const { ranks, rank } = given
    const timeline = timelineOf('1f1b', given)
    const kinds = timeline.ranks[rank]!.ops.map(({ kind }) => kind)
    const before = kinds.indexOf('backward')
    return {
      ...given,
      last: ranks - 1,
      hops: ranks - 1 - rank,
      before,
      lossTime: startOf(timeline, ranks - 1, 'backward', 0),
      firstBackward: startOf(timeline, rank, 'backward', 0),
      gpipeFirst: startOf(timelineOf('gpipe', given), rank, 'backward', 0),
      order: orderOf('1f1b', given, rank),
      orderOfFirst: orderOf('1f1b', given, 0),
      orderOfNext: orderOf('1f1b', given, rank + 1),
      orderOfGPipe: orderOf('gpipe', given, rank),
    }
  },
  parts: [
    {
      id: 'order',
      kind: 'choice',
      options: {
        'own-order': {},
        'order-of-first': { mistake: 'same-on-every-rank' },
        'order-of-next': { mistake: 'one-forward-short' },
        'order-of-gpipe': { mistake: 'gpipe-for-1f1b' },
      },
      correct: () => ['own-order'],
    },
    {
      id: 'before-first',
      kind: 'number',
      unit: 'number',
      figures: 'exact',
      value: (facts) => facts.before,
      mistakes: {
        'one-forward-short': ({ before }) => before - 1,
        'counted-from-the-front': ({ rank }) => rank + 1,
        'same-on-every-rank': ({ ranks }) => ranks,
        'gpipe-for-1f1b': ({ microbatches }) => microbatches,
      },
    },
    {
      id: 'first-backward',
      kind: 'number',
      unit: 'number',
      figures: 'exact',
      value: (facts) => facts.firstBackward,
      mistakes: {
        'did-not-wait': ({ lossTime }) => lossTime,
        'wrong-direction': ({ lossTime, rank, backward }) => lossTime + rank * backward,
        'gpipe-for-1f1b': ({ gpipeFirst }) => gpipeFirst,
        'end-for-start': ({ firstBackward, backward }) => firstBackward + backward,
      },
    },
  ],
  hints: 3,
  solution: 3,
  preset: ({ ranks, microbatches, forward, backward }) => ({
    widget: 'pipeline-timeline',
    params: { schedule: '1f1b', stages: ranks, microbatches, forward, backward, follow: 0 },
  }),
})
