import { integer } from '../../check.ts'
import type { NetOptions } from '../options.ts'
import { start } from '../start.ts'
import type { Graph } from '../graph.ts'
import { widthMultiplier } from '../rounding.ts'

export interface MobileNetV1Options extends NetOptions {
  /** α, multiplies all channels; default 1. (ρ is the resolution that one asks about.) */
  readonly width?: number
  /** Blocks of 512 channels at 14×14; default 5, 0 in the paper's shallow net. */
  readonly middleBlocks?: number
  /** Default true. False: full 3×3 convolutions, the paper's "Conv MobileNet". */
  readonly separable?: boolean
}

/**
 * MobileNet: a depthwise 3×3 and a 1×1 in place of each convolution. Scaled channels are rounded
 * down, but never below 8.
 *
 * @source Howard et al., arXiv:1704.04861, table 1; rounding from TF-Slim `mobilenet_v1.py`
 * @example summarize(mobilenetV1(), 224).macs // 568740352
 * @throws TypeError or RangeError naming the option that is out of its range
 */
export function mobilenetV1(options: MobileNetV1Options = {}): Graph {
  const { width = 1, middleBlocks = 5, separable = true } = options
  widthMultiplier(width)
  integer('middleBlocks', middleBlocks, 0)
  const { net, classes } = start('mobilenet_v1', options)
  const scaled = (channels: number) => Math.max(8, Math.floor(channels * width + 1e-9))

  const blocks: (readonly [output: number, stride: number])[] = [
    [64, 1],
    [128, 2],
    [128, 1],
    [256, 2],
    [256, 1],
    [512, 2],
    ...Array.from({ length: middleBlocks }, () => [512, 1] as const),
    [1024, 2],
    [1024, 1],
  ]
  let x = net.convNorm(net.input, scaled(32), { kernel: 3, stride: 2, name: 'stem' })
  blocks.forEach(([output, stride], index) => {
    x = net.scope(`block${index + 1}`, () =>
      separable
        ? net.convNorm(net.depthwiseNorm(x, { kernel: 3, stride }), scaled(output))
        : net.convNorm(x, scaled(output), { kernel: 3, stride }),
    )
  })
  return net.build(net.classifier(x, classes))
}
