import { offsetOf } from '../../tensor.ts'
import type { ConvolutionSpec } from '../convolution.ts'
import { type Cell, cellAt, eachCell, eachTap } from './taps.ts'
import { onPadding, plan, type Shape4, type WeightCell } from './taps.ts'

/**
 * The convolution read backwards: from an input to the outputs it reaches, from a weight to the
 * inputs it touches. By definition, hence slow: every product of the layer is looked at.
 */

/** A product seen from its input. */
export interface Reach {
  readonly output: Cell
  readonly weight: WeightCell
}

/** A product seen from its weight; on padding there is no input. */
export interface Touch {
  readonly output: Cell
  readonly input: Cell | null
}

/**
 * The outputs that an input cell reaches, each with the weight that carries it.
 *
 * @example
 * // a pixel in the middle of a 3×3 convolution reaches nine outputs, a corner without padding one
 * const layer = { inputChannels: 1, outputChannels: 1, kernel: 3 }
 * outputsReachedBy(layer, [1, 1, 5, 5], [0, 0, 2, 2]).length // 9
 * outputsReachedBy(layer, [1, 1, 5, 5], [0, 0, 0, 0]).length // 1
 * @throws TypeError or RangeError when the layer does not fit or the cell lies outside the input
 */
export function outputsReachedBy(spec: ConvolutionSpec, input: Shape4, cell: Cell): Reach[] {
  const laid = plan(spec, input)
  const wanted = offsetOf(laid.input, cell)
  const reached: Reach[] = []
  eachCell(laid.output, (output) => {
    eachTap(laid, output, (from, by) => {
      if (from === wanted) reached.push({ output, weight: cellAt(laid.weights, by) })
    })
  })
  return reached
}

/**
 * The inputs that a weight touches, one per output pixel of its output channel: the weight is
 * shared by all of them.
 *
 * @example
 * // the middle weight of a padded 3×3 convolution touches every pixel
 * const layer = { inputChannels: 1, outputChannels: 1, kernel: 3, padding: 1 }
 * inputsTouchedBy(layer, [1, 1, 5, 5], [0, 0, 1, 1]).length // 25
 * @throws TypeError or RangeError when the layer does not fit or the cell lies outside the weights
 */
export function inputsTouchedBy(spec: ConvolutionSpec, input: Shape4, weight: WeightCell): Touch[] {
  const laid = plan(spec, input)
  const wanted = offsetOf(laid.weights, weight)
  const touched: Touch[] = []
  eachCell(laid.output, (output) => {
    if (output[1] !== weight[0]) return
    eachTap(laid, output, (from, by) => {
      if (by !== wanted) return
      touched.push({ output, input: from === onPadding ? null : cellAt(laid.input, from) })
    })
  })
  return touched
}
