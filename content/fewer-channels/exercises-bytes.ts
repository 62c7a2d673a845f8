import { defineExercise, slips } from '../../components/exercise/index.ts'
import { convolutionCost, separable, sequenceCost } from '../../math/conv/index.ts'
import type { ConvolutionCost, ConvolutionSpec } from '../../math/conv/index.ts'
import { ridgePoint, roofline } from '../../math/hardware/index.ts'
import { bytesPerElement } from '../../math/precision.ts'

const layerOf = (channels: number, kernel: number, stride = 1): ConvolutionSpec => ({
  inputChannels: channels,
  outputChannels: channels,
  kernel,
  stride,
  padding: (kernel - 1) / 2,
  bias: false,
})

/** One change to a depthwise layer: does each of its bytes do more? */
export const whatRaisesIntensity = defineExercise({
  id: 'what-raises-intensity',
  rev: 1,
  skills: ['depthwise-intensity'],
  generate: (random) => ({
    channels: 32 * random.integer(1, 16),
    size: 14 * random.integer(2, 8),
  }),
  facts: ({ channels, size }) => {
    const intensity = (
      width: number,
      kernel: number,
      { stride = 1, side = size, batch = 1, precision = 'fp32' as 'fp32' | 'fp16' } = {},
    ) =>
      convolutionCost(
        { ...layerOf(width, kernel, stride), groups: width },
        { height: side, width: side, batch },
        { precision },
      ).arithmeticIntensity
    const base = intensity(channels, 3)
    const after = {
      kernel: intensity(channels, 5),
      format: intensity(channels, 3, { precision: 'fp16' }),
      channels: intensity(2 * channels, 3),
      batch: intensity(channels, 3, { batch: 8 }),
      stride: intensity(channels, 3, { stride: 2 }),
    }
    return {
      base,
      after,
      images: 8,
      twice: 2 * channels,
      kernelB: after.kernel,
      formatB: after.format,
      channelsB: after.channels,
      batchB: after.batch,
      strideB: after.stride,
    }
  },
  parts: [
    {
      id: 'raises',
      kind: 'choice',
      multiple: true,
      options: {
        'kernel-of-five': {},
        'half-the-format': {},
        'twice-the-channels': {},
        'eight-images': {},
        'stride-of-two': {},
      },
      correct: ({ base, after }) => {
        const more = (value: number) => value > 1.2 * base
        return [
          ...(more(after.kernel) ? ['kernel-of-five'] : []),
          ...(more(after.format) ? ['half-the-format'] : []),
          ...(more(after.channels) ? ['twice-the-channels'] : []),
          ...(more(after.batch) ? ['eight-images'] : []),
          ...(more(after.stride) ? ['stride-of-two'] : []),
        ]
      },
    },
  ],
  hints: 2,
  solution: 2,
  preset: ({ channels, size }) => ({
    widget: 'conv-cost',
    params: {
      input: size,
      inputChannels: channels,
      outputChannels: channels,
      groups: channels,
      count: 'flops',
    },
  }),
})

/** Fewer operations, two layers: how much faster on a chip whose ridge lies between them. */
export const separableInTime = defineExercise({
  id: 'separable-in-time',
  rev: 1,
  skills: ['depthwise-intensity', 'separable-time'],
  generate: (random) => ({
    channels: 16 * random.integer(2, 16),
    size: 7 * random.integer(2, 16),
    precision: random.pick(['fp32', 'fp16'] as const),
    peak: random.pick([0.2, 0.25, 0.4, 0.5, 0.8, 1, 2]) * 1e12,
    bandwidth: random.pick([20, 25, 40, 50, 80]) * 1e9,
  }),
  facts: ({ channels, size, precision, peak, bandwidth }) => {
    const input = { height: size, width: size }
    const layer = layerOf(channels, 3)
    const machine = { peak, bandwidth }
    const run = (cost: ConvolutionCost) => {
      const work = { flops: cost.operations.flops.total, bytes: cost.bytes.total }
      return { ...work, ...roofline(work, machine) }
    }
    const one = run(convolutionCost(layer, input, { precision }))
    const both = sequenceCost(separable(layer), input, { precision })
    const filter = run(both.layers[0]!)
    const mix = run(both.layers[1]!)
    const { bytes } = both.layers[0]!
    return {
      width: bytesPerElement(precision),
      ridge: ridgePoint(machine),
      numbers: 2 * channels * size ** 2 + 9 * channels,
      flops: filter.flops,
      bytes: filter.bytes,
      intensity: filter.flops / filter.bytes,
      withoutOutput: filter.flops / (filter.bytes - bytes.output),
      perNumber: (filter.flops * bytesPerElement(precision)) / filter.bytes,
      filterCompute: filter.computeTime,
      filterMove: filter.memoryTime,
      filterTime: filter.time,
      filterBound: filter.bound,
      mixFlops: mix.flops,
      mixBytes: mix.bytes,
      mixCompute: mix.computeTime,
      mixMove: mix.memoryTime,
      mixTime: mix.time,
      mixBound: mix.bound,
      time: filter.time + mix.time,
      computeOnly: filter.computeTime + mix.computeTime,
      moveOnly: filter.memoryTime + mix.memoryTime,
      oneFlops: one.flops,
      oneTime: one.time,
      oneBound: one.bound,
      fewerFlops: one.flops / (filter.flops + mix.flops),
      fewerBytes: one.bytes / (filter.bytes + mix.bytes),
    }
  },
  accept: (_, { filterBound, mixBound, oneBound }) =>
    filterBound === 'memory' && mixBound === 'compute' && oneBound === 'compute',
  parts: [
    {
      id: 'intensity',
      kind: 'number',
      unit: 'FLOP/B',
      value: (facts) => facts.intensity,
      mistakes: {
        'macs-for-flops': slips['macs-for-flops'],
        'forgot-output': (facts) => facts.withoutOutput,
        // With two bytes per number it is as if the output had been forgotten.
        'elements-for-bytes': ({ width, perNumber }) => (width > 2 ? perNumber : undefined),
        'inverted-ratio': slips['inverted-ratio'],
      },
    },
    {
      id: 'time',
      kind: 'number',
      unit: 's',
      value: (facts) => facts.time,
      mistakes: {
        'operations-only': (facts) => facts.computeOnly,
        'depthwise-only': (facts) => facts.filterTime,
        'pointwise-only': (facts) => facts.mixTime,
        'macs-over-peak': (facts) =>
          Math.max(facts.filterCompute / 2, facts.filterMove) +
          Math.max(facts.mixCompute / 2, facts.mixMove),
        'added-instead-of-worst': (facts) => facts.computeOnly + facts.moveOnly,
      },
    },
    {
      id: 'faster',
      kind: 'number',
      unit: 'number',
      dependsOn: ['time'],
      value: (facts, earlier) => facts.oneTime / earlier('time'),
      mistakes: {
        'speed-by-operations': (facts) => facts.fewerFlops,
        'inverted-ratio': slips['inverted-ratio'],
      },
    },
  ],
  hints: 3,
  solution: 3,
  preset: ({ channels, size }) => ({
    widget: 'separable-conv',
    params: { view: 'ratio', inputChannels: channels, outputChannels: channels, size },
  }),
})
