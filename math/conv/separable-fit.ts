import { finite, integer } from '../check.ts'
import { expectShape, type Tensor } from '../tensor.ts'
import { type ConvolutionSpec } from './convolution.ts'
import { separable } from './sequence.ts'
import { separableRatio } from './savings.ts'

/** A standard convolution's weights, as nearly as depthwise and pointwise together can have them. */
export interface SeparableFit {
  /** One kernel per input channel, [Cᵢ, 1, kₕ, k_w]; each has length 1 as a vector. */
  readonly depthwise: Tensor
  /** How much of each filtered channel every output takes, [Cₒ, Cᵢ, 1, 1]. */
  readonly pointwise: Tensor
  /** Share of the sum of squared weights that the two layers keep, in [0, 1]. */
  readonly kept: number
}

/** Power iterations stop here: by then the direction stands still but for a tie, where any will do. */
const mostIterations = 200

/**
 * The unit vector along which the rows lie most: the first right singular vector of a matrix.
 *
 * @param rows row-major, `length` entries per row
 */
function principal(rows: Float64Array, length: number): Float64Array {
  const gram = new Float64Array(length * length)
  for (let start = 0; start < rows.length; start += length) {
    for (let a = 0; a < length; a++) {
      for (let b = 0; b < length; b++) gram[a * length + b]! += rows[start + a]! * rows[start + b]!
    }
  }
  // Begins with the column of the largest diagonal entry, which cannot be orthogonal to the answer
  // by accident of the axes.
  let widest = 0
  for (let a = 1; a < length; a++) {
    if (gram[a * length + a]! > gram[widest * length + widest]!) widest = a
  }
  let vector = gram.slice(widest * length, (widest + 1) * length)
  for (let iteration = 0; iteration < mostIterations; iteration++) {
    const size = Math.hypot(...vector)
    if (size === 0) return new Float64Array(length).fill(1 / Math.sqrt(length))
    const unit = vector.map((entry) => entry / size)
    vector = unit.map((_, a) => {
      let sum = 0
      for (let b = 0; b < length; b++) sum += gram[a * length + b]! * unit[b]!
      return sum
    })
    const next = Math.hypot(...vector)
    const moved = unit.reduce(
      (most, entry, a) => Math.max(most, Math.abs(vector[a]! / next - entry)),
      0,
    )
    if (moved < 1e-12) return unit
  }
  const size = Math.hypot(...vector)
  return vector.map((entry) => entry / size)
}

/**
 * Takes a standard convolution apart: of all depthwise and pointwise layers, those whose product
 * D[i]·P[o, i] is nearest to the weights W[o, i]. A separable convolution is a standard one in which
 * all Cₒ kernels of an input channel are multiples of a single kernel; the nearest such one is the
 * first singular pair of each channel's Cₒ × k² matrix.
 *
 * @param weights [Cₒ, Cᵢ, kₕ, k_w]
 * @example
 * // two kernels of one channel, the second twice the first: nothing is lost
 * const layer = { inputChannels: 1, outputChannels: 2, kernel: [1, 2] } as const
 * separableFit(layer, fromNested([[[[3, 4]]], [[[6, 8]]]])).kept // 1
 * @throws RangeError when the layer is grouped or the weights do not belong to it
 * @source Eckart and Young (1936); Guo et al., "Network Decoupling", arXiv:1808.05517
 */
export function separableFit(spec: ConvolutionSpec, weights: Tensor): SeparableFit {
  const [{ inputChannels, kernel }, { outputChannels }] = separable(spec)
  const [height, width] = kernel
  expectShape('weights', weights, [outputChannels, inputChannels, height, width])
  const area = height * width
  const depthwise = Array.from({ length: inputChannels * area }, () => 0)
  const pointwise = Array.from({ length: outputChannels * inputChannels }, () => 0)
  let whole = 0
  let kept = 0
  for (let input = 0; input < inputChannels; input++) {
    const rows = new Float64Array(outputChannels * area)
    for (let output = 0; output < outputChannels; output++) {
      const from = (output * inputChannels + input) * area
      for (let tap = 0; tap < area; tap++) rows[output * area + tap] = weights.data[from + tap]!
    }
    const direction = principal(rows, area)
    // Both of a pair may change sign; a kernel whose entries add up to a positive number is chosen.
    const sign = direction.reduce((sum, entry) => sum + entry, 0) < 0 ? -1 : 1
    direction.forEach((entry, tap) => (depthwise[input * area + tap] = sign * entry))
    for (let output = 0; output < outputChannels; output++) {
      let along = 0
      for (let tap = 0; tap < area; tap++) along += rows[output * area + tap]! * direction[tap]!
      pointwise[output * inputChannels + input] = sign * along
      kept += along * along
    }
    for (const entry of rows) whole += entry * entry
  }
  return {
    depthwise: { shape: [inputChannels, 1, height, width], data: depthwise },
    pointwise: { shape: [outputChannels, inputChannels, 1, 1], data: pointwise },
    kept: whole === 0 ? 1 : Math.min(1, kept / whole),
  }
}

/**
 * Cost of a separable convolution whose channels are scaled by α and whose picture by ρ, over that
 * of the standard one, unscaled: αρ²/N + α²ρ²/k². α acts on both channel counts of the pointwise
 * layer, but on only one of the depthwise layer.
 *
 * @param width α, in (0, ∞)
 * @param resolution ρ, in (0, ∞)
 * @example scaledSeparableRatio({ inputChannels: 512, outputChannels: 512, kernel: 3 }, 1, 1) // 0.113…
 * @throws TypeError or RangeError when an argument is malformed
 * @source Howard et al., arXiv:1704.04861, sections 3.3 and 3.4
 */
export function scaledSeparableRatio(
  spec: ConvolutionSpec,
  width: number,
  resolution: number,
): number {
  finite('width', width, 0)
  finite('resolution', resolution, 0)
  const outputs = integer('outputChannels', spec.outputChannels, 1)
  const depthwise = 1 / outputs
  const pointwise = separableRatio(spec) - depthwise
  return (depthwise * width + pointwise * width ** 2) * resolution ** 2
}
