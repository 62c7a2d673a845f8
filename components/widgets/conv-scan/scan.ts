import {
  axes,
  cellAt,
  channelPaths,
  convolutionCost,
  convolutionSum,
  convolve,
  inputsTouchedBy,
  outputsReachedBy,
  touches,
  transposedConvolve,
  transposedCost,
  transposedInputsTouchedBy,
  transposedOutputsReachedBy,
  transposedSum,
} from '../../../math/conv/index.ts'
import type {
  Cell,
  CellSum,
  ConvolutionSpec,
  Reach,
  Shape4,
  Sides,
  Touch,
  TransposedConvolutionSpec,
  WeightCell,
} from '../../../math/conv/index.ts'
import { elements, generate } from '../../../math/tensor.ts'
import type { Tensor } from '../../../math/tensor.ts'
import type { Grid } from '../../widget/grid.ts'
import { filterOfChannel, weightOf } from './filters.ts'
import type { Filter } from './filters.ts'
import { limits } from './limits.ts'
import type { Setting } from './limits.ts'
import { pixelOf } from './pictures.ts'
import type { Picture } from './pictures.ts'

export interface Values extends Setting {
  readonly picture: Picture | 'own'
  readonly filter: Filter | 'own'
  readonly bias: number
  readonly input: Grid
  readonly weights: Grid
}

/** Both kinds are laid out alike; what they do with their weights, math/ tells. */
export type Layer =
  | { readonly mode: 'convolution'; readonly spec: ConvolutionSpec }
  | { readonly mode: 'transposed'; readonly spec: TransposedConvolutionSpec }

/** One layer laid over one input: all that stays the same while the kernel walks. */
export interface Run {
  readonly layer: Layer
  readonly input: Tensor
  readonly weights: Tensor
  readonly bias: Tensor | null
  readonly output: Tensor
  /** Around the input of a convolution; cut from the output of a transposed one. */
  readonly padding: Sides
  /** How often each row and each column of the input is read; the picture is square, so are both. */
  readonly reads: readonly number[]
  /** Rows past the last window: thrown away by the floor. */
  readonly dropped: number
  /** Which output channel reads which input channel: rows are outputs; 0 where it does not. */
  readonly paths: readonly (readonly number[])[]
  readonly params: number
  readonly macs: number
}

/** The kernel at one place: the output cell that is being made. */
export interface Step {
  readonly run: Run
  readonly cell: Cell
}

/**
 * Where a plane of weights stands in the grid that a reader edits. Room for all channels is kept,
 * so that a plane stays where it is when channels come and go.
 */
export const planeOf = (first: number, second: number) => first * limits.channels + second

const typed = (grid: Grid, plane: number, row: number, column: number) =>
  grid[plane]?.[row]?.[column] ?? 0

function inputOf({ picture, size, inputChannels, input }: Values): Tensor {
  return generate([1, inputChannels, size, size], (index) => {
    const [, channel, row, column] = index as unknown as Cell
    return picture === 'own'
      ? typed(input, channel, row, column)
      : pixelOf(picture, size, row, column, channel, inputChannels)
  })
}

function weightsOf(values: Values): Tensor {
  const { mode, filter, kernel, inputChannels, outputChannels, groups } = values
  const transposed = mode === 'transposed'
  const share = (transposed ? outputChannels : inputChannels) / groups
  const first = transposed ? inputChannels : outputChannels
  return generate([first, share, kernel, kernel], (index) => {
    const [outer, inner, row, column] = index as unknown as WeightCell
    if (filter === 'own') return typed(values.weights, planeOf(outer, inner), row, column)
    const group = Math.floor(outer / (inputChannels / groups))
    const channel = transposed ? group * share + inner : outer
    return weightOf(filterOfChannel(filter, channel), kernel, row, column)
  })
}

function specOf(values: Values) {
  const { inputChannels, outputChannels, kernel, stride, padding, dilation, groups } = values
  const bias = values.bias !== 0
  return { inputChannels, outputChannels, kernel, stride, padding, dilation, groups, bias }
}

export function runOf(values: Values): Run {
  const spec = specOf(values)
  const input = inputOf(values)
  const weights = weightsOf(values)
  const size = { height: values.size, width: values.size }
  const bias = spec.bias ? generate([values.outputChannels], () => values.bias) : null
  const paths = channelPaths(values.inputChannels, [{ kind: 'convolution', ...spec }])
  if (values.mode === 'transposed') {
    const up = { ...spec, outputPadding: values.outputPadding }
    const cost = transposedCost(up, size)
    return {
      layer: { mode: 'transposed', spec: up },
      input,
      weights,
      bias,
      output: transposedConvolve(up, input, weights, bias),
      padding: cost.shape.padding,
      reads: Array.from({ length: values.size }, () => 1),
      dropped: 0,
      paths,
      params: cost.params.total,
      macs: cost.operations.macs.total,
    }
  }
  const cost = convolutionCost(spec, size)
  return {
    layer: { mode: 'convolution', spec },
    input,
    weights,
    bias,
    output: convolve(spec, input, weights, bias),
    padding: cost.shape.padding,
    reads: touches(values.size, axes(spec, size).vertical),
    dropped: cost.shape.vertical.dropped,
    paths,
    params: cost.params.total,
    macs: cost.operations.macs.total,
  }
}

/** The current output cell, product by product. */
export function sumOf({ run, cell }: Step): CellSum {
  const { layer, input, weights, bias } = run
  return layer.mode === 'convolution'
    ? convolutionSum(layer.spec, input, weights, bias, cell)
    : transposedSum(layer.spec, input, weights, bias, cell)
}

/** The outputs that an input reaches. */
export function reachOf({ layer, input }: Run, cell: Cell): readonly Reach[] {
  const shape = input.shape as Shape4
  return layer.mode === 'convolution'
    ? outputsReachedBy(layer.spec, shape, cell)
    : transposedOutputsReachedBy(layer.spec, shape, cell)
}

/** The inputs that a weight touches. */
export function touchOf({ layer, input }: Run, weight: WeightCell): readonly Touch[] {
  const shape = input.shape as Shape4
  return layer.mode === 'convolution'
    ? inputsTouchedBy(layer.spec, shape, weight)
    : transposedInputsTouchedBy(layer.spec, shape, weight)
}

/** One step per output cell, channel by channel, row by row. */
export function stepsOf(values: Values): Step[] {
  const run = runOf(values)
  const shape = run.output.shape as Shape4
  return Array.from({ length: elements(shape) }, (_, offset) => ({
    run,
    cell: cellAt(shape, offset),
  }))
}

/** A plane of a tensor as rows. */
export function rowsOf({ shape, data }: Tensor, plane: number): number[][] {
  const [, , height, width] = shape as unknown as Shape4
  const start = plane * height * width
  return Array.from({ length: height }, (_, row) =>
    data.slice(start + row * width, start + (row + 1) * width),
  )
}

/** The two leading indices of the weights between an input and an output channel, or null. */
export function weightPlane(run: Run, input: number, output: number) {
  const { paths, layer } = run
  if (!paths[output]?.[input]) return null
  // Weights count channels within their group: of a convolution the inputs, transposed the outputs.
  const before = (connected: readonly unknown[]) => connected.filter(Boolean).length
  return layer.mode === 'convolution'
    ? ([output, before(paths[output].slice(0, input))] as const)
    : ([input, before(paths.slice(0, output).map((row) => row[input]))] as const)
}
