import { accelerator } from '../../../math/hardware/accelerators.ts'
import type { Accelerator } from '../../../math/hardware/accelerators.ts'
import { ridgePoint, roof, roofline, rooflineOf } from '../../../math/hardware/roofline.ts'
import type { Roof, RooflinePoint, Work } from '../../../math/hardware/roofline.ts'
import { Builder } from '../../../math/nets/builder.ts'
import type { Graph, Shape } from '../../../math/nets/graph.ts'
import { networkWork } from '../../../math/nets/work.ts'
import type { WorkKind } from '../../../math/nets/work.ts'
import { ghostModule } from '../../../math/nets/zoo/ghostnet.ts'
import { transformers } from '../../../math/parallel/transformer/presets.ts'
import type { Precision } from '../../../math/precision.ts'
import type { Replacement } from './options.ts'

export type Kind = WorkKind | 'attention' | 'optimizer'

/** One layer, or one kind of product in a training step, under the roof. */
export interface Item extends Work {
  readonly name: string
  readonly kind: Kind
  readonly point: RooflinePoint
  /** Its intensity at batch 1. */
  readonly alone: number
  /** Shapes in and out for one image, where it is a layer. */
  readonly shapes?: { readonly input: Shape; readonly output: Shape }
}

/** Everything that is drawn for one of the two sides. */
export interface Side {
  /** Phrase, or the proper name of a network or a model. */
  readonly title: string
  readonly batch: number
  readonly items: readonly Item[]
  readonly flops: number
  readonly bytes: number
  readonly time: number
  readonly memoryBoundTime: number
  readonly utilization: number
}

export interface Comparison {
  readonly device: Accelerator
  readonly roof: Roof
  readonly ridge: number
  readonly left: Side
  readonly right: Side
}

/** The layer that is replaced: a k × k convolution that keeps its map's size. */
export interface LayerChoice {
  readonly size: number
  readonly inputChannels: number
  readonly outputChannels: number
  readonly kernel: number
  readonly groups: number
}

type Part = Omit<Item, 'point' | 'alone'>

function layerGraph(by: Replacement, layer: LayerChoice): Graph {
  const { inputChannels, outputChannels, kernel, groups } = layer
  const net = new Builder(by, inputChannels)
  const x = net.input
  switch (by) {
    case 'same':
      return net.build(net.convNorm(x, outputChannels, { kernel }))
    case 'separable':
      return net.build(net.convNorm(net.depthwiseNorm(x, { kernel }), outputChannels))
    case 'ghost':
      return net.build(ghostModule(net, x, { output: outputChannels, kernel }))
    case 'grouped':
      return net.build(net.convNorm(x, outputChannels, { kernel, groups }))
    case 'bottleneck': {
      const narrow = Math.max(1, Math.round(Math.min(inputChannels, outputChannels) / 4))
      const squeezed = net.convNorm(net.convNorm(x, narrow), narrow, { kernel })
      return net.build(net.convNorm(squeezed, outputChannels))
    }
  }
}

/** The parts of a graph's run, for a batch of any size. */
const partsOf =
  (graph: Graph, input: Shape | number, precision: Precision, fused: boolean) =>
  (batch: number): readonly Part[] =>
    networkWork(graph, input, { batch, precision, fused }).map((work) => ({
      name: work.name,
      kind: work.kind,
      flops: work.flops,
      bytes: work.bytes,
      shapes: { input: work.input, output: work.output },
    }))

/** Once fetched, at hand for good. */
let zoo: typeof import('./zoo.ts') | undefined
let training: typeof import('./training.ts') | undefined

/** Fetches what a view needs; nothing when it is at hand. */
export function fetchFor(view: Question['view']): Promise<unknown> | undefined {
  if (view === 'network' && !zoo) return import('./zoo.ts').then((fetched) => (zoo = fetched))
  if (view === 'training' && !training) {
    return import('./training.ts').then((fetched) => (training = fetched))
  }
  return undefined
}

function at<T>(fetched: T | undefined): T {
  if (!fetched) throw new Error('what is compared is computed after fetchFor has ended')
  return fetched
}

const stepKinds: Readonly<Record<string, Kind>> = {
  scores: 'attention',
  context: 'attention',
  'between products': 'elementwise',
  optimizer: 'optimizer',
}

const stepParts =
  (model: string) =>
  (batch: number): readonly Part[] =>
    at(training)
      .trainingStepWork(
        transformers.find(({ id }) => id === model)!,
        batch,
      )
      .map((work) => ({
        ...work,
        kind: stepKinds[work.name.split(': ').at(-1)!] ?? 'linear',
      }))

function side(
  title: string,
  parts: (batch: number) => readonly Part[],
  batch: number,
  machine: Roof,
): Side {
  const now = parts(batch)
  const first = batch === 1 ? now : parts(1)
  const { points, ...summary } = rooflineOf(now, machine)
  return {
    title,
    batch,
    items: now.map((part, index) => ({
      ...part,
      point: points[index]!,
      alone: roofline(first[index]!, machine).intensity,
    })),
    ...summary,
  }
}

/** The last few values by name: most changes of a setting concern one side alone. */
function remembering<T>(most: number) {
  const known = new Map<string, T>()
  return (name: string, make: () => T): T => {
    const value = known.get(name) ?? make()
    known.delete(name)
    known.set(name, value)
    if (known.size > most) known.delete(known.keys().next().value!)
    return value
  }
}

const graphs = remembering<Graph>(4)
const sides = remembering<Side>(8)

/** What is compared, and on what. */
export interface Question extends LayerChoice {
  readonly view: 'layer' | 'network' | 'training'
  readonly device: string
  readonly precision: Precision
  readonly instead: Replacement
  readonly left: string
  readonly right: string
  readonly model: string
  readonly batch: number
  readonly otherBatch: number
  readonly fused: boolean
}

/** Two pieces of work under the roof of one device. */
export function compare(asked: Question): Comparison {
  const { view, precision, fused, instead, size, batch, otherBatch } = asked
  const device = accelerator(asked.device)
  const machine = roof(device, precision)
  const on = `${asked.device} ${precision}`
  const layer = (by: Replacement, images: number) => {
    const input = [asked.inputChannels, size, size]
    return side(by, partsOf(layerGraph(by, asked), input, precision, true), images, machine)
  }
  const network = (name: string, images: number) =>
    sides(`${name} ${images} ${fused} ${on}`, () => {
      const { build, resolution } = at(zoo).zooEntry(name)
      const graph = graphs(name, () => build())
      return side(name, partsOf(graph, resolution, precision, fused), images, machine)
    })
  const step = (sequences: number) => side(asked.model, stepParts(asked.model), sequences, machine)
  const [left, right] = {
    layer: () => [layer('same', batch), layer(instead, otherBatch)] as const,
    network: () => [network(asked.left, batch), network(asked.right, otherBatch)] as const,
    training: () => [step(batch), step(otherBatch)] as const,
  }[view]()
  return {
    device,
    roof: machine,
    ridge: ridgePoint(machine),
    left,
    right,
  }
}
