import {
  convolve,
  pointwise,
  separable,
  separableFit,
  type ConvolutionSpec,
  type SeparableFit,
} from '../../../math/conv/index.ts'
import { random } from '../../../math/random.ts'
import type { Tensor } from '../../../math/tensor.ts'
import { featureMaps, oriented } from './scene.ts'

/** What shapes the layer that is taken apart. */
export interface LayerSetting {
  readonly inputChannels: number
  readonly outputChannels: number
  readonly kernel: number
  /** How much the kernels of one channel differ: 0 all multiples of one, 1 hardly alike. */
  readonly variety: number
}

/** A layer with weights and the maps around it, and the two layers that come nearest to it. */
export interface TakenApart {
  readonly spec: ConvolutionSpec
  readonly input: Tensor
  readonly weights: Tensor
  readonly fit: SeparableFit
  /** The input after the depthwise layer. */
  readonly filtered: Tensor
}

/** One output channel, by the one layer and by the two; both after ReLU, as the next layer sees it. */
export interface Followed {
  readonly standard: Tensor
  readonly separable: Tensor
  /** Root of the mean squared difference over that of the standard map. */
  readonly error: number
}

const spec = ({ inputChannels, outputChannels, kernel }: LayerSetting): ConvolutionSpec => ({
  inputChannels,
  outputChannels,
  kernel,
  padding: 'same',
  bias: false,
})

/** Edges and lines at eight angles, from which all weights are mixed. */
const bankOf = (kernel: number) =>
  Array.from({ length: 16 }, (_, index) => oriented(kernel, (index >> 1) / 8, index % 2 === 0))

/**
 * Weights of the course's making: each input channel has an oriented kernel that all outputs share
 * in different strength, and each output adds an own one, as strong as `variety` says.
 */
function weightsOf({ inputChannels, outputChannels, kernel, variety }: LayerSetting): Tensor {
  const stream = random('separable-conv')
  const bank = bankOf(kernel)
  const shared = Array.from({ length: inputChannels }, () => stream.pick(bank))
  const data: number[] = []
  for (let output = 0; output < outputChannels; output++) {
    const own = random(`separable-conv ${output}`)
    for (let input = 0; input < inputChannels; input++) {
      const strength = 2 * own.next() - 1
      const other = own.pick(bank)
      const ownStrength = variety * (2 * own.next() - 1) * 1.2
      const sharedStrength = (1 - variety / 2) * strength
      shared[input]!.forEach((tap, index) =>
        data.push(sharedStrength * tap + ownStrength * other[index]!),
      )
    }
  }
  return { shape: [outputChannels, inputChannels, kernel, kernel], data }
}

/** Keeps the last few results: a slider that does not concern them need not make them again. */
function remember<T>(make: (setting: LayerSetting) => T): (setting: LayerSetting) => T {
  const kept = new Map<string, T>()
  return ({ inputChannels, outputChannels, kernel, variety }) => {
    const setting = { inputChannels, outputChannels, kernel, variety }
    const name = Object.values(setting).join()
    if (!kept.has(name)) {
      if (kept.size > 3) kept.delete(kept.keys().next().value!)
      kept.set(name, make(setting))
    }
    return kept.get(name)!
  }
}

/** A layer and the two that come nearest to it. */
export const takeApart = remember((setting: LayerSetting): TakenApart => {
  const layer = spec(setting)
  const input = featureMaps(setting.inputChannels)
  const weights = weightsOf(setting)
  const fit = separableFit(layer, weights)
  const [depthwise] = separable(layer)
  return {
    spec: layer,
    input,
    weights,
    fit,
    filtered: convolve(depthwise, input, fit.depthwise, null),
  }
})

/** What the next layer sees of a map: nothing below zero. */
export const relu = (map: Tensor): Tensor => ({
  ...map,
  data: map.data.map((value) => Math.max(0, value)),
})

/** The weights of one output channel, as a layer with that output alone. */
function rowOf({ shape: [, inputs, height, width], data }: Tensor, output: number): Tensor {
  const size = inputs! * height! * width!
  return {
    shape: [1, inputs!, height!, width!],
    data: data.slice(output * size, (output + 1) * size),
  }
}

/** One output channel by either way. Only this one is computed: all of them would take too long. */
export function follow(
  { spec: layer, input, weights, fit, filtered }: TakenApart,
  output: number,
): Followed {
  const one = { ...layer, outputChannels: 1 }
  const standard = relu(convolve(one, input, rowOf(weights, output), null))
  const { inputChannels } = layer
  const mix = pointwise({ inputChannels, outputChannels: 1, bias: false })
  const both = relu(convolve(mix, filtered, rowOf(fit.pointwise, output), null))
  const squares = (values: readonly number[]) =>
    values.reduce((sum, value) => sum + value * value, 0)
  const whole = squares(standard.data)
  const apart = squares(standard.data.map((value, at) => value - both.data[at]!))
  // A map of nothing but zeros is missed wholly by anything else.
  const error = whole > 0 ? Math.sqrt(apart / whole) : apart > 0 ? 1 : 0
  return { standard, separable: both, error }
}
