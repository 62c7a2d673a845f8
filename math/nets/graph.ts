import { integer, show } from '../check.ts'
import type { Convolution } from '../conv/convolution.ts'
import type { TransposedConvolution } from '../conv/transposed.ts'
import type { Pair, Window } from '../conv/window.ts'

/**
 * A network as plain data: nodes in execution order, each with one operation and one output.
 *
 * A graph does not fix the resolution. Channels are part of the layers (they decide the weights);
 * heights and widths follow from the input that it is asked about (`inferShapes`).
 */

/** [channels, height, width] of a feature map, or [features]. Batch is 1 and not written. */
export type Shape = readonly number[]

/** Element-wise nonlinearities. None has weights; all cost nothing in the conventions used here. */
export const activations = [
  'relu',
  'relu6',
  'silu',
  'hardswish',
  'sigmoid',
  'hardsigmoid',
  'tanh',
  'gelu',
  'elu',
  'leakyRelu',
  'mish',
  'softmax',
] as const
export type Activation = (typeof activations)[number]

/** An operation. Its kind is `type`; the rest are its attributes, with every default filled in. */
export type Op =
  | { readonly type: 'input'; readonly channels: number }
  | ({ readonly type: 'conv' } & Convolution)
  | ({ readonly type: 'transposedConv' } & TransposedConvolution)
  | {
      readonly type: 'linear'
      readonly inputFeatures: number
      readonly outputFeatures: number
      readonly bias: boolean
    }
  /** `affine`: a scale and a shift per channel are learned. */
  | { readonly type: 'batchNorm'; readonly channels: number; readonly affine: boolean }
  /** Normalises over `size` neighbouring channels; no weights. AlexNet and GoogLeNet have it. */
  | { readonly type: 'localResponseNorm'; readonly size: number }
  | { readonly type: 'activation'; readonly fn: Activation }
  | ({ readonly type: 'maxPool' } & Window)
  | ({ readonly type: 'avgPool'; readonly countIncludePad: boolean } & Window)
  | { readonly type: 'adaptiveAvgPool'; readonly output: Pair }
  | { readonly type: 'adaptiveMaxPool'; readonly output: Pair }
  | { readonly type: 'add' }
  /** Element by element; a [C, 1, 1] factor weighs whole channels. */
  | { readonly type: 'multiply' }
  /** Along the channels. */
  | { readonly type: 'concat' }
  /** Channels `start` to `end` − 1. A split is several of these. */
  | { readonly type: 'slice'; readonly start: number; readonly end: number }
  | { readonly type: 'channelShuffle'; readonly groups: number }
  /** Zero channels added before and after: the identity shortcut of ResNet's option A. */
  | { readonly type: 'padChannels'; readonly before: number; readonly after: number }
  | {
      readonly type: 'upsample'
      readonly scale: Pair
      readonly mode: 'nearest' | 'bilinear'
    }
  | { readonly type: 'flatten' }
  | { readonly type: 'dropout'; readonly p: number }
  | { readonly type: 'identity' }

export type OpType = Op['type']

/** One step of a network. */
export interface GraphNode {
  /** Path of scopes and layer, such as `stage2.block1.conv1`. Unique in its graph. */
  readonly name: string
  readonly op: Op
  /** Indices of the nodes whose outputs this one takes, all smaller than its own. */
  readonly inputs: readonly number[]
  /** Runs in training alone (auxiliary heads): has weights, but takes no part in inference. */
  readonly trainingOnly?: boolean
}

/** A network. Node 0 is its input. */
export interface Graph {
  readonly name: string
  readonly nodes: readonly GraphNode[]
  /** Index of the node whose output is the network's. */
  readonly output: number
}

/** How many inputs an operation takes: exactly that many, or at least two. */
function arity(op: Op): number | 'many' {
  if (op.type === 'input') return 0
  return op.type === 'add' || op.type === 'multiply' || op.type === 'concat' ? 'many' : 1
}

/**
 * Returns `graph` when it is well formed: one input, at index 0; every node takes as many earlier
 * nodes as its operation asks for; names are unique; inference never waits for a training-only
 * node; the output exists and is not training-only.
 *
 * @example checkGraph(net.build(x)) // the same graph
 * @throws RangeError naming the node that breaks a rule
 */
export function checkGraph(graph: Graph): Graph {
  const { nodes, output } = graph
  if (nodes[0]?.op.type !== 'input') {
    throw new RangeError(`nodes[0] must be the input, got ${show(nodes[0]?.op.type)}`)
  }
  const names = new Set<string>()
  nodes.forEach(({ name, op, inputs, trainingOnly = false }, index) => {
    if (names.has(name)) throw new RangeError(`node names must be unique, got ${show(name)} twice`)
    names.add(name)
    if (op.type === 'input' && index > 0) {
      throw new RangeError(`only nodes[0] may be an input, got another at ${index} (${name})`)
    }
    const wanted = arity(op)
    if (wanted === 'many' ? inputs.length < 2 : inputs.length !== wanted) {
      const range = wanted === 'many' ? 'at least 2' : String(wanted)
      throw new RangeError(`inputs of ${name} (${op.type}) must be ${range}, got ${inputs.length}`)
    }
    for (const input of inputs) {
      // Names are put together only for an error: this runs for every edge of every network.
      if (!(Number.isInteger(input) && input >= 0 && input < index)) {
        integer(`inputs of ${name}`, input, 0, index - 1)
      }
      if (nodes[input]!.trainingOnly === true && !trainingOnly) {
        throw new RangeError(
          `inputs of ${name} must run in inference, got training-only ${nodes[input]!.name}`,
        )
      }
    }
  })
  integer('output', output, 0, nodes.length - 1)
  if (nodes[output]!.trainingOnly === true) {
    throw new RangeError(`output must run in inference, got training-only ${nodes[output]!.name}`)
  }
  return graph
}
