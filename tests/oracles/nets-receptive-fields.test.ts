import { describe, test } from 'vitest'
import { receptiveFields } from '../../math/nets/field.ts'
import type { Graph } from '../../math/nets/graph.ts'
import { inferShapes } from '../../math/nets/shape.ts'
import { summarize } from '../../math/nets/summary.ts'
import {
  alexnet,
  inceptionV3,
  mobilenetV1,
  resnet,
  vgg,
} from '../../math/nets/zoo/index.ts'
import oracle from './data/nets-receptive-fields.json' with { type: 'json' }
import { modelAt } from './nets-lookup.ts'
import { Tally } from './tally.ts'

const tally = new Tally('Receptive fields')

for (const [family, count] of Object.entries(oracle.meta.left_out_by_family)) {
  tally.leaveOut(`family ${family}: not in the zoo`, count)
}

/** The last node that runs and whose name starts so. */
function lastNamed(graph: Graph, prefix: string): number {
  const index = graph.nodes.findLastIndex(
    ({ name, trainingOnly }) =>
      trainingOnly !== true && (name === prefix || name.startsWith(`${prefix}.`)),
  )
  if (index < 0) throw new Error(`no node named ${prefix} in ${graph.name}`)
  return index
}

/** The last map that is more than one pixel: what the classifier pools away. */
function lastMap(graph: Graph): number {
  return inferShapes(graph, 224).findLastIndex((shape) => (shape?.[1] ?? 1) > 1)
}

/** TF-Slim's nets: SAME where slim says SAME, and its stage ends. */
function slimNet(net: string): Graph | undefined {
  const depth = /^resnet_v[12]_(\d+)$/.exec(net)?.[1]
  if (depth !== undefined) return slimResnet(Number(depth), net.startsWith('resnet_v2'))
  switch (net) {
    case 'alexnet_v2':
      return alexnet({ stemPadding: 0 })
    case 'vgg_a':
      return vgg({ depth: 11 })
    case 'vgg_16':
      return vgg({ depth: 16 })
    case 'inception_v3':
      return inceptionV3({ aux: false })
    case 'mobilenet_v1':
    case 'mobilenet_v1_075':
      return mobilenetV1({ width: net.endsWith('075') ? 0.75 : 1, padding: 'same' })
    default:
      return undefined
  }
}

/** Convolutions pad as PyTorch's do ("conv2d_same" fixes the padding); the stem's pool is SAME. */
function slimResnet(depth: number, preActivation: boolean): Graph {
  const graph = resnet({ depth: depth as 50, strideAt: 'last', preActivation })
  const nodes = graph.nodes.map((node) =>
    node.op.type === 'maxPool' && node.op.kernel[0] === 3
      ? { ...node, op: { ...node.op, padding: 'same' as const } }
      : node,
  )
  return { ...graph, nodes }
}

/** The node that a TF-Slim end-point names. */
function slimEndpoint(graph: Graph, net: string, endpoint: string): number {
  const name = endpoint.split('/').at(-1)!
  const pool = /^pool(\d)$/.exec(name)?.[1]
  const conv = /^conv(\d)(?:_(\d))?$/.exec(name)
  if (net.startsWith('resnet')) return lastNamed(graph, name.replace('block', 'stage'))
  if (net.startsWith('mobilenet')) {
    const index = Number(/^Conv2d_(\d+)/.exec(name)![1])
    if (index === 0) return nth(graph, 'conv', 1)
    const scope = `block${index}`
    const end = lastNamed(graph, scope)
    return name.endsWith('depthwise') ? end - 3 : end
  }
  if (net === 'alexnet_v2') {
    return pool === undefined
      ? nth(graph, 'conv', Number(conv![1]))
      : nth(graph, 'maxPool', [0, 1, 2, 2, 2, 3][Number(pool)]!)
  }
  if (net.startsWith('vgg')) {
    if (pool !== undefined) return nth(graph, 'maxPool', Number(pool))
    return lastNamed(graph, `stage${conv![1]}.conv${conv![2]}`)
  }
  const stem = ['Conv2d_1a_3x3', 'Conv2d_2a_3x3', 'Conv2d_2b_3x3', 'Conv2d_3b_1x1', 'Conv2d_4a_3x3']
  if (stem.includes(name)) return nth(graph, 'conv', stem.indexOf(name) + 1)
  if (name.startsWith('MaxPool')) return nth(graph, 'maxPool', name.includes('3a') ? 1 : 2)
  return lastNamed(graph, name.toLowerCase().replace('_', ''))
}

const nth = (graph: Graph, type: string, count: number): number => {
  let seen = 0
  return graph.nodes.findIndex(({ op }) => op.type === type && ++seen === count)
}

/** The node that a measured row's module ends with. */
function measuredEndpoint(graph: Graph, endpoint: string): number {
  const stage = /^(?:layer|stage)(\d)$/.exec(endpoint)?.[1]
  if (stage !== undefined) return lastNamed(graph, `stage${stage}`)
  if (endpoint === 'conv5') return lastMap(graph)
  if (endpoint.startsWith('maxpool')) return nth(graph, 'maxPool', Number(endpoint.slice(7)))
  if (endpoint.startsWith('inception')) return lastNamed(graph, endpoint)
  if (endpoint.startsWith('Mixed')) {
    return lastNamed(graph, endpoint.toLowerCase().replace('_', ''))
  }
  return lastMap(graph)
}

/**
 * Whether TensorFlow adds something to each output of a convolution as an operation of its own: a
 * bias, or the shift of a norm. The norms of Slim's ResNets are fused and not counted; in v2, the
 * convolutions that no norm follows have a bias.
 */
function isShifted(graph: Graph, net: string, node: number): boolean {
  if (!net.startsWith('resnet')) return true
  const normed = graph.nodes.some(
    ({ op, inputs }) => op.type === 'batchNorm' && inputs.includes(node),
  )
  return net.startsWith('resnet_v2') && (graph.nodes[node]!.name === 'stem' || !normed)
}

/**
 * FLOPs up to a node as TensorFlow's profiler counts them: 2 per multiply-accumulate, 1 per shifted
 * output of a convolution, and the window's size per output of a pooling.
 */
function tensorflowFlops(graph: Graph, net: string, node: number, size: number): number {
  const { layers } = summarize(graph, size)
  const needed = new Set([node])
  let flops = 0
  for (let index = node; index >= 0; index--) {
    if (!needed.has(index)) continue
    const { op, inputs } = graph.nodes[index]!
    for (const input of inputs) needed.add(input)
    const { macs, outputElements } = layers[index]!
    if (op.type === 'conv') {
      flops += 2 * macs + (isShifted(graph, net, index) ? outputElements : 0)
    }
    if (op.type === 'maxPool' || op.type === 'avgPool') {
      flops += op.kernel[0] * op.kernel[1] * outputElements
    }
  }
  return flops
}

describe('receptive fields', () => {
  for (const row of oracle.rows) {
    const measured = /^measured\/(\w+:[^/]+)\/(.+)$/.exec(row.id)
    const size = row.resolution ?? 224
    const graph =
      measured === null ? slimNet(row.net) : modelAt(`${measured[1]}@${size}`)?.graph
    if (graph === undefined) {
      tally.leaveOut(`no such network in the zoo: ${row.net}`)
      continue
    }
    test(row.id, () => {
      const node =
        measured !== null
          ? measuredEndpoint(graph, measured[2]!)
          : row.id.startsWith('distill')
            ? lastMap(graph)
            : slimEndpoint(graph, row.net, row.endpoint)
      const field = receptiveFields(graph, size)[node]!.vertical
      const source = row.kind
      tally.compare(source, `${row.id} rf`, field.size, row.rf)
      tally.compare(source, `${row.id} stride`, field.jump, row.stride)
      if (row.padding === null) tally.leaveOut('padding under SAME at an unknown resolution')
      else tally.compare(source, `${row.id} padding`, -field.start, row.padding)
      const printed = row.cumulative_flops_b ?? row.flops_b_224 ?? undefined
      if (printed === undefined) return
      if (row.net === 'alexnet_v2' && row.endpoint.endsWith('pool5')) {
        tally.leaveOut("FLOPs of Slim's alexnet_v2 from conv4 on: 384 channels there, 256 here")
      } else {
        const flops = tensorflowFlops(graph, row.net, node, size) / 1e9
        const digit = row.cumulative_flops_b === undefined ? 0.005 : 0.0005
        tally.compare(source, `${row.id} cumulative FLOPs`, flops, printed, digit)
      }
    })
  }
})
