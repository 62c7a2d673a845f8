import { integer, oneOf } from '../check.ts'
import { bytesPerElement, type Precision } from '../precision.ts'
import { type Convolution, convolution, type ConvolutionSpec } from './convolution.ts'
import { type Size, windowShape, type WindowShape } from './shape.ts'

/**
 * What a convolution costs: parameters, operations under a named convention, bytes moved.
 *
 * Symbols: N images, Cᵢ → Cₒ channels, g groups, a kₕ × k_w kernel, an H × W output;
 * K = kₕ·k_w·Cᵢ/g products per output element.
 */

/**
 * What "one operation" means. Sources rarely say; the same layer differs by a factor of two.
 *
 * - `article`: N·H·W·(K + 1)·Cₒ. A multiply-accumulate is one, and so is the bias of an output.
 *   Without a bias the + 1 goes, and it is `macs`.
 * - `macs`: N·H·W·K·Cₒ. A multiply-accumulate is one, the bias is free. Most papers' "FLOPs".
 * - `flops`: 2 × macs, the usual rule. A multiplication and an addition are one each.
 * - `exact-flops`: the arithmetic really done. K products need K − 1 additions, so 2K − 1 per
 *   output; the bias is the K-th addition and makes it 2K, which is `flops`.
 */
export type Convention = 'article' | 'macs' | 'flops' | 'exact-flops'

/** All counting conventions. */
export const conventions: readonly Convention[] = ['article', 'macs', 'flops', 'exact-flops']

/**
 * What follows the convolution: `none`; `separate`, a batch norm of its own, which scales and shifts
 * every output element (a multiply-accumulate each) and reads and writes the map once more; or
 * `folded`, at inference, into the weights and a bias per output channel that is then always there.
 */
export type BatchNorm = 'none' | 'separate' | 'folded'

/** All treatments of a batch norm. */
export const batchNorms: readonly BatchNorm[] = ['none', 'separate', 'folded']

/** How much input there is. */
export interface Input extends Size {
  /** Images N, in [1, ∞); default 1. */
  readonly batch?: number
}

/** Choices that change the count but not the layer. */
export interface CostOptions {
  /** The format in which every tensor is stored; default `fp32`. */
  readonly precision?: Precision
  /** Default `none`. */
  readonly batchNorm?: BatchNorm
}

/** Trainable numbers, and those that are kept but not trained. */
export interface Parameters {
  /** Cₒ·(Cᵢ/g)·kₕ·k_w. */
  readonly weights: number
  /** Cₒ when there is a bias, or a folded batch norm which makes one. */
  readonly bias: number
  /** γ and β of a separate batch norm, 2·Cₒ. */
  readonly batchNorm: number
  readonly total: number
  /** Running mean and variance of a separate batch norm, 2·Cₒ: stored, never counted as parameters. */
  readonly buffers: number
}

/** Operations under one convention, by what does them. */
export interface Operations {
  readonly convolution: number
  readonly bias: number
  readonly batchNorm: number
  readonly total: number
}

/** Bytes between memory and processor when every tensor crosses exactly once. */
export interface Traffic {
  /** Input elements read. */
  readonly input: number
  /** Weights and bias read; a separate batch norm's four numbers per channel too. */
  readonly weights: number
  /** Output elements written. */
  readonly output: number
  /** A separate batch norm reads the output and writes it again. */
  readonly batchNorm: number
  readonly read: number
  readonly written: number
  readonly total: number
}

/** Everything that one convolution costs on one input. */
export interface ConvolutionCost {
  readonly layer: Convolution
  readonly shape: WindowShape
  /** [N, Cᵢ, H, W]. */
  readonly input: readonly [number, number, number, number]
  /** [N, Cₒ, H, W]. */
  readonly output: readonly [number, number, number, number]
  readonly params: Parameters
  /** Multiply-accumulates of the convolution alone, N·H·W·K·Cₒ: every tap of every window counts. */
  readonly macs: number
  readonly operations: Readonly<Record<Convention, Operations>>
  readonly bytes: Traffic
  /** 2 × the multiply-accumulates, over the bytes moved; FLOP per byte, the roofline's axis. */
  readonly arithmeticIntensity: number
  /** Elements, not bytes and not multiply-accumulates; see {@link memoryAccessCost}. */
  readonly memoryAccessCost: number
}

/** K: the products summed into one output element, kₕ·k_w·Cᵢ/g. */
function productsPerOutput({ kernel, inputChannels, groups }: Convolution): number {
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
  oneOf('batchNorm', batchNorm, batchNorms)
  const weights = layer.outputChannels * productsPerOutput(layer)
  const bias = layer.bias || batchNorm === 'folded' ? layer.outputChannels : 0
  const perNorm = batchNorm === 'separate' ? 2 * layer.outputChannels : 0
  return { weights, bias, batchNorm: perNorm, total: weights + bias + perNorm, buffers: perNorm }
}

/**
 * Operations for a number of products, biased outputs and normalised outputs, by a convention.
 *
 * @param products multiply-accumulates of the layer
 * @param outputs output elements
 */
function count(
  convention: Convention,
  products: number,
  outputs: number,
  biased: boolean,
  normalised: boolean,
): Operations {
  const additionEach = biased ? outputs : 0
  const affineEach = normalised ? outputs : 0
  const parts = {
    article: [products, additionEach, affineEach],
    macs: [products, 0, affineEach],
    flops: [2 * products, 0, 2 * affineEach],
    'exact-flops': [2 * products - outputs, additionEach, 2 * affineEach],
  } as const
  const [convolution, bias, batchNorm] = parts[convention]
  return { convolution, bias, batchNorm, total: convolution + bias + batchNorm }
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
  const batch = integer('batch', input.batch ?? 1, 1)
  const shape = windowShape(layer, input)
  const { batchNorm = 'none', precision = 'fp32' } = options
  const params = parameters(layer, batchNorm)
  const inputs = batch * layer.inputChannels * input.height * input.width
  const outputs = batch * layer.outputChannels * shape.height * shape.width
  const macs = outputs * productsPerOutput(layer)
  const by = (convention: Convention) =>
    count(convention, macs, outputs, params.bias > 0, batchNorm === 'separate')
  const operations = {
    article: by('article'),
    macs: by('macs'),
    flops: by('flops'),
    'exact-flops': by('exact-flops'),
  }
  const bytes = traffic(inputs, params, outputs, bytesPerElement(precision))
  return {
    layer,
    shape,
    input: [batch, layer.inputChannels, input.height, input.width],
    output: [batch, layer.outputChannels, shape.height, shape.width],
    params,
    macs,
    operations,
    bytes,
    arithmeticIntensity: operations.flops.total / bytes.total,
    memoryAccessCost: inputs + outputs + params.weights,
  }
}

function traffic(
  inputs: number,
  params: Parameters,
  outputs: number,
  elementBytes: number,
): Traffic {
  const input = inputs * elementBytes
  const weights = (params.total + params.buffers) * elementBytes
  const output = outputs * elementBytes
  const again = params.batchNorm > 0 ? output : 0
  return {
    input,
    weights,
    output,
    batchNorm: 2 * again,
    read: input + weights + again,
    written: output + again,
    total: input + weights + output + 2 * again,
  }
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
