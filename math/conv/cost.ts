import { integer } from '../check.ts'
import { record } from './arguments.ts'
import {
  type BatchNorm,
  type CostOptions,
  countParameters,
  type LayerCost,
  layerCost,
  type Parameters,
} from './counting.ts'
import { type Convolution, convolution, type ConvolutionSpec } from './convolution.ts'
import { type Size, windowShape, type WindowShape } from './shape.ts'

/** How much input there is. */
export interface Input extends Size {
  /** Images N, in [1, ∞); default 1. */
  readonly batch?: number
}

/** Everything that one convolution costs on one input. */
export interface ConvolutionCost extends LayerCost {
  readonly layer: Convolution
  readonly shape: WindowShape
}

/**
 * K: the products summed into one output element, kₕ·k_w·Cᵢ/g.
 *
 * @example productsPerOutput({ inputChannels: 16, outputChannels: 32, kernel: 3 }) // 144
 * @throws TypeError or RangeError when the layer is malformed
 */
export function productsPerOutput(spec: ConvolutionSpec): number {
  const { kernel, inputChannels, groups } = convolution(spec)
  return (kernel[0] * kernel[1] * inputChannels) / groups
}

/**
 * Trainable numbers of a convolution; they do not depend on the input's size.
 *
 * @example parameters({ inputChannels: 16, outputChannels: 32, kernel: 3, bias: false }).total // 4608
 * @throws TypeError or RangeError when the layer or the option is malformed
 */
export function parameters(spec: ConvolutionSpec, batchNorm: BatchNorm = 'none'): Parameters {
  const layer = convolution(spec)
  const weights = layer.outputChannels * productsPerOutput(layer)
  return countParameters(weights, layer.outputChannels, layer.bias, batchNorm)
}

/**
 * Everything that a convolution costs on an input: parameters, operations under every convention,
 * bytes, arithmetic intensity, output shape.
 *
 * @example
 * // 3×3, 16 → 32 channels on 56 × 56, padded to keep its size
 * const layer = { inputChannels: 16, outputChannels: 32, kernel: 3, padding: 1, bias: false }
 * const cost = convolutionCost(layer, { height: 56, width: 56 })
 * cost.params.total // 4608
 * cost.macs // 4608 · 56 · 56 = 14450688
 * @throws TypeError or RangeError when an argument is malformed; RangeError when the kernel does not
 * fit into the padded input (ask {@link fit} first to know without an exception)
 * @source He et al. and torchvision for `macs`; Ma et al., arXiv:1807.11164, for `memoryAccessCost`
 */
export function convolutionCost(
  spec: ConvolutionSpec,
  input: Input,
  options: CostOptions = {},
): ConvolutionCost {
  const layer = convolution(spec)
  const batch = integer('batch', record('input', input).batch ?? 1, 1)
  const shape = windowShape(layer, input)
  const products = productsPerOutput(layer)
  const outputs = batch * layer.outputChannels * shape.height * shape.width
  const cost = layerCost(
    {
      input: [batch, layer.inputChannels, input.height, input.width],
      output: [batch, layer.outputChannels, shape.height, shape.width],
      weights: layer.outputChannels * products,
      bias: layer.bias,
      macs: outputs * products,
    },
    options,
  )
  return { layer, shape, ...cost }
}

/**
 * ShuffleNet V2's "MAC": elements read and written when each is moved once, input + output +
 * weights, bias ignored. Not a multiply-accumulate, hence the long name.
 *
 * For a 1×1 layer on h × w pixels it is h·w·(c₁ + c₂) + c₁·c₂/g, and for a given product h·w·c₁·c₂
 * it is least when c₁ = c₂.
 *
 * @example
 * const pointwise = { inputChannels: 24, outputChannels: 24, kernel: 1 }
 * memoryAccessCost(pointwise, { height: 56, width: 56 }) // 56·56·48 + 576 = 151104
 * @throws as {@link convolutionCost}
 * @source Ma et al., "ShuffleNet V2", arXiv:1807.11164, equations 1 and 2
 */
export function memoryAccessCost(spec: ConvolutionSpec, input: Input): number {
  return convolutionCost(spec, input).memoryAccessCost
}
