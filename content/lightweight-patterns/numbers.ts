import {
  compareStack,
  convolutionCost,
  deformableCost,
  denseBlockCost,
  depthwise,
  bottleneck,
  sequenceCost,
  shuffleCost,
} from '../../math/conv/index.ts'
import type { ConvolutionSpec } from '../../math/conv/index.ts'
import { accelerator, ridgePoint, roof, roofline } from '../../math/hardware/index.ts'
import type { Work } from '../../math/hardware/index.ts'
import { googlenetModules, inceptionModule, reductionBreakEven } from '../../math/nets/inception.ts'
import { connections, propagate, signalNet } from '../../math/nets/signal-propagation.ts'
import { publishedRatios, weightedResidualNetwork } from '../../math/nets/squeeze-excite.ts'

/** Every number of this chapter's prose. Bytes are bytes, times seconds. */

const format = { precision: 'fp16' } as const
const input = { height: 56, width: 56 }
const width = 2

/** The map on which all ten patterns are priced: 64 channels on 56 × 56, fp16. */
const channels = 64
const map = channels * input.height * input.width
export const picture = { channels, elements: map, bytes: width * map }

const nano = roof(accelerator('jetson-nano'), 'fp16')
const a100 = roof(accelerator('a100-80gb'), 'fp16')
export const ridges = { nano: ridgePoint(nano), a100: ridgePoint(a100) }

/**
 * One row of the table. A chip runs the steps one after the other, each limited by what limits it.
 * FLOPs: two per multiply-accumulate, one for a lone addition or product.
 */
const row = (params: number, steps: readonly Work[]) => {
  const sum = (value: (step: Work) => number) =>
    steps.reduce((total, step) => total + value(step), 0)
  const flops = sum((step) => step.flops)
  const bytes = sum((step) => step.bytes)
  return {
    params,
    flops,
    bytes,
    intensity: flops / bytes,
    nano: sum((step) => roofline(step, nano).time),
    a100: sum((step) => roofline(step, a100).time),
  }
}

const work = (cost: {
  readonly macs: number
  readonly bytes: { readonly total: number }
}): Work => ({ flops: 2 * cost.macs, bytes: cost.bytes.total })

const layer = (kernel: number, over: Partial<ConvolutionSpec> = {}): ConvolutionSpec => ({
  inputChannels: channels,
  outputChannels: channels,
  kernel,
  padding: (kernel - 1) / 2,
  bias: false,
  ...over,
})
const chain = (specs: readonly ConvolutionSpec[]) => {
  const { params, layers } = sequenceCost(specs, input, format)
  return row(params, layers.map(work))
}
const one = (spec: ConvolutionSpec) => chain([spec])

const stack = compareStack(
  {
    kernels: [{ kernel: 3 }, { kernel: 3 }],
    inputChannels: channels,
    middleChannels: channels,
    outputChannels: channels,
  },
  input,
  format,
)

/** Kernels of three sizes on the same input, 16, 32 and 16 outputs; each reads the input itself. */
const branches = [
  layer(1, { outputChannels: 16 }),
  layer(3, { outputChannels: 32 }),
  layer(5, { outputChannels: 16 }),
].map((spec) => convolutionCost(spec, input, format))

const bent = deformableCost({ ...layer(3), version: 1 }, input, format)
const bentTwo = deformableCost({ ...layer(3), version: 2 }, input, format)

const reduction = 16
const weighing = 2 * channels * (channels / reduction)

const growth = 32
const dense = denseBlockCost({ inputChannels: channels, growth, layers: 1 }, input)
const own = convolutionCost(layer(3, { outputChannels: growth }), input, format)
const joined = width * dense.outputChannels * input.height * input.width

export const rows = {
  standard: one(layer(3)),
  five: one(layer(5)),
  small: row(stack.stack.params, stack.stack.layers.map(work)),
  sizes: row(
    branches.reduce((sum, { params }) => sum + params.total, 0),
    branches.map(work),
  ),
  /** Two steps: predict the offsets, then sample and sum; the offsets are read back. */
  bent: row(bent.params, [
    work(bent.offsets),
    {
      flops: 2 * (bent.macsWithSampling - bent.offsets.macs),
      bytes: bent.bytes - bent.offsets.bytes.total,
    },
  ]),
  narrow: chain(bottleneck({ ...layer(3), middleChannels: channels / 4 })),
  pointwise: one(layer(1)),
  depthwise: one(depthwise(layer(3))),
  groups: one(layer(3, { groups: 4 })),
  shuffle: row(0, [{ flops: 0, bytes: shuffleCost(channels, input, format).bytes.total }]),
  /** Read for the mean; two small layers; read again, scaled, written. */
  weighing: row(weighing, [
    { flops: map, bytes: width * map },
    { flops: 2 * weighing, bytes: width * weighing },
    { flops: map, bytes: 2 * width * map },
  ]),
  /** Two maps read, one written, one addition per element. */
  skip: row(0, [{ flops: map, bytes: 3 * width * map }]),
  /** 32 new maps, then a copy that joins them to the old ones. */
  dense: row(own.params.total, [work(own), { flops: 0, bytes: 2 * joined }]),
}

export const compare = {
  shuffleShare: rows.shuffle.a100 / rows.standard.a100,
  stackShare: stack.ratio,
  stackBytes: rows.small.bytes / rows.five.bytes,
  narrowTimes: rows.standard.params / rows.narrow.params,
  narrowFaster: rows.standard.a100 / rows.narrow.a100,
  depthwiseTimes: rows.standard.params / rows.depthwise.params,
  depthwiseFaster: rows.standard.a100 / rows.depthwise.a100,
  depthwiseFasterNano: rows.standard.nano / rows.depthwise.nano,
  groupFaster: rows.standard.a100 / rows.groups.a100,
  pointwiseFlops: rows.pointwise.flops / rows.depthwise.flops,
}

/** What bends a 3×3 kernel of 64 → 64 channels. */
export const bend = {
  weights: bent.kernel.params.total,
  offsets: bent.offsets.params.total,
  masks: bentTwo.offsets.params.total,
  channels: bent.offsets.output[1],
  channelsTwo: bentTwo.offsets.output[1],
  share: bent.offsets.params.total / bent.kernel.params.total,
  samples: bent.sampling.samples,
  reads: 4 * bent.sampling.samples,
  perElement: (4 * bent.sampling.samples) / map,
}

/** GoogLeNet's first module, with and without the layers that narrow. */
const first = googlenetModules[0]!
const moduleOf = (reduced: boolean) =>
  inceptionModule(
    { ...first, reduced, kernel: 5, form: 'whole' },
    { height: first.size, width: first.size },
  )
const direct = moduleOf(false)
const reduced = moduleOf(true)
export const inception = {
  inputs: first.inputChannels,
  outputs: reduced.outputChannels,
  direct: direct.macs,
  reduced: reduced.macs,
  share: reduced.macs / direct.macs,
  middle: first.widths.wideReduce,
  wide: first.widths.wide,
  breakEven: reductionBreakEven({
    inputChannels: first.inputChannels,
    outputChannels: first.widths.wide,
    kernel: 5,
  }),
}

/** Channel weighting behind every block of ResNet-50. */
const weighted = weightedResidualNetwork(50, reduction)
const lastStage = weighted.stages.at(-1)!
const errorAt = (ratio: number | null) =>
  publishedRatios.find((entry) => entry.reduction === ratio)!.top1Error
export const net = {
  weights: weighted.weights,
  plain: weighted.plainParams,
  share: weighted.weights / weighted.plainParams,
  macShare: (weighted.macs - weighted.plainMacs) / weighted.plainMacs,
  perBlock: lastStage.weights / lastStage.blocks,
  lastChannels: lastStage.channels,
  lastShare: lastStage.weights / weighted.weights,
  moved: weighted.movedBytes / 2,
  plainError: errorAt(null),
  error: errorAt(reduction),
}

/** Gradients through 32 layers before training: weights at 0.7 of He's deviation, or batch norm. */
const lost = (gain: number, norm: boolean) =>
  Object.fromEntries(
    connections.map((connection) => {
      const { layers } = propagate(
        signalNet({ connection, depth: 32, gain, norm, batch: 12, seed: 1, activation: 'relu' }),
      )
      return [connection, layers[0]!.outputGradient / layers.at(-1)!.outputGradient]
    }),
  ) as Record<(typeof connections)[number], number>
const faint = lost(0.7, false)
const normed = lost(1, true)
export const signal = {
  /** How many times smaller the first layer's gradient is than the last one's. */
  plain: 1 / faint.plain,
  /** How many times larger. */
  skip: faint.skip,
  dense: faint.dense,
  normedPlain: normed.plain,
  normedSkip: normed.skip,
}

/** DenseNet-121's first block, and a residual block's map that has to wait. */
const block = denseBlockCost({ inputChannels: 64, growth, layers: 6 }, input)
const wait = 256 * input.height * input.width * width
export const links = {
  /** Layers by which the network is named. */
  name: 121,
  block: block.links,
  outputs: block.outputChannels,
  lastReads: block.layers.at(-1)!.reused,
  once: width * block.stored.once,
  copied: width * block.stored.copied,
  times: block.stored.copied / block.stored.once,
  waitChannels: 256,
  wait,
  addition: 3 * wait,
  fused: wait,
}

/** Worked example: channel weighting on 256 channels of 28 × 28, r = 16, fp16. */
const paperChannels = 256
const paperMap = paperChannels * 28 * 28
const paperConv = convolutionCost(
  {
    inputChannels: paperChannels,
    outputChannels: paperChannels,
    kernel: 3,
    padding: 1,
    bias: false,
  },
  { height: 28, width: 28 },
  format,
)
const paperFlops = 2 * paperMap + 4 * paperChannels * (paperChannels / reduction)
const paperWeights = 2 * paperChannels * (paperChannels / reduction)
const paperBytes = width * (3 * paperMap + paperWeights)
export const paper = {
  channels: paperChannels,
  elements: paperMap,
  middle: paperChannels / reduction,
  weights: paperWeights,
  convWeights: paperConv.params.total,
  share: paperWeights / paperConv.params.total,
  small: 2 * paperWeights,
  flops: paperFlops,
  bytes: paperBytes,
  intensity: paperFlops / paperBytes,
  compute: paperFlops / a100.peak,
  move: paperBytes / a100.bandwidth,
  convFlops: 2 * paperConv.macs,
  convTime: roofline(work(paperConv), a100).time,
  timeShare: paperBytes / a100.bandwidth / roofline(work(paperConv), a100).time,
  flopShare: paperFlops / (2 * paperConv.macs),
}
