import { finite } from '../../check.ts'
import { at, offsetOf, type Tensor } from '../../tensor.ts'
import { adaptivePoolingBins, pooling, type PoolingSpec, poolingShape } from '../pooling.ts'
import { flag, record } from '../arguments.ts'
import type { Pair, Window } from '../window.ts'
import { type Cell, eachCell, type Shape4, shape4 } from './taps.ts'

/** The pixels that one output cell pools. */
export interface Pooled {
  /** Pixels of the image under the window. */
  readonly cells: readonly Cell[]
  /** Taps on padding; taps that hang over the padding too (ceil mode) are nowhere and not counted. */
  readonly padding: number
}

interface PoolingPlan {
  readonly layer: Window
  readonly input: Shape4
  readonly output: Shape4
  readonly top: number
  readonly left: number
  /** Rows and columns up to the end of the padding, from the first pixel on. */
  readonly bottomEnd: number
  readonly rightEnd: number
}

function prepare(spec: PoolingSpec, input: Shape4): PoolingPlan {
  const [batch, channels, height, width] = input
  const shape = poolingShape(spec, { height, width })
  const { top, left, bottom, right } = shape.padding
  return {
    layer: pooling(spec),
    input,
    output: [batch, channels, shape.height, shape.width],
    top,
    left,
    bottomEnd: height + bottom,
    rightEnd: width + right,
  }
}

function pooled(laid: PoolingPlan, [image, channel, row, column]: Cell): Pooled {
  const { layer, input, top, left, bottomEnd, rightEnd } = laid
  const cells: Cell[] = []
  let padding = 0
  for (let i = 0; i < layer.kernel[0]; i++) {
    const y = row * layer.stride[0] + i * layer.dilation[0] - top
    for (let j = 0; j < layer.kernel[1]; j++) {
      const x = column * layer.stride[1] + j * layer.dilation[1] - left
      if (y >= 0 && y < input[2] && x >= 0 && x < input[3]) cells.push([image, channel, y, x])
      else if (y < bottomEnd && x < rightEnd) padding += 1
    }
  }
  return { cells, padding }
}

/**
 * What one output cell pools.
 *
 * @example pooledCells({ kernel: 2, padding: 1 }, [1, 1, 4, 4], [0, 0, 0, 0])
 * // cells [[0, 0, 0, 0]], padding 3
 * @throws TypeError or RangeError when the window does not fit or the cell lies outside the output
 */
export function pooledCells(spec: PoolingSpec, input: Shape4, cell: Cell): Pooled {
  const laid = prepare(spec, input)
  offsetOf(laid.output, cell)
  return pooled(laid, cell)
}

/** The result of max pooling: values, and the position in the input that each came from. */
export interface MaxPooled {
  readonly output: Tensor
  /** Row-major positions in the whole input tensor, one per output element; the first of equals. */
  readonly from: readonly number[]
}

/**
 * Max pooling. Padding never wins: it counts as −∞.
 *
 * @param input [N, C, H, W]
 * @example maxPool({ kernel: 2 }, fromNested([[[[1, 5], [2, 3]]]])).output.data // [5]
 * @throws TypeError or RangeError when the window is malformed or does not fit; RangeError when a
 * dilated window sees padding alone, and so has no maximum
 */
export function maxPool(spec: PoolingSpec, input: Tensor): MaxPooled {
  const laid = prepare(spec, shape4('input', input))
  const data: number[] = []
  const from: number[] = []
  eachCell(laid.output, (cell) => {
    const positions = pooled(laid, cell).cells.map((place) => offsetOf(laid.input, place))
    if (positions.length === 0) {
      throw new RangeError(
        `window at row ${cell[2]}, column ${cell[3]} must see at least one pixel`,
      )
    }
    const best = positions.reduce((a, b) => (input.data[b]! > input.data[a]! ? b : a))
    data.push(input.data[best]!)
    from.push(best)
  })
  return { output: { shape: laid.output, data }, from }
}

/** How an average is divided. */
export interface AverageOptions {
  /**
   * true (PyTorch's default): divide by all taps on the padded input, so borders get darker;
   * false (ONNX's default): by the pixels seen. Taps past the padding never count.
   */
  readonly countIncludePad?: boolean
  /** Divide by this instead, whatever the window sees. */
  readonly divisorOverride?: number
}

/**
 * What the sum of a window is divided by.
 *
 * @example averageDivisor({ cells: [[0, 0, 0, 0]], padding: 3 }) // 4; 1 without counting padding
 * @throws TypeError or RangeError when an option is malformed
 */
export function averageDivisor({ cells, padding }: Pooled, options: AverageOptions = {}): number {
  const { countIncludePad = true, divisorOverride } = record('options', options)
  if (divisorOverride !== undefined) {
    if (finite('divisorOverride', divisorOverride) === 0) {
      throw new RangeError('divisorOverride must be a finite number other than 0, got 0')
    }
    return divisorOverride
  }
  return flag('countIncludePad', countIncludePad) ? cells.length + padding : cells.length
}

/**
 * Average pooling. A window that sees no pixel has the average 0.
 *
 * @param input [N, C, H, W]
 * @example averagePool({ kernel: 2 }, fromNested([[[[1, 5], [2, 4]]]])).data // [3]
 * @throws TypeError or RangeError when the window or an option is malformed, or it does not fit
 */
export function averagePool(
  spec: PoolingSpec,
  input: Tensor,
  options: AverageOptions = {},
): Tensor {
  const laid = prepare(spec, shape4('input', input))
  const data: number[] = []
  eachCell(laid.output, (cell) => {
    const window = pooled(laid, cell)
    const sum = window.cells.reduce((total, place) => total + at(input, place), 0)
    data.push(window.cells.length === 0 ? 0 : sum / averageDivisor(window, options))
  })
  return { shape: laid.output, data }
}

/** Pools the bins of adaptive pooling with `reduce`, which gets each bin's values. */
function adaptivePool(
  outputSize: number | Pair,
  input: Tensor,
  reduce: (values: readonly number[]) => number,
): Tensor {
  const [batch, channels, height, width] = shape4('input', input)
  const { vertical, horizontal } = adaptivePoolingBins(outputSize, { height, width })
  const shape: Shape4 = [batch, channels, vertical.length, horizontal.length]
  const data: number[] = []
  eachCell(shape, ([image, channel, row, column]) => {
    const [top, bottom] = vertical[row]!
    const [left, right] = horizontal[column]!
    const values: number[] = []
    for (let y = top; y < bottom; y++) {
      for (let x = left; x < right; x++) values.push(at(input, [image, channel, y, x]))
    }
    data.push(reduce(values))
  })
  return { shape, data }
}

/**
 * Adaptive average pooling; output size 1 is global average pooling.
 *
 * @example adaptiveAveragePool(1, fromNested([[[[1, 5], [2, 4]]]])).data // [3]
 * @throws TypeError or RangeError when an argument is malformed
 */
export function adaptiveAveragePool(outputSize: number | Pair, input: Tensor): Tensor {
  return adaptivePool(outputSize, input, (values) => {
    return values.reduce((sum, value) => sum + value, 0) / values.length
  })
}

/**
 * Adaptive max pooling; output size 1 is global max pooling.
 *
 * @example adaptiveMaxPool(1, fromNested([[[[1, 5], [2, 4]]]])).data // [5]
 * @throws TypeError or RangeError when an argument is malformed
 */
export function adaptiveMaxPool(outputSize: number | Pair, input: Tensor): Tensor {
  return adaptivePool(outputSize, input, (values) =>
    values.reduce((best, value) => Math.max(best, value)),
  )
}
