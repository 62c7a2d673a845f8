import { finite, integer } from '../../check.ts'
import { invertedResidual } from '../blocks.ts'
import type { NetOptions } from '../options.ts'
import { start } from '../start.ts'
import type { Graph } from '../graph.ts'
import { makeDivisible, widthMultiplier } from '../rounding.ts'

export interface EfficientNetOptions extends NetOptions {
  /** 0 to 7: B0 … B7, each with its own width and depth. Default 0. */
  readonly variant?: number
  /** Multiplies all channels; default the variant's. */
  readonly width?: number
  /** Multiplies the blocks per stage, rounded up; default the variant's. */
  readonly depth?: number
}

/** Width, depth, resolution, dropout of B0 to B7: roughly 1.1ᵠ, 1.2ᵠ and 1.15ᵠ. */
export const efficientNetScaling = [
  { width: 1, depth: 1, resolution: 224, dropout: 0.2 },
  { width: 1, depth: 1.1, resolution: 240, dropout: 0.2 },
  { width: 1.1, depth: 1.2, resolution: 260, dropout: 0.3 },
  { width: 1.2, depth: 1.4, resolution: 300, dropout: 0.3 },
  { width: 1.4, depth: 1.8, resolution: 380, dropout: 0.4 },
  { width: 1.6, depth: 2.2, resolution: 456, dropout: 0.4 },
  { width: 1.8, depth: 2.6, resolution: 528, dropout: 0.5 },
  { width: 2, depth: 3.1, resolution: 600, dropout: 0.5 },
] as const

/** Table 1: expansion, kernel, output channels, blocks, stride of the first. */
const stages = [
  [1, 3, 16, 1, 1],
  [6, 3, 24, 2, 2],
  [6, 5, 40, 2, 2],
  [6, 3, 80, 3, 2],
  [6, 5, 112, 3, 1],
  [6, 5, 192, 4, 2],
  [6, 3, 320, 1, 1],
] as const

/**
 * EfficientNet: one searched net, scaled in width, depth and resolution together. Channel
 * weighting squeezes to a quarter of the block's input.
 *
 * @source Tan and Le, arXiv:1905.11946, table 1; scaling from the authors' `efficientnet_builder.py`
 * @example summarize(efficientnet({ variant: 0 }), 224).macs // 385814752
 * @throws TypeError or RangeError naming the option that is out of its range
 */
export function efficientnet(options: EfficientNetOptions = {}): Graph {
  const variant = integer('variant', options.variant ?? 0, 0, 7)
  const scaling = efficientNetScaling[variant]!
  const width = widthMultiplier(options.width ?? scaling.width)
  const depth = finite('depth', options.depth ?? scaling.depth, Number.MIN_VALUE)
  const { net, classes } = start(`efficientnet_b${variant}`, options)
  const activation = 'silu'
  const scaled = (channels: number) => makeDivisible(channels * width)

  let x = net.convNorm(net.input, scaled(32), { kernel: 3, stride: 2, activation, name: 'stem' })
  stages.forEach(([expansion, kernel, channels, blocks, firstStride], stage) => {
    const count = Math.ceil(blocks * depth)
    for (let block = 0; block < count; block++) {
      const input = net.channels(x)
      x = net.scope(`stage${stage + 1}.block${block + 1}`, () =>
        invertedResidual(net, x, {
          expanded: input * expansion,
          output: scaled(channels),
          kernel,
          stride: block === 0 ? firstStride : 1,
          activation,
          se: { squeezed: Math.max(1, Math.floor(input / 4)), activation },
        }),
      )
    }
  })
  x = net.convNorm(x, scaled(1280), { activation, name: 'head' })
  return net.build(net.classifier(x, classes, scaling.dropout))
}
