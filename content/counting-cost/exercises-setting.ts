import { defineExercise, setting } from '../../components/exercise/index.ts'
import type convCost from '../../components/widgets/conv-cost/widget.ts'
import { convolutionCost } from '../../math/conv/index.ts'

interface Layer {
  readonly channels: number
  readonly kernel: number
  readonly size: number
}

const costOf = ({ channels, kernel, size }: Layer, stride: number) =>
  convolutionCost(
    {
      inputChannels: channels,
      outputChannels: channels,
      kernel,
      padding: (kernel - 1) / 2,
      stride,
      bias: false,
    },
    { height: size, width: size },
  )

/** The smallest stride at which the layer keeps within its budget. */
const strideFor = (layer: Layer, budget: number) =>
  [1, 2, 3, 4, 5, 6, 7, 8].find((stride) => costOf(layer, stride).macs <= budget) ?? 8

function facts({ times, ...layer }: Layer & { readonly times: number }) {
  const { params, macs } = costOf(layer, 1)
  const budget = Math.floor(macs / times)
  const stride = strideFor(layer, budget)
  return {
    ...layer,
    padding: (layer.kernel - 1) / 2,
    parameters: params.total,
    macs,
    budget,
    stride,
    least: costOf(layer, stride).macs,
    positions: Math.round(macs / params.total),
  }
}

/** Fewer multiply-accumulates from the same weights: one knob does it, three others look like it. */
export const sameWeights = defineExercise({
  id: 'same-weights',
  rev: 1,
  skills: ['count-params', 'count-macs'],
  generate: (random) => ({
    kernel: random.pick([3, 5]),
    channels: 16 * random.integer(1, 8),
    size: 4 * random.integer(6, 28),
    times: random.pick([3, 6]),
  }),
  facts,
  accept: ({ kernel }, { stride }) => stride <= kernel,
  parts: [
    setting<typeof convCost, ReturnType<typeof facts>>({
      id: 'layer',
      kind: 'setting',
      widget: 'conv-cost',
      start: ({ kernel, channels, size, padding }) => ({
        kernel: [kernel, kernel],
        inputChannels: channels,
        outputChannels: channels,
        input: [size, size],
        padding: [padding, padding],
      }),
      free: ['groups', 'stride', 'padding', 'bias'],
      goals: {
        'within-budget': ({ stride, padding, groups, bias }, { kernel, channels, size, budget }) =>
          convolutionCost(
            {
              inputChannels: channels,
              outputChannels: channels,
              kernel,
              padding: [padding[0], padding[1]],
              stride: [stride[0], stride[1]],
              groups,
              bias,
            },
            { height: size, width: size },
          ).macs <= budget,
        'same-parameters': ({ groups, bias }) => groups === 1 && !bias,
        'no-pixel-skipped': ({ stride }, { kernel }) => Math.max(...stride) <= kernel,
      },
      mistakes: {
        'groups-for-stride': {
          made: ({ groups }) => groups > 1,
          sample: ({ channels }) => ({ groups: channels }),
        },
        'skipped-pixels': {
          made: ({ groups, stride }, { kernel }) => groups === 1 && Math.max(...stride) > kernel,
          sample: () => ({ stride: [8, 8] }),
        },
      },
      answer: ({ stride }) => ({ stride: [stride, stride] }),
    }),
  ],
  hints: 2,
  solution: 2,
})
