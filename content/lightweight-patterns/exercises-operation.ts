import { defineExercise, slips } from '../../components/exercise/index.ts'
import { convolutionCost, shuffleCost } from '../../math/conv/index.ts'
import { bytesPerElement } from '../../math/precision.ts'

/** A shuffle that is done as an operation of its own: bytes, time, and what it adds. */
export const dearShuffle = defineExercise({
  id: 'dear-shuffle',
  rev: 1,
  skills: ['channel-shuffle', 'count-bytes'],
  generate: (random) => {
    const groups = random.pick([2, 4, 8])
    return {
      groups,
      channels: 8 * groups * random.integer(2, 8),
      size: 7 * random.integer(1, 8),
      precision: random.pick(['fp32', 'fp16'] as const),
      bandwidth: random.pick([20, 25, 40, 50, 80]) * 1e9,
    }
  },
  facts: ({ groups, channels, size, precision, bandwidth }) => {
    const input = { height: size, width: size }
    const shuffle = shuffleCost(channels, input, { precision })
    const layer = convolutionCost(
      { inputChannels: channels, outputChannels: channels, kernel: 1, groups, bias: false },
      input,
      { precision },
    )
    const whole = convolutionCost(
      { inputChannels: channels, outputChannels: channels, kernel: 1, bias: false },
      input,
      { precision },
    )
    return {
      width: bytesPerElement(precision),
      elements: channels * size ** 2,
      once: shuffle.bytes.input,
      bytes: shuffle.bytes.total,
      numbers: shuffle.memoryAccessCost,
      time: shuffle.bytes.total / bandwidth,
      weights: layer.params.weights,
      ungroupedWeights: whole.params.weights,
      layerBytes: layer.bytes.total,
      wholeBytes: whole.bytes.total,
      more: shuffle.bytes.total / layer.bytes.total,
    }
  },
  parts: [
    {
      id: 'bytes',
      kind: 'number',
      unit: 'B',
      value: (facts) => facts.bytes,
      mistakes: {
        'read-but-not-written': (facts) => facts.once,
        // In fp16 the numbers read and written are as many as the bytes of one map.
        'elements-for-bytes': ({ width, numbers }) => (width > 2 ? numbers : undefined),
        'bits-for-bytes': slips['bits-for-bytes'],
      },
    },
    {
      id: 'time',
      kind: 'number',
      unit: 's',
      dependsOn: ['bytes'],
      value: ({ bytes, time }, earlier) => (earlier('bytes') * time) / bytes,
      mistakes: {
        'bits-for-bytes': slips['bits-for-bytes'],
      },
    },
    {
      id: 'layer',
      kind: 'number',
      unit: 'B',
      figures: 4,
      value: (facts) => facts.layerBytes,
      mistakes: {
        'ignored-groups': (facts) => facts.wholeBytes,
        'maps-only': (facts) => facts.bytes,
        'weights-only': (facts) => facts.weights * facts.width,
      },
    },
  ],
  hints: 3,
  solution: 3,
  preset: ({ groups, channels, size }) => ({
    widget: 'conv-cost',
    params: {
      input: size,
      kernel: 1,
      padding: 0,
      inputChannels: channels,
      outputChannels: channels,
      groups,
    },
  }),
})

/** Squeeze-and-excitation behind some blocks: weights, and the map that moves again. */
export const weighTheChannels = defineExercise({
  id: 'weigh-the-channels',
  rev: 1,
  skills: ['channel-weighting'],
  generate: (random) => ({
    channels: 64 * random.integer(2, 32),
    reduction: random.pick([4, 8, 16, 32]),
    blocks: random.integer(2, 9),
    size: 7 * random.integer(1, 8),
  }),
  facts: ({ channels, reduction, blocks, size }) => {
    const middle = channels / reduction
    const map = channels * size ** 2
    return {
      middle,
      map,
      layer: channels * middle,
      perBlock: 2 * channels * middle,
      weights: 2 * channels * middle * blocks,
      single: channels * middle * blocks,
      square: 2 * middle ** 2 * blocks,
      unreduced: 2 * channels ** 2 * blocks,
      moved: 3 * map * 2,
      twice: 2 * map * 2,
      numbers: 3 * map,
    }
  },
  parts: [
    {
      id: 'weights',
      kind: 'number',
      unit: 'params',
      value: (facts) => facts.weights,
      mistakes: {
        'one-layer-of-two': (facts) => facts.single,
        'one-block-only': (facts) => facts.perBlock,
        'reduced-twice': (facts) => facts.square,
        'not-reduced': (facts) => facts.unreduced,
      },
    },
    {
      id: 'moved',
      kind: 'number',
      unit: 'B',
      value: (facts) => facts.moved,
      mistakes: {
        'read-once-only': (facts) => facts.twice,
        'elements-for-bytes': (facts) => facts.numbers,
      },
    },
    {
      id: 'why-twice',
      kind: 'choice',
      options: {
        'mean-comes-last': {},
        'weights-too-large': {},
        'two-layers-in-between': {},
      },
      correct: () => ['mean-comes-last'],
    },
  ],
  hints: 3,
  solution: 3,
  preset: () => ({ widget: 'channel-weighting', params: { scene: 'network' } }),
})
