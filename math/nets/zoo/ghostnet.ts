import { integer } from '../../check.ts'
import { squeezeExcite } from '../blocks.ts'
import type { Builder, Value } from '../builder.ts'
import type { NetOptions } from '../options.ts'
import { start } from '../start.ts'
import type { Graph } from '../graph.ts'
import { makeDivisible, widthMultiplier } from '../rounding.ts'

export interface GhostNetOptions extends NetOptions {
  /** Multiplies all channels, rounded to multiples of 4; default 1. */
  readonly width?: number
}

/** Table 1: kernel, expanded channels, output channels, channel weighting, stride. */
const rows: readonly (readonly [number, number, number, boolean, number])[] = [
  [3, 16, 16, false, 1],
  [3, 48, 24, false, 2],
  [3, 72, 24, false, 1],
  [5, 72, 40, true, 2],
  [5, 120, 40, true, 1],
  [3, 240, 80, false, 2],
  [3, 200, 80, false, 1],
  [3, 184, 80, false, 1],
  [3, 184, 80, false, 1],
  [3, 480, 112, true, 1],
  [3, 672, 112, true, 1],
  [5, 672, 160, true, 2],
  [5, 960, 160, false, 1],
  [5, 960, 160, true, 1],
  [5, 960, 160, false, 1],
  [5, 960, 160, true, 1],
]

export interface GhostModule {
  readonly output: number
  /** s: one map in s is computed in full, the others are its ghosts; default 2. */
  readonly ratio?: number
  /** Kernel of the full convolution; default 1. */
  readonly kernel?: number
  /** Kernel of the cheap depthwise one; default 3. */
  readonly cheapKernel?: number
  /** Default true. */
  readonly relu?: boolean
}

/**
 * A ghost module: some maps by convolution, the others from these by a cheap depthwise filter.
 *
 * @example ghostModule(net, x, { output: 32 }) // 16 maps by 1×1, 16 more by 3×3 of one map each
 * @source Han et al., arXiv:1911.11907, section 3.1
 * @throws TypeError or RangeError naming the option that is out of its range
 */
export function ghostModule(net: Builder, x: Value, options: GhostModule): Value {
  const { output, ratio = 2, kernel = 1, cheapKernel = 3, relu = true } = options
  integer('ratio', ratio, 2)
  const activation = relu ? 'relu' : null
  const intrinsic = Math.ceil(output / ratio)
  const primary = net.convNorm(x, intrinsic, { kernel, activation })
  const ghosts = net.convNorm(primary, intrinsic * (ratio - 1), {
    kernel: cheapKernel,
    groups: intrinsic,
    activation,
  })
  const all = net.concat([primary, ghosts])
  return net.channels(all) === output ? all : net.slice(all, 0, output)
}

/**
 * GhostNet: many feature maps look alike, so half of them are made from the other half.
 *
 * @source Han et al., arXiv:1911.11907, table 1; timm `ghostnet.py`
 * @example summarize(ghostnet(), 224).macs // 141150512
 * @throws TypeError or RangeError naming the option that is out of its range
 */
export function ghostnet(options: GhostNetOptions = {}): Graph {
  const { width = 1 } = options
  widthMultiplier(width)
  const { net, classes } = start('ghostnet', options)
  const scaled = (channels: number) => makeDivisible(channels * width, 4)

  let x = net.convNorm(net.input, scaled(16), { kernel: 3, stride: 2, name: 'stem' })
  rows.forEach(([kernel, wide, narrow, se, stride], index) => {
    x = net.scope(`block${index + 1}`, () => {
      const output = scaled(narrow)
      let y = ghostModule(net, x, { output: scaled(wide) })
      if (stride > 1) y = net.depthwiseNorm(y, { kernel, stride, activation: null })
      if (se) {
        const squeezed = makeDivisible(net.channels(y) / 4, 4)
        y = squeezeExcite(net, y, { squeezed, gate: 'hardsigmoid' })
      }
      y = ghostModule(net, y, { output, relu: false })
      if (stride === 1 && net.channels(x) === output) return net.add([y, x])
      const kept = net.depthwiseNorm(x, { kernel, stride, activation: null })
      return net.add([y, net.convNorm(kept, output, { activation: null })])
    })
  })
  x = net.convNorm(x, scaled(960), { name: 'head' })
  x = net.relu(net.conv(net.globalAvgPool(x), 1280, { bias: true, name: 'last' }))
  x = net.dropout(net.flatten(x, [1, 1]), 0.2)
  return net.build(net.linear(x, classes, { name: 'classifier' }))
}
