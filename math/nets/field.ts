import {
  describeField,
  type Field,
  type FieldStep,
  mergeFields,
  ownPixel,
  type ReceptiveField,
  fieldThrough,
  unboundedField,
} from '../conv/receptive-field.ts'
import { type TransposedConvolution, transposedShape } from '../conv/transposed.ts'
import { axisOver } from './axis.ts'
import type { Graph, Op, Shape } from './graph.ts'
import { inferShapes } from './shape.ts'

/** Receptive field of one node along both axes. */
export interface NodeField {
  readonly vertical: ReceptiveField
  readonly horizontal: ReceptiveField
}

export interface FieldOptions {
  /**
   * A channel gate (squeeze-and-excitation) looks at the whole image, and so, strictly, does
   * everything after it. `'ignored'`, the default and the literature's custom, follows the features
   * past the gate; `'counted'` is strict.
   */
  readonly gates?: 'ignored' | 'counted'
}

/** Pixels cut away before the first output of a transposed convolution. */
function transposedBegin(op: TransposedConvolution, axis: 0 | 1, extent: number): number {
  // Only this axis matters, so a square stands for the map.
  const { padding } = transposedShape(op, { height: extent, width: extent })
  return axis === 0 ? padding.top : padding.left
}

/** How an operation gathers along one axis of `extent` pixels; nothing for pixel-wise ones. */
function stepOf(op: Op, axis: 0 | 1, extent: number): FieldStep | undefined {
  switch (op.type) {
    case 'conv':
    case 'maxPool':
    case 'avgPool':
      return axisOver(op, axis, extent)
    case 'transposedConv':
      return {
        kernel: op.kernel[axis],
        stride: op.stride[axis],
        dilation: op.dilation[axis],
        padBegin: transposedBegin(op, axis, extent),
        transposed: true,
      }
    case 'upsample': {
      // Nearest repeats each pixel `scale` times; bilinear blends the two that lie around.
      const scale = op.scale[axis]
      const kernel = op.mode === 'nearest' ? scale : 2 * scale - (scale % 2)
      const padBegin = op.mode === 'nearest' ? 0 : Math.floor(scale / 2)
      return { kernel, stride: scale, dilation: 1, padBegin, transposed: true }
    }
    case 'adaptiveAvgPool':
    case 'adaptiveMaxPool': {
      // Output i covers ⌊i·n/o⌋ … ⌈(i + 1)·n/o⌉ − 1: equal windows whenever o divides n.
      const output = op.output[axis]
      const stride = Math.max(1, Math.floor(extent / output))
      const kernel = extent % output === 0 ? stride : Math.ceil(extent / output) + 1
      return { kernel: Math.min(kernel, extent), stride, dilation: 1, padBegin: 0 }
    }
    case 'flatten':
      return { kernel: extent, stride: 1, dilation: 1, padBegin: 0 }
    default:
      return undefined
  }
}

/**
 * The receptive field of every node for one input, in the graph's order; nothing for nodes that
 * run in training alone. Where branches meet, the largest counts, and `aligned` says whether they
 * are centred alike.
 *
 * The resolution matters only to `'same'` padding, global pooling and flattening: each looks at as
 * much of the map as there is. A field may be larger than the image; the rest of it is padding.
 *
 * @example
 * const graph = vgg({ depth: 16 })
 * receptiveFields(graph, 224)[lastPool].vertical.size // 212
 * @throws RangeError when a layer does not fit its input
 */
export function receptiveFields(
  graph: Graph,
  input: Shape | number,
  options: FieldOptions = {},
): (NodeField | undefined)[] {
  const shapes = inferShapes(graph, input)
  const vertical = fieldsAlong(graph, shapes, 0, options)
  const square = shapes.every((shape) => shape === undefined || shape[1] === shape[2])
  const horizontal =
    square && graph.nodes.every(({ op }) => isSquare(op))
      ? vertical
      : fieldsAlong(graph, shapes, 1, options)
  return vertical.map((field, index) => {
    if (field === undefined) return undefined
    const described = describeField(field)
    const other = horizontal[index]!
    return { vertical: described, horizontal: other === field ? described : describeField(other) }
  })
}

/** Whether an operation treats both axes alike, so that one field serves for both. */
function isSquare(op: Op): boolean {
  if (!('kernel' in op)) {
    if ('scale' in op) return op.scale[0] === op.scale[1]
    return true
  }
  const { kernel, stride, dilation, padding } = op
  return (
    kernel[0] === kernel[1] &&
    stride[0] === stride[1] &&
    dilation[0] === dilation[1] &&
    (typeof padding === 'string' || padding.top === padding.left)
  )
}

function fieldsAlong(
  graph: Graph,
  shapes: readonly (Shape | undefined)[],
  axis: 0 | 1,
  { gates = 'ignored' }: FieldOptions,
): (Field | undefined)[] {
  const fields: (Field | undefined)[] = []
  graph.nodes.forEach(({ op, inputs }, index) => {
    const shape = shapes[index]
    if (shape === undefined) {
      fields.push(undefined)
      return
    }
    // A feature that is no pixel any more is treated as a map of one.
    const extentOf = (i: number) => shapes[i]![axis + 1] ?? 1
    const sources = inputs.flatMap((i) => {
      const isGate = op.type === 'multiply' && extentOf(i) === 1 && (shape[axis + 1] ?? 1) > 1
      if (!isGate) return [fields[i]!]
      return gates === 'counted' ? [unboundedField] : []
    })
    const source = sources.length === 0 ? ownPixel : mergeFields(sources)
    const step = inputs.length === 0 ? undefined : stepOf(op, axis, extentOf(inputs[0]!))
    fields.push(step === undefined ? source : fieldThrough(source, step))
  })
  return fields
}
