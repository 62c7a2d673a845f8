import { denseBlockCost, freshShare, ghostCost, ghostSpeedup } from '../../math/conv/index.ts'
import type { ConvolutionCost } from '../../math/conv/index.ts'
import { accelerator, roof, roofline } from '../../math/hardware/index.ts'
import {
  activationMemory,
  densenet,
  ghostnet,
  resnet,
  summarize,
  zooEntry,
} from '../../math/nets/index.ts'
import type { Graph } from '../../math/nets/index.ts'

/** Every number of this chapter's prose. Bytes are bytes, times seconds, shares fractions of one. */

const square = (side: number) => ({ height: side, width: side })

/** Layers by which the networks are named, and the side of their picture. */
export const named = { dense: 121, deeper: 169, side: 224 }

/** Two networks of nearly equal accuracy; every tensor kept as in training, ReLUs in place. */
const bill = (graph: Graph, name: string) => {
  const { params, macs } = summarize(graph, 224)
  const { total } = activationMemory(graph, 224, { inPlaceActivations: true })
  return { params, macs, kept: total, top1: zooEntry(name).top1!.percent }
}
const dense169 = densenet({ depth: 169 })
export const dense = bill(dense169, 'densenet169')
export const residual = bill(resnet({ depth: 50 }), 'resnet50')
const joined = summarize(dense169, 224)
  .layers.filter(({ type }) => type === 'concat')
  .reduce((sum, { outputElements }) => sum + outputElements, 0)
export const compare = {
  fewerParams: 1 - dense.params / residual.params,
  fewerMacs: 1 - dense.macs / residual.macs,
  moreKept: dense.kept / residual.kept - 1,
  joined,
}

/** A layer as the article describes it, with numbers: 3×3 over C₁ = 96 maps, C₂ = 32 of its own. */
const quarter = denseBlockCost({ inputChannels: 96, growth: 32, layers: 1 }, square(56)).layers[0]!
export const layer = {
  reused: quarter.reused,
  fresh: quarter.fresh,
  all: quarter.reused + quarter.fresh,
  again: quarter.again.params.total,
  own: quarter.cost.params,
  share: quarter.share,
  /** Against a layer of equal width that keeps nothing, 96 → 96. */
  equalShare: quarter.fresh / quarter.reused,
  equal: 9 * 96 * 96,
}

/** The first block of DenseNet-121, first as the article draws it, then with its bottlenecks. */
const first = { inputChannels: 64, growth: 32, layers: 6 }
const plain = denseBlockCost(first, square(56))
const narrowed = denseBlockCost({ ...first, bottleneck: 4 }, square(56))
const last = plain.layers.at(-1)!
export const block = {
  outputs: plain.outputChannels,
  links: plain.links,
  params: plain.params,
  again: plain.again.params,
  firstShare: plain.layers[0]!.share,
  lastReads: last.reused,
  lastShare: last.share,
  firstOwn: plain.layers[0]!.cost.params,
  firstNarrowed: narrowed.layers[0]!.cost.params,
  lastOwn: last.cost.params,
  lastNarrowed: narrowed.layers.at(-1)!.cost.params,
  narrowed: narrowed.params,
  /** C₁ above which the bottleneck saves weights: 36·C₂/5. */
  evenAt: (36 * first.growth) / 5,
  once: plain.stored.once,
  copied: plain.stored.copied,
  times: plain.stored.copied / plain.stored.once,
  onceHalf: 2 * plain.stored.once,
}

/** The third block of DenseNet-121. */
const third = { inputChannels: 256, growth: 32, layers: 24 }
const thirdPlain = denseBlockCost(third, square(14))
const thirdNarrowed = denseBlockCost({ ...third, bottleneck: 4 }, square(14))
export const deep = {
  inputs: third.inputChannels,
  saves: 1 - thirdNarrowed.params / thirdPlain.params,
  times: thirdPlain.stored.copied / thirdPlain.stored.once,
}

/** Twice the layers, so much more to keep. */
const stored = (layers: number) =>
  denseBlockCost({ inputChannels: 16, growth: 12, layers }, square(32)).stored
export const growth = {
  onceTimes: stored(12).once / stored(6).once,
  copiedTimes: stored(12).copied / stored(6).copied,
}

/** A Ghost module and the convolution it stands for, in fp32 on the chip of chapter 2. */
const nano = roof(accelerator('jetson-nano'), 'fp32')
const least = ({ macs, bytes }: ConvolutionCost) =>
  roofline({ flops: 2 * macs, bytes: bytes.total }, nano).time
const module = (inputChannels: number, outputChannels: number, side: number) => {
  const { primary, cheap, standard, ...cost } = ghostCost(
    { inputChannels, outputChannels },
    square(side),
  )
  return {
    made: cost.intrinsic,
    times: cost.speedup,
    macShare: cost.macs / standard.macs,
    bytes: cost.bytes,
    standardBytes: standard.bytes.total,
    moreBytes: cost.bytes / standard.bytes.total - 1,
    time: least(primary) + least(cheap),
    standardTime: least(standard),
  }
}
export const ghost = module(16, 32, 56)
export const wide = { inputs: 112, outputs: 224, ...module(112, 224, 14) }
const times = (inputChannels: number, ratio: number, kernel = 1) =>
  ghostSpeedup({ inputChannels, kernel, ratio, cheapKernel: 3 })
export const window = { times: times(64, 2, 3) }
export const ratios = {
  four: times(16, 4),
  eight: times(16, 8),
  /** However large s: c·k²/d². */
  limit: 16 / 9,
  eightChannels: times(8, 2),
}

/** GhostNet as it is, and with a plain 1×1 convolution in place of each of its modules. */
const net = summarize(ghostnet(), 224)
/** A module ends where its halves are joined; the two convolutions before that are the halves. */
const moduleMacs = net.layers.flatMap(({ type }, index) => {
  if (type !== 'concat') return []
  const convolutions = net.layers.slice(0, index).filter((one) => one.type === 'conv')
  const [primary, cheap] = convolutions.slice(-2)
  return { primary: primary!.macs, cheap: cheap!.macs }
})
const modulesCost = moduleMacs.reduce((sum, { primary, cheap }) => sum + primary + cheap, 0)
const plainCost = moduleMacs.reduce((sum, { primary }) => sum + 2 * primary, 0)
export const ghostNet = {
  modules: moduleMacs.length,
  macs: net.macs,
  plainMacs: net.macs - modulesCost + plainCost,
  times: (net.macs - modulesCost + plainCost) / net.macs,
  moduleTimes: plainCost / modulesCost,
}
/** A user's network on one GPU, convolutions replaced by Ghost modules: pictures per second. */
export const measured = { before: 428, after: 354 }

/** The worked example: a dense block and a Ghost module, on 28 × 28 in fp16. */
const paperBlock = denseBlockCost({ inputChannels: 24, growth: 12, layers: 4 }, square(28))
const paperLast = paperBlock.layers.at(-1)!
const paperNarrow = denseBlockCost(
  { inputChannels: 24, growth: 12, layers: 4, bottleneck: 4 },
  square(28),
).layers.at(-1)!
const paperGhost = ghostCost({ inputChannels: 40, outputChannels: 120, ratio: 3 }, square(28))
export const paper = {
  pixels: 28 * 28,
  reads: paperLast.reused,
  own: paperLast.cost.params,
  again: paperLast.again.params.total,
  share: freshShare(paperLast.reused, paperLast.fresh),
  links: paperBlock.links,
  narrow: paperNarrow.cost.params,
  onceMaps: paperBlock.outputChannels,
  copiedMaps: paperBlock.stored.copied / (28 * 28),
  onceBytes: 2 * paperBlock.stored.once,
  copiedBytes: 2 * paperBlock.stored.copied,
  wanted: 120,
  made: paperGhost.intrinsic,
  primary: paperGhost.primary.params.total,
  cheap: paperGhost.cheap.params.total,
  ghost: paperGhost.params,
  standard: paperGhost.standard.params.total,
  times: paperGhost.speedup,
}

/** What a chip is asked for: the 3×3 layers of DenseNet-121 on an array with a column per output. */
export const chip = {
  array: 128,
  used: 32 / 128,
  /** The module with its made maps kept on board: they are written once and never fetched. */
  fusedBytes: ghost.bytes - 4 * ghost.made * 56 * 56,
}
