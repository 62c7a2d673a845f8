import { integer } from '../check.ts'
import { record } from './arguments.ts'
import { kernelSpan, type Size, windowShape, type WindowShape } from './shape.ts'
import { type Pair, pair, type Window, window, type WindowSpec } from './window.ts'

/**
 * Pooling shapes: the same window as a convolution's, per channel and without weights.
 *
 * @source PyTorch `MaxPool2d`, `AvgPool2d`, `AdaptiveAvgPool2d`; ONNX `MaxPool`, `AveragePool`
 */

/** A pooling window as one may write it; unlike a convolution's, its stride defaults to its kernel. */
export type PoolingSpec = WindowSpec

/**
 * Checks a pooling window and fills in its defaults. Padding must stay below the kernel's span, or a
 * window would see no pixel at all. (PyTorch is stricter and stops at half of it; ONNX is not.)
 *
 * @example pooling({ kernel: 2 }).stride // [2, 2]
 * @throws TypeError or RangeError naming the field, its value and its range
 */
export function pooling(spec: PoolingSpec): Window {
  const given = window(spec)
  const normal = spec.stride === undefined ? { ...given, stride: given.kernel } : given
  const { padding } = normal
  if (typeof padding !== 'string') {
    const tallest = kernelSpan(normal.kernel[0], normal.dilation[0]) - 1
    const widest = kernelSpan(normal.kernel[1], normal.dilation[1]) - 1
    integer('padding.top', padding.top, 0, tallest)
    integer('padding.bottom', padding.bottom, 0, tallest)
    integer('padding.left', padding.left, 0, widest)
    integer('padding.right', padding.right, 0, widest)
  }
  return normal
}

/**
 * The output of a pooling window. In ceil mode the last window may hang over the border, but one
 * that would start past the input and its leading padding is dropped.
 *
 * @example
 * const layer = { kernel: 3, stride: 2 }
 * poolingShape(layer, { height: 14, width: 14 }).height // 6
 * poolingShape({ ...layer, ceilMode: true }, { height: 14, width: 14 }).height // 7
 * @throws TypeError or RangeError when an argument is malformed or the window does not fit
 */
export function poolingShape(spec: PoolingSpec, input: Size): WindowShape {
  return windowShape(pooling(spec), input)
}

/** Input pixels from `begin` up to but not including `end`. */
export type Bin = readonly [begin: number, end: number]

/** The most bins along an axis: a list of them is made. */
const mostBins = 2 ** 16

/**
 * The bins of adaptive pooling along one axis: bin i covers [⌊i·n/o⌋, ⌈(i + 1)·n/o⌉), so bins
 * overlap where o does not divide n, and repeat where o exceeds it.
 *
 * @example adaptiveBins(10, 4) // [[0, 3], [2, 5], [5, 8], [7, 10]]
 * @throws TypeError or RangeError when a length is not an integer of at least 1
 */
export function adaptiveBins(input: number, output: number): Bin[] {
  integer('input', input, 1)
  integer('output', output, 1, mostBins)
  return Array.from({ length: output }, (_, i) => [
    Math.floor((i * input) / output),
    Math.ceil(((i + 1) * input) / output),
  ])
}

/**
 * The bins of adaptive pooling along both axes; output size 1 is global pooling.
 *
 * @example adaptivePoolingBins(1, { height: 7, width: 5 }) // vertical [[0, 7]], horizontal [[0, 5]]
 * @throws TypeError or RangeError when a size is malformed
 */
export function adaptivePoolingBins(
  outputSize: number | Pair,
  input: Size,
): { readonly vertical: readonly Bin[]; readonly horizontal: readonly Bin[] } {
  const [height, width] = pair('outputSize', outputSize, 1)
  record('input', input)
  return {
    vertical: adaptiveBins(input.height, height),
    horizontal: adaptiveBins(input.width, width),
  }
}
