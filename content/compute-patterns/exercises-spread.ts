import { defineExercise, slips } from '../../components/exercise/index.ts'
import { modelStates } from '../../math/parallel/memory/states.ts'
import { ringBytes } from '../../math/parallel/ring.ts'
import { trainingTime } from '../../math/parallel/transformer/flops.ts'
import { allLong } from '../pipeline-parallelism/figures.ts'

/** Training states of a model against the memory of a chip, and its weights against a phone's. */
export const doesItFit = defineExercise({
  id: 'does-it-fit',
  rev: 1,
  skills: ['model-states'],
  generate: (random) => ({
    billions: random.integer(11, 250) / 10,
    capacity: random.pick([16, 24, 32, 40, 64, 80]) * 1e9,
    phone: random.pick([6, 8, 12, 16]) * 1e9,
  }),
  facts: ({ billions, capacity, phone }) => {
    const states = modelStates(billions * 1e9)
    return {
      yi: 10 * billions,
      states: states.total,
      weights: states.parameters,
      gradients: states.gradients,
      optimizer: states.optimizer,
      elements: billions * 1e9,
      capacity,
      phone,
      ratio: states.total / capacity,
      chips: Math.ceil(states.total / capacity),
      rest: Math.floor(states.total / capacity),
    }
  },
  // The states do not fit, and neither question turns on a hair.
  accept: (_, { ratio, weights, phone, states }) =>
    ratio > 1.1 &&
    ratio % 1 > 0.1 &&
    ratio % 1 < 0.9 &&
    Math.abs(weights / phone - 1) > 0.1 &&
    allLong([[states]]),
  parts: [
    {
      id: 'states',
      kind: 'number',
      unit: 'B',
      value: (facts) => facts.states,
      mistakes: {
        'parameters-only': (facts) => facts.weights,
        'forgot-gradients': ({ states, gradients }) => states - gradients,
        'forgot-optimizer': ({ weights, gradients }) => weights + gradients,
        'gib-for-gb': slips['gib-for-gb'],
      },
    },
    {
      id: 'chips',
      kind: 'number',
      unit: 'number',
      figures: 'exact',
      dependsOn: ['states'],
      value: ({ capacity }, earlier) => Math.ceil(earlier('states') / capacity),
      mistakes: {
        'rounded-down': ({ capacity }, earlier) => Math.floor(earlier('states') / capacity),
      },
    },
    {
      id: 'on-a-phone',
      kind: 'choice',
      options: { 'weights-fit': {}, 'weights-too-large': {} },
      correct: ({ weights, phone }) => [weights < phone ? 'weights-fit' : 'weights-too-large'],
    },
  ],
  hints: 3,
  solution: 3,
})

const day = 86_400

/** How long one chip would train, and how many are needed for a date. */
export const trainedAlone = defineExercise({
  id: 'trained-alone',
  rev: 1,
  skills: ['training-flops'],
  generate: (random) => ({
    billions: random.integer(3, 70),
    tokenBillions: 100 * random.integer(2, 30),
    peak: random.pick([125, 197, 312, 459, 990]) * 1e12,
    reached: random.pick([0.3, 0.35, 0.4, 0.45, 0.5]),
    days: random.pick([7, 14, 21, 30, 60]),
  }),
  facts: ({ billions, tokenBillions, peak, reached, days }) => {
    const time = (devices: number, rate: number, factor: number) =>
      trainingTime(billions * 1e9, tokenBillions * 1e9, devices, rate, factor)
    const seconds = time(1, peak * reached, 6)
    return {
      yi: 10 * billions,
      tokenYi: 10 * tokenBillions,
      flops: time(1, 1, 6),
      forward: time(1, 1, 2),
      rate: peak * reached,
      atPeak: peak,
      seconds,
      aloneDays: seconds / day,
      limit: days * day,
      ratio: seconds / (days * day),
      chips: Math.ceil(seconds / (days * day)),
    }
  },
  // Few enough chips, and far enough from a whole number, for three figures to tell.
  accept: (_, { ratio, flops, forward, seconds, rate, atPeak }) =>
    ratio > 4 &&
    ratio < 300 &&
    ratio % 1 > 0.3 &&
    ratio % 1 < 0.7 &&
    allLong([
      [flops, flops / 2, forward, seconds, flops / atPeak, (seconds * rate) / atPeak, rate],
    ]),
  parts: [
    {
      id: 'flops',
      kind: 'number',
      unit: 'FLOP',
      value: (facts) => facts.flops,
      mistakes: {
        'forward-only': (facts) => facts.forward,
        'macs-for-flops': slips['macs-for-flops'],
      },
    },
    {
      id: 'alone',
      kind: 'number',
      unit: 's',
      dependsOn: ['flops'],
      value: ({ rate }, earlier) => earlier('flops') / rate,
      mistakes: { 'peak-for-reached': ({ atPeak }, earlier) => earlier('flops') / atPeak },
    },
    {
      id: 'chips',
      kind: 'number',
      unit: 'number',
      figures: 'exact',
      dependsOn: ['alone'],
      value: ({ limit }, earlier) => Math.ceil(earlier('alone') / limit),
      mistakes: { 'rounded-down': ({ limit }, earlier) => Math.floor(earlier('alone') / limit) },
    },
  ],
  hints: 3,
  solution: 3,
})

/** A replicated training step: does arithmetic decide, or the link that averages gradients? */
export const whenTheLinkDecides = defineExercise({
  id: 'when-the-link-decides',
  rev: 1,
  skills: ['link-bound', 'ring-all-reduce'],
  generate: (random) => ({
    billions: random.integer(3, 40) / 10,
    ranks: random.pick([4, 8, 16]),
    tokens: 512 * random.pick([1, 2, 4, 8, 16, 32]),
    peak: random.pick([125, 200, 312, 400]) * 1e12,
    gigabits: random.pick([50, 100, 200, 400, 1200, 2400]),
  }),
  facts: ({ billions, ranks, tokens, peak, gigabits }) => {
    const parameters = billions * 1e9
    const gradients = 2 * parameters
    const sent = ringBytes('all-reduce', ranks, gradients)
    const bandwidth = (gigabits * 1e9) / 8
    const time = (factor: number) => trainingTime(parameters, tokens, 1, peak, factor)
    return {
      yi: 10 * billions,
      others: ranks - 1,
      gradients,
      sent,
      once: ringBytes('all-gather', ranks, gradients),
      bandwidth,
      flops: trainingTime(parameters, tokens, 1, 1, 6),
      compute: time(6),
      forward: time(2),
      ofAll: ranks * time(6),
      link: sent / bandwidth,
      asBits: sent / (gigabits * 1e9),
    }
  },
  accept: (_, { compute, link, forward, sent, once, ofAll, asBits }) =>
    Math.abs(Math.log(compute / link)) > 0.3 &&
    Math.abs(Math.log(compute / link)) < 2.5 &&
    allLong([
      [sent, once, sent / 2],
      [compute, compute / 2, forward, ofAll, link, asBits],
    ]),
  parts: [
    {
      id: 'sent',
      kind: 'number',
      unit: 'B',
      value: (facts) => facts.sent,
      mistakes: {
        'ring-once-not-twice': (facts) => facts.once,
        'ranks-for-ranks-minus-one': (facts) => 2 * facts.gradients,
      },
    },
    {
      id: 'compute',
      kind: 'number',
      unit: 's',
      value: (facts) => facts.compute,
      mistakes: {
        'forward-only': (facts) => facts.forward,
        'macs-for-flops': slips['macs-for-flops'],
        'total-for-per-rank': (facts) => facts.ofAll,
      },
    },
    {
      id: 'link',
      kind: 'number',
      unit: 's',
      dependsOn: ['sent'],
      value: ({ bandwidth }, earlier) => earlier('sent') / bandwidth,
      mistakes: { 'bits-for-bytes': ({ bandwidth }, earlier) => earlier('sent') / (8 * bandwidth) },
    },
    {
      id: 'decides',
      kind: 'choice',
      options: { 'arithmetic-longer': {}, 'link-longer': {} },
      correct: ({ compute, link }) => [compute > link ? 'arithmetic-longer' : 'link-longer'],
    },
  ],
  hints: 3,
  solution: 4,
  preset: ({ ranks }) => ({
    widget: 'collective',
    params: { primitive: 'all-reduce', ranks, operator: 'mean' },
  }),
})
