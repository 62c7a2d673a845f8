import type { Graph, Op, Shape } from './graph.ts'
import { elements, inferShapes, type Mode } from './shape.ts'

/** How tensors share memory. */
export interface MemoryOptions {
  /** Activations overwrite their input when nothing else reads it later; default false. */
  readonly inPlaceActivations?: boolean
  readonly mode?: Mode
}

/** Elements, not bytes: multiply by the bytes of one element. Weights are not included. */
export interface ActivationMemory {
  /** The most that must be held at once when every tensor is freed after its last reader. */
  readonly peak: number
  /** Index of the node during which the peak is reached, the first if there are several. */
  readonly peakNode: number
  /** Elements held while each node runs, in the graph's order. */
  readonly live: readonly number[]
  /** All tensors together, the input included: what is held if nothing is freed. */
  readonly total: number
}

/** Operations whose output is their input's memory seen differently. */
function isView(op: Op): boolean {
  return (
    op.type === 'flatten' || op.type === 'identity' || op.type === 'dropout' || op.type === 'slice'
  )
}

/**
 * Activation memory of one pass over the graph in its own order, batch 1.
 *
 * While a node runs, its inputs and its output are held, and everything that a later node still
 * reads. A view (flatten, slice, dropout at inference) costs nothing and keeps the whole tensor
 * that it looks into. What kernels need as workspace is not known here.
 *
 * @example
 * // conv 3→64, ReLU at 224²: the ReLU's input and output together
 * activationMemory(graph, 224).peak // 2 · 64 · 224²
 * @throws RangeError when a layer does not fit its input
 */
export function activationMemory(
  graph: Graph,
  input: Shape | number,
  options: MemoryOptions = {},
): ActivationMemory {
  const { inPlaceActivations = false, mode = 'inference' } = options
  return memoryOf(graph, inferShapes(graph, input, mode), inPlaceActivations)
}

/** The same for shapes already known; nodes without a shape do not run. */
export function memoryOf(
  { nodes, output }: Graph,
  shapes: readonly (Shape | undefined)[],
  inPlaceActivations: boolean,
): ActivationMemory {
  const count = nodes.length
  const lastReader = nodes.map((_, index) => index)
  nodes.forEach(({ inputs }, index) => {
    if (shapes[index] === undefined) return
    for (const input of inputs) lastReader[input] = index
  })
  lastReader[output] = count

  // A buffer is the memory behind one tensor and its views; it is known by the node that fills it.
  const buffer = nodes.map((_, index) => index)
  const lastUse = [...lastReader]
  const filled: number[] = []
  nodes.forEach(({ op, inputs }, index) => {
    if (shapes[index] === undefined) return
    const source = inputs.length === 0 ? index : buffer[inputs[0]!]!
    const shared =
      isView(op) ||
      (inPlaceActivations && op.type === 'activation' && source > 0 && lastUse[source] === index)
    if (shared && inputs.length > 0) {
      buffer[index] = source
      lastUse[source] = Math.max(lastUse[source]!, lastReader[index]!)
    } else filled.push(index)
  })

  const change = Array.from({ length: count + 2 }, () => 0)
  let total = 0
  for (const index of filled) {
    const size = elements(shapes[index]!)
    total += size
    change[index]! += size
    change[lastUse[index]! + 1]! -= size
  }
  let held = 0
  let peakNode = 0
  const live = nodes.map((_, index) => (held += change[index]!))
  live.forEach((size, index) => {
    if (size > live[peakNode]!) peakNode = index
  })
  return { peak: live[peakNode] ?? 0, peakNode, live, total }
}
