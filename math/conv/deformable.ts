import { oneOf } from '../check.ts'
import { type Convolution, convolution, type ConvolutionSpec, divisor } from './convolution.ts'
import { convolutionCost, type ConvolutionCost, type Input } from './cost.ts'
import { type CostOptions, volume } from './counting.ts'

/**
 * Deformable convolution: every tap of every window looks not at its grid place but at that place
 * plus an offset, which a second convolution over the same input predicts. Between pixels the value
 * is bilinear. Version 2 also predicts a weight ("mask") for each tap.
 *
 * @source Dai et al., arXiv:1703.06211 (v1); Zhu et al., arXiv:1811.11168 (v2)
 */

/** A deformable convolution as one may write it. */
export interface DeformableSpec extends ConvolutionSpec {
  /** 1: offsets alone, (dy, dx) per tap; 2: a mask too. */
  readonly version: 1 | 2
  /** Sets of offsets, each for an equal share of the input channels; default 1. */
  readonly offsetGroups?: number
}

/** A deformable convolution with every choice made. */
export interface Deformable extends Convolution {
  readonly version: 1 | 2
  readonly offsetGroups: number
}

/**
 * Checks a deformable convolution and fills in its defaults.
 *
 * @example deformable({ inputChannels: 4, outputChannels: 4, kernel: 3, version: 2 }).offsetGroups // 1
 * @throws TypeError or RangeError naming the field, its value and its range
 */
export function deformable(spec: DeformableSpec): Deformable {
  const layer = convolution(spec)
  const version = oneOf('version', spec.version, [1, 2])
  const { inputChannels } = layer
  const offsetGroups = divisor(spec.offsetGroups ?? 1, inputChannels, inputChannels, 'offsetGroups')
  return { ...layer, version, offsetGroups }
}

/**
 * The convolution that predicts offsets (2·kₕ·k_w channels per offset group) and in version 2 masks
 * (kₕ·k_w more): same window, no groups, with a bias, starting from zero so that training begins
 * with the ordinary convolution.
 *
 * @example
 * const layer = { inputChannels: 64, outputChannels: 64, kernel: 3, padding: 1 }
 * offsetConvolution({ ...layer, version: 1 }).outputChannels // 18
 * offsetConvolution({ ...layer, version: 2 }).outputChannels // 27
 * @throws as {@link deformable}
 */
export function offsetConvolution(spec: DeformableSpec): Convolution {
  const { version, offsetGroups, ...layer } = deformable(spec)
  const taps = layer.kernel[0] * layer.kernel[1]
  const outputChannels = (version === 1 ? 2 : 3) * taps * offsetGroups
  return { ...layer, outputChannels, groups: 1, bias: true }
}

/** What the look-up between pixels costs. */
export interface Sampling {
  /** Values looked up: one per input channel, tap and output pixel. Output channels share them. */
  readonly samples: number
  /** Input elements read for them, four corners each; many are read again and again. */
  readonly reads: number
  /** Four per sample to blend the corners, and in version 2 one more to apply the mask. */
  readonly macs: number
}

/** What a deformable convolution costs, by part. */
export interface DeformableCost {
  readonly layer: Deformable
  /** The kernel itself, exactly as without deformation. */
  readonly kernel: ConvolutionCost
  /** The convolution that predicts offsets and masks. */
  readonly offsets: ConvolutionCost
  readonly sampling: Sampling
  /** Both convolutions' trainable numbers. */
  readonly params: number
  /** Both convolutions' multiply-accumulates, without the sampling: what profilers report. */
  readonly macs: number
  /** `macs` and the sampling's. */
  readonly macsWithSampling: number
  /** Bytes moved: both convolutions', and the predicted offsets read back. */
  readonly bytes: number
}

/**
 * What a deformable convolution costs on an input. A batch norm, where chosen, follows the kernel
 * and not the offsets.
 *
 * @example
 * // 3×3, 64 → 64 channels: 36,864 weights, and 10,386 parameters more that predict 18 offsets
 * const layer = { inputChannels: 64, outputChannels: 64, kernel: 3, padding: 1, bias: false }
 * deformableCost({ ...layer, version: 1 }, { height: 56, width: 56 }).offsets.params.total // 10386
 * @throws TypeError or RangeError when an argument is malformed or the kernel does not fit
 */
export function deformableCost(
  spec: DeformableSpec,
  input: Input,
  options: CostOptions = {},
): DeformableCost {
  const layer = deformable(spec)
  const kernel = convolutionCost(layer, input, options)
  const { precision } = options
  const offsets = convolutionCost(offsetConvolution(layer), input, { precision })
  const [batch, , height, width] = kernel.output
  const taps = layer.kernel[0] * layer.kernel[1]
  const samples = volume([batch, layer.inputChannels * taps, height, width])
  const sampling = {
    samples,
    reads: 4 * samples,
    macs: (layer.version === 1 ? 4 : 5) * samples,
  }
  const macs = kernel.macs + offsets.macs
  return {
    layer,
    kernel,
    offsets,
    sampling,
    params: kernel.params.total + offsets.params.total,
    macs,
    macsWithSampling: macs + sampling.macs,
    bytes: kernel.bytes.total + offsets.bytes.total + offsets.bytes.output,
  }
}
