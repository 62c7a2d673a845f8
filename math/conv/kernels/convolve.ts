import { expectShape, offsetOf, type Tensor } from '../../tensor.ts'
import type { ConvolutionSpec } from '../convolution.ts'
import { addUp, type CellSum, writeOut } from './sum.ts'
import { type Cell, eachCell, eachTap, expectBias, type Plan, plan, shape4 } from './taps.ts'

/**
 * Convolution by its definition. Standard, grouped, depthwise, pointwise and dilated are one and the
 * same: y[n, o, r, c] = b[o] + Σ x[n, g(o)·Cᵢ/g + i, r·s + u·d − p, c·s + v·d − p] · w[o, i, u, v].
 * (Networks do not flip the kernel; a mathematician would call it cross-correlation.)
 */

/** Lays the layer over the input and checks weights and bias against it. */
function prepare(spec: ConvolutionSpec, input: Tensor, weights: Tensor, bias: Tensor | null): Plan {
  const laid = plan(spec, shape4('input', input))
  expectShape('weights', weights, laid.weights)
  expectBias(laid.layer.bias, laid.layer.outputChannels, bias)
  return laid
}

/**
 * The whole output.
 *
 * @param input [N, Cᵢ, H, W]
 * @param weights [Cₒ, Cᵢ/g, kₕ, k_w]
 * @param bias [Cₒ], or null when the layer has none
 * @returns [N, Cₒ, H′, W′]
 * @example
 * const edge = { inputChannels: 1, outputChannels: 1, kernel: [1, 2], bias: false } as const
 * convolve(edge, fromNested([[[[1, 4, 9]]]]), fromNested([[[[-1, 1]]]]), null).data // [3, 5]
 * @throws TypeError or RangeError when a tensor does not belong to the layer
 */
export function convolve(
  spec: ConvolutionSpec,
  input: Tensor,
  weights: Tensor,
  bias: Tensor | null,
): Tensor {
  const laid = prepare(spec, input, weights, bias)
  const data: number[] = []
  eachCell(laid.output, (cell) => {
    const start = bias === null ? 0 : bias.data[cell[1]]!
    data.push(addUp((visit) => eachTap(laid, cell, visit), input, weights, start))
  })
  return { shape: laid.output, data }
}

/**
 * The sum of one output cell, product by product. Taps on padding are listed too, so that there are
 * as many terms as the multiply-accumulates that the cell is charged with.
 *
 * @example
 * // the 5 of the example above: 4 · −1 + 9 · 1
 * convolutionSum(edge, input, weights, null, [0, 0, 0, 1]).terms.map((term) => term.product) // [-4, 9]
 * @throws as {@link convolve}; RangeError when the cell lies outside the output
 */
export function convolutionSum(
  spec: ConvolutionSpec,
  input: Tensor,
  weights: Tensor,
  bias: Tensor | null,
  cell: Cell,
): CellSum {
  const laid = prepare(spec, input, weights, bias)
  offsetOf(laid.output, cell)
  const start = bias === null ? 0 : bias.data[cell[1]]!
  return writeOut(cell, (visit) => eachTap(laid, cell, visit), input, weights, start)
}
