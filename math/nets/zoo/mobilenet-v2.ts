import { invertedResidual } from '../blocks.ts'
import type { NetOptions } from '../options.ts'
import { start } from '../start.ts'
import type { Graph } from '../graph.ts'
import { makeDivisible, widthMultiplier } from '../rounding.ts'

export interface MobileNetV2Options extends NetOptions {
  /** Multiplies all channels (the last layer's only upwards); default 1. */
  readonly width?: number
}

/** Table 2: expansion, output channels, blocks, stride of the first of them. */
const stages = [
  [1, 16, 1, 1],
  [6, 24, 2, 2],
  [6, 32, 3, 2],
  [6, 64, 4, 2],
  [6, 96, 3, 1],
  [6, 160, 3, 2],
  [6, 320, 1, 1],
] as const

/**
 * MobileNetV2: residual blocks turned inside out, wide in the middle and linear at the ends.
 *
 * @source Sandler et al., arXiv:1801.04381, table 2; torchvision `mobilenetv2.py`
 * @example summarize(mobilenetV2(), 224).macs // 300774272
 * @throws TypeError or RangeError naming the option that is out of its range
 */
export function mobilenetV2(options: MobileNetV2Options = {}): Graph {
  const { width = 1 } = options
  widthMultiplier(width)
  const { net, classes } = start('mobilenet_v2', options)
  const activation = 'relu6'

  let x = net.convNorm(net.input, makeDivisible(32 * width), {
    kernel: 3,
    stride: 2,
    activation,
    name: 'stem',
  })
  stages.forEach(([expansion, channels, blocks, firstStride], stage) => {
    const output = makeDivisible(channels * width)
    for (let block = 0; block < blocks; block++) {
      const stride = block === 0 ? firstStride : 1
      x = net.scope(`stage${stage + 1}.block${block + 1}`, () =>
        invertedResidual(net, x, {
          expanded: net.channels(x) * expansion,
          output,
          kernel: 3,
          stride,
          activation,
        }),
      )
    }
  })
  x = net.convNorm(x, makeDivisible(1280 * Math.max(1, width)), { activation, name: 'head' })
  return net.build(net.classifier(x, classes, 0.2))
}
