import { expectShape, offsetOf, type Tensor } from '../../tensor.ts'
import {
  type TransposedConvolution,
  transposedConvolution,
  type TransposedConvolutionSpec,
  transposedShape,
} from '../transposed.ts'
import { addUp, type CellSum, writeOut } from './sum.ts'
import { type Cell, eachCell, expectBias, type Shape4, shape4 } from './taps.ts'

/**
 * Transposed convolution by its definition, seen from the output: cell y collects x·w from every
 * input pixel whose stamp covers it, y = x·s + u·d − p for some tap u.
 */

interface TransposedPlan {
  readonly layer: TransposedConvolution
  readonly input: Shape4
  /** [Cᵢ, Cₒ/g, kₕ, k_w]. */
  readonly weights: Shape4
  readonly output: Shape4
  readonly top: number
  readonly left: number
}

function prepare(
  spec: TransposedConvolutionSpec,
  input: Tensor,
  weights: Tensor,
  bias: Tensor | null,
): TransposedPlan {
  const layer = transposedConvolution(spec)
  const { inputChannels, outputChannels, groups, kernel } = layer
  const [batch, , height, width] = shape4('input', input)
  expectShape('input', input, [batch, inputChannels, height, width])
  const shape = transposedShape(layer, { height, width })
  const weightShape: Shape4 = [inputChannels, outputChannels / groups, kernel[0], kernel[1]]
  expectShape('weights', weights, weightShape)
  expectBias(layer.bias, outputChannels, bias)
  return {
    layer,
    input: [batch, inputChannels, height, width],
    weights: weightShape,
    output: [batch, outputChannels, shape.height, shape.width],
    top: shape.padding.top,
    left: shape.padding.left,
  }
}

/** The input pixel whose stamp puts tap `tap` onto output pixel `place`, or −1 when there is none. */
function source(
  place: number,
  tap: number,
  stride: number,
  dilation: number,
  pad: number,
  n: number,
) {
  const stamped = place + pad - tap * dilation
  const pixel = stamped / stride
  return Number.isInteger(pixel) && pixel >= 0 && pixel < n ? pixel : -1
}

/** Visits the products that meet in one output cell. */
function eachMeeting(
  { layer, input, weights, output, top, left }: TransposedPlan,
  [image, channel, row, column]: Cell,
  visit: (input: number, weight: number) => void,
): void {
  const [, inputs, height, width] = input
  const [, share, kernelHeight, kernelWidth] = weights
  const inputShare = inputs / layer.groups
  const firstInput = Math.floor(channel / (output[1] / layer.groups)) * inputShare
  for (let c = firstInput; c < firstInput + inputShare; c++) {
    for (let i = 0; i < kernelHeight; i++) {
      const y = source(row, i, layer.stride[0], layer.dilation[0], top, height)
      if (y < 0) continue
      for (let j = 0; j < kernelWidth; j++) {
        const x = source(column, j, layer.stride[1], layer.dilation[1], left, width)
        if (x < 0) continue
        const from = ((image * inputs + c) * height + y) * width + x
        visit(from, ((c * share + (channel % share)) * kernelHeight + i) * kernelWidth + j)
      }
    }
  }
}

/**
 * The whole output of a transposed convolution.
 *
 * @param input [N, Cᵢ, H, W]
 * @param weights [Cᵢ, Cₒ/g, kₕ, k_w]
 * @param bias [Cₒ], or null when the layer has none
 * @example
 * // two pixels stamp [1, 2] two apart
 * const up = { inputChannels: 1, outputChannels: 1, kernel: [1, 2], stride: 2, bias: false } as const
 * transposedConvolve(up, fromNested([[[[3, 5]]]]), fromNested([[[[1, 2]]]]), null).data // [3, 6, 5, 10]
 * @throws TypeError or RangeError when a tensor does not belong to the layer
 */
export function transposedConvolve(
  spec: TransposedConvolutionSpec,
  input: Tensor,
  weights: Tensor,
  bias: Tensor | null,
): Tensor {
  const laid = prepare(spec, input, weights, bias)
  const data: number[] = []
  eachCell(laid.output, (cell) => {
    const start = bias === null ? 0 : bias.data[cell[1]]!
    data.push(addUp((visit) => eachMeeting(laid, cell, visit), input, weights, start))
  })
  return { shape: laid.output, data }
}

/**
 * The sum of one output cell, product by product. Cells differ in how many products they get, which
 * is where the checkerboard of strided transposed convolutions comes from.
 *
 * @example
 * // two stamps of three, one apart, overlap in the middle
 * const up = { inputChannels: 1, outputChannels: 1, kernel: [1, 3], bias: false } as const
 * transposedSum(up, filled([1, 1, 1, 2], 1), filled([1, 1, 1, 3], 1), null, [0, 0, 0, 1]).total // 2
 * @returns the terms; their `weight` is [input channel, output channel in the group, row, column]
 * @throws as {@link transposedConvolve}; RangeError when the cell lies outside the output
 */
export function transposedSum(
  spec: TransposedConvolutionSpec,
  input: Tensor,
  weights: Tensor,
  bias: Tensor | null,
  cell: Cell,
): CellSum {
  const laid = prepare(spec, input, weights, bias)
  offsetOf(laid.output, cell)
  const start = bias === null ? 0 : bias.data[cell[1]]!
  return writeOut(cell, (visit) => eachMeeting(laid, cell, visit), input, weights, start)
}
