import { integer, show } from '../check.ts'
import type { Graph, GraphNode, Op, Shape } from './graph.ts'
import type { Summary } from './summary.ts'

/** What a step does, as far as its cost is concerned. */
export const stepKinds = [
  /** A convolution larger than 1×1 that joins all channels. */
  'standard',
  'pointwise',
  'depthwise',
  'grouped',
  'linear',
  'pool',
  /** Adding, weighing, concatenating, shuffling; norms and activations that stand alone. */
  'other',
] as const
export type StepKind = (typeof stepKinds)[number]

/** Figures that add up from step to step. Elements, not bytes. */
export interface StepCost {
  readonly params: number
  readonly macs: number
  /** Output elements of convolutions and linear layers: the "activations" of Dollár et al. */
  readonly activations: number
  /** Elements moved: every input read, the weights read, the output written, each once. */
  readonly traffic: number
}

/**
 * A layer as an inference engine runs it: with the norm, the activation and the dropout that follow
 * it, which work on its output before it is written.
 */
export interface Step extends StepCost {
  /** The name of its first layer. */
  readonly name: string
  readonly kind: StepKind
  /** Its first and its last node. They need not be neighbours in the graph's order. */
  readonly head: number
  readonly last: number
  readonly output: Shape | undefined
}

/** What can be done to a tensor while it is still at hand. */
function joins({ op }: GraphNode): boolean {
  return op.type === 'batchNorm' || op.type === 'activation' || isView(op)
}

/** The same memory, seen differently: nothing is moved. */
function isView({ type }: Op): boolean {
  return type === 'flatten' || type === 'identity' || type === 'dropout' || type === 'slice'
}

function kindOf(op: Op): StepKind {
  switch (op.type) {
    case 'conv':
    case 'transposedConv':
      if (op.groups > 1) return op.groups === op.inputChannels ? 'depthwise' : 'grouped'
      return op.kernel[0] === 1 && op.kernel[1] === 1 ? 'pointwise' : 'standard'
    case 'linear':
      return 'linear'
    case 'maxPool':
    case 'avgPool':
    case 'adaptiveAvgPool':
    case 'adaptiveMaxPool':
      return 'pool'
    default:
      return 'other'
  }
}

/**
 * The steps of a network in execution order, the input left out. A norm, an activation, a dropout
 * or a view belongs to the step whose output it alone reads.
 *
 * Parameters, MACs and activations add up to those of the summary. Traffic assumes that every
 * tensor crosses between memory and processor once for each step that touches it, and that a norm
 * is folded into its step's weights; a view moves nothing. Layers that do not run have their
 * parameters and nothing else.
 *
 * @param summary `summarize(graph, …)`
 * @example
 * // conv 16→32, 3×3, norm, ReLU at 56²: reads 16·56², writes 32·56², and 4608 + 64 numbers
 * networkSteps(graph, summary)[0].traffic // 50176 + 100352 + 4672
 * @throws RangeError when the summary is not of this graph
 * @source activations: Radosavovic et al., arXiv:2003.13678; traffic: the "memory access cost" of
 *   Ma et al., ShuffleNet V2, arXiv:1807.11164, section 2, with the actual kernel's weights
 */
export function networkSteps(graph: Graph, summary: Summary): Step[] {
  const { nodes } = graph
  if (summary.layers.length !== nodes.length) {
    throw new RangeError(
      `summary must have ${nodes.length} layers, got ${show(summary.layers.length)}`,
    )
  }
  const readers = nodes.map(() => 0)
  for (const { inputs } of nodes) for (const input of inputs) readers[input]!++
  type Open = { -readonly [K in keyof Step]: Step[K] } & { moved: number }
  const stepOf: (Open | undefined)[] = []
  const steps: Open[] = []
  nodes.forEach((node, index) => {
    const layer = summary.layers[index]!
    const source = node.inputs[0]
    const before = source === undefined ? undefined : stepOf[source]
    if (node.op.type === 'input') {
      stepOf.push(undefined)
      return
    }
    if (joins(node) && before !== undefined && readers[source!] === 1) {
      before.last = index
      before.output = layer.output
      before.params += layer.params
      stepOf.push(before)
      return
    }
    const kind = kindOf(node.op)
    const counts = kind !== 'pool' && kind !== 'other'
    const step: Open = {
      name: node.name,
      kind,
      head: index,
      last: index,
      output: layer.output,
      params: layer.params,
      macs: layer.macs,
      activations: counts ? layer.outputElements : 0,
      traffic: 0,
      moved: layer.runs && !isView(node.op) ? layer.inputElements + layer.outputElements : 0,
    }
    stepOf.push(step)
    steps.push(step)
  })
  return steps.map(({ moved, ...step }) => ({
    ...step,
    traffic: moved === 0 ? 0 : moved + step.params,
  }))
}

/** Neighbouring steps of one scope, such as a stage or a block. */
export interface StepGroup extends StepCost {
  /** The scope's path; the step's own name where it stands outside of every scope. */
  readonly name: string
  /** Range of steps, both included. */
  readonly first: number
  readonly last: number
  readonly output: Shape | undefined
}

/**
 * Steps rolled up by scope: neighbours whose names agree in the first `depth` parts are one group.
 *
 * @param depth parts of the name, in [1, ∞); 1 gives stages, 2 usually blocks; Infinity leaves
 *   every step on its own
 * @example groupSteps(steps, 1).map(({ name }) => name) // 'stem', 'stage1', 'stage2', …
 * @throws TypeError or RangeError when depth is no positive integer
 */
export function groupSteps(steps: readonly Step[], depth: number): StepGroup[] {
  if (depth !== Infinity) integer('depth', depth, 1)
  const groups: StepGroup[] = []
  steps.forEach((step, index) => {
    const parts = step.name.split('.')
    const scope =
      depth === Infinity || parts.length === 1
        ? step.name
        : parts.slice(0, Math.min(depth, parts.length - 1)).join('.')
    const open = groups.at(-1)
    const goes = open?.name === scope && parts.length > 1 && depth !== Infinity
    if (goes) groups.pop()
    const before = goes ? open : undefined
    groups.push({
      name: scope,
      first: before?.first ?? index,
      last: index,
      output: step.output ?? before?.output,
      params: (before?.params ?? 0) + step.params,
      macs: (before?.macs ?? 0) + step.macs,
      activations: (before?.activations ?? 0) + step.activations,
      traffic: (before?.traffic ?? 0) + step.traffic,
    })
  })
  return groups
}

/** The sum of steps or groups. @example totalCost(steps).macs // that of the summary */
export function totalCost(steps: readonly StepCost[]): StepCost {
  const sum = (name: keyof StepCost) => steps.reduce((total, step) => total + step[name], 0)
  return {
    params: sum('params'),
    macs: sum('macs'),
    activations: sum('activations'),
    traffic: sum('traffic'),
  }
}
