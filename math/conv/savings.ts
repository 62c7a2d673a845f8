import { finite, integer } from '../check.ts'
import { type ConvolutionSpec, convolution } from './convolution.ts'
import type { Size } from './shape.ts'
import { pair, type Pair } from './window.ts'

/**
 * What lightweight designs save, as closed ratios, each with the condition under which it is exact.
 * "Cost" is weights and multiply-accumulates alike; biases and batch norms are left out, and every
 * layer works at the same resolution.
 */

/**
 * Cost of a separable convolution over that of the standard one: 1/N + 1/(kₕ·k_w) for N output
 * channels. Exact at any input channel count.
 *
 * @example separableRatio({ inputChannels: 16, outputChannels: 32, kernel: 3 }) // 656 / 4608 = 0.142…
 * @throws TypeError or RangeError when the layer is malformed; RangeError when it is grouped
 * @source Howard et al., arXiv:1704.04861, section 3.1
 */
export function separableRatio(spec: ConvolutionSpec): number {
  const { outputChannels, kernel, groups } = convolution(spec)
  integer('groups', groups, 1, 1)
  return 1 / outputChannels + 1 / (kernel[0] * kernel[1])
}

/**
 * How many small kernels, one after the other, see as far as a large one: (n − 1)/(k − 1).
 *
 * @example stackedLayers(5, 3) // 2
 * @throws RangeError when no whole number of them does
 */
export function stackedLayers(kernel: number, small: number): number {
  integer('kernel', kernel, 1)
  integer('small', small, 2)
  const layers = (kernel - 1) / (small - 1)
  if (!Number.isInteger(layers)) {
    throw new RangeError(
      `small − 1 must be a divisor of kernel − 1 = ${kernel - 1}, got ${small} − 1`,
    )
  }
  return layers
}

/**
 * Cost of a stack of small k × k kernels over that of the one n × n kernel whose receptive field it
 * has: m·k²/n², m = (n − 1)/(k − 1). Exact only when input, middle and output have equally many
 * channels.
 *
 * @example stackedRatio(5, 3) // 18 / 25
 * @throws as {@link stackedLayers}
 * @source Simonyan and Zisserman, arXiv:1409.1556, section 2.3; Szegedy et al., arXiv:1512.00567
 */
export function stackedRatio(kernel: number, small: number): number {
  return (stackedLayers(kernel, small) * small ** 2) / kernel ** 2
}

/**
 * Cost of a column and a row, kₕ×1 and 1×k_w, over that of the whole kernel: (kₕ + k_w)/(kₕ·k_w).
 * Exact only when input, middle and output have equally many channels. It exceeds 1 for a 1×n kernel.
 *
 * @example factorisedRatio(5) // 10 / 25
 * @throws TypeError or RangeError when the kernel is malformed
 * @source Szegedy et al., arXiv:1512.00567, section 3.2
 */
export function factorisedRatio(kernel: number | Pair): number {
  const [height, width] = pair('kernel', kernel, 1)
  return (height + width) / (height * width)
}

/** A Ghost module: few features by convolution, the rest from them by cheap depthwise kernels. */
export interface Ghost {
  /** c. */
  readonly inputChannels: number
  /** k of the primary convolution; GhostNet uses 1. */
  readonly kernel: number
  /** s: features altogether per primary feature, at least 2; GhostNet uses 2. */
  readonly ratio: number
  /** d of the cheap depthwise kernels; GhostNet uses 3. */
  readonly cheapKernel: number
}

/**
 * How many times cheaper a Ghost module is than the convolution it stands for:
 * s·c·k² / (c·k² + (s − 1)·d²). It approaches s only where c·k² is large against d².
 *
 * @example
 * ghostSpeedup({ inputChannels: 16, kernel: 1, ratio: 2, cheapKernel: 3 }) // 32 / 25 = 1.28, not 2
 * @throws TypeError or RangeError when a field is not an integer in its range
 * @source Han et al., arXiv:1911.11907, section 3.1
 */
export function ghostSpeedup({ inputChannels, kernel, ratio, cheapKernel }: Ghost): number {
  const primary = integer('inputChannels', inputChannels, 1) * integer('kernel', kernel, 1) ** 2
  const cheap = (integer('ratio', ratio, 2) - 1) * integer('cheapKernel', cheapKernel, 1) ** 2
  return (ratio * primary) / (primary + cheap)
}

/**
 * Share of features that a layer must still compute when `reused` come from earlier layers and
 * `fresh` are its own: C₂/(C₁ + C₂). Its cost falls by this against a layer that computes them all
 * from the same input; concatenating them costs memory traffic all the same.
 *
 * @example freshShare(96, 32) // 0.25
 * @throws TypeError or RangeError when a count is not an integer in its range
 * @source Huang et al., arXiv:1608.06993
 */
export function freshShare(reused: number, fresh: number): number {
  integer('reused', reused, 0)
  integer('fresh', fresh, 1)
  return fresh / (reused + fresh)
}

/**
 * The least memory access cost of a 1×1 convolution with a given number of multiply-accumulates B on
 * an h × w map: 2·√(h·w·B) + B/(h·w) elements, reached when it has as many outputs as inputs.
 *
 * @example memoryAccessCostBound(56 * 56 * 32 * 512, { height: 56, width: 56 }) // 819200
 * @throws TypeError or RangeError when an argument is out of range
 * @source Ma et al., "ShuffleNet V2", arXiv:1807.11164, equation 1
 */
export function memoryAccessCostBound(macs: number, { height, width }: Size): number {
  finite('macs', macs, 0)
  const area = integer('height', height, 1) * integer('width', width, 1)
  return 2 * Math.sqrt(area * macs) + macs / area
}
