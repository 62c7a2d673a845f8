import { oneOf, show } from '../check.ts'
import { axisShape, type Size, windowShape } from '../conv/shape.ts'
import { transposedShape } from '../conv/transposed.ts'
import type { Window } from '../conv/window.ts'
import { axisOver } from './axis.ts'
import type { Graph, GraphNode, Shape } from './graph.ts'

/** The number of elements of a tensor. @example elements([64, 56, 56]) // 200704 */
export function elements(shape: Shape): number {
  let product = 1
  for (const extent of shape) product *= extent
  return product
}

/** Whether a run is inference, or training with its auxiliary heads. */
export type Mode = 'inference' | 'training'

function mismatch(node: GraphNode, rule: string, shapes: readonly Shape[]): RangeError {
  return new RangeError(
    `${node.name} (${node.op.type}) ${rule}, got ${shapes.map(show).join(', ')}`,
  )
}

function featureMap(node: GraphNode, shape: Shape): readonly [number, number, number] {
  if (shape.length !== 3) {
    throw mismatch(node, 'takes a feature map [channels, height, width]', [shape])
  }
  return shape as readonly [number, number, number]
}

/** Runs `compute`, and lets an error say which node it was and on what map. */
function at<T>(node: GraphNode, height: number, width: number, compute: () => T): T {
  try {
    return compute()
  } catch (cause) {
    const reason = cause instanceof Error ? cause.message : String(cause)
    throw new RangeError(`${node.name} (${node.op.type}) on ${height} × ${width}: ${reason}`, {
      cause,
    })
  }
}

/** The output size of a window that slides over a map. */
function slide(spec: Window, height: number, width: number): Size {
  const rows = axisShape(height, axisOver(spec, 0, height)).output
  const columns = axisShape(width, axisOver(spec, 1, width)).output
  // Where nothing fits, windowShape says on which axis, and by how much.
  if (rows < 1 || columns < 1) return windowShape(spec, { height, width })
  return { height: rows, width: columns }
}

/** A factor may be as large as the first input, or hold one number per channel. */
const broadcasts = (big: Shape, small: Shape) =>
  small.length === big.length &&
  small.every((extent, axis) => extent === big[axis] || (axis > 0 && extent === 1))

/**
 * The output of one node, given the outputs of the nodes that it takes.
 *
 * @example outputShape(a concatenation, [[64, 28, 28], [32, 28, 28]]) // [96, 28, 28]
 * @throws RangeError naming the node, what it takes and what it was given
 */
export function outputShape(node: GraphNode, inputs: readonly Shape[]): Shape {
  const { op } = node
  const first = inputs[0]!
  switch (op.type) {
    case 'input':
      throw new RangeError(`the shape of ${node.name} is given, not inferred`)
    case 'conv': {
      const [channels, height, width] = featureMap(node, first)
      if (channels !== op.inputChannels) {
        throw mismatch(node, `takes ${op.inputChannels} channels`, inputs)
      }
      const size = at(node, height, width, () => slide(op, height, width))
      return [op.outputChannels, size.height, size.width]
    }
    case 'transposedConv': {
      const [channels, height, width] = featureMap(node, first)
      if (channels !== op.inputChannels) {
        throw mismatch(node, `takes ${op.inputChannels} channels`, inputs)
      }
      const size = at(node, height, width, () => transposedShape(op, { height, width }))
      return [op.outputChannels, size.height, size.width]
    }
    case 'linear': {
      if (first.length !== 1 || first[0] !== op.inputFeatures) {
        throw mismatch(node, `takes ${op.inputFeatures} features`, inputs)
      }
      return [op.outputFeatures]
    }
    case 'batchNorm':
      if (first[0] !== op.channels) throw mismatch(node, `takes ${op.channels} channels`, inputs)
      return first
    case 'maxPool':
    case 'avgPool': {
      const [channels, height, width] = featureMap(node, first)
      const size = at(node, height, width, () => slide(op, height, width))
      return [channels, size.height, size.width]
    }
    case 'adaptiveAvgPool':
    case 'adaptiveMaxPool':
      return [featureMap(node, first)[0], ...op.output]
    case 'add':
      for (const other of inputs) {
        if (!(other.length === first.length && other.every((extent, i) => extent === first[i]))) {
          throw mismatch(node, 'takes equal shapes', inputs)
        }
      }
      return first
    case 'multiply':
      for (const other of inputs) {
        if (!broadcasts(first, other)) {
          throw mismatch(node, 'takes equal shapes, or one factor per channel', inputs)
        }
      }
      return first
    case 'concat': {
      let channels = 0
      for (const other of inputs) {
        if (other.length !== first.length || other[1] !== first[1] || other[2] !== first[2]) {
          throw mismatch(node, 'takes maps of equal height and width', inputs)
        }
        channels += other[0]!
      }
      return [channels, ...first.slice(1)]
    }
    case 'slice':
      if (!(op.start >= 0 && op.start < op.end && op.end <= first[0]!)) {
        throw mismatch(node, `takes at least ${op.end} channels`, inputs)
      }
      return [op.end - op.start, ...first.slice(1)]
    case 'channelShuffle':
      if (first[0]! % op.groups !== 0) {
        throw mismatch(node, `takes a multiple of ${op.groups} channels`, inputs)
      }
      return first
    case 'padChannels':
      return [op.before + first[0]! + op.after, ...first.slice(1)]
    case 'upsample': {
      const [channels, height, width] = featureMap(node, first)
      return [channels, height * op.scale[0], width * op.scale[1]]
    }
    case 'flatten':
      return [elements(first)]
    case 'localResponseNorm':
    case 'activation':
    case 'dropout':
    case 'identity':
      return first
  }
}

/**
 * The output shape of every node, in the graph's order, for one input. In inference the nodes that
 * run in training alone have none.
 *
 * @param input [channels, height, width], or one number for a square of the graph's channels
 * @example inferShapes(resnet({ depth: 50 }), [3, 224, 224]).at(-1) // [1000]
 * @throws RangeError naming the first node whose input does not fit
 */
export function inferShapes(
  graph: Graph,
  input: Shape | number,
  mode: Mode = 'inference',
): (Shape | undefined)[] {
  oneOf('mode', mode, ['inference', 'training'])
  const shapes: (Shape | undefined)[] = []
  const given = inputShape(graph, input)
  for (const node of graph.nodes) {
    if (node.op.type === 'input') shapes.push(given)
    else if (node.trainingOnly === true && mode === 'inference') shapes.push(undefined)
    else shapes.push(outputShape(node, inputShapes(node, shapes)))
  }
  return shapes
}

/** Shapes of the nodes that a node takes, which must have come before it and run. */
function inputShapes(node: GraphNode, shapes: readonly (Shape | undefined)[]): Shape[] {
  if (node.inputs.length === 0) throw new RangeError(`inputs of ${node.name} must be given, got []`)
  return node.inputs.map((i) => {
    const shape = shapes[i]
    if (shape !== undefined) return shape
    throw new RangeError(`inputs of ${node.name} must be earlier nodes that run, got ${show(i)}`)
  })
}

function inputShape(graph: Graph, input: Shape | number): Shape {
  const op = graph.nodes[0]?.op
  if (op?.type !== 'input') throw new RangeError('nodes[0] must be the input')
  const shape = typeof input === 'number' ? [op.channels, input, input] : input
  if (!Array.isArray(shape)) {
    throw new TypeError(`input must be a number or [channels, height, width], got ${show(input)}`)
  }
  if (shape.length !== 3 && shape.length !== 1) {
    throw new RangeError(
      `input must be [channels, height, width] or [features], got ${show(input)}`,
    )
  }
  for (const extent of shape) {
    if (!Number.isInteger(extent) || extent < 1) {
      throw new RangeError(`input must hold integers in [1, ∞), got ${show(input)}`)
    }
  }
  if (shape[0] !== op.channels) {
    throw new RangeError(`input must have ${op.channels} channels, got ${show(input)}`)
  }
  return shape
}
