import { defineExercise } from '../../components/exercise/define.ts'
import { pipelineFormulas } from '../../math/parallel/pipeline/index.ts'
import { allLong } from './figures.ts'

/** The widget draws no more than these. */
const most = { stages: 16, microbatches: 64 }

/** A batch cut twice, over replicas and into micro-batches, and what more replicas do to the bubble. */
export const cutTheBatch = defineExercise({
  id: 'cut-the-batch',
  rev: 1,
  skills: ['micro-batches', 'pipeline-bubble'],
  generate: (random) => {
    const size = random.pick([1, 2, 4])
    const replicas = random.pick([2, 4, 8, 16])
    return {
      ranks: random.integer(4, 12),
      size,
      replicas,
      batch: size * replicas * 2 * random.integer(4, 20),
    }
  },
  facts: ({ ranks, size, replicas, batch }) => {
    const microbatches = batch / (size * replicas)
    const fraction = (count: number) =>
      pipelineFormulas('1f1b', { ranks, microbatches: count }).bubbleOfTotal
    return {
      ranks,
      size,
      replicas,
      batch,
      last: ranks - 1,
      microbatches,
      turns: microbatches + ranks - 1,
      half: microbatches / 2,
      halfTurns: microbatches / 2 + ranks - 1,
      twice: 2 * replicas,
      ofTotal: fraction(microbatches),
      after: fraction(microbatches / 2),
    }
  },
  accept: (_, { ranks, replicas, last, microbatches, half, ofTotal, after }) =>
    ranks !== replicas &&
    allLong([
      [ofTotal, last / microbatches, ranks / (microbatches + ranks)],
      [after, last / half, last / (2 * microbatches + last)],
    ]),
  parts: [
    {
      id: 'what-they-are',
      kind: 'choice',
      options: {
        'in-turn': {},
        'on-replicas': { mistake: 'replicas-for-micro-batches' },
        'step-each': { mistake: 'step-after-each' },
        'one-per-rank': { mistake: 'ranks-for-micro-batches' },
      },
      correct: () => ['in-turn'],
    },
    {
      id: 'count',
      kind: 'number',
      unit: 'number',
      figures: 'exact',
      value: (facts) => facts.microbatches,
      mistakes: {
        'replicas-forgotten': ({ batch, size }) => batch / size,
        'size-forgotten': ({ batch, replicas, size }) =>
          size === 1 ? undefined : batch / replicas,
        'stages-for-replicas': ({ batch, size, ranks }) => batch / (size * ranks),
      },
    },
    {
      id: 'bubble',
      kind: 'number',
      unit: 'fraction',
      dependsOn: ['count'],
      value: ({ last }, earlier) => last / (earlier('count') + last),
      mistakes: {
        'bubble-over-ideal-for-total': ({ last }, earlier) => last / earlier('count'),
        'stages-for-stages-minus-one': ({ ranks }, earlier) => ranks / (earlier('count') + ranks),
      },
    },
    {
      id: 'more-replicas',
      kind: 'number',
      unit: 'fraction',
      dependsOn: ['count'],
      value: ({ last }, earlier) => last / (earlier('count') / 2 + last),
      mistakes: {
        'more-micro-batches': ({ last }, earlier) => last / (2 * earlier('count') + last),
        'nothing-changes': ({ last }, earlier) => last / (earlier('count') + last),
        'bubble-over-ideal-for-total': ({ last }, earlier) => last / (earlier('count') / 2),
      },
    },
  ],
  hints: 3,
  solution: 4,
  preset: ({ ranks }, { microbatches }) => ({
    widget: 'pipeline-timeline',
    params: {
      schedule: '1f1b',
      stages: ranks,
      microbatches: Math.min(microbatches, most.microbatches),
    },
  }),
})

/** One bubble and its two fractions. */
export const bubbleTwoWays = defineExercise({
  id: 'bubble-two-ways',
  rev: 1,
  skills: ['pipeline-bubble'],
  generate: (random) => ({
    ranks: random.integer(3, most.stages),
    microbatches: random.integer(6, 48),
    forward: random.integer(5, 40) / 1000,
    ratio: random.pick([1.5, 2, 2.5, 3]),
  }),
  facts: ({ ranks, microbatches, forward, ratio }) => {
    const { makespan, idlePerRank, bubbleOverIdeal, bubbleOfTotal } = pipelineFormulas(
      '1f1b',
      { ranks, microbatches },
      // Backwards are whole here: how one divides into halves does not matter.
      { forward, backwardInput: (forward * ratio) / 2, backwardWeight: (forward * ratio) / 2 },
    )
    const backward = forward * ratio
    return {
      ranks,
      microbatches,
      forward,
      backward,
      last: ranks - 1,
      turns: microbatches + ranks - 1,
      slot: forward + backward,
      time: makespan,
      idle: idlePerRank[0]!,
      busy: microbatches * (forward + backward),
      overIdeal: bubbleOverIdeal,
      ofTotal: bubbleOfTotal,
    }
  },
  // Whole tenths of milliseconds, as the prompt shows them.
  accept: (
    _,
    { ranks, microbatches, forward, backward, last, turns, slot, time, idle, busy, ...rest },
  ) =>
    Number.isInteger(Number((backward * 1e4).toPrecision(9))) &&
    allLong([
      [time, busy, time + slot, turns * forward, ranks * busy],
      [idle, ranks * slot, last * forward, 2 * idle],
      [rest.overIdeal, rest.ofTotal, 1 - rest.ofTotal],
      [ranks / microbatches, ranks / (microbatches + ranks)],
    ]),
  parts: [
    {
      id: 'time',
      kind: 'number',
      unit: 's',
      value: (facts) => facts.time,
      mistakes: {
        'bubble-left-out': ({ busy }) => busy,
        'stages-for-stages-minus-one': ({ time, slot }) => time + slot,
        'forward-only': ({ turns, forward }) => turns * forward,
        'ignored-microbatches': ({ ranks, busy }) => ranks * busy,
      },
    },
    {
      id: 'idle',
      kind: 'number',
      unit: 's',
      value: (facts) => facts.idle,
      mistakes: {
        'stages-for-stages-minus-one': ({ ranks, slot }) => ranks * slot,
        'forward-only': ({ last, forward }) => last * forward,
        'counted-at-both-ends': ({ idle }) => 2 * idle,
      },
    },
    {
      id: 'over-ideal',
      kind: 'number',
      unit: 'fraction',
      value: (facts) => facts.overIdeal,
      mistakes: {
        'bubble-over-total-for-ideal': ({ ofTotal }) => ofTotal,
        'stages-for-stages-minus-one': ({ ranks, microbatches }) => ranks / microbatches,
      },
    },
    {
      id: 'of-total',
      kind: 'number',
      unit: 'fraction',
      value: (facts) => facts.ofTotal,
      mistakes: {
        'bubble-over-ideal-for-total': ({ overIdeal }) => overIdeal,
        'stages-for-stages-minus-one': ({ ranks, microbatches }) => ranks / (microbatches + ranks),
        'busy-for-bubble': ({ ofTotal }) => 1 - ofTotal,
      },
    },
  ],
  hints: 3,
  solution: 4,
  preset: ({ ranks, microbatches, ratio }) => ({
    widget: 'pipeline-timeline',
    params: { schedule: '1f1b', stages: ranks, microbatches, forward: 1, backward: ratio },
  }),
})

/** Backwards: from a bubble that is allowed to the micro-batches and the batch that it takes. */
export const enoughMicrobatches = defineExercise({
  id: 'enough-micro-batches',
  rev: 1,
  skills: ['pipeline-bubble', 'pipeline-memory'],
  generate: (random) => ({
    ranks: random.integer(4, most.stages),
    percent: random.pick([6, 8, 9, 12, 15, 18]),
    size: random.integer(2, 4),
    replicas: random.pick([2, 4, 8]),
  }),
  facts: ({ ranks, percent, size, replicas }) => {
    const last = ranks - 1
    const exact = (last * (100 - percent)) / percent
    const microbatches = Math.ceil(exact)
    return {
      ranks,
      size,
      replicas,
      last,
      allowed: percent / 100,
      rest: 1 - percent / 100,
      exact,
      microbatches,
      fewer: microbatches - 1,
      overIdealCount: Math.ceil((last * 100) / percent),
      stagesCount: Math.ceil((ranks * (100 - percent)) / percent),
      batch: microbatches * size * replicas,
      reached: pipelineFormulas('1f1b', { ranks, microbatches }).bubbleOfTotal,
      missed: pipelineFormulas('1f1b', { ranks, microbatches: microbatches - 1 }).bubbleOfTotal,
      peak: pipelineFormulas('1f1b', { ranks, microbatches }).peakActivations,
    }
  },
  // One fewer must be too few, and not by rounding.
  accept: (_, { exact, allowed, reached, missed }) =>
    !Number.isInteger(exact) && reached <= allowed && missed > allowed,
  parts: [
    {
      id: 'count',
      kind: 'number',
      unit: 'number',
      figures: 'exact',
      value: (facts) => facts.microbatches,
      mistakes: {
        'bubble-over-ideal-for-total': (facts) => facts.overIdealCount,
        'stages-for-stages-minus-one': (facts) => facts.stagesCount,
        'rounded-down': (facts) => facts.fewer,
      },
    },
    {
      id: 'batch',
      kind: 'number',
      unit: 'number',
      figures: 'exact',
      dependsOn: ['count'],
      value: ({ size, replicas }, earlier) => earlier('count') * size * replicas,
      mistakes: {
        'replicas-forgotten': ({ size }, earlier) => earlier('count') * size,
        'size-forgotten': ({ replicas }, earlier) => earlier('count') * replicas,
        'stages-for-replicas': ({ size, ranks }, earlier) => earlier('count') * size * ranks,
      },
    },
    {
      id: 'held',
      kind: 'number',
      unit: 'number',
      figures: 'exact',
      value: (facts) => facts.peak,
      mistakes: {
        'gpipe-for-1f1b': (facts) => facts.microbatches,
        'warm-up-only': (facts) => facts.last,
        'last-rank-for-first': () => 1,
      },
    },
  ],
  hints: 3,
  solution: 3,
  preset: ({ ranks }, { microbatches }) => ({
    widget: 'pipeline-timeline',
    params: {
      schedule: '1f1b',
      stages: ranks,
      microbatches: Math.min(microbatches, most.microbatches),
    },
  }),
})
