import { integer, show } from '../check.ts'
import { fvcoreExtra, layerMacs, type LayerParams, layerParams } from './cost.ts'
import type { Graph, OpType, Shape } from './graph.ts'
import { memoryOf } from './memory.ts'
import { elements, inferShapes, type Mode } from './shape.ts'

/** One layer at one resolution. */
export interface LayerSummary {
  readonly name: string
  readonly type: OpType
  /** Shapes that it takes; none when it does not run (see `runs`). */
  readonly inputs: readonly Shape[]
  /** Shape that it gives. */
  readonly output: Shape | undefined
  /** False for auxiliary heads in inference: they have parameters but do no work. */
  readonly runs: boolean
  readonly params: number
  /** Multiply-accumulates of convolution and linear products, torchvision's convention. */
  readonly macs: number
  /** Multiply-accumulates plus fvcore's extras, timm's convention. */
  readonly fvcoreFlops: number
  /** Elements that it reads, over all inputs; weights are not among them. */
  readonly inputElements: number
  /** Elements of the output; 0 for layers that do not run. */
  readonly outputElements: number
}

/** A network at one resolution, batch 1. */
export interface Summary {
  readonly name: string
  readonly input: Shape
  readonly output: Shape
  /** In execution order, one per node of the graph. */
  readonly layers: readonly LayerSummary[]
  readonly params: number
  readonly paramsByKind: LayerParams
  readonly macs: number
  readonly macsConv: number
  readonly macsLinear: number
  readonly fvcoreFlops: number
  /** "Activations" of Dollár et al. and timm: output elements of convolutions and linear layers. */
  readonly convLinearOutputs: number
  /** Elements of all tensors, input and views not counted. */
  readonly allOutputs: number
  /** Elements held at once at the worst moment, each tensor freed after its last reader. */
  readonly peakActivations: number
}

/**
 * What a network costs: per layer and in total.
 *
 * @param input [channels, height, width], or one number for a square image
 * @param mode `'inference'` skips the work of auxiliary heads, but counts their parameters
 * @example
 * const { params, macs } = summarize(resnet({ depth: 50 }), 224)
 * // 25,557,032 parameters and 4,089,184,256 multiply-accumulates
 * @throws RangeError when a layer does not fit its input
 */
export function summarize(graph: Graph, input: Shape | number, mode: Mode = 'inference'): Summary {
  const shapes = inferShapes(graph, input, mode)
  const kinds = { convWeights: 0, convBiases: 0, linear: 0, batchNorm: 0, total: 0 }
  let macsConv = 0
  let macsLinear = 0
  let fvcoreFlops = 0
  let convLinearOutputs = 0
  const layers = graph.nodes.map((node, index): LayerSummary => {
    const { name, op } = node
    const own = layerParams(op)
    kinds.convWeights += own.convWeights
    kinds.convBiases += own.convBiases
    kinds.linear += own.linear
    kinds.batchNorm += own.batchNorm
    kinds.total += own.total
    const output = shapes[index]
    if (output === undefined) {
      return {
        name,
        type: op.type,
        inputs: [],
        output,
        runs: false,
        params: own.total,
        macs: 0,
        fvcoreFlops: 0,
        inputElements: 0,
        outputElements: 0,
      }
    }
    const inputs = node.inputs.map((i) => shapes[i]!)
    const source = inputs[0] ?? output
    const macs = layerMacs(op, source, output)
    const flops = macs + fvcoreExtra(op, source, output)
    const outputElements = elements(output)
    if (op.type === 'linear') macsLinear += macs
    else macsConv += macs
    fvcoreFlops += flops
    if (op.type === 'conv' || op.type === 'transposedConv' || op.type === 'linear') {
      convLinearOutputs += outputElements
    }
    return {
      name,
      type: op.type,
      inputs,
      output,
      runs: true,
      params: own.total,
      macs,
      fvcoreFlops: flops,
      inputElements: inputs.reduce((sum, shape) => sum + elements(shape), 0),
      outputElements,
    }
  })
  const last = shapes[graph.output]
  if (last === undefined) {
    throw new RangeError(`output must be a node that runs, got ${show(graph.output)}`)
  }
  const memory = memoryOf(graph, shapes, false)
  const given = shapes[0]!
  return {
    name: graph.name,
    input: given,
    output: last,
    layers,
    params: kinds.total,
    paramsByKind: kinds,
    macs: macsConv + macsLinear,
    macsConv,
    macsLinear,
    fvcoreFlops,
    convLinearOutputs,
    allOutputs: memory.total - elements(given),
    peakActivations: memory.peak,
  }
}

/** Consecutive layers of one scope, such as a stage or a block. */
export interface ScopeSummary {
  /** The scope's path; the layer's own name where it stands outside of every scope. */
  readonly name: string
  /** Range of the layers in the summary: `first` to `last`, both included. */
  readonly first: number
  readonly last: number
  /** Shape at the end of the scope. */
  readonly output: Shape | undefined
  readonly params: number
  readonly macs: number
  readonly outputElements: number
}

/**
 * A summary rolled up by scope: layers that follow one another and whose names agree in the first
 * `depth` parts are one entry.
 *
 * @param depth parts of the name, in [1, ∞); 1 gives stages, 2 usually blocks
 * @example
 * summarizeScopes(summarize(vgg({ depth: 16 }), 224)).map(({ name }) => name)
 * // 'input', 'stage1', … 'stage5', 'adaptiveAvgPool1', …
 * @throws RangeError when depth is no positive integer
 */
export function summarizeScopes({ layers }: Summary, depth = 1): ScopeSummary[] {
  integer('depth', depth, 1)
  const scopes: ScopeSummary[] = []
  layers.forEach((layer, index) => {
    const parts = layer.name.split('.')
    const name = parts.slice(0, Math.min(depth, Math.max(1, parts.length - 1))).join('.')
    const open = scopes.at(-1)
    const goes = open !== undefined && parts.length > 1 && open.name === name
    const before = goes ? scopes.pop()! : undefined
    scopes.push({
      name,
      first: before?.first ?? index,
      last: index,
      output: layer.output ?? before?.output,
      params: (before?.params ?? 0) + layer.params,
      macs: (before?.macs ?? 0) + layer.macs,
      outputElements: (before?.outputElements ?? 0) + layer.outputElements,
    })
  })
  return scopes
}
