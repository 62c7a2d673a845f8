import { oneOf } from '../../check.ts'
import type { NetOptions } from '../options.ts'
import { start } from '../start.ts'
import type { Graph } from '../graph.ts'

export interface VggOptions extends NetOptions {
  /** Layers with weights: 11 (the paper's A), 13 (B), 16 (D; C when pointwise) or 19 (E). */
  readonly depth: 11 | 13 | 16 | 19
  /** Batch norm after every convolution; default false. */
  readonly batchNorm?: boolean
  /** Bias in the convolutions; default true, as in torchvision even before batch norm. */
  readonly convBias?: boolean
  /** Depth 16 only: the third convolution of a stage is 1×1, the paper's C. */
  readonly pointwise?: boolean
  /** Depth 11 only: local response normalisation after the first layer, the paper's A-LRN. */
  readonly localResponseNorm?: boolean
}

/** 3×3 convolutions per stage; a 2×2 max pooling ends each stage. */
const stages = {
  11: [1, 1, 2, 2, 2],
  13: [2, 2, 2, 2, 2],
  16: [2, 2, 3, 3, 3],
  19: [2, 2, 4, 4, 4],
} as const
const widths = [64, 128, 256, 512, 512]

/**
 * VGG: nothing but 3×3 convolutions, doubling channels while halving the map.
 *
 * @source Simonyan and Zisserman, arXiv:1409.1556, table 1
 * @example summarize(vgg({ depth: 16 }), 224).macs // 15470264320
 * @throws TypeError or RangeError naming the option that is out of its range
 */
export function vgg(options: VggOptions): Graph {
  const { depth, batchNorm = false, convBias = true } = options
  const { pointwise = false, localResponseNorm = false } = options
  oneOf('depth', depth, [11, 13, 16, 19])
  if (pointwise) oneOf('depth of a pointwise VGG', depth, [16])
  if (localResponseNorm) oneOf('depth of a VGG with response normalisation', depth, [11])
  const { net, classes } = start(`vgg${depth}${batchNorm ? '_bn' : ''}`, options)

  let x = net.input
  stages[depth].forEach((layers, stage) => {
    net.scope(`stage${stage + 1}`, () => {
      for (let layer = 0; layer < layers; layer++) {
        const kernel = pointwise && layer === 2 ? 1 : 3
        x = net.conv(x, widths[stage]!, { kernel, bias: convBias })
        if (batchNorm) x = net.batchNorm(x)
        x = net.relu(x)
        if (localResponseNorm && stage === 0) x = net.localResponseNorm(x)
      }
      x = net.maxPool(x, { kernel: 2 })
    })
  })

  x = net.flatten(net.adaptiveAvgPool(x, 7))
  x = net.dropout(net.relu(net.linear(x, 4096)))
  x = net.dropout(net.relu(net.linear(x, 4096)))
  return net.build(net.linear(x, classes))
}
