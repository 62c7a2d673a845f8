import { defineExercise, slips } from '../../components/exercise/index.ts'
import { attainable, ridgePoint, roofline } from '../../math/hardware/roofline.ts'
import { allLong } from '../pipeline-parallelism/figures.ts'

const apart = (a: number, b: number, factor: number) => Math.abs(Math.log(a / b)) > Math.log(factor)

/** Two numbers of a network against two of a chip. */
export const twoBounds = defineExercise({
  id: 'two-bounds',
  rev: 1,
  skills: ['arithmetic-intensity', 'roofline'],
  generate: (random) => ({
    macs: random.integer(3, 180) * 1e8,
    bytes: random.integer(20, 600) * 1e6,
    peak: random.pick([0.25, 0.5, 1, 2, 4, 8, 16]) * 1e12,
    bandwidth: random.pick([20, 25, 40, 50, 100, 200]) * 1e9,
  }),
  facts: ({ macs, bytes, peak, bandwidth }) => {
    const flops = 2 * macs
    const { intensity, computeTime, memoryTime, time } = roofline(
      { flops, bytes },
      { peak, bandwidth },
    )
    return {
      flops,
      bytes,
      intensity,
      ridge: ridgePoint({ peak, bandwidth }),
      computeTime,
      memoryTime,
      time,
      halfCompute: computeTime / 2,
    }
  },
  // Neither side by a hair, and neither so far away that it need not be computed.
  accept: (_, { intensity, ridge, computeTime, memoryTime, halfCompute }) =>
    apart(intensity, ridge, 1.3) &&
    !apart(intensity, ridge, 8) &&
    allLong([[intensity, intensity / 2, computeTime, memoryTime, halfCompute]]),
  parts: [
    {
      id: 'intensity',
      kind: 'number',
      unit: 'FLOP/B',
      value: (facts) => facts.intensity,
      mistakes: {
        'macs-for-flops': slips['macs-for-flops'],
        'inverted-ratio': slips['inverted-ratio'],
      },
    },
    {
      id: 'ridge',
      kind: 'number',
      unit: 'FLOP/B',
      value: (facts) => facts.ridge,
      mistakes: { 'inverted-ratio': slips['inverted-ratio'] },
    },
    {
      id: 'bound',
      kind: 'choice',
      options: { 'arithmetic-decides': {}, 'memory-decides': {} },
      correct: ({ intensity, ridge }) => [
        intensity > ridge ? 'arithmetic-decides' : 'memory-decides',
      ],
    },
    {
      id: 'time',
      kind: 'number',
      unit: 's',
      value: (facts) => facts.time,
      mistakes: {
        'faster-half': ({ computeTime, memoryTime }) => Math.min(computeTime, memoryTime),
        'added-instead-of-worst': ({ computeTime, memoryTime }) => computeTime + memoryTime,
        // Seen only where half the computing is still the longer time.
        'macs-over-peak': ({ halfCompute, memoryTime }) =>
          halfCompute > memoryTime ? halfCompute : undefined,
      },
    },
  ],
  hints: 3,
  solution: 3,
})

/** A layer under the slanted roof: what it may reach, and how far it has to go. */
export const readTheRoof = defineExercise({
  id: 'read-the-roof',
  rev: 1,
  skills: ['roofline'],
  generate: (random) => ({
    intensity: random.integer(3, 120),
    peak: random.pick([2, 4, 8, 16, 32, 64, 125, 312]) * 1e12,
    bandwidth: random.pick([50, 102, 204, 320, 460, 900, 1555]) * 1e9,
  }),
  facts: ({ intensity, peak, bandwidth }) => {
    const reached = attainable({ peak, bandwidth }, intensity)
    const ridge = ridgePoint({ peak, bandwidth })
    return {
      reached,
      share: reached / peak,
      ridge,
      fewer: ridge / intensity,
      upsideDown: bandwidth / intensity,
    }
  },
  accept: (_, { share, reached, fewer, upsideDown }) =>
    share > 0.05 && share < 0.75 && allLong([[share, 1 - share, reached, fewer, upsideDown]]),
  parts: [
    {
      id: 'reached',
      kind: 'number',
      unit: 'FLOP/s',
      value: (facts) => facts.reached,
      mistakes: {
        'peak-for-reached': ({ reached, share }) => reached / share,
        'bandwidth-over-intensity': (facts) => facts.upsideDown,
      },
    },
    {
      id: 'share',
      kind: 'number',
      unit: 'fraction',
      dependsOn: ['reached'],
      value: ({ reached, share }, earlier) => earlier('reached') / (reached / share),
      mistakes: { 'fraction-for-complement': slips['fraction-for-complement'] },
    },
    {
      id: 'fewer',
      kind: 'number',
      unit: 'number',
      value: (facts) => facts.fewer,
      mistakes: {
        'ridge-for-factor': (facts) => facts.ridge,
        'inverted-ratio': slips['inverted-ratio'],
      },
    },
  ],
  hints: 3,
  solution: 3,
})

/** Five changes to a layer or its chip: which of them shorten the least time? */
export const whatHelps = defineExercise({
  id: 'what-helps',
  rev: 1,
  skills: ['roofline', 'fewer-flops-not-faster'],
  generate: (random) => ({
    flops: random.integer(10, 900) * 1e6,
    bytes: random.integer(10, 900) * 1e5,
    peak: random.pick([0.25, 0.5, 1, 2, 4, 8]) * 1e12,
    bandwidth: random.pick([20, 25, 40, 50, 100]) * 1e9,
  }),
  facts: ({ flops, bytes, peak, bandwidth }) => {
    const { intensity, computeTime, memoryTime, time } = roofline(
      { flops, bytes },
      { peak, bandwidth },
    )
    return {
      intensity,
      ridge: ridgePoint({ peak, bandwidth }),
      computeTime,
      memoryTime,
      time,
      lessComputing: Math.max(computeTime / 2, memoryTime),
      lessMoving: Math.max(computeTime, memoryTime / 2),
      lessOfBoth: time / 2,
    }
  },
  accept: (_, { intensity, ridge }) => apart(intensity, ridge, 1.5) && !apart(intensity, ridge, 6),
  parts: [
    {
      id: 'changes',
      kind: 'choice',
      multiple: true,
      options: {
        'twice-the-peak': {},
        'twice-the-bandwidth': {},
        'half-the-flops': {},
        'half-the-bytes': {},
        'half-the-width': {},
      },
      correct: ({ computeTime, memoryTime }) => [
        ...(computeTime > memoryTime
          ? ['twice-the-peak', 'half-the-flops']
          : ['twice-the-bandwidth', 'half-the-bytes']),
        'half-the-width',
      ],
    },
  ],
  hints: 2,
  solution: 2,
})
