import {
  convolutionCost,
  shuffleCost,
  type ChannelStep,
  type ConvolutionCost,
  type LayerCost,
} from '../../../math/conv/index.ts'
import { defineWidget } from '../../widget/definition.ts'
import { choice, flag, int } from '../../widget/params.ts'
import { stagesOf, type Stage } from './reach.ts'
import { describe, tableOf } from './words.ts'

/** More channels than these are no longer told apart on a phone. */
const mostChannels = 32

export interface Frame {
  /** All stages; the frame has come to `stages[at]`. */
  readonly stages: readonly Stage[]
  readonly at: number
  readonly layers: readonly ConvolutionCost[]
  /** What they stand in for: the same without groups. */
  readonly standard: readonly ConvolutionCost[]
  readonly shuffle: LayerCost | null
}

interface Setting {
  readonly view: 'one' | 'two'
  readonly inputChannels: number
  readonly outputChannels: number
  readonly groups: number
  readonly second: 'same' | 'pointwise'
  readonly shuffle: boolean
  readonly kernel: number
  readonly size: number
}

function framesOf(setting: Setting): readonly Frame[] {
  const { view, inputChannels, outputChannels, groups, second, kernel, size } = setting
  const picture = { height: size, width: size }
  const pointwise = second === 'pointwise'
  const cost = (inputs: number, k: number, g: number) =>
    convolutionCost(
      { inputChannels: inputs, outputChannels, kernel: k, groups: g, padding: 'same', bias: false },
      picture,
    )
  const shapes = [
    [inputChannels, kernel, groups] as const,
    ...(view === 'two'
      ? [[outputChannels, pointwise ? 1 : kernel, pointwise ? 1 : groups] as const]
      : []),
  ]
  const convolution = (g: number) => ({ kind: 'convolution', outputChannels, groups: g }) as const
  const shuffled = view === 'two' && setting.shuffle
  const steps: ChannelStep[] = [convolution(groups)]
  if (shuffled) steps.push({ kind: 'shuffle', groups })
  if (view === 'two') steps.push(convolution(pointwise ? 1 : groups))
  const stages = stagesOf(inputChannels, steps)
  const shared = {
    stages,
    layers: shapes.map(([inputs, k, g]) => cost(inputs, k, g)),
    // A pointwise layer completes the first to one standard layer; others are a layer of their own.
    standard: (pointwise ? shapes.slice(0, 1) : shapes).map(([inputs, k]) => cost(inputs, k, 1)),
    shuffle: shuffled ? shuffleCost(outputChannels, picture) : null,
  }
  return stages.map((_, at) => ({ ...shared, at }))
}

const widget = defineWidget({
  params: {
    view: choice(['one', 'two'], 'one', { place: 'mode' }),
    groups: int(1, mostChannels, 3, { hue: 'groups' }),
    inputChannels: int(1, mostChannels, 12, { hue: 'channels-in' }),
    outputChannels: int(1, mostChannels, 12, { hue: 'channels-out' }),
    shuffle: flag(true, { term: 'shuffle' }),
    second: choice(['same', 'pointwise'], 'same'),
    followed: int(0, mostChannels - 1, 0, { term: 'followed' }),
    kernel: int(1, 7, 3, { hue: 'kernel', place: 'more' }),
    size: int(1, 224, 28, { hue: 'space', scale: 'log', place: 'more' }),
  },
  legal: ({ inputChannels, outputChannels }) => ({
    groups: Array.from({ length: inputChannels }, (_, index) => index + 1).filter(
      (groups) => inputChannels % groups === 0 && outputChannels % groups === 0,
    ),
    followed: { min: 0, max: inputChannels - 1 },
    kernel: [1, 3, 5, 7],
  }),
  shown: ({ view }) => ({ shuffle: view === 'two', second: view === 'two' }),
  frames: framesOf,
  describe,
  table: tableOf,
  cases: {
    default: {},
    standard: { groups: 1 },
    halves: { groups: 2 },
    depthwise: { groups: 12 },
    multiplier: { groups: 8, inputChannels: 8, outputChannels: 16 },
    isolated: { view: 'two', shuffle: false },
    shuffled: { view: 'two', shuffle: true },
    'too-many': { view: 'two', shuffle: true, groups: 6 },
    separable: { view: 'two', shuffle: false, groups: 12, second: 'pointwise' },
    crowded: { view: 'two', inputChannels: 32, outputChannels: 32, groups: 4, followed: 9 },
  },
  // The signal has arrived; playing it sends it again.
  opening: 1,
})

export default widget
