import { integer, oneOf } from '../check.ts'
import type { Work } from '../hardware/roofline.ts'
import { bytesPerElement, type Precision } from '../precision.ts'
import { layerMacs, layerParams } from './cost.ts'
import type { Graph, GraphNode, Op, Shape } from './graph.ts'
import { elements, inferShapes } from './shape.ts'

/** Layers by what they ask of a chip: how many products each number that is moved takes part in. */
export const workKinds = [
  'conv',
  'grouped',
  'depthwise',
  'pointwise',
  'linear',
  'pool',
  'elementwise',
  'copy',
] as const
export type WorkKind = (typeof workKinds)[number]

/** One layer as a chip runs it: operations, and bytes between its memory and its processor. */
export interface LayerWork extends Work {
  readonly name: string
  readonly kind: WorkKind
  /** Shapes for one image. */
  readonly input: Shape
  readonly output: Shape
  /** Multiply-accumulates for the whole batch; 0 for layers without weights. */
  readonly macs: number
  /** Where the bytes come from; they add up to `bytes`. */
  readonly traffic: { readonly input: number; readonly weights: number; readonly output: number }
  /** Layers that ride along with this one, by name (`fused`). */
  readonly carries: readonly string[]
}

/** What the work of a network depends on besides the network. */
export interface WorkOptions {
  /** N, images at a time, in [1, ∞); default 1. */
  readonly batch?: number
  /** The format of every tensor; default `fp32`. */
  readonly precision?: Precision
  /**
   * Batch norms and activations ride along with the layer whose output they alone read, as
   * compilers make them; otherwise each reads and writes its map once more. Default true.
   */
  readonly fused?: boolean
}

const views: readonly Op['type'][] = ['input', 'flatten', 'dropout', 'identity', 'slice']

/** Which kind of work an operation is; nothing for one that only looks at its input differently. */
function kindOf(op: Op): WorkKind | undefined {
  if (views.includes(op.type)) return undefined
  switch (op.type) {
    case 'conv':
      if (op.groups > 1) return op.groups === op.inputChannels ? 'depthwise' : 'grouped'
      return op.kernel[0] === 1 && op.kernel[1] === 1 ? 'pointwise' : 'conv'
    case 'transposedConv':
      return 'conv'
    case 'linear':
      return 'linear'
    case 'maxPool':
    case 'avgPool':
    case 'adaptiveAvgPool':
    case 'adaptiveMaxPool':
      return 'pool'
    case 'batchNorm':
    case 'localResponseNorm':
    case 'activation':
    case 'add':
    case 'multiply':
      return 'elementwise'
    default:
      return 'copy'
  }
}

/** Operations per image of a layer that runs alone and has no products of a kernel. */
function ownOperations({ op, inputs }: GraphNode, input: Shape, output: Shape): number {
  switch (op.type) {
    case 'maxPool':
    case 'avgPool':
      return op.kernel[0] * op.kernel[1] * elements(output)
    case 'adaptiveAvgPool':
    case 'adaptiveMaxPool':
      return elements(input)
    case 'batchNorm':
      return 2 * elements(output)
    case 'localResponseNorm':
      return 2 * op.size * elements(output)
    case 'add':
    case 'multiply':
      return (inputs.length - 1) * elements(output)
    case 'activation':
      return elements(output)
    default:
      return 0
  }
}

/** Numbers of a batch norm that are read: two when folded into weights and bias, else four. */
function normNumbers(op: Op, root: Op): number {
  if (op.type !== 'batchNorm') return 0
  const weighted = root.type === 'conv' || root.type === 'transposedConv' || root.type === 'linear'
  // Folded into a layer with weights only its shift is new, and takes the place of a bias.
  if (weighted) return root.bias ? 0 : op.channels
  return 2 * op.channels
}

/**
 * The work of every layer of a network in inference, in the order in which they run: what a
 * roofline needs.
 *
 * Operations are 2 · multiply-accumulates for layers with weights; pooling and element-wise layers
 * that run alone count one per comparison, addition or function. Bytes: each input, the weights
 * with their biases, and the output cross memory exactly once per layer; concatenation, shuffle and
 * padding copy, flattening and slicing do not. Layers that look at their input differently are left
 * out.
 *
 * @param input [channels, height, width], or one number for a square image
 * @throws TypeError or RangeError naming the option out of its range, or the layer that does not fit
 * @example
 * // VGG-16's first fully connected layer at batch 1: 4 bytes for every 2 operations
 * networkWork(vgg({ depth: 16 }), 224).find(({ kind }) => kind === 'linear') // flops 205520896, bytes 411174912
 */
export function networkWork(
  graph: Graph,
  input: Shape | number,
  options: WorkOptions = {},
): readonly LayerWork[] {
  const { precision = 'fp32', fused = true } = options
  const batch = integer('batch', options.batch ?? 1, 1)
  oneOf('fused', fused, [true, false])
  const size = bytesPerElement(precision)
  const shapes = inferShapes(graph, input)
  const { nodes } = graph

  const readers = nodes.map(() => 0)
  nodes.forEach(({ inputs }, index) => {
    if (shapes[index] !== undefined) for (const source of inputs) readers[source]!++
  })
  readers[graph.output]!++

  // The layer that carries each node: itself, unless it rides along with its input's.
  const root = nodes.map((_, index) => index)
  const carried = new Map<number, number[]>()
  nodes.forEach(({ op, inputs }, index) => {
    if (!fused || shapes[index] === undefined) return
    if (op.type !== 'batchNorm' && op.type !== 'activation') return
    const source = inputs[0]!
    const host = root[source]!
    if (readers[source]! > 1 || kindOf(nodes[host]!.op) === undefined) return
    root[index] = host
    carried.set(host, [...(carried.get(host) ?? []), index])
  })

  return nodes.flatMap((node, index): LayerWork[] => {
    const kind = kindOf(node.op)
    const output = shapes[index]
    if (kind === undefined || output === undefined || root[index] !== index) return []
    const inputs = node.inputs.map((source) => shapes[source]!)
    const first = inputs[0]!
    const riders = carried.get(index) ?? []
    const macs = batch * layerMacs(node.op, first, output)
    // Run alone, a batch norm reads its running mean and variance too.
    const numbers =
      layerParams(node.op).total + (node.op.type === 'batchNorm' ? 2 * node.op.channels : 0)
    const folded = riders.reduce((sum, rider) => sum + normNumbers(nodes[rider]!.op, node.op), 0)
    const traffic = {
      input: size * batch * inputs.reduce((sum, shape) => sum + elements(shape), 0),
      weights: size * (numbers + folded),
      output: size * batch * elements(output),
    }
    return [
      {
        name: node.name,
        kind,
        input: first,
        output,
        macs,
        flops: macs > 0 ? 2 * macs : batch * ownOperations(node, first, output),
        bytes: traffic.input + traffic.weights + traffic.output,
        traffic,
        carries: riders.map((rider) => nodes[rider]!.name),
      },
    ]
  })
}
