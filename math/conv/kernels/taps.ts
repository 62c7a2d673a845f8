import { show } from '../../check.ts'
import { expectShape, expectTensor, indexOf, type Tensor } from '../../tensor.ts'
import { type Convolution, convolution, type ConvolutionSpec } from '../convolution.ts'
import { windowShape } from '../shape.ts'

/**
 * Which input meets which weight: the one rule that the forward pass, its written-out sums, its
 * gradients and the inverse look-ups all follow.
 */

/** A place in a feature map. */
export type Cell = readonly [image: number, channel: number, row: number, column: number]

/** A place in a weight tensor [Cₒ, Cᵢ/g, kₕ, k_w]; `input` counts within the group. */
export type WeightCell = readonly [output: number, input: number, row: number, column: number]

/** The lengths of a feature map or of a weight tensor. */
export type Shape4 = readonly [number, number, number, number]

/** A layer laid over one input: all lengths that the loops need. */
export interface Plan {
  readonly layer: Convolution
  readonly input: Shape4
  readonly weights: Shape4
  readonly output: Shape4
  readonly top: number
  readonly left: number
}

/** Position of a tap that lies on padding. */
export const onPadding = -1

/**
 * A tensor's shape as [N, C, H, W].
 *
 * @example shape4('input', filled([1, 2, 3, 4])) // [1, 2, 3, 4]
 * @throws RangeError when it has another number of axes
 */
export function shape4(name: string, values: Tensor): Shape4 {
  const { shape } = expectTensor(name, values)
  const [batch, channels, height, width] = shape
  if (shape.length !== 4) {
    throw new RangeError(`${name}.shape must have 4 entries [N, C, H, W], got ${show(shape)}`)
  }
  return [batch!, channels!, height!, width!]
}

/**
 * Lays a layer over an input shape.
 *
 * @example plan({ inputChannels: 2, outputChannels: 4, kernel: 3 }, [1, 2, 5, 5]).output // [1, 4, 3, 3]
 * @throws RangeError when the channels differ or the kernel does not fit
 */
export function plan(spec: ConvolutionSpec, input: Shape4): Plan {
  const layer = convolution(spec)
  const { inputChannels, outputChannels, groups, kernel } = layer
  const [batch, channels, height, width] = input
  if (channels !== inputChannels) {
    throw new RangeError(`input channels must be inputChannels = ${inputChannels}, got ${channels}`)
  }
  const shape = windowShape(layer, { height, width })
  return {
    layer,
    input,
    weights: [outputChannels, inputChannels / groups, kernel[0], kernel[1]],
    output: [batch, outputChannels, shape.height, shape.width],
    top: shape.padding.top,
    left: shape.padding.left,
  }
}

/**
 * Visits every product of one output cell, in the order of the weights: the position of the input
 * ({@link onPadding} where the tap lies outside), and the position of the weight. There are always
 * K = kₕ·k_w·Cᵢ/g of them.
 */
export function eachTap(
  { layer, input, weights, top, left }: Plan,
  [image, channel, row, column]: Cell,
  visit: (input: number, weight: number) => void,
): void {
  const [, inputs, height, width] = input
  const [outputs, share, kernelHeight, kernelWidth] = weights
  const firstInput = Math.floor(channel / (outputs / layer.groups)) * share
  let weight = channel * share * kernelHeight * kernelWidth
  for (let c = 0; c < share; c++) {
    const plane = (image * inputs + firstInput + c) * height
    for (let i = 0; i < kernelHeight; i++) {
      const y = row * layer.stride[0] + i * layer.dilation[0] - top
      for (let j = 0; j < kernelWidth; j++) {
        const x = column * layer.stride[1] + j * layer.dilation[1] - left
        const inside = y >= 0 && y < height && x >= 0 && x < width
        visit(inside ? (plane + y) * width + x : onPadding, weight)
        weight += 1
      }
    }
  }
}

/** Visits every cell of a feature map in row-major order, with its position. */
export function eachCell(
  [batch, channels, height, width]: Shape4,
  visit: (cell: Cell, offset: number) => void,
): void {
  let offset = 0
  for (let image = 0; image < batch; image++) {
    for (let channel = 0; channel < channels; channel++) {
      for (let row = 0; row < height; row++) {
        for (let column = 0; column < width; column++) {
          visit([image, channel, row, column], offset)
          offset += 1
        }
      }
    }
  }
}

/**
 * The cell at a position in row-major order: the order in which a scan visits a feature map.
 *
 * @example cellAt([1, 2, 3, 3], 10) // [0, 1, 0, 1]
 * @throws RangeError when the position lies outside
 */
export function cellAt(shape: Shape4, offset: number): Cell {
  return indexOf(shape, offset) as unknown as Cell
}

/**
 * Checks that a bias is there exactly when the layer has one, with one number per channel.
 *
 * @throws RangeError otherwise
 */
export function expectBias(biased: boolean, channels: number, bias: Tensor | null): void {
  if (!biased && bias !== null) {
    throw new RangeError(`bias must be null for a layer without one, got ${show(bias)}`)
  }
  if (!biased) return
  if (bias === null) throw new RangeError(`bias must have the shape [${channels}], got null`)
  expectShape('bias', bias, [channels])
}
