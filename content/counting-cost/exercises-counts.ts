import { defineExercise, slips } from '../../components/exercise/index.ts'
import { convolutionCost, productsPerOutput } from '../../math/conv/index.ts'

/** One layer with a bias under three conventions. Few channels, so that a bias shows in three figures. */
export const threeCounts = defineExercise({
  id: 'three-counts',
  rev: 1,
  skills: ['count-macs', 'counting-conventions'],
  generate: (random) => {
    const kernel = random.pick([3, 5])
    return {
      size: 2 * random.integer(8, 112),
      kernel,
      padding: (kernel - 1) / 2,
      inputChannels: kernel === 3 ? random.integer(2, 8) : random.integer(1, 3),
      outputChannels: 8 * random.integer(2, 12),
    }
  },
  facts: (given) => {
    const layer = { ...given, stride: 2, bias: true }
    const size = { height: given.size, width: given.size }
    const cost = convolutionCost(layer, size)
    const products = productsPerOutput(layer)
    return {
      side: cost.shape.height,
      products,
      more: products + 1,
      cells: cost.operations.article.bias,
      params: cost.params.total,
      macs: cost.macs,
      article: cost.operations.article.total,
      flops: cost.operations.flops.total,
      onInput: convolutionCost({ ...layer, stride: 1 }, size).macs,
      oneChannel: cost.macs / given.outputChannels,
    }
  },
  parts: [
    {
      id: 'macs',
      kind: 'number',
      unit: 'MAC',
      value: (facts) => facts.macs,
      mistakes: {
        'input-size-for-output': (facts) => facts.onInput,
        'counted-the-bias': (facts) => facts.article,
        'one-output-channel': (facts) => facts.oneChannel,
        'params-for-macs': (facts) => facts.params,
        'flops-for-macs': slips['flops-for-macs'],
      },
    },
    {
      id: 'article',
      kind: 'number',
      unit: 'FLOP',
      dependsOn: ['macs'],
      value: (facts, earlier) => earlier('macs') + facts.cells,
      mistakes: {
        'forgot-bias': (_, earlier) => earlier('macs'),
        'doubled-for-the-article': (facts, earlier) => 2 * (earlier('macs') + facts.cells),
        'true-flops-for-article': (_, earlier) => 2 * earlier('macs'),
      },
    },
    {
      id: 'flops',
      kind: 'number',
      unit: 'FLOP',
      dependsOn: ['macs'],
      value: (_, earlier) => 2 * earlier('macs'),
      mistakes: {
        'macs-for-flops': slips['macs-for-flops'],
        'bias-on-top': (facts, earlier) => 2 * (earlier('macs') + facts.cells),
      },
    },
  ],
  hints: 3,
  solution: 3,
  preset: ({ size, kernel, padding, inputChannels, outputChannels }) => ({
    widget: 'conv-cost',
    params: {
      input: size,
      kernel,
      padding,
      inputChannels,
      outputChannels,
      stride: 2,
      bias: true,
    },
  }),
})

/** What moving the stride from a block's first 1×1 to its 3×3 costs: version 1 against 1.5. */
export const whereTheStrideStands = defineExercise({
  id: 'where-the-stride-stands',
  rev: 1,
  skills: ['count-macs', 'counting-conventions'],
  generate: (random) => {
    const inner = 16 * random.integer(2, 16)
    return { size: 2 * random.integer(7, 40), inner, outer: inner * random.integer(2, 4) }
  },
  facts: ({ size, inner, outer }) => {
    const macs = (stride: number) =>
      convolutionCost(
        { inputChannels: outer, outputChannels: inner, kernel: 1, stride, bias: false },
        { height: size, width: size },
      ).macs
    const three = (stride: number, side: number) =>
      convolutionCost(
        {
          inputChannels: inner,
          outputChannels: inner,
          kernel: 3,
          stride,
          padding: 1,
          bias: false,
        },
        { height: side, width: side },
      ).macs
    return {
      half: size / 2,
      weights: inner * outer,
      early: macs(2),
      late: macs(1),
      more: macs(1) - macs(2),
      threeEarly: three(1, size / 2),
      threeLate: three(2, size),
    }
  },
  parts: [
    {
      id: 'early',
      kind: 'number',
      unit: 'MAC',
      value: (facts) => facts.early,
      mistakes: {
        'input-size-for-output': (facts) => facts.late,
        'halved-once': (facts) => 2 * facts.early,
        'params-for-macs': (facts) => facts.weights,
      },
    },
    {
      id: 'extra',
      kind: 'number',
      unit: 'MAC',
      dependsOn: ['early'],
      value: (_, earlier) => 3 * earlier('early'),
      mistakes: {
        'whole-for-extra': (_, earlier) => 4 * earlier('early'),
        'doubles-not-quadruples': (_, earlier) => earlier('early'),
      },
    },
    {
      id: 'three-by-three',
      kind: 'choice',
      options: {
        'same-work': {},
        'four-times-the-work': { mistake: 'input-size-for-output' },
        'a-quarter-of-the-work': {},
      },
      correct: ({ threeEarly, threeLate }) => [
        threeEarly === threeLate
          ? 'same-work'
          : threeLate > threeEarly
            ? 'four-times-the-work'
            : 'a-quarter-of-the-work',
      ],
    },
  ],
  hints: 2,
  solution: 3,
  preset: ({ size, inner, outer }) => ({
    widget: 'conv-cost',
    params: {
      input: size,
      kernel: 1,
      padding: 0,
      inputChannels: outer,
      outputChannels: inner,
      stride: 2,
    },
  }),
})

const readings = ['as-macs', 'as-flops', 'as-article', 'on-input', 'no-groups'] as const

/** A tool's bare number, and what it must have counted. */
export const whichCount = defineExercise({
  id: 'which-count',
  rev: 1,
  skills: ['counting-conventions'],
  generate: (random) => {
    const groups = random.pick([3, 5, 6, 8])
    return {
      reading: random.pick(readings),
      groups,
      inputChannels: groups * random.integer(1, 8),
      outputChannels: groups * random.integer(4, 16),
      size: 2 * random.integer(8, 60),
    }
  },
  facts: ({ reading, groups, inputChannels, outputChannels, size }) => {
    const layer = { inputChannels, outputChannels, kernel: 3, padding: 1, stride: 2, groups }
    const input = { height: size, width: size }
    const { macs, operations, shape } = convolutionCost({ ...layer, bias: true }, input)
    const values = {
      'as-macs': macs,
      'as-flops': operations.flops.total,
      'as-article': operations.article.total,
      'on-input': convolutionCost({ ...layer, stride: 1, bias: true }, input).macs,
      'no-groups': convolutionCost({ ...layer, groups: 1, bias: true }, input).macs,
    }
    return {
      reading,
      values,
      shown: values[reading],
      ratio: values[reading] / macs,
      side: shape.height,
      products: productsPerOutput(layer),
      macs,
      flops: values['as-flops'],
      article: values['as-article'],
      onInput: values['on-input'],
      ungrouped: values['no-groups'],
    }
  },
  parts: [
    {
      id: 'reading',
      kind: 'choice',
      options: {
        'as-macs': { value: ({ values }) => values['as-macs'] },
        'as-flops': { value: ({ values }) => values['as-flops'] },
        'as-article': { value: ({ values }) => values['as-article'] },
        'on-input': {
          value: ({ values }) => values['on-input'],
          mistake: 'input-size-for-output',
        },
        'no-groups': { value: ({ values }) => values['no-groups'], mistake: 'ignored-groups' },
      },
      correct: ({ reading }) => [reading],
    },
  ],
  hints: 2,
  solution: 2,
  preset: ({ groups, inputChannels, outputChannels, size }) => ({
    widget: 'conv-cost',
    params: { input: size, inputChannels, outputChannels, groups, stride: 2, bias: true },
  }),
})
