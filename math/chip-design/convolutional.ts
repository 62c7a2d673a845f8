import { integer } from '../check.ts'
import { elements as count } from '../nets/shape.ts'
import { layerParams } from '../nets/cost.ts'
import { type LayerWork, networkWork } from '../nets/work.ts'
import { mobilenetV1 } from '../nets/zoo/mobilenet-v1.ts'
import { resnet } from '../nets/zoo/resnet.ts'
import { bytesPerParameter, recipes } from '../parallel/memory/recipes.ts'
import type { DesignPart, Product, Workload } from './work.ts'

const resolution = 224

/** A layer as a matrix product: a row per position, a column per kernel. */
function productOf({ kind, macs, output }: LayerWork, batch: number): Product | undefined {
  if (kind === 'depthwise' || macs === 0) return undefined
  const [channels, ...space] = output as readonly number[]
  const m = batch * space.reduce((product, side) => product * side, 1)
  return { m, k: macs / (m * channels!), n: channels!, copies: 1 }
}

/**
 * An activation that rides along is one operation per element; a folded norm is none. Matrix units
 * activate what they put out, as inference engines do.
 */
const riding = ({ carries, output }: LayerWork, batch: number) =>
  carries.length > 0 ? batch * count(output) : 0

const elementsOf = ({ traffic }: LayerWork) => ({
  // `networkWork` in 16 bits: two bytes each.
  input: traffic.input / 2,
  weights: traffic.weights / 2,
  output: traffic.output / 2,
})

const groupOf = ({ kind }: LayerWork) =>
  ({
    conv: 'convolutions',
    grouped: 'convolutions',
    pointwise: '1 × 1 convolutions',
    depthwise: 'depthwise convolutions',
    linear: 'fully connected',
    pool: 'norms and the rest',
    elementwise: 'norms and the rest',
    copy: 'norms and the rest',
  })[kind]

let inference: { readonly batch: number; readonly workload: Workload } | undefined

/**
 * MobileNet v1 at 224², inference in 8-bit integers where the chip has them: all layers in turn,
 * norms folded, activations riding along, depthwise layers and pooling on the second core.
 *
 * @param batch pictures at a time
 * @throws RangeError when the batch is not a positive integer
 * @example runWorkload(chipPreset('phone').design, mobilenetInference()).time // about 1 ms
 * @source the network: Howard et al., arXiv:1704.04861
 */
export function mobilenetInference(batch = 1): Workload {
  integer('batch', batch, 1)
  if (inference?.batch === batch) return inference.workload
  const work = networkWork(mobilenetV1(), resolution, { batch, precision: 'fp16' })
  const parts = work.map((layer): DesignPart => {
    const product = productOf(layer, batch)
    return {
      group: groupOf(layer),
      times: 1,
      ...(product ? { product } : {}),
      vectorOps: product ? 0 : layer.flops + riding(layer, batch),
      elements: elementsOf(layer),
      fixedBytes: 0,
      narrowing: 'all',
    }
  })
  const weights = parts.reduce((sum, part) => sum + part.elements.weights, 0)
  const maps = Math.max(...parts.map(({ elements }) => elements.input + elements.output))
  const need = 2 * (weights + maps)
  const workload: Workload = {
    id: 'mobilenet-inference',
    parts,
    collectives: [],
    tensorParallel: 1,
    dataParallel: 1,
    stays: true,
    need,
    narrowedNeed: need,
    yields: batch,
  }
  inference = { batch, workload }
  return workload
}

let convnet: { readonly batch: number; readonly workload: Workload } | undefined

/**
 * A training step of ResNet-50 at 224² in 16 bits, data-parallel: every layer forward and twice
 * backward (gradients of its input and of its weights), batch norms and activations on their own
 * because their statistics need the whole map, the optimizer, and an all-reduce of the gradients
 * that can hide behind the backward pass.
 *
 * @param replicas chips, each with its own pictures
 * @param batch pictures per chip
 * @throws RangeError when a count is not a positive integer
 * @example convnetTraining(8).collectives[0].bytes // 51,114,064: 25,557,032 gradients of two bytes
 * @source the network: He et al., arXiv:1512.03385
 */
export function convnetTraining(replicas: number, batch = 32): Workload {
  integer('replicas', replicas, 1)
  integer('batch', batch, 1)
  if (convnet?.batch !== batch) convnet = { batch, workload: oneReplica(batch) }
  const { workload } = convnet
  return { ...workload, dataParallel: replicas, yields: replicas * batch }
}

/** Equal parts as one that runs several times: where nothing stays on chip, order does not matter. */
function merged(parts: readonly DesignPart[]): readonly DesignPart[] {
  const found = new Map<string, DesignPart>()
  for (const part of parts) {
    const key = JSON.stringify(part)
    const known = found.get(key)
    found.set(key, known ? { ...known, times: known.times + 1 } : part)
  }
  return [...found.values()]
}

function oneReplica(batch: number): Workload {
  const graph = resnet({ depth: 50 })
  const work = networkWork(graph, resolution, { batch, precision: 'fp16', fused: false })
  const wide = { times: 1, fixedBytes: 0, narrowing: 'wide' } as const
  const forward = work.map((layer): DesignPart => {
    const product = productOf(layer, batch)
    return {
      ...wide,
      group: `forward: ${groupOf(layer)}`,
      ...(product ? { product } : {}),
      vectorOps: product ? 0 : layer.flops,
      elements: elementsOf(layer),
    }
  })
  const backward = work.flatMap((layer): DesignPart[] => {
    const { input, weights, output } = elementsOf(layer)
    const group = `backward: ${groupOf(layer)}`
    const product = productOf(layer, batch)
    if (!product) {
      // The output's gradient and the saved input are read, the input's gradient is written.
      const elements = { input: input + output, weights, output: input }
      return [{ ...wide, group, vectorOps: 2 * layer.flops, elements }]
    }
    const { m, k, n } = product
    return [
      {
        ...wide,
        group,
        product: { m, k: n, n: k, copies: 1 },
        vectorOps: 0,
        elements: { input: output, weights, output: input },
      },
      {
        ...wide,
        group,
        product: { m: k, k: m, n, copies: 1 },
        vectorOps: 0,
        elements: { input, weights: output, output: weights },
      },
    ]
  })
  const params = graph.nodes.reduce((sum, { op }) => sum + layerParams(op).total, 0)
  const states = bytesPerParameter(recipes.mixedMomentum).total * params
  const optimizer: DesignPart = {
    ...wide,
    group: 'optimizer',
    vectorOps: 4 * params,
    elements: { input: 0, weights: 0, output: 0 },
    fixedBytes: 2 * states,
  }
  const kept = forward.reduce((sum, part) => sum + part.elements.output, 0)
  return {
    id: 'convnet-training',
    parts: merged([...forward, ...backward, optimizer]),
    collectives: [
      {
        group: 'gradients',
        axis: 'data',
        collective: 'all-reduce',
        times: 1,
        bytes: 2 * params,
        behind: [...new Set(backward.map(({ group }) => group))],
      },
    ],
    tensorParallel: 1,
    dataParallel: 1,
    stays: false,
    need: states + 2 * kept,
    narrowedNeed: 0,
    yields: batch,
  }
}
