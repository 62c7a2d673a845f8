import { defineExercise } from '../../components/exercise/define.ts'
import { pipelineFormulas, simulateIterations, zbH2 } from '../../math/parallel/pipeline/index.ts'
import { allLong } from './figures.ts'

/** What a rank holds under GPipe and under 1F1B, in bytes, and what changes between the two. */
export const peakBytes = defineExercise({
  id: 'peak-bytes',
  rev: 1,
  skills: ['pipeline-memory'],
  generate: (random) => {
    const ranks = random.integer(5, 12)
    return {
      ranks,
      rank: random.integer(1, ranks - 2),
      microbatches: random.integer(16, 48),
      layers: random.integer(2, 8),
      perLayer: random.integer(12, 45) * 1e7,
      memory: random.pick([24, 32, 40, 64, 80]) * 1e9,
    }
  },
  facts: ({ ranks, rank, microbatches, layers, perLayer, memory }) => {
    const share = layers * perLayer
    const shape = { ranks, microbatches }
    const gpipeHeld = pipelineFormulas('gpipe', shape).peakPerRank[rank]!
    const held = pipelineFormulas('1f1b', shape).peakPerRank[rank]!
    return {
      ranks,
      rank,
      microbatches,
      layers,
      perLayer,
      memory,
      share,
      held,
      gpipe: gpipeHeld * share,
      oneF: held * share,
      oneLayer: held * perLayer,
      first: ranks * share,
      fromFront: (rank + 1) * share,
      exact: memory / share,
      fitting: Math.floor(memory / share),
    }
  },
  accept: (_, { exact, fitting, microbatches, perLayer, share, held, ...peaks }) =>
    fitting > 3 &&
    fitting < microbatches &&
    !Number.isInteger(exact) &&
    allLong([
      [peaks.gpipe, peaks.oneF, peaks.first, peaks.fromFront, peaks.oneLayer, share],
      [microbatches * perLayer, (held - 1) * share],
    ]),
  parts: [
    {
      id: 'gpipe-peak',
      kind: 'number',
      unit: 'B',
      value: (facts) => facts.gpipe,
      mistakes: {
        '1f1b-for-gpipe': (facts) => facts.oneF,
        'one-layer-only': ({ microbatches, perLayer }) => microbatches * perLayer,
        'one-micro-batch-only': (facts) => facts.share,
      },
    },
    {
      id: 'fitting',
      kind: 'number',
      unit: 'number',
      figures: 'exact',
      value: (facts) => facts.fitting,
      mistakes: {
        'rounded-up': ({ fitting }) => fitting + 1,
        'one-layer-only': ({ memory, perLayer }) => Math.floor(memory / perLayer),
      },
    },
    {
      id: 'one-peak',
      kind: 'number',
      unit: 'B',
      value: (facts) => facts.oneF,
      mistakes: {
        'gpipe-for-1f1b': (facts) => facts.gpipe,
        'same-on-every-rank': (facts) => facts.first,
        'counted-from-the-front': (facts) => facts.fromFront,
        'one-layer-only': (facts) => facts.oneLayer,
        'warm-up-only': ({ held, share }) => (held - 1) * share,
      },
    },
    {
      id: 'what-changes',
      kind: 'choice',
      multiple: true,
      options: {
        'less-held': {},
        'same-time': {},
        'smaller-bubble': { mistake: 'bubble-shrinks' },
        'fewer-messages': { mistake: 'messages-saved' },
        'other-gradients': { mistake: 'stale-weights' },
      },
      correct: () => ['less-held', 'same-time'],
    },
  ],
  hints: 3,
  solution: 4,
  preset: ({ ranks, microbatches }) => ({
    widget: 'pipeline-timeline',
    params: { schedule: '1f1b', stages: ranks, microbatches },
  }),
})

/** Interleaved, ZB-H1 and DualPipe for one pipeline: bubbles, a peak, and what memory allows. */
export const compareSchedules = defineExercise({
  id: 'compare-schedules',
  rev: 1,
  skills: ['compare-schedules'],
  generate: (random) => {
    const ranks = random.pick([4, 6, 8, 10, 12])
    const forward = random.integer(8, 40)
    return {
      ranks,
      microbatches: ranks * random.integer(2, 4),
      chunks: random.integer(2, 4),
      forward: forward / 1000,
      weight: random.integer(Math.ceil(forward / 2), forward - 1) / 1000,
    }
  },
  facts: ({ ranks, microbatches, chunks, forward, weight }) => {
    const shape = { ranks, microbatches, chunks }
    const costs = { forward, backwardInput: forward, backwardWeight: weight }
    const interleaved = pipelineFormulas('interleaved', shape, costs)
    const backward = forward + weight
    const last = ranks - 1
    const pairs = ranks / 2 - 1
    return {
      ranks,
      microbatches,
      chunks,
      forward,
      input: forward,
      weight,
      backward,
      slot: forward + backward,
      last,
      pairs,
      plain: pipelineFormulas('1f1b', shape, costs).bubbleTime,
      interleaved: interleaved.bubbleTime,
      interleavedPeak: interleaved.peakActivations,
      inChunks: Math.round(interleaved.peakActivations * chunks),
      sameInChunks: ranks * chunks,
      h1: pipelineFormulas('zb-h1', shape, costs).bubbleTime,
      h2: pipelineFormulas('zb-h2', shape, costs).bubbleTime,
      dual: pipelineFormulas('dualpipe', shape, costs).bubbleTime,
    }
  },
  accept: (_, { ranks, chunks, forward, backward, weight, slot, last, pairs, dual, ...bubbles }) =>
    allLong([
      [bubbles.plain, bubbles.interleaved, (ranks * slot) / chunks, (last * forward) / chunks],
      [bubbles.h1, bubbles.h2, last * (forward + backward - weight)],
      [dual, (dual / pairs) * last, (dual / pairs) * (pairs + 1)],
      [pairs * (slot + bubbles.input - 3 * weight)],
    ]),
  parts: [
    {
      id: 'interleaved',
      kind: 'number',
      unit: 's',
      value: (facts) => facts.interleaved,
      mistakes: {
        'chunks-forgotten': (facts) => facts.plain,
        'stages-for-stages-minus-one': ({ ranks, slot, chunks }) => (ranks * slot) / chunks,
        'forward-only': ({ last, forward, chunks }) => (last * forward) / chunks,
      },
    },
    {
      id: 'interleaved-peak',
      kind: 'number',
      unit: 'number',
      figures: 'exact',
      value: (facts) => facts.inChunks,
      mistakes: {
        'memory-unchanged': ({ ranks, chunks }) => ranks * chunks,
        'shares-for-chunks': ({ interleavedPeak }) => interleavedPeak,
        'chunks-for-shares': ({ ranks }) => ranks,
      },
    },
    {
      id: 'zb-h1',
      kind: 'number',
      unit: 's',
      value: (facts) => facts.h1,
      mistakes: {
        'full-backward-for-input': ({ last, forward, backward, weight }) =>
          last * (forward + backward - weight),
        'weight-not-moved': (facts) => facts.plain,
        'h2-for-h1': (facts) => facts.h2,
      },
    },
    {
      id: 'dualpipe',
      kind: 'number',
      unit: 's',
      value: (facts) => facts.dual,
      mistakes: {
        'input-for-full-backward': ({ pairs, slot, input, weight }) =>
          pairs * (slot + input - 3 * weight),
        'all-stages-for-half': ({ last, dual, pairs }) => (dual / pairs) * last,
        'half-without-minus-one': ({ pairs, dual }) => (dual / pairs) * (pairs + 1),
      },
    },
    {
      id: 'memory-allows',
      kind: 'choice',
      multiple: true,
      options: {
        'keeps-1f1b': {},
        'keeps-h1': {},
        'keeps-gpipe': { mistake: 'all-micro-batches-held' },
        'keeps-interleaved': { mistake: 'memory-unchanged' },
        'keeps-h2': { mistake: 'more-forwards-ahead' },
        'keeps-dualpipe': { mistake: 'two-copies' },
      },
      correct: () => ['keeps-1f1b', 'keeps-h1'],
    },
  ],
  hints: 4,
  solution: 5,
})

/** ZB-H2 for one step and for several: where its zero is. */
export const stepsInARow = defineExercise({
  id: 'steps-in-a-row',
  rev: 1,
  skills: ['compare-schedules'],
  generate: (random) => {
    const ranks = random.integer(4, 7)
    return {
      ranks,
      microbatches: random.integer(2 * ranks - 1, 2 * ranks + 4),
      slot: random.integer(8, 30) / 1000,
      steps: random.integer(3, 6),
    }
  },
  facts: ({ ranks, microbatches, slot, steps }) => {
    const costs = { forward: slot, backwardInput: slot, backwardWeight: slot }
    const run = (count: number, barrier: boolean) =>
      simulateIterations(zbH2(ranks, microbatches), count, costs, { barrier }).makespan
    const work = 3 * microbatches * slot
    return {
      ranks,
      microbatches,
      slot,
      steps,
      last: ranks - 1,
      slots: 3 * microbatches,
      work,
      fill: (ranks - 1) * slot,
      one: run(1, true),
      plain: pipelineFormulas('1f1b', { ranks, microbatches }, costs).makespan,
      withBarrier: run(steps, true),
      without: run(steps, false),
      allWork: steps * work,
    }
  },
  accept: (_, { one, work, plain, withBarrier, without, allWork }) =>
    allLong([[one, work, plain, withBarrier, without, allWork]]),
  parts: [
    {
      id: 'one-step',
      kind: 'number',
      unit: 's',
      value: (facts) => facts.one,
      mistakes: {
        'zero-taken-literally': (facts) => facts.work,
        'whole-backwards': (facts) => facts.plain,
      },
    },
    {
      id: 'with-barrier',
      kind: 'number',
      unit: 's',
      dependsOn: ['one-step'],
      value: ({ steps }, earlier) => steps * earlier('one-step'),
      mistakes: {
        'fill-paid-once': ({ without }) => without,
        'one-step-only': (_, earlier) => earlier('one-step'),
      },
    },
    {
      id: 'without-barrier',
      kind: 'number',
      unit: 's',
      value: (facts) => facts.without,
      mistakes: {
        'fill-paid-each-step': (facts) => facts.withBarrier,
        'zero-taken-literally': (facts) => facts.allWork,
      },
    },
    {
      id: 'barrier',
      kind: 'choice',
      options: {
        'gradient-norm': {},
        'activations-sent': { mistake: 'neighbours-for-all' },
        'weight-parts': { mistake: 'own-work-for-others' },
      },
      correct: () => ['gradient-norm'],
    },
  ],
  hints: 3,
  solution: 4,
})
