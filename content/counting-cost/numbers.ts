import {
  axisShape,
  convolutionCost,
  memoryAccessCost,
  productsPerOutput,
} from '../../math/conv/index.ts'
import type { ConvolutionCost } from '../../math/conv/index.ts'
import { accelerator, ridgePoint, roof, roofline } from '../../math/hardware/index.ts'
import type { Roof } from '../../math/hardware/index.ts'
import { resnet, summarize } from '../../math/nets/index.ts'

/** Every number of this chapter's prose. Bytes are bytes, times seconds. */

const square = (side: number, batch = 1) => ({ height: side, width: side, batch })

const bill = ({ params, macs, operations, bytes, arithmeticIntensity }: ConvolutionCost) => ({
  params: params.total,
  weights: params.weights,
  macs,
  flops: operations.flops.total,
  bytes: bytes.total,
  inputBytes: bytes.input,
  weightBytes: bytes.weights,
  outputBytes: bytes.output,
  share: bytes.weights / bytes.total,
  intensity: arithmeticIntensity,
})

/** The layer that the article counts: 3×3, 16 → 32 channels; here on 56 × 56. */
const layer = { inputChannels: 16, outputChannels: 32, kernel: 3, padding: 1, bias: false }
const bare = convolutionCost(layer, square(56))
const biased = convolutionCost({ ...layer, bias: true }, square(56))
export const first = {
  ...bill(bare),
  products: productsPerOutput(layer),
  additions: productsPerOutput(layer) - 1,
  withBias: biased.params.total,
  grouped: productsPerOutput({ ...layer, groups: 16 }),
  groupedWeights: convolutionCost({ ...layer, groups: 16 }, square(56)).params.weights,
  article: biased.operations.article.total,
  halfBytes: convolutionCost(layer, square(56), { precision: 'fp16' }).bytes.total,
  halfIntensity: convolutionCost(layer, square(56), { precision: 'fp16' }).arithmeticIntensity,
}

/** 14 rows under a 3×3 kernel of stride 3, without padding. */
const rows = axisShape(14, {
  kernel: 3,
  stride: 3,
  dilation: 1,
  padBegin: 0,
  padEnd: 0,
  ceilMode: false,
})
export const edge = {
  windows: rows.output,
  dropped: rows.dropped,
}

/** The first layer of a ResNet. */
const stemLayer = { inputChannels: 3, outputChannels: 64, kernel: 7, stride: 2, padding: 3 }
const stem = convolutionCost({ ...stemLayer, bias: false }, square(224))
export const stemBill = {
  ...bill(stem),
  side: stem.shape.height,
  positions: stem.shape.height * stem.shape.width,
  unstrided: convolutionCost({ ...stemLayer, stride: 1 }, square(224)).macs,
  moreMacs: stem.macs / bare.macs,
  moreWeights: stem.params.weights / bare.params.weights,
  batchIntensity: convolutionCost({ ...stemLayer, bias: false }, square(224, 64))
    .arithmeticIntensity,
}

/** What others have published about ResNet-50 at 224 × 224, in operations. */
export const published = { paper: 3.8e9, torchvision: 4.09e9, vitis: 7.7e9, mlperf: 8.2e9 }

const early = summarize(resnet({ depth: 50, version: 'v1' }), 224)
const late = summarize(resnet({ depth: 50, version: 'v1.5' }), 224)
export const net = {
  params: late.params,
  earlyMacs: early.macs,
  lateMacs: late.macs,
  earlyFlops: 2 * early.macs,
  lateFlops: 2 * late.macs,
  more: late.macs / early.macs - 1,
  fvcore: late.fvcoreFlops,
}

/** Three layers of 32 channels on 56 × 56, and a small chip that they run on in fp32. */
const nano = roof(accelerator('jetson-nano'), 'fp32')
const timed = (cost: ConvolutionCost, machine: Roof) => {
  const point = roofline({ flops: cost.operations.flops.total, bytes: cost.bytes.total }, machine)
  return {
    ...bill(cost),
    computeTime: point.computeTime,
    memoryTime: point.memoryTime,
    time: point.time,
  }
}
const channels = { inputChannels: 32, outputChannels: 32, bias: false }
const run = (kernel: number, groups: number) =>
  timed(
    convolutionCost({ ...channels, kernel, padding: (kernel - 1) / 2, groups }, square(56)),
    nano,
  )
export const standard = run(3, 1)
export const depthwise = run(3, 32)
export const pointwise = run(1, 1)
export const compare = {
  peak: nano.peak,
  bandwidth: nano.bandwidth,
  ridge: ridgePoint(nano),
  fewer: standard.flops / depthwise.flops,
  fewerBytes: 1 - depthwise.bytes / standard.bytes,
  faster: standard.time / depthwise.time,
  pointwiseMore: pointwise.flops / depthwise.flops,
}

/** 1×1 layers of nearly equal work and unequal channels, as measured on a GPU by Ma et al. */
const access = (inputChannels: number, outputChannels: number) =>
  memoryAccessCost({ inputChannels, outputChannels, kernel: 1 }, square(56))
export const lopsided = {
  even: 128,
  narrow: 36,
  wide: 432,
  fewerMacs: 1 - (36 * 432) / (128 * 128),
  evenAccess: access(128, 128),
  unevenAccess: access(36, 432),
  moreAccess: access(36, 432) / access(128, 128),
  /** Batches per second, table 1 of arXiv:1807.11164. */
  evenSpeed: 1480,
  unevenSpeed: 748,
}

/** A layer near a ResNet's end: a small picture, many channels. */
const deepLayer = { inputChannels: 512, outputChannels: 512, kernel: 3, padding: 1, bias: false }
export const batch = 64
export const deep = {
  ...bill(convolutionCost(deepLayer, square(7))),
  channels: deepLayer.inputChannels,
}
export const deepBatch = bill(convolutionCost(deepLayer, square(7, batch)))

/** The worked example: 3×3, 128 → 128 channels, stride 2, on 28 × 28, in fp16. */
const paperLayer = {
  inputChannels: 128,
  outputChannels: 128,
  kernel: 3,
  stride: 2,
  padding: 1,
  bias: false,
}
const paperCost = convolutionCost(paperLayer, square(28), { precision: 'fp16' })
const nanoHalf = roof(accelerator('jetson-nano'), 'fp16')
export const paper = {
  ...timed(paperCost, nanoHalf),
  channels: paperLayer.inputChannels,
  products: productsPerOutput(paperLayer),
  side: paperCost.shape.height,
  positions: paperCost.shape.height * paperCost.shape.width,
  inputPositions: 28 * 28,
  peak: nanoHalf.peak,
  bandwidth: nanoHalf.bandwidth,
}

/** Ridges in fp16, and the depthwise layer in the same format. */
const ridge = (id: string) => ridgePoint(roof(accelerator(id), 'fp16'))
export const ridges = {
  nano: ridge('jetson-nano'),
  v100: ridge('v100-16gb'),
  h100: ridge('h100'),
  depthwise: convolutionCost({ ...channels, kernel: 3, padding: 1, groups: 32 }, square(56), {
    precision: 'fp16',
  }).arithmeticIntensity,
}
