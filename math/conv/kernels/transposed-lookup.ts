import { offsetOf } from '../../tensor.ts'
import {
  transposedConvolution,
  type TransposedConvolutionSpec,
  transposedShape,
} from '../transposed.ts'
import type { Reach, Touch } from './lookup.ts'
import { type Cell, eachCell, type Shape4, type WeightCell } from './taps.ts'

/**
 * The transposed convolution read forwards: where an input pixel stamps the kernel, and which
 * inputs a weight touches. Here it is the output that padding cuts away, never the input.
 */

/** Where one tap of the stamp of an input pixel falls, or null when it is cut away. */
function stamp(spec: TransposedConvolutionSpec, [batch, channels, height, width]: Shape4) {
  const layer = transposedConvolution(spec)
  if (channels !== layer.inputChannels) {
    throw new RangeError(
      `input channels must be inputChannels = ${layer.inputChannels}, got ${channels}`,
    )
  }
  const shape = transposedShape(layer, { height, width })
  const { inputChannels, outputChannels, groups, kernel, stride, dilation } = layer
  const share = outputChannels / groups
  const output: Shape4 = [batch, outputChannels, shape.height, shape.width]
  const weights: Shape4 = [inputChannels, share, kernel[0], kernel[1]]
  const land = ([image, channel, row, column]: Cell, weight: WeightCell): Cell | null => {
    const group = Math.floor(channel / (inputChannels / groups))
    const y = row * stride[0] + weight[2] * dilation[0] - shape.padding.top
    const x = column * stride[1] + weight[3] * dilation[1] - shape.padding.left
    const inside = y >= 0 && y < shape.height && x >= 0 && x < shape.width
    return inside ? [image, group * share + weight[1], y, x] : null
  }
  return { output, weights, land }
}

/**
 * The outputs that an input cell of a transposed convolution stamps, each with the weight that
 * carries it.
 *
 * @example
 * // nine by a 3×3 kernel; padding 1 cuts the stamp of a corner down to four
 * const up = { inputChannels: 1, outputChannels: 1, kernel: 3, stride: 2, padding: 1 }
 * transposedOutputsReachedBy(up, [1, 1, 4, 4], [0, 0, 1, 1]).length // 9
 * transposedOutputsReachedBy(up, [1, 1, 4, 4], [0, 0, 0, 0]).length // 4
 * @throws TypeError or RangeError when the layer does not fit or the cell lies outside the input
 */
export function transposedOutputsReachedBy(
  spec: TransposedConvolutionSpec,
  input: Shape4,
  cell: Cell,
): Reach[] {
  const { weights, land } = stamp(spec, input)
  offsetOf(input, cell)
  const reached: Reach[] = []
  eachCell([1, ...(weights.slice(1) as [number, number, number])], ([, out, row, column]) => {
    const weight: WeightCell = [cell[1], out, row, column]
    const output = land(cell, weight)
    if (output) reached.push({ output, weight })
  })
  return reached
}

/**
 * The inputs that a weight of a transposed convolution touches: every pixel of its input channel
 * whose stamp is not cut away at that tap.
 *
 * @example
 * // the corner of a 3×3 kernel, its first row and column cut away by padding 1
 * const up = { inputChannels: 1, outputChannels: 1, kernel: 3, stride: 2, padding: 1 }
 * transposedInputsTouchedBy(up, [1, 1, 4, 4], [0, 0, 0, 0]).length // 9
 * @throws TypeError or RangeError when the layer does not fit or the cell lies outside the weights
 */
export function transposedInputsTouchedBy(
  spec: TransposedConvolutionSpec,
  input: Shape4,
  weight: WeightCell,
): Touch[] {
  const { weights, land } = stamp(spec, input)
  offsetOf(weights, weight)
  const touched: Touch[] = []
  eachCell([input[0], 1, input[2], input[3]], ([image, , row, column]) => {
    const cell: Cell = [image, weight[0], row, column]
    const output = land(cell, weight)
    if (output) touched.push({ output, input: cell })
  })
  return touched
}
