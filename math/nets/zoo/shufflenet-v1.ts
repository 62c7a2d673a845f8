import { integer, oneOf } from '../../check.ts'
import type { Builder, Value } from '../builder.ts'
import type { NetOptions } from '../options.ts'
import { start } from '../start.ts'
import type { Graph } from '../graph.ts'
import { widthMultiplier } from '../rounding.ts'

export interface ShuffleNetV1Options extends NetOptions {
  /** Groups of the 1×1 layers; default 3. More groups buy more channels at the same cost. */
  readonly groups?: 1 | 2 | 3 | 4 | 8
  /** s, multiplies the channels; default 1. What the groups do not divide is rounded up. */
  readonly scale?: number
  /** Channels of the first layer; default 24·s. The authors' code keeps 24 at s = 1.5. */
  readonly stem?: number
}

/** Table 1: output channels of stage 2; stages 3 and 4 double them. */
const widths = { 1: 144, 2: 200, 3: 240, 4: 272, 8: 384 } as const
const repeats = [4, 8, 4]

/** The next multiple of `groups`. The authors' net of half width and 8 groups has a stem of 16. */
const upTo = (groups: number, channels: number) => Math.ceil(channels / groups) * groups

/** Grouped 1×1, shuffle, depthwise 3×3, grouped 1×1; added to, or set beside, the input. */
function unit(net: Builder, x: Value, output: number, stride: number, groups: [number, number]) {
  const branch = stride === 2 ? output - net.channels(x) : output
  const narrow = upTo(groups[1], Math.max(1, Math.floor(output / 4)))
  let y = net.convNorm(x, narrow, { groups: groups[0] })
  if (groups[1] > 1) y = net.channelShuffle(y, groups[1])
  y = net.depthwiseNorm(y, { kernel: 3, stride, activation: null })
  y = net.convNorm(y, branch, { groups: groups[1], activation: null })
  if (stride === 1) return net.relu(net.add([y, x]))
  const padding = net.style === 'same' ? 'same' : 1
  return net.relu(net.concat([net.avgPool(x, { kernel: 3, stride: 2, padding }), y]))
}

/**
 * ShuffleNet: groups make the 1×1 layers cheap, a shuffle lets the groups talk.
 *
 * @source Zhang et al., arXiv:1707.01083, table 1; megvii-model/ShuffleNet-Series
 * @example summarize(shufflenetV1({ groups: 3 }), 224).macs // 137460672
 * @throws RangeError when a given stem is not divisible by the groups
 */
export function shufflenetV1(options: ShuffleNetV1Options = {}): Graph {
  const { groups = 3, scale = 1 } = options
  oneOf('groups', groups, [1, 2, 3, 4, 8])
  widthMultiplier(scale, 'scale')
  const stem = integer('stem', options.stem ?? upTo(groups, Math.round(24 * scale) || 1), 1)
  const { net, classes } = start(`shufflenet_v1_g${groups}`, options)

  let x = net.convNorm(net.input, stem, { kernel: 3, stride: 2, name: 'stem' })
  const padding = net.style === 'same' ? 'same' : 1
  x = net.maxPool(x, { kernel: 3, stride: 2, padding })
  const narrowest = upTo(groups, Math.round(widths[groups] * scale) || 1)
  if (stem >= narrowest) {
    // The first unit sets its new channels beside those of the stem.
    throw new RangeError(`stem must be less than the ${narrowest} channels of stage 2, got ${stem}`)
  }
  repeats.forEach((count, stage) => {
    const output = narrowest * 2 ** stage
    for (let block = 0; block < count; block++) {
      // The very first 1×1 has too few input channels to group.
      const first = stage === 0 && block === 0 ? 1 : groups
      x = net.scope(`stage${stage + 2}.block${block + 1}`, () =>
        unit(net, x, output, block === 0 ? 2 : 1, [first, groups]),
      )
    }
  })
  return net.build(net.classifier(x, classes))
}
