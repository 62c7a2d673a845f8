import { defineExercise, slips } from '../../components/exercise/index.ts'
import { convolutionCost } from '../../math/conv/index.ts'
import { ridgePoint, roofline } from '../../math/hardware/index.ts'
import { bytesPerElement } from '../../math/precision.ts'

/** Bytes of a layer, its intensity, and on which side of a chip's ridge it lies. */
export const bytesAndBound = defineExercise({
  id: 'bytes-and-bound',
  rev: 1,
  skills: ['count-bytes', 'arithmetic-intensity'],
  generate: (random) => {
    const channels = 16 * random.integer(2, 16)
    return {
      channels,
      groups: random.pick([1, channels]),
      size: 2 * random.integer(7, 28),
      precision: random.pick(['fp32', 'fp16'] as const),
      peak: random.pick([0.5, 1, 2, 4, 8, 16]) * 1e12,
      bandwidth: random.pick([25, 50, 100, 200]) * 1e9,
    }
  },
  facts: ({ channels, groups, size, precision, peak, bandwidth }) => {
    const layer = {
      inputChannels: channels,
      outputChannels: channels,
      kernel: 3,
      padding: 1,
      groups,
    }
    const input = { height: size, width: size }
    const cost = convolutionCost({ ...layer, stride: 2, bias: false }, input, { precision })
    const { bytes } = cost
    return {
      width: bytesPerElement(precision),
      side: cost.shape.height,
      seen: channels / groups,
      inputBytes: bytes.input,
      weightBytes: bytes.weights,
      outputBytes: bytes.output,
      bytes: bytes.total,
      elements: cost.memoryAccessCost,
      noOutput: bytes.total - bytes.output,
      sameSize: bytes.total - bytes.output + bytes.input,
      macs: cost.macs,
      flops: cost.operations.flops.total,
      intensity: cost.arithmeticIntensity,
      ridge: ridgePoint({ peak, bandwidth }),
    }
  },
  // Neither side by a hair.
  accept: (_, { intensity, ridge }) => Math.abs(Math.log(intensity / ridge)) > 0.4,
  parts: [
    {
      id: 'bytes',
      kind: 'number',
      unit: 'B',
      value: (facts) => facts.bytes,
      mistakes: {
        'elements-for-bytes': (facts) => facts.elements,
        'weights-only': (facts) => facts.weightBytes,
        'forgot-output': (facts) => facts.noOutput,
        'ignored-stride': (facts) => facts.sameSize,
        'bits-for-bytes': slips['bits-for-bytes'],
      },
    },
    {
      id: 'intensity',
      kind: 'number',
      unit: 'FLOP/B',
      dependsOn: ['bytes'],
      value: (facts, earlier) => facts.flops / earlier('bytes'),
      mistakes: {
        'macs-for-flops': slips['macs-for-flops'],
        'inverted-ratio': slips['inverted-ratio'],
        'per-weight-byte': (facts) => facts.flops / facts.weightBytes,
      },
    },
    {
      id: 'bound',
      kind: 'choice',
      options: { 'memory-decides': {}, 'computing-decides': {} },
      correct: ({ intensity, ridge }) => [
        intensity < ridge ? 'memory-decides' : 'computing-decides',
      ],
    },
  ],
  hints: 3,
  solution: 3,
  preset: ({ channels, groups, size, precision }) => ({
    widget: 'conv-cost',
    params: {
      input: size,
      inputChannels: channels,
      outputChannels: channels,
      groups,
      stride: 2,
      precision,
      count: 'flops',
    },
  }),
})

/** How many times fewer operations, bytes, seconds when a 3×3 layer is made depthwise. */
export const fewerNotFaster = defineExercise({
  id: 'fewer-not-faster',
  rev: 1,
  skills: ['arithmetic-intensity', 'fewer-flops-not-faster'],
  generate: (random) => ({
    channels: 16 * random.integer(2, 12),
    size: 7 * random.integer(3, 16),
    peak: random.pick([0.25, 0.5, 1, 2, 4]) * 1e12,
    bandwidth: random.pick([20, 25, 40, 50, 100]) * 1e9,
  }),
  facts: ({ channels, size, peak, bandwidth }) => {
    const run = (groups: number) => {
      const cost = convolutionCost(
        {
          inputChannels: channels,
          outputChannels: channels,
          kernel: 3,
          padding: 1,
          groups,
          bias: false,
        },
        { height: size, width: size },
      )
      const work = { flops: cost.operations.flops.total, bytes: cost.bytes.total }
      return { ...work, ...roofline(work, { peak, bandwidth }) }
    }
    const dense = run(1)
    const alone = run(channels)
    return {
      operations: dense.flops / alone.flops,
      bytesRatio: dense.bytes / alone.bytes,
      timeRatio: dense.time / alone.time,
      denseFlops: dense.flops,
      denseBytes: dense.bytes,
      denseCompute: dense.computeTime,
      denseMove: dense.memoryTime,
      aloneFlops: alone.flops,
      aloneBytes: alone.bytes,
      aloneCompute: alone.computeTime,
      aloneMove: alone.memoryTime,
      denseBound: dense.bound,
      aloneBound: alone.bound,
    }
  },
  // The turn of the story: computing decides before, memory after.
  accept: (_, { denseBound, aloneBound, timeRatio }) =>
    denseBound === 'compute' && aloneBound === 'memory' && timeRatio > 1.5,
  parts: [
    {
      id: 'operations',
      kind: 'number',
      unit: 'number',
      figures: 'exact',
      value: (facts) => facts.operations,
      mistakes: {
        'kernel-for-channels': () => 9,
        'channels-squared': (facts) => facts.operations ** 2,
      },
    },
    {
      id: 'bytes',
      kind: 'number',
      unit: 'number',
      value: (facts) => facts.bytesRatio,
      mistakes: {
        'weights-only': (facts) => facts.operations,
        'inverted-ratio': slips['inverted-ratio'],
      },
    },
    {
      id: 'time',
      kind: 'number',
      unit: 'number',
      value: (facts) => facts.timeRatio,
      mistakes: {
        'speed-by-operations': (facts) => facts.operations,
        'speed-by-bytes': (facts) => facts.bytesRatio,
        'added-instead-of-worst': (facts) =>
          (facts.denseCompute + facts.denseMove) / (facts.aloneCompute + facts.aloneMove),
        'macs-over-peak': (facts) =>
          Math.max(facts.denseCompute / 2, facts.denseMove) / facts.aloneMove,
      },
    },
  ],
  hints: 3,
  solution: 3,
  preset: ({ channels, size }) => ({
    widget: 'conv-cost',
    params: { input: size, inputChannels: channels, outputChannels: channels, groups: channels },
  }),
})
