import { defineExercise, setting } from '../../components/exercise/index.ts'
import type groupsMatrix from '../../components/widgets/groups-matrix/widget.ts'
import { channelPaths, convolutionCost } from '../../math/conv/index.ts'
import type { ChannelStep } from '../../math/conv/index.ts'

interface TwoLayers {
  readonly groups: number
  readonly shuffle: boolean
  readonly second: 'same' | 'pointwise'
}

/** Does every output of the second layer know of every input of the first? */
function allReach({ groups, shuffle, second }: TwoLayers, channels: number): boolean {
  const layer = (g: number): ChannelStep => ({
    kind: 'convolution',
    outputChannels: channels,
    groups: g,
  })
  const steps = [
    layer(groups),
    ...(shuffle ? [{ kind: 'shuffle', groups } as const] : []),
    layer(second === 'pointwise' ? 1 : groups),
  ]
  return channelPaths(channels, steps).every((row) => row.every((paths) => paths > 0))
}

function weightsOf({ groups, second }: TwoLayers, channels: number, kernel: number): number {
  const weights = (k: number, g: number) =>
    convolutionCost(
      {
        inputChannels: channels,
        outputChannels: channels,
        kernel: k,
        groups: g,
        padding: 'same',
        bias: false,
      },
      { height: 28, width: 28 },
    ).params.weights
  return (
    weights(kernel, groups) + (second === 'pointwise' ? weights(1, 1) : weights(kernel, groups))
  )
}

const plain = { groups: 1, shuffle: false, second: 'same' } as const

function facts({ groups, times }: { readonly groups: number; readonly times: number }) {
  const channels = groups * groups * times
  const kernel = 3
  const shuffled = { groups, shuffle: true, second: 'same' } as const
  const separable = { groups: channels, shuffle: false, second: 'pointwise' } as const
  return {
    channels,
    groups,
    kernel,
    bundle: channels / groups,
    full: weightsOf(plain, channels, kernel),
    budget: weightsOf(shuffled, channels, kernel),
    separable: weightsOf(separable, channels, kernel),
  }
}

/** Two layers with few weights, and still everybody hears of everybody. */
export const everybodyReached = defineExercise({
  id: 'everybody-reached',
  rev: 1,
  skills: ['grouped-convolution', 'channel-shuffle'],
  generate: (random) => ({ groups: random.integer(2, 5), times: random.integer(1, 4) }),
  facts,
  accept: (_, { channels }) => channels >= 12 && channels <= 32,
  parts: [
    setting<typeof groupsMatrix, ReturnType<typeof facts>>({
      id: 'layers',
      kind: 'setting',
      widget: 'groups-matrix',
      start: ({ channels, kernel }) => ({
        view: 'two',
        inputChannels: channels,
        outputChannels: channels,
        groups: 1,
        shuffle: false,
        second: 'same',
        kernel,
        followed: 0,
      }),
      free: ['groups', 'shuffle', 'second', 'followed'],
      goals: {
        everybody: (layers, { channels }) => allReach(layers, channels),
        light: (layers, { channels, kernel, budget }) =>
          weightsOf(layers, channels, kernel) <= budget,
      },
      mistakes: {
        'forgot-the-shuffle': {
          made: ({ groups, shuffle, second }) => groups > 1 && !shuffle && second === 'same',
          sample: ({ groups }) => ({ groups, shuffle: false }),
        },
        'too-many-groups': {
          made: (layers, { channels }) =>
            layers.shuffle && layers.second === 'same' && !allReach(layers, channels),
          sample: ({ channels }) => ({ groups: channels, shuffle: true }),
        },
      },
      answer: ({ groups }) => ({ groups, shuffle: true }),
    }),
  ],
  hints: 2,
  solution: 2,
})
