import { integer } from '../check.ts'
import { list, record } from './arguments.ts'
import { type Convolution, convolution } from './convolution.ts'
import { type ConvolutionCost, convolutionCost, type Input, parameters } from './cost.ts'
import type { CostOptions } from './counting.ts'
import { receptiveField } from './receptive-field.ts'
import { sequenceCost, type SequenceCost } from './sequence.ts'
import type { Size } from './shape.ts'
import { pair, type Pair } from './window.ts'

/**
 * Small kernels in place of a large one: a stack of layers at stride 1, against the single kernel
 * that sees as far. Channels are C_i at the start, C_m between all layers, C_o at the end.
 */

/** One kernel of a stack. */
export interface StackedKernel {
  readonly kernel: number | Pair
  /** Pixels between neighbouring taps; default 1. */
  readonly dilation?: number | Pair
}

export interface StackSpec {
  /** In order from the input, at least one. */
  readonly kernels: readonly StackedKernel[]
  /** C_i. */
  readonly inputChannels: number
  /** C_m, of every map between two layers. */
  readonly middleChannels: number
  /** C_o. */
  readonly outputChannels: number
  /** One number per output channel of every layer; default false, as the published ratios have it. */
  readonly bias?: boolean
}

/** A stack beside the single kernel of the same field. */
export interface StackComparison {
  readonly layers: readonly Convolution[]
  /** Rows and columns of the input that one output sees; the single kernel's size. */
  readonly field: Size
  readonly stack: SequenceCost
  readonly single: ConvolutionCost
  /**
   * Taps of all kernels together, and of the single one. Their ratio is the ratio of weights exactly
   * when all channel counts are equal: 18 and 25 for two 3×3.
   */
  readonly taps: { readonly stack: number; readonly single: number }
  /** Parameters of the stack over those of the single kernel. */
  readonly ratio: number
}

/**
 * The layers of a stack, at stride 1, padded so that every map keeps its size.
 *
 * @example
 * layersOfStack({ kernels: [{ kernel: 3 }, { kernel: 3 }], inputChannels: 64, middleChannels: 96,
 *   outputChannels: 128 }).map((layer) => layer.outputChannels) // [96, 128]
 * @throws TypeError or RangeError naming the field, its value and its range
 */
export function layersOfStack(spec: StackSpec): readonly Convolution[] {
  const {
    kernels,
    inputChannels,
    middleChannels,
    outputChannels,
    bias = false,
  } = record('stack', spec)
  integer('middleChannels', middleChannels, 1)
  const last = list('kernels', kernels, 1).length - 1
  return kernels.map((each, index) =>
    convolution({
      ...record(`kernels[${index}]`, each),
      inputChannels: index === 0 ? inputChannels : middleChannels,
      outputChannels: index === last ? outputChannels : middleChannels,
      padding: 'same',
      bias,
    }),
  )
}

const fieldOf = (layers: readonly Convolution[]): Size => {
  const { vertical, horizontal } = receptiveField(layers.map((l) => ({ ...l, padding: 0 })))
  return { height: vertical.size, width: horizontal.size }
}

const tapsOf = ({ kernel: [height, width] }: Convolution) => height * width

/**
 * What a stack costs against the one kernel with its receptive field, C_i to C_o channels.
 *
 * @example
 * const two = { kernels: [{ kernel: 3 }, { kernel: 3 }], inputChannels: 64, middleChannels: 64,
 *   outputChannels: 64 }
 * const { field, taps, ratio } = compareStack(two, { height: 56, width: 56 })
 * field // 5 × 5
 * taps // { stack: 18, single: 25 }
 * ratio // 0.72
 * @throws TypeError or RangeError when an argument is malformed
 * @source Simonyan and Zisserman, arXiv:1409.1556, section 2.3; Szegedy et al., arXiv:1512.00567,
 * sections 3.1 and 3.2
 */
export function compareStack(
  spec: StackSpec,
  input: Input,
  options: CostOptions = {},
): StackComparison {
  const layers = layersOfStack(spec)
  const field = fieldOf(layers)
  const whole = { ...layers[0]!, outputChannels: layers.at(-1)!.outputChannels }
  const single = convolutionCost(
    { ...whole, kernel: [field.height, field.width], dilation: 1 },
    input,
    options,
  )
  const stack = sequenceCost(layers, input, options)
  return {
    layers,
    field,
    stack,
    single,
    taps: {
      stack: layers.reduce((sum, layer) => sum + tapsOf(layer), 0),
      single: field.height * field.width,
    },
    ratio: stack.params / single.params.total,
  }
}

/**
 * The most channels between the layers with which a stack still has no more weights than the single
 * kernel; 0 when even one channel is too many. Biases are left out.
 *
 * With a the taps of the inner layers and b = k₁²·C_i + k_n²·C_o, it is the largest whole C_m for
 * which a·C_m² + b·C_m does not exceed the single kernel's weights.
 *
 * @example
 * // two 3×3, 64 → 64: 9·64·C_m + 9·C_m·64 ≤ 25·64·64
 * breakEvenChannels({ kernels: [{ kernel: 3 }, { kernel: 3 }], inputChannels: 64, middleChannels: 64,
 *   outputChannels: 64 }) // 88
 * @throws RangeError when there is one layer only, and so nothing between
 */
export function breakEvenChannels(spec: StackSpec): number {
  list('kernels', spec.kernels, 2)
  const layers = layersOfStack({ ...spec, bias: false })
  const { height, width } = fieldOf(layers)
  const first = layers[0]!
  const last = layers.at(-1)!
  const single = { ...first, outputChannels: last.outputChannels, dilation: 1 }
  const limit = parameters({ ...single, kernel: [height, width] }).weights
  const inner = layers.slice(1, -1).reduce((sum, layer) => sum + tapsOf(layer), 0)
  const ends = tapsOf(first) * first.inputChannels + tapsOf(last) * last.outputChannels
  const weights = (middle: number) => inner * middle ** 2 + ends * middle
  // The root of the quadratic in the form that does not cancel; rounding is mended by whole steps.
  let middle = Math.floor((2 * limit) / (ends + Math.sqrt(ends ** 2 + 4 * inner * limit)))
  while (weights(middle + 1) <= limit) middle++
  while (weights(middle) > limit) middle--
  return middle
}

/**
 * In how many ways a signal gets from each row (and column) of the input to one output: the kernels'
 * taps convolved with one another. A pixel's count is the product of its row's and its column's; 0
 * is a hole that dilation leaves. With equal weights and nothing between the layers, the gradient
 * of the output by a pixel is proportional to it.
 *
 * @example pathCounts([{ kernel: 3 }, { kernel: 3 }]).rows // [1, 2, 3, 2, 1]
 * @throws TypeError or RangeError when a kernel is malformed
 * @source Luo et al., arXiv:1701.04128, section 2.1
 */
export function pathCounts(kernels: readonly StackedKernel[]): {
  readonly rows: readonly number[]
  readonly columns: readonly number[]
} {
  const along = (axis: 0 | 1) => {
    let counts = [1]
    list('kernels', kernels).forEach((each, index) => {
      const { kernel, dilation = 1 } = record(`kernels[${index}]`, each)
      const taps = pair(`kernels[${index}].kernel`, kernel, 1)[axis]
      const gap = pair(`kernels[${index}].dilation`, dilation, 1)[axis]
      const next = Array.from({ length: counts.length + gap * (taps - 1) }, () => 0)
      for (const [place, count] of counts.entries()) {
        for (let tap = 0; tap < taps; tap++) next[place + tap * gap]! += count
      }
      counts = next
    })
    return counts
  }
  return { rows: along(0), columns: along(1) }
}
