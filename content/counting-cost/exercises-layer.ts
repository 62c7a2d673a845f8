import { defineExercise, slips } from '../../components/exercise/index.ts'
import { axisShape, convolutionCost, productsPerOutput } from '../../math/conv/index.ts'

/** Products of one cell, then the parameters of a grouped layer with its bias. */
export const kernelWeights = defineExercise({
  id: 'kernel-weights',
  rev: 1,
  skills: ['count-params'],
  generate: (random) => {
    const groups = random.pick([2, 4, 8])
    return {
      kernel: random.pick([3, 5, 7]),
      groups,
      inputChannels: groups * random.integer(2, 16),
      outputChannels: groups * random.integer(2, 16),
    }
  },
  facts: (layer) => {
    const { kernel, groups, inputChannels, outputChannels } = layer
    const products = productsPerOutput(layer)
    return {
      seen: inputChannels / groups,
      products,
      bundle: outputChannels / groups,
      ungrouped: productsPerOutput({ ...layer, groups: 1 }),
      line: (kernel * inputChannels) / groups,
      outputsSeen: (kernel ** 2 * outputChannels) / groups,
      weights: products * outputChannels,
      params: (products + 1) * outputChannels,
      inputChannels,
      outputChannels,
    }
  },
  parts: [
    {
      id: 'products',
      kind: 'number',
      unit: 'number',
      figures: 'exact',
      value: (facts) => facts.products,
      mistakes: {
        'ignored-groups': (facts) => facts.ungrouped,
        'kernel-not-squared': (facts) => facts.line,
        'co-for-ci': (facts) => facts.outputsSeen,
      },
    },
    {
      id: 'params',
      kind: 'number',
      unit: 'params',
      figures: 'exact',
      dependsOn: ['products'],
      value: (facts, earlier) => (earlier('products') + 1) * facts.outputChannels,
      mistakes: {
        'forgot-bias': (facts, earlier) => earlier('products') * facts.outputChannels,
        'one-bias-in-all': (facts, earlier) => earlier('products') * facts.outputChannels + 1,
        'ci-for-co': (facts, earlier) => (earlier('products') + 1) * facts.inputChannels,
        'kernels-of-one-group': (facts, earlier) => (earlier('products') + 1) * facts.bundle,
      },
    },
  ],
  hints: 2,
  solution: 2,
  preset: ({ kernel, groups, inputChannels, outputChannels }) => ({
    widget: 'conv-cost',
    params: {
      kernel,
      groups,
      inputChannels,
      outputChannels,
      bias: true,
      padding: (kernel - 1) / 2,
    },
  }),
})

/** Windows that fit, pixels that are lost, and the multiply-accumulates that follow. */
export const windows = defineExercise({
  id: 'windows',
  rev: 1,
  skills: ['output-size', 'count-macs'],
  // With little padding and a long stride, whoever forgets the padding gets one window less, as if
  // the first had been forgotten. Hence either none, or much of it and short steps.
  generate: (random) => {
    const padded = random.pick([true, false])
    const kernel = random.pick(padded ? [7, 9, 11] : [3, 5, 7])
    return {
      size: random.integer(20, 90),
      kernel,
      stride: padded ? random.integer(2, 4) : random.integer(2, 6),
      padding: padded ? (kernel - 1) / 2 : 0,
      inputChannels: random.integer(2, 12),
      outputChannels: 8 * random.integer(2, 12),
    }
  },
  facts: (given) => {
    const { size, kernel, stride, padding } = given
    const cost = convolutionCost({ ...given, bias: false }, { height: size, width: size })
    const { output, dropped, remainder, padded } = cost.shape.vertical
    const axis = {
      kernel,
      stride,
      dilation: 1,
      padBegin: padding,
      padEnd: padding,
      ceilMode: false,
    }
    return {
      windows: output,
      steps: output - 1,
      roundedUp: output + 1,
      unpadded: axisShape(size, { ...axis, padBegin: 0, padEnd: 0 }).output,
      unstrided: axisShape(size, { ...axis, stride: 1 }).output,
      padded,
      room: padded - kernel,
      /** Pixels from the first tap of the first window to the last tap of the last. */
      end: (output - 1) * stride + kernel,
      remainder,
      dropped,
      weights: cost.params.weights,
      oneSide: cost.params.weights / kernel,
      size,
      padding,
      macs: cost.macs,
    }
  },
  accept: (_, { remainder }) => remainder > 0,
  parts: [
    {
      id: 'windows',
      kind: 'number',
      unit: 'number',
      figures: 'exact',
      value: (facts) => facts.windows,
      mistakes: {
        'forgot-the-first': (facts) => facts.steps,
        'rounded-up': (facts) => facts.roundedUp,
        'ignored-padding': ({ padding, unpadded }) => (padding > 0 ? unpadded : undefined),
        'ignored-stride': (facts) => facts.unstrided,
      },
    },
    {
      id: 'dropped',
      kind: 'number',
      unit: 'number',
      figures: 'exact',
      value: (facts) => facts.dropped,
      mistakes: {
        'padding-counted-as-lost': ({ padding, remainder }) =>
          padding > 0 ? remainder : undefined,
        'nothing-lost': ({ dropped }) => (dropped > 0 ? 0 : undefined),
      },
    },
    {
      id: 'macs',
      kind: 'number',
      unit: 'MAC',
      dependsOn: ['windows'],
      value: (facts, earlier) => facts.weights * earlier('windows') ** 2,
      mistakes: {
        'input-size-for-output': (facts) => facts.weights * facts.size ** 2,
        'one-row-only': (facts, earlier) => facts.weights * earlier('windows'),
        'kernel-not-squared': (facts, earlier) => facts.oneSide * earlier('windows') ** 2,
        'params-for-macs': (facts) => facts.weights,
        'flops-for-macs': slips['flops-for-macs'],
      },
    },
  ],
  hints: 3,
  solution: 3,
  preset: ({ size, kernel, stride, padding, inputChannels, outputChannels }) => ({
    widget: 'conv-cost',
    params: { input: size, kernel, stride, padding, inputChannels, outputChannels },
  }),
})

const changes = ['size', 'stride', 'batch', 'in', 'out', 'groups', 'format'] as const

/** One setting is changed: which of the counts follow it? */
export const whatChanges = defineExercise({
  id: 'what-changes',
  rev: 1,
  skills: ['count-params', 'count-macs', 'count-bytes'],
  generate: (random) => ({
    change: random.pick(changes),
    channels: 16 * random.integer(1, 8),
    size: 2 * random.integer(7, 56),
  }),
  facts: ({ change, channels, size }) => {
    const when = (which: (typeof changes)[number], before: number, after: number) =>
      change === which ? after : before
    const after = {
      sizeB: when('size', size, 2 * size),
      strideB: when('stride', 1, 2),
      batchB: when('batch', 1, 4),
      inB: when('in', channels, 2 * channels),
      outB: when('out', channels, 2 * channels),
      groupsB: when('groups', 1, 4),
      widthB: when('format', 4, 2),
    }
    const a = convolutionCost(
      { inputChannels: channels, outputChannels: channels, kernel: 3, padding: 1, bias: false },
      { height: size, width: size },
    )
    const b = convolutionCost(
      {
        inputChannels: after.inB,
        outputChannels: after.outB,
        kernel: 3,
        padding: 1,
        stride: after.strideB,
        groups: after.groupsB,
        bias: false,
      },
      { height: after.sizeB, width: after.sizeB, batch: after.batchB },
      { precision: change === 'format' ? 'fp16' : 'fp32' },
    )
    return {
      ...after,
      parameters: a.params.total,
      parametersB: b.params.total,
      macs: a.macs,
      macsB: b.macs,
      inputBytes: a.bytes.input,
      inputBytesB: b.bytes.input,
      weightBytes: a.bytes.weights,
      weightBytesB: b.bytes.weights,
      outputBytes: a.bytes.output,
      outputBytesB: b.bytes.output,
    }
  },
  parts: [
    {
      id: 'which',
      kind: 'choice',
      multiple: true,
      options: {
        'param-count': {},
        'mac-count': {},
        'input-bytes': {},
        'weight-bytes': {},
        'output-bytes': {},
      },
      correct: (facts) => [
        ...(facts.parameters === facts.parametersB ? [] : ['param-count']),
        ...(facts.macs === facts.macsB ? [] : ['mac-count']),
        ...(facts.inputBytes === facts.inputBytesB ? [] : ['input-bytes']),
        ...(facts.weightBytes === facts.weightBytesB ? [] : ['weight-bytes']),
        ...(facts.outputBytes === facts.outputBytesB ? [] : ['output-bytes']),
      ],
    },
  ],
  hints: 2,
  solution: 2,
  preset: ({ channels, size }, { sizeB, strideB, batchB, inB, outB, groupsB, widthB }) => ({
    widget: 'conv-cost',
    params: {
      input: Math.max(size, sizeB),
      inputChannels: Math.max(channels, inB),
      outputChannels: outB,
      stride: strideB,
      batch: batchB,
      groups: groupsB,
      precision: widthB === 2 ? 'fp16' : 'fp32',
    },
  }),
})
