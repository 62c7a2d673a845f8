import { oneOf } from '../check.ts'
import { record } from './arguments.ts'
import { bytesPerElement, type Precision } from '../precision.ts'

/**
 * How the cost of a layer with weights is counted, whatever its kind: what one operation is, what a
 * batch norm adds, and which bytes move. Kinds of layers bring their quantities and get the count.
 * Counts are whole numbers, exact up to 2⁵³ (bytes of half-byte formats may end in .5).
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

/** [N, C, H, W]. */
export type FeatureMap = readonly [batch: number, channels: number, height: number, width: number]

/** What a kind of layer must know about itself to be counted. */
export interface Quantities {
  readonly input: FeatureMap
  readonly output: FeatureMap
  /** Numbers in the kernel, without bias. */
  readonly weights: number
  /** Whether one number per output channel is added. */
  readonly bias: boolean
  /** Multiply-accumulates. */
  readonly macs: number
}

/** What a layer with weights costs on one input. */
export interface LayerCost {
  readonly input: FeatureMap
  readonly output: FeatureMap
  readonly params: Parameters
  /** Multiply-accumulates of the layer alone, taps on padding included. */
  readonly macs: number
  readonly operations: Readonly<Record<Convention, Operations>>
  readonly bytes: Traffic
  /** `flops` over the bytes moved, FLOP per byte: the roofline's horizontal axis. */
  readonly arithmeticIntensity: number
  /**
   * ShuffleNet V2's "MAC": input, output and weight elements, each moved once and the bias ignored.
   * Elements, not bytes; and not a multiply-accumulate, hence the long name.
   */
  readonly memoryAccessCost: number
}

/**
 * Elements of a feature map.
 *
 * @example volume([2, 3, 4, 5]) // 120
 */
export function volume([batch, channels, height, width]: FeatureMap): number {
  return batch * channels * height * width
}

/**
 * Trainable numbers of a layer with `weights` numbers in its kernel and `channels` outputs.
 *
 * @example countParameters(4608, 32, false, 'separate').total // 4672
 * @throws RangeError when there is no such treatment of a batch norm
 */
export function countParameters(
  weights: number,
  channels: number,
  biased: boolean,
  treatment: BatchNorm = 'none',
): Parameters {
  oneOf('batchNorm', treatment, batchNorms)
  const bias = biased || treatment === 'folded' ? channels : 0
  const batchNorm = treatment === 'separate' ? 2 * channels : 0
  return { weights, bias, batchNorm, total: weights + bias + batchNorm, buffers: batchNorm }
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
 * The cost of a layer from its quantities, which are taken as given.
 *
 * @example
 * // a fully connected layer, 9216 → 4096, as a 1×1 convolution of one pixel
 * const weights = 9216 * 4096
 * layerCost({ input: [1, 9216, 1, 1], output: [1, 4096, 1, 1], weights, bias: true, macs: weights })
 *   .params.total // 37752832
 * @throws RangeError when an option is unknown
 */
export function layerCost(quantities: Quantities, options: CostOptions = {}): LayerCost {
  const { input, output, weights, bias, macs } = quantities
  const { batchNorm = 'none', precision = 'fp32' } = record('options', options)
  const params = countParameters(weights, output[1], bias, batchNorm)
  const outputs = volume(output)
  const by = (convention: Convention) =>
    count(convention, macs, outputs, params.bias > 0, params.batchNorm > 0)
  const operations = {
    article: by('article'),
    macs: by('macs'),
    flops: by('flops'),
    'exact-flops': by('exact-flops'),
  }
  const bytes = traffic(volume(input), params, outputs, bytesPerElement(precision))
  return {
    input,
    output,
    params,
    macs,
    operations,
    bytes,
    arithmeticIntensity: operations.flops.total / bytes.total,
    memoryAccessCost: volume(input) + outputs + weights,
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
