import { defineExercise, slips } from '../../components/exercise/index.ts'
import { dataParallelVolume } from '../../math/parallel/data/volume.ts'
import { modelStates } from '../../math/parallel/memory/states.ts'
import { ringBytes } from '../../math/parallel/ring.ts'

const strategies = ['DDP', 'ZeRO-1', 'ZeRO-2', 'ZeRO-3'] as const

/** Who holds what whole, and what is sent, under one of four names. */
export const whoHoldsWhat = defineExercise({
  id: 'who-holds-what',
  rev: 1,
  skills: ['zero-stages', 'who-holds-what'],
  generate: (random) => ({ stage: random.integer(0, 3), ranks: random.integer(4, 64) }),
  facts: ({ stage, ranks }) => ({ stage, ranks, strategy: strategies[stage]! }),
  parts: [
    {
      id: 'whole',
      kind: 'choice',
      multiple: true,
      options: {
        'the-parameters': { mistake: 'zero-stage-off-by-one' },
        'the-gradients': { mistake: 'zero-stage-off-by-one' },
        'the-optimizer-states': { mistake: 'zero-stage-off-by-one' },
        'other-activations': { mistake: 'activations-shared' },
        'nothing-whole': {},
      },
      correct: ({ stage }) => [
        ...(stage < 3 ? ['the-parameters'] : ['nothing-whole']),
        ...(stage < 2 ? ['the-gradients'] : []),
        ...(stage < 1 ? ['the-optimizer-states'] : []),
      ],
    },
    {
      id: 'sent',
      kind: 'choice',
      options: {
        'one-all-reduce': {},
        'reduce-scatter-then-gather': {},
        'two-gathers-and-a-scatter': {},
        'copies-and-sums': { mistake: 'data-parallel-for-ddp' },
      },
      correct: ({ stage }) => [
        stage === 0
          ? 'one-all-reduce'
          : stage < 3
            ? 'reduce-scatter-then-gather'
            : 'two-gathers-and-a-scatter',
      ],
    },
  ],
  hints: 2,
  solution: 2,
})

/** One step's all-reduce: bytes, seconds, and the work that hides it. */
export const ddpBill = defineExercise({
  id: 'ddp-bill',
  rev: 1,
  skills: ['ring-bytes', 'overlap'],
  generate: (random) => ({
    billions: random.integer(11, 95) / 10,
    ranks: random.pick([3, 4, 5, 6, 8, 12, 16]),
    gigabits: random.pick([100, 200, 400]),
    teraflops: random.pick([120, 140, 160, 180, 400, 450]),
  }),
  facts: ({ billions, ranks, gigabits, teraflops }) => {
    const psi = billions * 1e9
    const buffer = 2 * psi
    const sent = ringBytes('all-reduce', ranks, buffer)
    const bandwidth = (gigabits * 1e9) / 8
    const flops = teraflops * 1e12
    const seconds = sent / bandwidth
    return {
      billions,
      ranks,
      gigabits,
      others: ranks - 1,
      psi,
      buffer,
      sent,
      bandwidth,
      flops,
      seconds,
      tokens: (seconds * flops) / (4 * psi),
    }
  },
  parts: [
    {
      id: 'sent',
      kind: 'number',
      unit: 'B',
      value: ({ sent }) => sent,
      mistakes: {
        'ring-once-not-twice': ({ sent }) => sent / 2,
        'ranks-for-ranks-minus-one': ({ buffer }) => 2 * buffer,
        'total-for-per-rank': ({ sent, ranks }) => sent * ranks,
        'states-for-gradients': ({ sent }) => sent * 8,
      },
    },
    {
      id: 'seconds',
      kind: 'number',
      unit: 's',
      dependsOn: ['sent'],
      value: ({ bandwidth }, earlier) => earlier('sent') / bandwidth,
      mistakes: {
        'bits-for-bytes': ({ bandwidth }, earlier) => earlier('sent') / (8 * bandwidth),
      },
    },
    {
      id: 'tokens',
      kind: 'number',
      unit: 'number',
      dependsOn: ['seconds'],
      value: ({ flops, psi }, earlier) => (earlier('seconds') * flops) / (4 * psi),
      mistakes: {
        'forward-for-backward': ({ flops, psi }, earlier) =>
          (earlier('seconds') * flops) / (2 * psi),
        'forward-and-backward': ({ flops, psi }, earlier) =>
          (earlier('seconds') * flops) / (6 * psi),
        'gradient-bytes-for-parameters': ({ flops, psi }, earlier) =>
          (earlier('seconds') * flops) / (8 * psi),
      },
    },
  ],
  hints: 3,
  solution: 3,
})

/** FSDP with accumulation, three ways of counting, against DDP. */
export const fsdpVolume = defineExercise({
  id: 'fsdp-volume',
  rev: 1,
  skills: ['fsdp-volume', 'accumulation'],
  generate: (random) => ({
    billions: random.integer(11, 95) / 10,
    ranks: random.pick([4, 5, 6, 8, 12, 16]),
    microbatches: random.pick([3, 4, 5, 6, 8]),
  }),
  facts: ({ billions, ranks, microbatches }) => {
    const buffer = 2 * billions * 1e9
    const once = ringBytes('all-gather', ranks, buffer)
    const volume = (extra: object, strategy: 'ddp' | 'zero-3' = 'zero-3') =>
      dataParallelVolume({
        strategy,
        ranks,
        parameterBytes: buffer,
        microBatches: microbatches,
        ...extra,
      }).sent[0]!
    const ddp = volume({ sync: 'last' }, 'ddp')
    const every = volume({ sync: 'every' })
    const kept = volume({ sync: 'every', reshardAfterForward: false })
    return {
      billions,
      ranks,
      microbatches,
      buffer,
      once,
      ddp,
      every,
      kept,
      ratio: every / ddp,
      single: 3 * once,
    }
  },
  parts: [
    {
      id: 'ddp',
      kind: 'number',
      unit: 'B',
      value: ({ ddp }) => ddp,
      mistakes: {
        'ring-once-not-twice': ({ once }) => once,
        'reduced-every-time': ({ ddp, microbatches }) => ddp * microbatches,
        'ranks-for-ranks-minus-one': ({ buffer }) => 2 * buffer,
      },
    },
    {
      id: 'every',
      kind: 'number',
      unit: 'B',
      value: ({ every }) => every,
      mistakes: {
        'ignored-microbatches': ({ single }) => single,
        'gathered-once': ({ once, microbatches }) => (microbatches + 2) * once,
        'reduced-once': ({ once, microbatches }) => (2 * microbatches + 1) * once,
      },
    },
    {
      id: 'kept',
      kind: 'number',
      unit: 'B',
      value: ({ kept }) => kept,
      mistakes: {
        'resharded-anyway': ({ every }) => every,
        'ignored-microbatches': ({ once }) => 2 * once,
        'reduced-once': ({ once, microbatches }) => (microbatches + 1) * once,
      },
    },
    {
      id: 'ratio',
      kind: 'number',
      unit: 'number',
      dependsOn: ['ddp', 'every'],
      value: (_, earlier) => earlier('every') / earlier('ddp'),
      mistakes: {
        'always-one-and-a-half': () => 1.5,
        'inverted-ratio': slips['inverted-ratio'],
      },
    },
  ],
  hints: 3,
  solution: 4,
  preset: ({ ranks, microbatches, billions }) => ({
    widget: 'data-parallel',
    params: {
      strategy: 'fsdp',
      ranks,
      microbatches,
      layers: 16,
      // In millions per layer.
      weights: (billions * 1000) / 16,
    },
  }),
})

/** Claims with numbers, each true or false by lot. */
export const checkTheSlide = defineExercise({
  id: 'check-the-slide',
  rev: 1,
  skills: ['who-holds-what', 'fsdp-volume', 'zero-stages'],
  generate: (random) => ({
    billions: random.integer(11, 95) / 10,
    ranks: random.pick([4, 8, 16, 32]),
    activations: random.integer(6, 30) * 2e9,
    truth: Array.from({ length: 5 }, () => random.integer(0, 1)).join(''),
  }),
  facts: ({ billions, ranks, activations, truth }) => {
    const psi = billions * 1e9
    const holds = (index: number) => truth[index] === '1'
    const states = modelStates(psi, ranks, 0).total
    const sent = (strategy: 'ddp' | 'zero-2' | 'zero-3', reshardAfterForward = true) =>
      dataParallelVolume({ strategy, ranks, parameterBytes: 2 * psi, reshardAfterForward }).sent[0]!
    const two = sent('zero-2')
    const three = sent('zero-3')
    const kept = sent('zero-3', false)
    return {
      billions,
      ranks,
      twice: 2 * ranks,
      activations,
      truth,
      states,
      ddpClaim: holds(0) ? states : states / ranks,
      two,
      twoClaim: holds(1) ? two : three,
      kept,
      three,
      keptClaim: holds(2) ? kept : three,
      half: activations / 2,
      activationsClaim: holds(3) ? activations / 2 : activations,
      masterClaim: holds(4) ? 1 : ranks,
    }
  },
  accept: ({ truth }) => truth !== '00000' && truth !== '11111',
  parts: [
    {
      id: 'right',
      kind: 'choice',
      multiple: true,
      options: {
        'ddp-states': { mistake: 'ddp-shards-nothing' },
        'zero-two-volume': {},
        'kept-volume': { mistake: 'always-one-and-a-half' },
        'fixed-batch': {},
        'master-states': { mistake: 'data-parallel-for-ddp' },
      },
      correct: ({ truth }) =>
        ['ddp-states', 'zero-two-volume', 'kept-volume', 'fixed-batch', 'master-states'].filter(
          (_, index) => truth[index] === '1',
        ),
    },
  ],
  hints: 2,
  solution: 5,
})
