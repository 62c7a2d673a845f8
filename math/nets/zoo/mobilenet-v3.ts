import { oneOf } from '../../check.ts'
import { invertedResidual } from '../blocks.ts'
import type { NetOptions } from '../options.ts'
import { start } from '../start.ts'
import type { Graph } from '../graph.ts'
import { makeDivisible, widthMultiplier } from '../rounding.ts'

export interface MobileNetV3Options extends NetOptions {
  readonly size: 'small' | 'large'
  /** Multiplies the channels; default 1. */
  readonly width?: number
  /**
   * How `width` acts where it is not 1. `'published'` (default; the authors' code, timm, Keras):
   * expansions multiply the scaled input channels, stem and last layer never shrink.
   * `'torchvision'`: every width of the table is scaled on its own, the last layers too.
   */
  readonly scaling?: 'published' | 'torchvision'
  /** No channel weighting, no hard swish, no 5×5: for hardware that has none of these. */
  readonly minimalistic?: boolean
}

/** Kernel, expanded channels, output channels, channel weighting, hard swish, stride. */
type Row = readonly [
  kernel: number,
  expanded: number,
  output: number,
  se: boolean,
  hardswish: boolean,
  stride: number,
]

/** Tables 1 and 2. */
const tables: Record<'small' | 'large', { rows: readonly Row[]; head: number; last: number }> = {
  large: {
    rows: [
      [3, 16, 16, false, false, 1],
      [3, 64, 24, false, false, 2],
      [3, 72, 24, false, false, 1],
      [5, 72, 40, true, false, 2],
      [5, 120, 40, true, false, 1],
      [5, 120, 40, true, false, 1],
      [3, 240, 80, false, true, 2],
      [3, 200, 80, false, true, 1],
      [3, 184, 80, false, true, 1],
      [3, 184, 80, false, true, 1],
      [3, 480, 112, true, true, 1],
      [3, 672, 112, true, true, 1],
      [5, 672, 160, true, true, 2],
      [5, 960, 160, true, true, 1],
      [5, 960, 160, true, true, 1],
    ],
    head: 960,
    last: 1280,
  },
  small: {
    rows: [
      [3, 16, 16, true, false, 2],
      [3, 72, 24, false, false, 2],
      [3, 88, 24, false, false, 1],
      [5, 96, 40, true, true, 2],
      [5, 240, 40, true, true, 1],
      [5, 240, 40, true, true, 1],
      [5, 120, 48, true, true, 1],
      [5, 144, 48, true, true, 1],
      [5, 288, 96, true, true, 2],
      [5, 576, 96, true, true, 1],
      [5, 576, 96, true, true, 1],
    ],
    head: 576,
    last: 1024,
  },
}

/**
 * MobileNetV3: found by search, with channel weighting and a cheap swish. Its last layer comes
 * after the pooling, where a 1×1 costs next to nothing.
 *
 * @source Howard et al., arXiv:1905.02244, tables 1 and 2
 * @example summarize(mobilenetV3({ size: 'small' }), 224).macs // 56510400
 * @throws TypeError or RangeError naming the option that is out of its range
 */
export function mobilenetV3(options: MobileNetV3Options): Graph {
  const { size, width = 1, scaling = 'published', minimalistic = false } = options
  oneOf('size', size, ['small', 'large'])
  oneOf('scaling', scaling, ['published', 'torchvision'])
  widthMultiplier(width)
  const { rows, head, last } = tables[size]
  const { net, classes } = start(`mobilenet_v3_${size}`, options)
  const published = scaling === 'published'
  const scaled = (channels: number) => makeDivisible(channels * width)
  const neverLess = (channels: number) =>
    makeDivisible(channels * (published ? Math.max(1, width) : width))
  const swish = minimalistic ? 'relu' : 'hardswish'

  let x = net.convNorm(net.input, neverLess(16), {
    kernel: 3,
    stride: 2,
    activation: swish,
    name: 'stem',
  })
  let before = 16
  rows.forEach(([kernel, wide, output, se, hardswish, stride], index) => {
    const expanded = published ? makeDivisible((net.channels(x) * wide) / before) : scaled(wide)
    x = net.scope(`block${index + 1}`, () =>
      invertedResidual(net, x, {
        expanded,
        output: scaled(output),
        kernel: minimalistic ? 3 : kernel,
        stride,
        activation: hardswish ? swish : 'relu',
        se:
          se && !minimalistic
            ? { squeezed: makeDivisible(expanded / 4), gate: 'hardsigmoid' }
            : undefined,
      }),
    )
    before = output
  })
  x = net.convNorm(x, published ? scaled(head) : 6 * net.channels(x), {
    activation: swish,
    name: 'head',
  })
  // As a linear layer on the pooled features; TensorFlow and timm write it as a 1×1 with bias.
  x = net.linear(net.flatten(net.globalAvgPool(x)), neverLess(last), { name: 'last' })
  x = net.dropout(net.activation(x, swish), 0.2)
  return net.build(net.linear(x, classes, { name: 'classifier' }))
}
