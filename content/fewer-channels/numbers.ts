import {
  convolutionCost,
  memoryAccessCost,
  parameters,
  scaledSeparableRatio,
  separable,
  separableRatio,
  sequenceCost,
  shuffleOrder,
} from '../../math/conv/index.ts'
import type { ConvolutionCost } from '../../math/conv/index.ts'
import { accelerator, ridgePoint, roof, roofline } from '../../math/hardware/index.ts'
import type { Roof } from '../../math/hardware/index.ts'
import {
  mobilenetV1,
  mobilenetV1Published,
  summarize,
  undividedMobilenetV1,
} from '../../math/nets/index.ts'
import { reach } from './reach.ts'

/** Every number of this chapter's prose. Bytes are bytes, times seconds. */

const square = (side: number) => ({ height: side, width: side })
const padded = { kernel: 3, padding: 1, bias: false } as const

/** MobileNet with full convolutions and as it was published, on 224 × 224. */
const undivided = summarize(mobilenetV1({ separable: false }), 224)
const divided = summarize(mobilenetV1(), 224)
export const net = {
  fullMacs: undivided.macs,
  fullParams: undivided.params,
  macs: divided.macs,
  params: divided.params,
  fewerMacs: undivided.macs / divided.macs,
  missingParams: undivided.params - divided.params,
  /** Per cent, of the same training: arXiv:1704.04861, table 4. */
  fullTop1: undividedMobilenetV1.percent,
  top1: 70.6,
}
/** Layer kinds within MobileNet, by the names that the builder gives to each block's two layers. */
const shareOf = (name: string) =>
  divided.layers.filter((layer) => layer.name.endsWith(name)).reduce((sum, l) => sum + l.macs, 0) /
  divided.macs
export const shares = { depthwise: shareOf('.conv1'), pointwise: shareOf('.conv2') }

/** The article's layer. */
const article = { ...padded, inputChannels: 16, outputChannels: 32 }
const [filter, mix] = separable(article)
const standard = parameters(article).total
const both = parameters(filter).total + parameters(mix).total
const normed = (spec: Parameters<typeof parameters>[0]) => parameters(spec, 'separate').total
export const layer = {
  inputs: 16,
  outputs: 32,
  kernels: 16 * 32,
  standard,
  depthwise: parameters(filter).total,
  pointwise: parameters(mix).total,
  both,
  missing: standard - both,
  ratio: separableRatio(article),
  times: 1 / separableRatio(article),
  normedStandard: normed(article),
  normedBoth: normed(filter) + normed(mix),
}

const times = (outputChannels: number, kernel = 3) =>
  1 / separableRatio({ ...article, outputChannels, kernel })
export const wide = {
  outputs: 512,
  times: times(512),
  five: times(512, 5),
  depthwiseShare: 9 / (9 + 512),
  narrowDepthwiseShare: layer.depthwise / both,
}

const published = (width: number, resolution: number) => {
  const { macs, params } = summarize(mobilenetV1({ width }), resolution)
  const { top1 } = mobilenetV1Published.find(
    (one) => one.width === width && one.resolution === resolution,
  )!
  return {
    width,
    resolution,
    macs,
    params,
    top1: top1.percent,
    macShare: macs / divided.macs,
    paramShare: params / divided.params,
  }
}
export const sizes = {
  whole: published(1, 224),
  narrow: published(0.5, 224),
  coarse: published(1, 128),
  between: published(0.75, 160),
  nets: mobilenetV1Published.length,
  /** Classes of ImageNet, outputs of the last matrix. */
  classes: 1000,
  goal: 2e8,
}

/** A 3×3 layer, 32 → 32 channels, cut into more and more groups. */
const grouped = (groups: number) =>
  parameters({ ...padded, inputChannels: 32, outputChannels: 32, groups }).total
export const ladder = { one: grouped(1), two: grouped(2), four: grouped(4), all: grouped(32) }

/** Twelve channels, shuffled from three groups and from four. */
export const shuffle = {
  /** Channels in their new order, as TeX, with a bar between the groups of the next layer. */
  order: [0, 4, 8]
    .map((start) =>
      shuffleOrder(12, 3)
        .slice(start, start + 4)
        .join(String.raw`\;\;`),
    )
    .join(String.raw`\;\;\big|\;\;`),
  few: reach(12, 3, true),
  many: reach(12, 4, true),
  /** Top-1 errors in per cent at 8 groups, table 3 of arXiv:1707.01083. */
  without: 37.6,
  with: 32.4,
}

/** 1×1 layers of nearly equal work, table 2 of arXiv:1807.11164: batches per second on a GPU. */
const access = (channels: number, groups: number) =>
  memoryAccessCost(
    { inputChannels: channels, outputChannels: channels, kernel: 1, groups },
    square(56),
  )
export const measured = {
  channels: 128,
  speed: 2451,
  groupedChannels: 360,
  groupedSpeed: 634,
  fewerMacs: 1 - 360 ** 2 / 8 / 128 ** 2,
  moreAccess: access(360, 8) / access(128, 1),
}

/** MobileNet's first pair of layers, 32 → 64 channels on 112 × 112, on a small and a large chip. */
const pairLayer = { ...padded, inputChannels: 32, outputChannels: 64 }
const halves = { precision: 'fp16' } as const
const one = convolutionCost(pairLayer, square(112), halves)
const two = sequenceCost(separable(pairLayer), square(112), halves)
const nano = roof(accelerator('jetson-nano'), 'fp16')
const a100 = roof(accelerator('a100-80gb'), 'fp16')
const timeOn = (machine: Roof, ...costs: readonly ConvolutionCost[]) =>
  costs.reduce(
    (sum, cost) =>
      sum + roofline({ flops: cost.operations.flops.total, bytes: cost.bytes.total }, machine).time,
    0,
  )
const row = (...costs: readonly ConvolutionCost[]) => {
  const macs = costs.reduce((sum, cost) => sum + cost.macs, 0)
  const bytes = costs.reduce((sum, cost) => sum + cost.bytes.total, 0)
  return {
    macs,
    bytes,
    intensity: (2 * macs) / bytes,
    nano: timeOn(nano, ...costs),
    a100: timeOn(a100, ...costs),
  }
}
export const side = 112
export const rows = {
  standard: row(one),
  depthwise: row(two.layers[0]!),
  pointwise: row(two.layers[1]!),
  both: row(...two.layers),
}
export const clock = {
  nanoRidge: ridgePoint(nano),
  a100Ridge: ridgePoint(a100),
  fewerMacs: rows.standard.macs / rows.both.macs,
  moreBytes: rows.both.bytes / rows.standard.bytes,
  nano: rows.standard.nano / rows.both.nano,
  a100: rows.standard.a100 / rows.both.a100,
  /** The map between the two layers: written, then read. */
  betweenBytes: 2 * two.layers[0]!.bytes.output,
  halfLimit: 9 / 2,
  floatLimit: 9 / 4,
}

/** The worked example: 3×3, 64 → 128 channels on 28 × 28; then α = 0.75, and 24 × 24. */
const paperLayer = { ...padded, inputChannels: 64, outputChannels: 128 }
const paperOne = convolutionCost(paperLayer, square(28), halves)
const paperTwo = sequenceCost(separable(paperLayer), square(28), halves)
const width = 0.75
const smallTwo = sequenceCost(
  separable({ ...padded, inputChannels: width * 64, outputChannels: width * 128 }),
  square(24),
)
export const paper = {
  inputs: 64,
  outputs: 128,
  positions: 28 * 28,
  standard: paperOne.params.total,
  standardMacs: paperOne.macs,
  depthwise: paperTwo.layers[0]!.params.total,
  pointwise: paperTwo.layers[1]!.params.total,
  both: paperTwo.params,
  ratio: separableRatio(paperLayer),
  macs: paperTwo.macs,
  width,
  smallPositions: 24 * 24,
  smallDepthwise: smallTwo.layers[0]!.macs,
  smallPointwise: smallTwo.layers[1]!.macs,
  smallMacs: smallTwo.macs,
  smallRatio: scaledSeparableRatio(paperLayer, width, 24 / 28),
  smallParams: smallTwo.params,
  maps: 64 * 28 * 28,
  depthwiseBytes: paperTwo.layers[0]!.bytes.total,
  depthwiseFlops: 2 * paperTwo.layers[0]!.macs,
  intensity: paperTwo.layers[0]!.arithmeticIntensity,
}

/** The same layer once on its way: what a chip saves that keeps the map between on board. */
export const fused = {
  bytes: rows.both.bytes - clock.betweenBytes,
  share: clock.betweenBytes / rows.both.bytes,
}
