import { oneOf } from '../../check.ts'
import { invertedResidual } from '../blocks.ts'
import type { NetOptions } from '../options.ts'
import { start } from '../start.ts'
import type { Graph } from '../graph.ts'
import { makeDivisible, widthMultiplier } from '../rounding.ts'

export interface MnasNetOptions extends NetOptions {
  /** Multiplies all channels but the last layer's; default 1. */
  readonly width?: number
  /** `'B1'` (default): no channel weighting, torchvision's; `'A1'`: with it, the paper's figure. */
  readonly variant?: 'A1' | 'B1'
}

/** Expansion, kernel, output channels, blocks, stride of the first, channel weighting. */
const stages = {
  A1: [
    [6, 3, 24, 2, 2, false],
    [3, 5, 40, 3, 2, true],
    [6, 3, 80, 4, 2, false],
    [6, 3, 112, 2, 1, true],
    [6, 5, 160, 3, 2, true],
    [6, 3, 320, 1, 1, false],
  ],
  B1: [
    [3, 3, 24, 3, 2, false],
    [3, 5, 40, 3, 2, false],
    [6, 5, 80, 3, 2, false],
    [6, 3, 96, 2, 1, false],
    [6, 5, 192, 4, 2, false],
    [6, 3, 320, 1, 1, false],
  ],
} as const

/**
 * MnasNet: found by a search that measured latency on a phone.
 *
 * @source Tan et al., arXiv:1807.11626, figure 7; torchvision `mnasnet.py`
 * @example summarize(mnasnet(), 224).macs // 314415872
 * @throws TypeError or RangeError naming the option that is out of its range
 */
export function mnasnet(options: MnasNetOptions = {}): Graph {
  const { width = 1, variant = 'B1' } = options
  widthMultiplier(width)
  oneOf('variant', variant, ['A1', 'B1'])
  const { net, classes } = start(`mnasnet_${variant.toLowerCase()}`, options)
  const scaled = (channels: number) => makeDivisible(channels * width)

  let x = net.convNorm(net.input, scaled(32), { kernel: 3, stride: 2, name: 'stem' })
  x = net.scope('separable', () =>
    net.convNorm(net.depthwiseNorm(x, { kernel: 3 }), scaled(16), { activation: null }),
  )
  stages[variant].forEach(([expansion, kernel, channels, blocks, firstStride, se], stage) => {
    for (let block = 0; block < blocks; block++) {
      const input = net.channels(x)
      x = net.scope(`stage${stage + 1}.block${block + 1}`, () =>
        invertedResidual(net, x, {
          expanded: input * expansion,
          output: scaled(channels),
          kernel,
          stride: block === 0 ? firstStride : 1,
          activation: 'relu',
          se: se ? { squeezed: Math.max(1, Math.floor(input / 4)) } : undefined,
        }),
      )
    }
  })
  x = net.convNorm(x, 1280, { name: 'head' })
  return net.build(net.classifier(x, classes, 0.2))
}
