import { describe, expect, test } from 'vitest'
import {
  adaptiveAveragePool,
  adaptiveMaxPool,
  adaptivePoolingBins,
  averagePool,
  channelShuffle,
  convolutionCost,
  convolve,
  deformableConvolve,
  maxPool,
  outputPaddingFor,
  type Padding,
  type Pair,
  pixelShuffle,
  poolingShape,
  transposedConvolve,
  transposedCost,
  transposedShape,
  windowShape,
} from '../../math/conv/index.ts'
import { filled, fromNested, type Nested, type Tensor } from '../../math/tensor.ts'
import oracle from './data/conv-shapes.json'
import { Tally } from './tally.ts'

/**
 * Output sizes, costs, refusals and exact numbers of PyTorch 2.6, torchvision 0.21 and the ONNX 1.17
 * backend node tests. Integer rows must agree exactly; ONNX float32 rows to float32's precision.
 */

interface Vector {
  readonly id: string
  readonly kind: 'shape' | 'numeric'
  readonly op: string
  readonly input: never
  readonly kernel: Pair
  readonly stride: Pair
  readonly padding: Pair | 'same'
  readonly dilation?: Pair
  readonly groups: number
  readonly out_channels: number
  readonly output: never
  readonly source: string
  readonly error?: boolean
  readonly pad_begin: Pair
  readonly pad_end: Pair
  readonly output_padding: Pair
  readonly output_padding_needed: Pair
  readonly output_size: Pair
  readonly conv_output: readonly number[]
  readonly params?: number
  readonly macs?: number
  readonly bins: readonly Pair[]
  readonly ceil_mode: boolean
  readonly count_include_pad: boolean
  readonly divisor_override: number | null
  readonly weight: Nested
  readonly bias: Nested | null
  readonly offset: Nested
  readonly mask: Nested | null
  readonly offset_groups: number
  readonly upscale_factor: number
}

type Input4 = readonly [number, number, number, number]

const tally = new Tally('conv-shapes')
/** Who says so, without how it was produced. */
const by = (source: string) =>
  source.replace(/^generated(: | from the )/, '').replace(/ by an independent.*| \(ref\.py.*/, '')

const size = ([, , height, width]: Input4) => ({ height, width })
const shapeOf = (row: Vector) => row.input as unknown as Input4
const image = (nested: Nested): Tensor => fromNested([nested])
const biasOf = (nested: Nested | null | undefined) => (nested ? fromNested(nested) : null)

function compareAll(source: string, id: string, actual: Tensor, expected: Nested, tolerance = 0) {
  const wanted = fromNested(expected)
  tally.same(source, `${id} shape`, actual.shape, wanted.shape)
  for (const [i, value] of wanted.data.entries()) {
    const within = tolerance * Math.max(1, Math.abs(value))
    tally.compare(source, `${id}[${i}]`, actual.data[i]!, value, within)
  }
}

/** The layer of a row, channels included. */
function layerOf(row: Vector, inputChannels: number, outputChannels: number) {
  const { kernel, stride, padding, dilation, groups } = row
  return { inputChannels, outputChannels, kernel, stride, padding, dilation, groups }
}

const poolOf = ({ kernel, stride, padding, dilation, ceil_mode: ceilMode }: Vector) => ({
  kernel,
  stride,
  padding,
  dilation,
  ceilMode,
})

/** What each kind of shape row claims; a row with `error` must be refused by a RangeError. */
const shapeChecks: Record<string, (row: Vector, compare: Compare) => void> = {
  conv2d(row, compare) {
    const layer = { ...layerOf(row, shapeOf(row)[1], row.out_channels), bias: false }
    const cost = convolutionCost(layer, { batch: shapeOf(row)[0], ...size(shapeOf(row)) })
    compare('output', cost.output, row.output)
    if (row.params !== undefined) compare('params', cost.params.total, row.params)
    if (row.macs !== undefined) compare('macs', cost.macs, row.macs)
  },
  conv2d_same(row, compare) {
    const { shape, output } = convolutionCost(
      { ...layerOf(row, shapeOf(row)[1], row.out_channels), padding: 'same' },
      { batch: shapeOf(row)[0], ...size(shapeOf(row)) },
    )
    compare('begin', [shape.padding.top, shape.padding.left], row.pad_begin)
    compare('end', [shape.padding.bottom, shape.padding.right], row.pad_end)
    compare('output', output, row.output)
  },
  conv2d_tf_same: (row, compare) => shapeChecks['conv2d_same']!(row, compare),
  maxpool2d(row, compare) {
    const { height, width } = poolingShape(poolOf(row), size(shapeOf(row)))
    compare('output', [shapeOf(row)[0], shapeOf(row)[1], height, width], row.output)
  },
  avgpool2d: (row, compare) => shapeChecks['maxpool2d']!(row, compare),
  adaptive_avgpool2d(row, compare) {
    const { vertical, horizontal } = adaptivePoolingBins(row.output_size, size(shapeOf(row)))
    const [batch, channels, height, width] = shapeOf(row)
    compare('output', [batch, channels, vertical.length, horizontal.length], row.output)
    // The rows list one axis's bins; they are square.
    expect([height, row.output_size[0]]).toEqual([width, row.output_size[1]])
    compare('bins', vertical, row.bins)
    compare('bins', horizontal, row.bins)
  },
  conv_transpose2d(row, compare) {
    const layer = {
      ...layerOf(row, shapeOf(row)[1], row.out_channels),
      outputPadding: row.output_padding,
      bias: false,
    }
    const cost = transposedCost(layer, { batch: shapeOf(row)[0], ...size(shapeOf(row)) })
    compare('output', cost.output, row.output)
    compare('params', cost.params.total, row.params)
    compare('macs', cost.macs, row.macs)
  },
  conv_transpose2d_output_size(row, compare) {
    const layer = layerOf(row, shapeOf(row)[1], row.out_channels)
    const [height, width] = row.output_size
    const outputPadding = outputPaddingFor(layer, size(shapeOf(row)), { height, width })
    const shape = transposedShape({ ...layer, outputPadding }, size(shapeOf(row)))
    const made = [shapeOf(row)[0], row.out_channels, shape.height, shape.width]
    compare('output', made, row.output)
  },
  conv_then_transpose_roundtrip(row, compare) {
    const [batch, channels, height, width] = shapeOf(row)
    const outputChannels = row.conv_output[1]!
    const there = layerOf(row, channels, outputChannels)
    const middle = windowShape(there, { height, width })
    compare('there', [batch, outputChannels, middle.height, middle.width], row.conv_output)
    const back = layerOf(row, outputChannels, channels)
    const outputPadding = outputPaddingFor(back, middle, { height, width })
    compare('output padding', outputPadding, row.output_padding_needed)
    const shape = transposedShape({ ...back, outputPadding }, middle)
    compare('back', [batch, channels, shape.height, shape.width], row.output)
  },
}

/** What each kind of numeric row computes. */
const numericChecks: Record<string, (row: Vector, input: Tensor) => Tensor> = {
  conv2d(row, input) {
    const weights = fromNested(row.weight)
    const bias = biasOf(row.bias)
    const layer = { ...layerOf(row, input.shape[1]!, weights.shape[0]!), bias: bias !== null }
    const kernel: Pair = [weights.shape[2]!, weights.shape[3]!]
    return convolve({ ...layer, kernel }, input, weights, bias)
  },
  conv_transpose2d(row, input) {
    const weights = fromNested(row.weight)
    const bias = biasOf(row.bias)
    const [inputs, share, height, width] = weights.shape as unknown as Input4
    const layer = {
      ...layerOf(row, inputs, share * row.groups),
      kernel: [height, width] as const,
      outputPadding: row.output_padding,
      bias: bias !== null,
    }
    return transposedConvolve(layer, input, weights, bias)
  },
  deform_conv2d(row, input) {
    const weights = fromNested(row.weight)
    const bias = biasOf(row.bias)
    const mask = row.mask ? image(row.mask) : null
    const layer = {
      ...layerOf(row, input.shape[1]!, weights.shape[0]!),
      kernel: [weights.shape[2]!, weights.shape[3]!] as const,
      offsetGroups: row.offset_groups,
      version: mask === null ? (1 as const) : (2 as const),
      bias: bias !== null,
    }
    return deformableConvolve(layer, { input, weights, offsets: image(row.offset), mask, bias })
  },
  maxpool2d: (row, input) => maxPool(poolOf(row), input).output,
  avgpool2d: (row, input) =>
    averagePool(poolOf(row), input, {
      countIncludePad: row.count_include_pad,
      divisorOverride: row.divisor_override ?? undefined,
    }),
  adaptive_avgpool2d: (row, input) => adaptiveAveragePool(row.output_size, input),
  channel_shuffle: (row, input) => channelShuffle(row.groups, input),
  pixel_shuffle: (row, input) => pixelShuffle(row.upscale_factor, input),
}

type Compare = (what: string, actual: unknown, expected: unknown) => void

/** The kind of error that a row is refused with, or undefined when it is accepted. */
function refusal(row: Vector): unknown {
  try {
    shapeChecks[row.op]!(row, () => {})
    return undefined
  } catch (error) {
    return (error as Error).constructor
  }
}

describe('PyTorch and torchvision vectors', () => {
  test.each(oracle.vectors as unknown as Vector[])('$id', (row) => {
    const source = by(row.source)
    if (row.kind === 'numeric') {
      const actual = numericChecks[row.op]!(row, image(row.input))
      compareAll(source, row.id, actual, [row.output])
      return
    }
    const compare: Compare = (what, actual, expected) =>
      tally.same(source, `${row.id} ${what}`, actual, expected)
    if (row.error === true) {
      compare('is refused', refusal(row), RangeError)
    } else {
      shapeChecks[row.op]!(row, compare)
    }
  })
})

interface OnnxRow {
  readonly id: string
  readonly op: string
  readonly attrs: {
    readonly kernel_shape?: Pair
    readonly strides?: Pair
    readonly pads?: readonly [number, number, number, number]
    readonly dilations?: Pair
    readonly group?: number
    readonly auto_pad?: string
    readonly ceil_mode?: number
    readonly count_include_pad?: number
    readonly output_padding?: Pair
    readonly output_shape?: Pair
    readonly offset_group?: number
  }
  readonly input_shapes: Readonly<Record<string, readonly number[]>>
  readonly inputs?: Readonly<Record<string, Nested>>
  readonly output?: Nested
  readonly output_shape: readonly number[]
  readonly numeric: boolean
  readonly source: string
}

const autoPads: Record<string, Padding> = {
  SAME_UPPER: 'same',
  SAME_LOWER: 'same-lower',
  VALID: 'valid',
}

/** ONNX attributes as a layer; ONNX's default stride is 1, for pooling too. */
function onnxLayer({ attrs, input_shapes: shapes }: OnnxRow) {
  const weights = shapes['W']
  const pads = attrs.pads && {
    top: attrs.pads[0],
    left: attrs.pads[1],
    bottom: attrs.pads[2],
    right: attrs.pads[3],
  }
  return {
    inputChannels: shapes['X']![1]!,
    outputChannels: weights?.[0] ?? 1,
    kernel: attrs.kernel_shape ?? ([weights![2]!, weights![3]!] as const),
    stride: attrs.strides ?? 1,
    dilation: attrs.dilations ?? 1,
    groups: attrs.group ?? 1,
    padding: pads ?? autoPads[attrs.auto_pad ?? 'VALID']!,
    ceilMode: attrs.ceil_mode === 1,
    bias: shapes['B'] !== undefined,
  }
}

/** Each operator on real inputs, or on zeros where the row tells only the shape. */
const operators: Record<string, (row: OnnxRow, of: (name: string) => Tensor) => Tensor> = {
  Conv: (row, of) => convolve(onnxLayer(row), of('X'), of('W'), row.inputs?.['B'] ? of('B') : null),
  ConvTranspose(row, of) {
    const [inputChannels, share] = row.input_shapes['W'] as Input4
    const { ceilMode: _, ...layer } = onnxLayer(row)
    const spec = {
      ...layer,
      inputChannels,
      outputChannels: share * layer.groups,
      outputPadding: row.attrs.output_padding,
    }
    return transposedConvolve(spec, of('X'), of('W'), row.inputs?.['B'] ? of('B') : null)
  },
  DeformConv(row, of) {
    const mask = row.inputs?.['mask'] ? of('mask') : null
    const version = mask === null ? 1 : 2
    const spec = { ...onnxLayer(row), version, offsetGroups: row.attrs.offset_group ?? 1 } as const
    const bias = row.inputs?.['B'] ? of('B') : null
    const tensors = { input: of('X'), weights: of('W'), offsets: of('offset'), mask, bias }
    return deformableConvolve(spec, tensors)
  },
  AveragePool: (row, of) =>
    averagePool(onnxLayer(row), of('X'), { countIncludePad: row.attrs.count_include_pad === 1 }),
  MaxPool: (row, of) => maxPool(onnxLayer(row), of('X')).output,
  LpPool: (row, of) => averagePool(onnxLayer(row), of('X')),
  GlobalAveragePool: (_, of) => adaptiveAveragePool(1, of('X')),
  GlobalMaxPool: (_, of) => adaptiveMaxPool(1, of('X')),
}

describe('ONNX backend node tests', () => {
  test.each(oracle.onnx as unknown as OnnxRow[])('$id', (row) => {
    const source = 'ONNX v1.17.0 backend node tests'
    const of = (name: string) =>
      row.inputs ? fromNested(row.inputs[name]!) : filled(row.input_shapes[name]!)
    const actual = operators[row.op]!(row, of)
    tally.same(source, `${row.id} shape`, actual.shape, row.output_shape)
    if (!row.numeric) return
    expect(row.op).not.toBe('LpPool') // only its shape is in the library
    compareAll(source, row.id, actual, row.output!, 2 ** -22)
  })
})
