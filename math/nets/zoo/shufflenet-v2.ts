import { integer, oneOf, show } from '../../check.ts'
import type { Builder, Value } from '../builder.ts'
import type { NetOptions } from '../options.ts'
import { start } from '../start.ts'
import type { Graph } from '../graph.ts'

export interface ShuffleNetV2Options extends NetOptions {
  /** One of the published sizes; default 1. */
  readonly scale?: 0.5 | 1 | 1.5 | 2
  /** Channels of the stages 2, 3, 4 (even) and of the last layer, instead of a size. */
  readonly channels?: readonly [number, number, number, number]
}

/** Table 5. The widths follow no formula. */
const widths = {
  0.5: [48, 96, 192, 1024],
  1: [116, 232, 464, 1024],
  1.5: [176, 352, 704, 1024],
  2: [244, 488, 976, 2048],
} as const
const repeats = [4, 8, 4]

/** 1×1, depthwise 3×3, 1×1, no groups. */
function branch(net: Builder, x: Value, output: number, stride: number): Value {
  const narrow = net.convNorm(x, output)
  return net.convNorm(net.depthwiseNorm(narrow, { kernel: 3, stride, activation: null }), output)
}

function unit(net: Builder, x: Value, output: number, stride: number): Value {
  const half = output / 2
  if (stride === 1) {
    const [kept, worked] = net.split(x, [half, half]) as [Value, Value]
    return net.channelShuffle(net.concat([kept, branch(net, worked, half, 1)]), 2)
  }
  const short = net.convNorm(net.depthwiseNorm(x, { kernel: 3, stride, activation: null }), half)
  return net.channelShuffle(net.concat([short, branch(net, x, half, stride)]), 2)
}

/**
 * ShuffleNet V2: made for the memory traffic, not for the count of multiplications. Half of the
 * channels pass each block untouched.
 *
 * @source Ma et al., arXiv:1807.11164, table 5; torchvision `shufflenetv2.py`
 * @example summarize(shufflenetV2({ scale: 1 }), 224).macs // 144907992
 * @throws TypeError or RangeError naming the option that is out of its range
 */
export function shufflenetV2(options: ShuffleNetV2Options = {}): Graph {
  const { scale = 1 } = options
  if (options.channels === undefined) oneOf('scale', scale, [0.5, 1, 1.5, 2])
  const channels = options.channels ?? widths[scale]
  for (const output of channels.slice(0, 3)) {
    integer('channels', output, 2)
    if (output % 2 !== 0) throw new RangeError(`channels must be even, got ${show(channels)}`)
  }
  const { net, classes } = start('shufflenet_v2', options)

  let x = net.convNorm(net.input, 24, { kernel: 3, stride: 2, name: 'stem' })
  x = net.maxPool(x, { kernel: 3, stride: 2, padding: net.style === 'same' ? 'same' : 1 })
  repeats.forEach((count, stage) => {
    for (let block = 0; block < count; block++) {
      x = net.scope(`stage${stage + 2}.block${block + 1}`, () =>
        unit(net, x, channels[stage]!, block === 0 ? 2 : 1),
      )
    }
  })
  x = net.convNorm(x, channels[3], { name: 'head' })
  return net.build(net.classifier(x, classes))
}
