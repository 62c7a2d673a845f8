import { finite } from '../../check.ts'
import { expectShape, offsetOf, type Tensor } from '../../tensor.ts'
import { record } from '../arguments.ts'
import { deformable, type Deformable, type DeformableSpec } from '../deformable.ts'
import { type Cell, cellAt, eachCell, eachTap, expectBias } from './taps.ts'
import { type Plan, plan, shape4, type WeightCell } from './taps.ts'

/**
 * Deformable convolution by its definition: the value at each tap's grid place plus its offset, read
 * between pixels, times the mask (version 2), times the weight.
 */

/** One of the pixels around a sampling point. */
export interface Corner {
  readonly row: number
  readonly column: number
  /** Its share, (1 − |dy|)(1 − |dx|); the four shares sum to 1. */
  readonly share: number
  /** Its value; 0 outside the image. */
  readonly value: number
}

/** A value read between pixels. */
export interface Sample {
  readonly row: number
  readonly column: number
  /** The four pixels around; empty when the point is too far out for any to count. */
  readonly corners: readonly Corner[]
  readonly value: number
}

/**
 * Reads a channel between pixels, bilinearly; what lies outside is 0, and from a whole pixel outside
 * (≤ −1 or ≥ the size) nothing is read at all.
 *
 * @example
 * // half-way between 0 and 1 in the first row
 * bilinear(fromNested([[[[0, 1], [2, 3]]]]), 0, 0, 0, 0.5).value // 0.5
 * @throws RangeError when the place is not finite or the image or channel does not exist
 */
export function bilinear(
  input: Tensor,
  image: number,
  channel: number,
  row: number,
  column: number,
): Sample {
  const shape = shape4('input', input)
  const plane = offsetOf(shape, [image, channel, 0, 0])
  return sample(input, plane, shape[2], shape[3], finite('row', row), finite('column', column))
}

function sample(
  { data }: Tensor,
  plane: number,
  height: number,
  width: number,
  row: number,
  column: number,
): Sample {
  if (row <= -1 || row >= height || column <= -1 || column >= width) {
    return { row, column, corners: [], value: 0 }
  }
  const top = Math.floor(row)
  const left = Math.floor(column)
  const corners: Corner[] = []
  for (const y of [top, top + 1]) {
    for (const x of [left, left + 1]) {
      const inside = y >= 0 && y < height && x >= 0 && x < width
      corners.push({
        row: y,
        column: x,
        share: (1 - Math.abs(row - y)) * (1 - Math.abs(column - x)),
        value: inside ? data[plane + y * width + x]! : 0,
      })
    }
  }
  return { row, column, corners, value: corners.reduce((sum, c) => sum + c.share * c.value, 0) }
}

/** One product in a deformed output cell's sum. */
export interface DeformedTerm {
  readonly channel: number
  readonly sample: Sample
  /** 1 in version 1. */
  readonly mask: number
  readonly weight: WeightCell
  readonly weightValue: number
  /** sample × mask × weight. */
  readonly product: number
}

/** How one deformed output cell came about. */
export interface DeformedSum {
  readonly cell: Cell
  readonly terms: readonly DeformedTerm[]
  readonly bias: number
  readonly total: number
}

/** The tensors of a deformable convolution. */
export interface DeformableTensors {
  /** [N, Cᵢ, H, W]. */
  readonly input: Tensor
  /** [Cₒ, Cᵢ/g, kₕ, k_w]. */
  readonly weights: Tensor
  /** [N, 2·G·kₕ·k_w, H′, W′], per offset group and tap first dy, then dx. */
  readonly offsets: Tensor
  /** [N, G·kₕ·k_w, H′, W′] in version 2, null in version 1. */
  readonly mask: Tensor | null
  /** [Cₒ], or null when the layer has none. */
  readonly bias: Tensor | null
}

interface DeformedPlan extends Plan {
  readonly deformed: Deformable
}

function prepare(spec: DeformableSpec, tensors: DeformableTensors): DeformedPlan {
  const deformed = deformable(spec)
  const laid = plan(deformed, shape4('input', record('tensors', tensors).input))
  const [batch, , height, width] = laid.output
  const taps = deformed.offsetGroups * deformed.kernel[0] * deformed.kernel[1]
  expectShape('weights', tensors.weights, laid.weights)
  expectShape('offsets', tensors.offsets, [batch, 2 * taps, height, width])
  expectBias(deformed.bias, deformed.outputChannels, tensors.bias)
  if (deformed.version === 2) {
    if (tensors.mask === null) throw new RangeError('mask must be a tensor in version 2, got null')
    expectShape('mask', tensors.mask, [batch, taps, height, width])
  } else if (tensors.mask !== null) {
    throw new RangeError('mask must be null in version 1, got a tensor')
  }
  return { ...laid, deformed }
}

function termsOf(laid: DeformedPlan, tensors: DeformableTensors, cell: Cell): DeformedTerm[] {
  const { deformed, input, weights, output, top, left } = laid
  const { kernel, stride, dilation, offsetGroups, groups } = deformed
  const { mask, offsets } = tensors
  const [image, channel, row, column] = cell
  const [, inputs, height, width] = input
  const area = output[2] * output[3]
  const place = row * output[3] + column
  const taps = kernel[0] * kernel[1]
  const firstInput = Math.floor(channel / (output[1] / groups)) * weights[1]
  const terms: DeformedTerm[] = []
  eachTap(laid, cell, (_, by) => {
    const weight: WeightCell = cellAt(weights, by)
    const [, share, u, v] = weight
    const c = firstInput + share
    const group = Math.floor(c / (inputs / offsetGroups))
    const tap = (image * offsetGroups + group) * taps + u * kernel[1] + v
    const dy = offsets.data[2 * tap * area + place]!
    const dx = offsets.data[(2 * tap + 1) * area + place]!
    const y = row * stride[0] + u * dilation[0] - top + dy
    const x = column * stride[1] + v * dilation[1] - left + dx
    const read = sample(tensors.input, (image * inputs + c) * height * width, height, width, y, x)
    const factor = mask === null ? 1 : mask.data[tap * area + place]!
    const weightValue = tensors.weights.data[by]!
    const product = read.value * factor * weightValue
    terms.push({ channel: c, sample: read, mask: factor, weight, weightValue, product })
  })
  return terms
}

/**
 * The sum of one output cell, with every sample's four corners.
 *
 * @example
 * // one tap that looks half a pixel to the right, between 2 and 4
 * const layer = { inputChannels: 1, outputChannels: 1, kernel: 1, bias: false, version: 1 } as const
 * const tensors = {
 *   input: fromNested([[[[2, 4]]]]), weights: filled([1, 1, 1, 1], 10),
 *   offsets: fromNested([[[[0, 0]], [[0.5, 0]]]]), mask: null, bias: null,
 * }
 * deformableSum(layer, tensors, [0, 0, 0, 0]).terms[0].sample.value // 3
 * @throws TypeError or RangeError when a tensor does not belong to the layer, or the cell lies
 * outside the output
 */
export function deformableSum(
  spec: DeformableSpec,
  tensors: DeformableTensors,
  cell: Cell,
): DeformedSum {
  const laid = prepare(spec, tensors)
  offsetOf(laid.output, cell)
  return sumOf(laid, tensors, cell)
}

function sumOf(laid: DeformedPlan, tensors: DeformableTensors, cell: Cell): DeformedSum {
  const terms = termsOf(laid, tensors, cell)
  const bias = tensors.bias === null ? 0 : tensors.bias.data[cell[1]]!
  return { cell, terms, bias, total: terms.reduce((sum, { product }) => sum + product, bias) }
}

/**
 * The whole output, [N, Cₒ, H′, W′]. With all offsets 0 (and masks 1) it is the ordinary
 * convolution.
 *
 * @example deformableConvolve(layer, tensors).data // [30, 40], of the example above
 * @throws TypeError or RangeError when a tensor does not belong to the layer
 */
export function deformableConvolve(spec: DeformableSpec, tensors: DeformableTensors): Tensor {
  const laid = prepare(spec, tensors)
  const data: number[] = []
  eachCell(laid.output, (cell) => data.push(sumOf(laid, tensors, cell).total))
  return { shape: laid.output, data }
}
