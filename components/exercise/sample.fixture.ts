import { defineExercise } from './define.ts'
import { slips } from './mistakes.ts'

/** A convolution layer in toy formulas: enough mistakes, of both sorts, that many draws coincide. */
export const layerCost = defineExercise({
  id: 'toy-layer-cost',
  rev: 1,
  skills: ['count-params'],
  generate: (random) => ({
    kernel: random.pick([1, 3, 5, 7]),
    groups: random.pick([1, 2, 4]),
    ci: 4 * random.integer(2, 64),
    co: 4 * random.integer(2, 64),
    size: random.integer(7, 56),
  }),
  facts: ({ kernel, groups, ci, co, size }) => {
    const weights = (kernel ** 2 * ci * co) / groups
    return {
      weights,
      params: weights + co,
      flops: 2 * weights * size ** 2,
      perChannel: ci / groups,
    }
  },
  accept: ({ kernel, groups }) => kernel > 1 && groups > 1,
  parts: [
    {
      id: 'params',
      kind: 'number',
      unit: 'params',
      value: (f) => f.params,
      mistakes: {
        'forgot-bias': (f) => f.weights,
        'ignored-groups': (f) => f.params * 2,
      },
    },
    {
      id: 'flops',
      kind: 'number',
      unit: 'FLOP',
      dependsOn: ['params'],
      value: (f, earlier) => f.flops + earlier('params'),
      mistakes: {
        'ignored-groups': (f) => f.flops * 4,
        'kernel-not-squared': (f) => f.flops / 3,
        'macs-for-flops': slips['macs-for-flops'],
        'bits-for-bytes': slips['bits-for-bytes'],
        'added-bias': () => undefined,
      },
    },
    {
      id: 'grows',
      kind: 'choice',
      options: {
        'with-ci': {},
        'with-k': { mistake: 'kernel-not-squared' },
        'with-co': { mistake: 'ci-for-co' },
      },
      correct: () => ['with-ci'],
    },
  ],
  hints: 2,
  solution: 1,
})

/** Steps and sizes: a small exact count, a size in bytes, and a fraction. */
export const ring = defineExercise({
  id: 'toy-ring',
  rev: 3,
  skills: ['ring'],
  generate: (random) => ({ ranks: random.integer(3, 12), bytes: random.integer(2, 90) * 1e9 }),
  facts: ({ ranks, bytes }) => ({
    steps: 2 * (ranks - 1),
    sent: (2 * (ranks - 1) * bytes) / ranks,
    share: 1 / ranks,
    shape: [ranks, bytes],
  }),
  parts: [
    {
      id: 'steps',
      kind: 'number',
      unit: 'number',
      value: (f) => f.steps,
      mistakes: {
        'ring-once-not-twice': (f) => f.steps / 2,
        'ranks-for-ranks-minus-one': (f) => f.steps + 2,
      },
    },
    {
      id: 'sent',
      kind: 'number',
      unit: 'B',
      value: (f) => f.sent,
      mistakes: {
        'ring-once-not-twice': (f) => f.sent / 2,
        'gib-for-gb': slips['gib-for-gb'],
        'bits-for-bytes': slips['bits-for-bytes'],
        'bytes-for-bits': slips['bytes-for-bits'],
      },
    },
    {
      id: 'share',
      kind: 'number',
      unit: 'fraction',
      value: (f) => f.share,
      mistakes: { 'fraction-for-complement': slips['fraction-for-complement'] },
    },
    {
      id: 'same-bytes',
      kind: 'choice',
      multiple: true,
      options: {
        'all-gather': {},
        'reduce-scatter': {},
        broadcast: { mistake: 'naive-for-ring' },
      },
      correct: () => ['all-gather', 'reduce-scatter'],
    },
  ],
  hints: 0,
  solution: 1,
})
