import {
  breakEvenChannels,
  compareStack,
  effectiveReceptiveField,
  layersOfStack,
  pathCounts,
  receptiveField,
} from '../../math/conv/index.ts'
import type { StackSpec, WindowSpec } from '../../math/conv/index.ts'
import {
  googlenetModules,
  inceptionModule,
  receptiveFields,
  reductionBreakEven,
  resnet,
  vgg,
} from '../../math/nets/index.ts'
import type { Graph } from '../../math/nets/index.ts'

/** Every number of this chapter's prose. Bytes are those of fp32. */

const small = { kernel: 3 } as const
const square = (side: number) => ({ height: side, width: side })

const bill = (spec: StackSpec, side: number) => {
  const { stack, single, ratio } = compareStack(spec, square(side))
  return {
    weights: stack.params,
    single: single.params.total,
    ratio,
    saved: 1 - ratio,
    more: ratio - 1,
    macs: stack.macs,
    singleMacs: single.macs,
    bytes: stack.bytes,
    singleBytes: single.bytes.total,
    layers: stack.layers.map(({ params }) => params.weights),
  }
}

const even = (channels: number) => ({
  inputChannels: channels,
  middleChannels: channels,
  outputChannels: channels,
})

/** Two 3×3 for a 5×5, 64 channels throughout, on 56 × 56. */
const pairSpec = { kernels: [small, small], ...even(64) }
const pairCost = compareStack(pairSpec, square(56))
const map = pairCost.single.bytes.input
export const pair = {
  ...bill(pairSpec, 56),
  channels: 64,
  map,
  /** Input, weights and output once, nothing in between: the two layers run as one. */
  fused: pairCost.stack.bytes - 2 * map,
  biasRatio: compareStack({ ...pairSpec, bias: true }, square(56)).ratio,
  breakEven: breakEvenChannels(pairSpec),
}

/** Three 3×3 for a 7×7, and how much more the one kernel has. */
const triple = bill({ kernels: [small, small, small], ...even(64) }, 56)
export const sevens = { ratio: triple.ratio, singleMore: 1 / triple.ratio - 1 }

/** Where VGG goes from 128 to 256 channels: the first of two 3×3 already has the full width. */
const wideningSpec = {
  kernels: [small, small],
  inputChannels: 128,
  middleChannels: 256,
  outputChannels: 256,
}
export const widening = {
  ...bill(wideningSpec, 56),
  from: 128,
  to: 256,
  breakEven: breakEvenChannels(wideningSpec),
}

/** Column and row: Inception's 7 at 192 channels on 17 × 17. */
export const crossed = {
  ...bill({ kernels: [{ kernel: [1, 7] }, { kernel: [7, 1] }], ...even(192) }, 17),
  channels: 192,
}

const along = (layers: readonly WindowSpec[]) =>
  layers.map((_, index) => receptiveField(layers.slice(0, index + 1)).vertical)

/** ResNet's beginning: 7×7 at stride 2, pooling at stride 2, a 3×3. */
export const stem = along([
  { kernel: 7, stride: 2, padding: 3 },
  { kernel: 3, stride: 2, padding: 1 },
  { kernel: 3, padding: 1 },
])

/** Three 3×3 with the stride in the first, in place of that 7×7. */
export const threeForSeven = along([
  { kernel: 3, stride: 2, padding: 1 },
  { kernel: 3, padding: 1 },
  { kernel: 3, padding: 1 },
])

/** What the last map before the classifier sees. */
const fieldAt = (net: Graph, found: (name: string, type: string) => boolean) => {
  const last = net.nodes.findLastIndex(({ name, op }) => found(name, op.type))
  return receptiveFields(net, 224)[last]!.vertical.size
}
const resnetField = (version: 'v1' | 'v1.5') =>
  fieldAt(resnet({ depth: 50, version }), (name) => name.startsWith('stage4'))
export const nets = {
  image: 224,
  early: resnetField('v1'),
  late: resnetField('v1.5'),
  apart: resnetField('v1') - resnetField('v1.5'),
  vgg: fieldAt(vgg({ depth: 16 }), (_, type) => type === 'maxPool'),
}

/** The first six windows of VGG-16, for the worked example. */
const conv = { kernel: 3, padding: 1 }
const pool = { kernel: 2, stride: 2 }
export const chain = along([conv, conv, pool, conv, conv, pool])

/** How many ways lead from a row's pixels to the output. */
const ways = (layers: number) => pathCounts(Array.from({ length: layers }, () => small)).rows
const two = ways(2)
const five = ways(5)
const layers = layersOfStack({ kernels: Array.from({ length: 5 }, () => small), ...even(1) })
const measured = effectiveReceptiveField({ layers, size: square(five.length) })
export const paths = {
  two: two.join(' '),
  twoMiddle: Math.max(...two) ** 2,
  five: five.join(' '),
  fiveExtent: five.length,
  fiveMiddle: Math.max(...five) ** 2,
  fiveDeviation: measured.deviation[0],
}

/** GoogLeNet's first module, with and without its 1×1 layers. */
const first = googlenetModules[0]!
const module = (reduced: boolean) => inceptionModule({ ...first, reduced }, square(first.size))
const wideOf = (cost: ReturnType<typeof module>) =>
  cost.branches.find(({ name }) => name === 'wide')!
const { widths } = first
const [narrowed, direct] = [module(true), module(false)]
export const inception = {
  inputs: first.inputChannels,
  ...widths,
  outputs: narrowed.outputChannels,
  directOutputs: direct.outputChannels,
  macs: narrowed.macs,
  directMacs: direct.macs,
  moreBytes: narrowed.bytes / direct.bytes - 1,
  widePair: wideOf(narrowed).params,
  reduction: wideOf(narrowed).reduction!.params,
  wideAfter: wideOf(narrowed).kernels!.params,
  wideDirect: wideOf(direct).params,
  breakEven: reductionBreakEven({
    inputChannels: first.inputChannels,
    outputChannels: widths.wide,
    kernel: 5,
  }),
}

/** The worked example: a 7×7 layer, 96 channels throughout, on 28 × 28. */
const worked = even(96)
const stacked = bill({ kernels: [small, small, small], ...worked }, 28)
const crossing = bill({ kernels: [{ kernel: [7, 1] }, { kernel: [1, 7] }], ...worked }, 28)
export const paper = {
  channels: 96,
  square: 96 ** 2,
  positions: 28 ** 2,
  single: stacked.single,
  singleMacs: stacked.singleMacs,
  stack: stacked.weights,
  stackRatio: stacked.ratio,
  stackMacs: stacked.macs,
  crossed: crossing.weights,
  crossedRatio: crossing.ratio,
  crossedMacs: crossing.macs,
}
