import { integer } from '../check.ts'
import { flag, record } from './arguments.ts'
import { divisor } from './convolution.ts'
import type { Input } from './cost.ts'
import { type CostOptions, type LayerCost, layerCost } from './counting.ts'
import { kernelSpan, type Size } from './shape.ts'
import { type Padding, type Pair, pair, type Sides, window } from './window.ts'

/**
 * Transposed convolution: the convolution that maps o pixels back to n. Each input pixel stamps the
 * kernel onto the output at stride distance; padding is cut away from the result.
 *
 * @source PyTorch `ConvTranspose2d`; ONNX `ConvTranspose`; arXiv:1603.07285, chapter 4
 */

/** A transposed convolution as one may write it. The weight tensor is [Cᵢ, Cₒ/g, kₕ, k_w]. */
export interface TransposedConvolutionSpec {
  readonly inputChannels: number
  readonly outputChannels: number
  readonly kernel: number | Pair
  /** Output pixels between the stamps of neighbouring input pixels; default 1. */
  readonly stride?: number | Pair
  /**
   * Pixels cut away from each side of the result; default 0. `'same'` cuts so that the output is
   * input × stride, an odd pixel at the end; `'same-lower'` at the beginning.
   */
  readonly padding?: Padding
  /** Rows and columns added at the end only, less than the stride or the dilation; default 0. */
  readonly outputPadding?: number | Pair
  readonly dilation?: number | Pair
  readonly groups?: number
  readonly bias?: boolean
}

/** A transposed convolution with every choice made. */
export interface TransposedConvolution {
  readonly inputChannels: number
  readonly outputChannels: number
  readonly kernel: Pair
  readonly stride: Pair
  readonly padding: Sides | 'same' | 'same-lower'
  readonly outputPadding: Pair
  readonly dilation: Pair
  readonly groups: number
  readonly bias: boolean
}

/** The result's size, and what was cut and added to get it. */
export interface TransposedShape extends Size {
  readonly padding: Sides
  readonly outputPadding: Pair
}

/**
 * Checks a transposed convolution and fills in its defaults. Normalising twice changes nothing.
 *
 * @example
 * transposedConvolution({ inputChannels: 4, outputChannels: 4, kernel: 2, stride: 2 }).outputPadding
 * // [0, 0]
 * @throws TypeError or RangeError naming the field, its value and its range
 */
export function transposedConvolution(spec: TransposedConvolutionSpec): TransposedConvolution {
  const { kernel, stride, padding, dilation } = window(spec)
  const inputChannels = integer('inputChannels', spec.inputChannels, 1)
  const outputChannels = integer('outputChannels', spec.outputChannels, 1)
  const outputPadding = pair('outputPadding', spec.outputPadding ?? 0, 0)
  for (const axis of [0, 1] as const) {
    // More would be a row that a further input pixel could have stamped.
    const limit = Math.max(stride[axis], dilation[axis]) - 1
    integer(`outputPadding[${axis}] (${axisNames[axis]})`, outputPadding[axis], 0, limit)
  }
  const groups = divisor(spec.groups ?? 1, inputChannels, outputChannels)
  const bias = flag('bias', spec.bias ?? true)
  return {
    inputChannels,
    outputChannels,
    kernel,
    stride,
    padding,
    outputPadding,
    dilation,
    groups,
    bias,
  }
}

const axisNames = ['height', 'width'] as const

interface AxisResult {
  readonly output: number
  readonly begin: number
  readonly end: number
  readonly extra: number
}

/** o = (n − 1)·s − p₀ − p₁ + d(k − 1) + 1 + extra. */
function transposedAxis(layer: TransposedConvolution, axis: 0 | 1, input: number): AxisResult {
  const stride = layer.stride[axis]
  const span = kernelSpan(layer.kernel[axis], layer.dilation[axis])
  const stamped = (input - 1) * stride + span
  const extra = layer.outputPadding[axis]
  if (typeof layer.padding === 'string') {
    // A stride longer than the span leaves fewer rows than input × stride: the rest is added.
    const surplus = stamped + extra - input * stride
    const small = Math.floor(Math.max(0, surplus) / 2)
    const large = Math.max(0, surplus) - small
    const [begin, end] = layer.padding === 'same' ? [small, large] : [large, small]
    return { output: input * stride, begin, end, extra: extra + Math.max(0, -surplus) }
  }
  const { top, bottom, left, right } = layer.padding
  const [begin, end] = axis === 0 ? [top, bottom] : [left, right]
  return { output: stamped - begin - end + extra, begin, end, extra }
}

/**
 * The output of a transposed convolution, per axis o = (n − 1)·s − 2p + d(k − 1) + outputPadding + 1.
 *
 * @example
 * const up = { inputChannels: 16, outputChannels: 16, kernel: 3, stride: 2, padding: 1, outputPadding: 1 }
 * transposedShape(up, { height: 14, width: 14 }) // 28 × 28
 * @throws TypeError or RangeError when an argument is malformed; RangeError when padding cuts
 * everything away
 */
export function transposedShape(spec: TransposedConvolutionSpec, input: Size): TransposedShape {
  const layer = transposedConvolution(spec)
  record('input', input)
  const vertical = transposedAxis(layer, 0, integer('input height', input.height, 1))
  const horizontal = transposedAxis(layer, 1, integer('input width', input.width, 1))
  for (const [name, { output, begin, end }] of [
    ['height', vertical],
    ['width', horizontal],
  ] as const) {
    if (output < 1) {
      const most = begin + end + output - 1
      throw new RangeError(
        `padding along the ${name} must total at most ${most} so that output remains, ` +
          `got ${begin + end}`,
      )
    }
  }
  return {
    height: vertical.output,
    width: horizontal.output,
    padding: {
      top: vertical.begin,
      bottom: vertical.end,
      left: horizontal.begin,
      right: horizontal.end,
    },
    outputPadding: [vertical.extra, horizontal.extra],
  }
}

/**
 * The output padding that makes the output a wanted size: a strided convolution maps several sizes
 * to one, so its transpose must be told which of them to return to.
 *
 * @example
 * // kernel 3, stride 3: 6 pixels can become 18, 19 or 20
 * outputPaddingFor({ inputChannels: 3, outputChannels: 4, kernel: 3, stride: 3 },
 *   { height: 6, width: 6 }, { height: 19, width: 20 }) // [1, 2]
 * @throws RangeError when no output padding gives the size, naming the sizes that can be had
 */
export function outputPaddingFor(
  spec: Omit<TransposedConvolutionSpec, 'outputPadding'>,
  input: Size,
  output: Size,
): Pair {
  const layer = transposedConvolution({ ...record('spec', spec), outputPadding: 0 })
  record('input', input)
  record('output', output)
  const along = (axis: 0 | 1) => {
    const name = axisNames[axis]
    const least = transposedAxis(layer, axis, integer(`input ${name}`, input[name], 1)).output
    // Named padding fixes the output; otherwise a further row would belong to a further input pixel.
    const choices =
      typeof layer.padding === 'string' ? 1 : Math.max(layer.stride[axis], layer.dilation[axis])
    const wanted = integer(`output ${name}`, output[name], Math.max(1, least), least + choices - 1)
    return wanted - least
  }
  return [along(0), along(1)]
}

/** Everything that one transposed convolution costs on one input. */
export interface TransposedCost extends LayerCost {
  readonly layer: TransposedConvolution
  readonly shape: TransposedShape
}

/**
 * What a transposed convolution costs. Every input element meets the kernel once, so its
 * multiply-accumulates are the weights times the input pixels, stamps that padding cuts away
 * included; a convolution's are the weights times the output pixels.
 *
 * @example
 * const up = { inputChannels: 16, outputChannels: 16, kernel: 3, stride: 2, padding: 1, outputPadding: 1 }
 * transposedCost(up, { height: 14, width: 14 }).macs // 2304 · 196 = 451584
 * @throws as {@link transposedShape}
 */
export function transposedCost(
  spec: TransposedConvolutionSpec,
  input: Input,
  options: CostOptions = {},
): TransposedCost {
  const layer = transposedConvolution(spec)
  const batch = integer('batch', record('input', input).batch ?? 1, 1)
  const shape = transposedShape(layer, input)
  const { inputChannels, outputChannels, groups, kernel } = layer
  const weights = (inputChannels * outputChannels * kernel[0] * kernel[1]) / groups
  const cost = layerCost(
    {
      input: [batch, inputChannels, input.height, input.width],
      output: [batch, outputChannels, shape.height, shape.width],
      weights,
      bias: layer.bias,
      macs: batch * weights * input.height * input.width,
    },
    options,
  )
  return { layer, shape, ...cost }
}
