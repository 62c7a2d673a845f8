import { integer, oneOf } from '../check.ts'
import { excitationParameters } from '../conv/kernels/channels.ts'
import { bytesPerElement } from '../precision.ts'
import { summarize } from './summary.ts'
import { resnet } from './zoo/resnet.ts'

/** What channel weighting adds to a residual network, stage by stage. */
export interface WeightedStage {
  /** 1 to 4. */
  readonly stage: number
  readonly blocks: number
  /** C of every block's output. */
  readonly channels: number
  /** C/r, between the two small layers. */
  readonly middle: number
  /** Height and width of the maps. */
  readonly size: number
  /** Σ 2·C·C/r over the blocks; also the multiply-accumulates of the two layers. */
  readonly weights: number
  /** Σ C + C/r, where the layers have biases. */
  readonly biases: number
  /**
   * Elements of the maps that move again: read for the mean, read for the scaling, and written.
   * The scaling cannot begin before the whole map has been read.
   */
  readonly movedElements: number
  /** The same in bytes, at 4 bytes per element. */
  readonly movedBytes: number
}

export interface WeightedNetwork {
  readonly stages: readonly WeightedStage[]
  /** The network without channel weighting. */
  readonly plainParams: number
  readonly plainMacs: number
  readonly weights: number
  readonly biases: number
  readonly movedElements: number
  readonly movedBytes: number
  /** Of the whole network, as torchvision and timm count: biases included. */
  readonly params: number
  readonly macs: number
}

export const residualDepths = [18, 34, 50, 101, 152] as const
export type ResidualDepth = (typeof residualDepths)[number]

/**
 * A residual network with squeeze-and-excitation behind every block, on one 224 × 224 image.
 *
 * @param reduction r, at most 64, the channels of the narrowest stage
 * @example weightedResidualNetwork(50, 16).weights // 2514944, the 2.51 M on top of 25.6 M
 * @throws TypeError or RangeError naming the argument, its value and its range
 * @source Hu et al., "Squeeze-and-Excitation Networks", arXiv:1709.01507, equation 5
 */
export function weightedResidualNetwork(depth: ResidualDepth, reduction: number): WeightedNetwork {
  oneOf('depth', depth, residualDepths)
  integer('reduction', reduction, 1, 64)
  const plain = summarize(resnet({ depth }), 224)
  const whole = summarize(resnet({ depth, squeezeExcite: { reduction } }), 224)
  // Layers of one weighting, in order: mean, narrow, ReLU, widen, gate, product.
  const means = whole.layers.filter(
    ({ name, type }) => name.includes('.se.') && type === 'adaptiveAvgPool',
  )
  const stages: WeightedStage[] = []
  for (const { inputs } of means) {
    const [channels, size] = inputs[0]!
    const middle = Math.max(1, Math.floor(channels! / reduction))
    const weights = excitationParameters(channels!, middle, false)
    const biases = excitationParameters(channels!, middle) - weights
    const movedElements = 3 * channels! * size! * size!
    const open = stages.at(-1)
    const same = open?.channels === channels ? open : undefined
    if (same) stages.pop()
    stages.push({
      stage: stages.length + 1,
      blocks: (same?.blocks ?? 0) + 1,
      channels: channels!,
      middle,
      size: size!,
      weights: (same?.weights ?? 0) + weights,
      biases: (same?.biases ?? 0) + biases,
      movedElements: (same?.movedElements ?? 0) + movedElements,
      movedBytes: (same?.movedBytes ?? 0) + movedElements * bytesPerElement('fp32'),
    })
  }
  const sum = (value: (stage: WeightedStage) => number) =>
    stages.reduce((total, stage) => total + value(stage), 0)
  return {
    stages,
    plainParams: plain.params,
    plainMacs: plain.macs,
    weights: sum(({ weights }) => weights),
    biases: sum(({ biases }) => biases),
    movedElements: sum(({ movedElements }) => movedElements),
    movedBytes: sum(({ movedBytes }) => movedBytes),
    params: whole.params,
    macs: whole.macs,
  }
}

/** Published ImageNet errors of SE-ResNet-50 by reduction ratio; `null`: without weighting. */
export interface PublishedRatio {
  readonly reduction: number | null
  /** Percent, single centre crop. */
  readonly top1Error: number
  readonly top5Error: number
  /** Millions, as printed. */
  readonly params: number
}

/**
 * SE-ResNet-50 at different reduction ratios.
 *
 * @source Hu et al., arXiv:1709.01507 (version 4), table 10
 */
export const publishedRatios: readonly PublishedRatio[] = [
  { reduction: 2, top1Error: 22.29, top5Error: 6.0, params: 45.7 },
  { reduction: 4, top1Error: 22.25, top5Error: 6.09, params: 35.7 },
  { reduction: 8, top1Error: 22.26, top5Error: 5.99, params: 30.7 },
  { reduction: 16, top1Error: 22.28, top5Error: 6.03, params: 28.1 },
  { reduction: 32, top1Error: 22.72, top5Error: 6.2, params: 26.9 },
  { reduction: null, top1Error: 23.3, top5Error: 6.55, params: 25.6 },
]
