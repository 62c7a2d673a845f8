import { defineExercise } from '../../components/exercise/index.ts'
import {
  describeField,
  effectiveReceptiveField,
  fieldThrough,
  layersOfStack,
  pathCounts,
  receptiveField,
} from '../../math/conv/index.ts'
import type { WindowSpec } from '../../math/conv/index.ts'

/** Three layers with strides, dilation and padding: what one output pixel sees. */
export const fieldOfChain = defineExercise({
  id: 'field-of-chain',
  rev: 1,
  skills: ['receptive-field'],
  generate: (random) => ({
    firstKernel: random.pick([3, 5, 7]),
    firstStride: random.integer(2, 3),
    secondKernel: random.pick([3, 5]),
    secondStride: random.integer(1, 3),
    secondDilation: random.integer(2, 3),
    thirdKernel: random.pick([3, 5]),
    thirdStride: 2,
    thirdDilation: random.integer(1, 3),
  }),
  facts: (given) => {
    const { firstKernel, firstStride, secondKernel, secondStride, secondDilation } = given
    const { thirdKernel, thirdStride, thirdDilation } = given
    const layer = (kernel: number, stride: number, dilation: number) => ({
      kernel,
      stride,
      dilation,
      padding: (dilation * (kernel - 1)) / 2,
    })
    const layers = [
      layer(firstKernel, firstStride, 1),
      layer(secondKernel, secondStride, secondDilation),
      layer(thirdKernel, thirdStride, thirdDilation),
    ] as const
    const fieldOf = (chain: readonly WindowSpec[]) => receptiveField(chain).vertical
    const afterTwo = fieldOf(layers.slice(0, 2))
    const whole = fieldOf(layers)
    return {
      ...given,
      firstPadding: layers[0].padding,
      secondPadding: layers[1].padding,
      thirdPadding: layers[2].padding,
      sizeTwo: afterTwo.size,
      jump: afterTwo.jump,
      size: whole.size,
      unpadded: fieldOf(layers.map((each) => ({ ...each, padding: 0 }))).size,
      secondReach: secondDilation * (secondKernel - 1),
      thirdReach: thirdDilation * (thirdKernel - 1),
    }
  },
  parts: [
    {
      id: 'after-two',
      kind: 'number',
      unit: 'number',
      figures: 'exact',
      value: (facts) => facts.sizeTwo,
      mistakes: {
        'ignored-stride': ({ firstKernel, secondReach }) => firstKernel + secondReach,
        'own-stride-too': ({ firstKernel, firstStride, secondReach, jump }) =>
          1 + (firstKernel - 1) * firstStride + secondReach * jump,
        'ignored-dilation': ({ firstKernel, firstStride, secondKernel }) =>
          firstKernel + (secondKernel - 1) * firstStride,
        'whole-kernel-added': ({ firstKernel, firstStride, secondReach }) =>
          firstKernel + (secondReach + 1) * firstStride,
      },
    },
    {
      id: 'jump',
      kind: 'number',
      unit: 'number',
      figures: 'exact',
      value: (facts) => facts.jump,
      mistakes: {
        'last-stride-only': (facts) => facts.secondStride,
        'strides-added': ({ firstStride, secondStride }) => firstStride + secondStride,
        'own-stride-too': ({ jump, thirdStride }) => jump * thirdStride,
      },
    },
    {
      id: 'field',
      kind: 'number',
      unit: 'number',
      figures: 'exact',
      dependsOn: ['after-two', 'jump'],
      value: ({ thirdReach }, earlier) => earlier('after-two') + thirdReach * earlier('jump'),
      mistakes: {
        'ignored-stride': ({ thirdReach }, earlier) => earlier('after-two') + thirdReach,
        'own-stride-too': ({ thirdReach, thirdStride }, earlier) =>
          earlier('after-two') + thirdReach * earlier('jump') * thirdStride,
        'ignored-dilation': ({ thirdKernel, thirdDilation }, earlier) =>
          thirdDilation === 1
            ? undefined
            : earlier('after-two') + (thirdKernel - 1) * earlier('jump'),
        'whole-kernel-added': ({ thirdReach }, earlier) =>
          earlier('after-two') + (thirdReach + 1) * earlier('jump'),
      },
    },
    {
      id: 'unpadded',
      kind: 'choice',
      options: { 'field-stays': {}, 'field-shrinks': {}, 'field-grows': {} },
      correct: ({ size, unpadded }) => [
        size === unpadded ? 'field-stays' : unpadded < size ? 'field-shrinks' : 'field-grows',
      ],
    },
  ],
  hints: 3,
  solution: 4,
})

/** A halving block with its stride in the 1×1 or in the 3×3: how far each sees. */
export const strideMoved = defineExercise({
  id: 'stride-moved',
  rev: 1,
  skills: ['receptive-field'],
  generate: (random) => {
    const jump = random.pick([4, 8, 16])
    return { jump, before: 11 + 2 * jump * random.integer(1, 9) }
  },
  facts: ({ jump, before }) => {
    const source = { starts: [0], ends: [before - 1], advance: jump, aligned: true }
    const pointwise = { kernel: 1, dilation: 1, padBegin: 0 }
    const three = { kernel: 3, dilation: 1, padBegin: 1 }
    const through = (first: number, second: number) =>
      describeField(
        fieldThrough(fieldThrough(source, { ...pointwise, stride: first }), {
          ...three,
          stride: second,
        }),
      )
    const [early, late] = [through(2, 1), through(1, 2)]
    return {
      before,
      jump,
      early: early.size,
      late: late.size,
      doubled: 2 * jump,
      earlyAdds: early.size - before,
      lateAdds: late.size - before,
      jumpEarly: early.jump,
      jumpLate: late.jump,
    }
  },
  parts: [
    {
      id: 'early',
      kind: 'number',
      unit: 'number',
      figures: 'exact',
      value: (facts) => facts.early,
      mistakes: {
        'stride-left-for-later': (facts) => facts.late,
        'ignored-stride': ({ before }) => before + 2,
        'whole-kernel-added': ({ before, doubled }) => before + 3 * doubled,
      },
    },
    {
      id: 'late',
      kind: 'number',
      unit: 'number',
      figures: 'exact',
      value: (facts) => facts.late,
      mistakes: {
        'own-stride-too': (facts) => facts.early,
        'ignored-stride': ({ before }) => before + 2,
        'whole-kernel-added': ({ before, jump }) => before + 3 * jump,
      },
    },
    {
      id: 'afterwards',
      kind: 'choice',
      options: {
        'same-step': {},
        'early-steps-wider': { mistake: 'stride-left-for-later' },
        'late-steps-wider': {},
      },
      correct: ({ jumpEarly, jumpLate }) => [
        jumpEarly === jumpLate
          ? 'same-step'
          : jumpEarly > jumpLate
            ? 'early-steps-wider'
            : 'late-steps-wider',
      ],
    },
  ],
  hints: 2,
  solution: 3,
})

/** In how many ways the middle is reached, and how wide the weight of the field is. */
export const waysIn = defineExercise({
  id: 'ways-in',
  rev: 1,
  skills: ['effective-receptive-field'],
  generate: (random) => {
    const kernel = random.pick([3, 5, 7])
    // Not three 3×3: their variance is 2, and 2 could be the added deviations, 2.45, rounded.
    return { kernel, layers: random.pick(kernel === 3 ? [2, 4, 5, 6] : [2, 3]) }
  },
  facts: ({ kernel, layers }) => {
    const kernels = Array.from({ length: layers }, () => ({ kernel }))
    const { rows } = pathCounts(kernels)
    const one = { inputChannels: 1, middleChannels: 1, outputChannels: 1 }
    const size = { height: rows.length, width: rows.length }
    const { deviation } = effectiveReceptiveField({
      layers: layersOfStack({ kernels, ...one }),
      size,
    })
    const peak = Math.max(...rows)
    return {
      kernel,
      layers,
      extent: rows.length,
      row: rows.join(' '),
      peak,
      middle: peak ** 2,
      all: kernel ** (2 * layers),
      taps: layers * kernel ** 2,
      /** Of one layer: (k² − 1)/12. */
      oneVariance: (kernel ** 2 - 1) / 12,
      variance: (layers * (kernel ** 2 - 1)) / 12,
      deviation: deviation[0],
      moreLayers: 4 * layers,
      moreExtent: 1 + 4 * layers * (kernel - 1),
      moreDeviation: 2 * deviation[0],
    }
  },
  parts: [
    {
      id: 'middle',
      kind: 'number',
      unit: 'number',
      figures: 'exact',
      value: (facts) => facts.middle,
      mistakes: {
        'one-axis-only': (facts) => facts.peak,
        'all-ways': (facts) => facts.all,
        'taps-added': (facts) => facts.taps,
      },
    },
    {
      id: 'deviation',
      kind: 'number',
      unit: 'number',
      value: (facts) => facts.deviation,
      mistakes: {
        'variance-for-deviation': (facts) => facts.variance,
        'one-layer-only': (facts) => Math.sqrt(facts.oneVariance),
        'deviations-added': ({ layers, oneVariance }) => layers * Math.sqrt(oneVariance),
      },
    },
    {
      id: 'deeper',
      kind: 'choice',
      options: {
        'reach-four-weight-two': {},
        'both-four': { mistake: 'deviations-added' },
        'both-two': {},
        'reach-two-weight-four': {},
      },
      correct: () => ['reach-four-weight-two'],
    },
  ],
  hints: 3,
  solution: 3,
  preset: ({ kernel, layers }) => ({
    widget: 'kernel-stack',
    params: {
      field: 'paths',
      stack: Array.from({ length: layers }, () => `${kernel}x${kernel}`).join(' '),
    },
  }),
})
