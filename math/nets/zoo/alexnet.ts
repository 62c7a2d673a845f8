import { oneOf } from '../../check.ts'
import type { NetOptions } from '../options.ts'
import { start } from '../start.ts'
import type { Graph } from '../graph.ts'

export interface AlexNetOptions extends NetOptions {
  /**
   * `'one-column'` (default): the one-tower net of 2014, 64 filters in front; torchvision's.
   * `'original'`: the net of 2012, 96 filters, local response normalisation.
   */
  readonly variant?: 'one-column' | 'original'
  /** Original only: 2 (default) as on its two GPUs, or 1. */
  readonly groups?: 1 | 2
  /** Pixels around the image before the first layer; default 2 (224 → 55), 0 for 227. */
  readonly stemPadding?: number
}

/**
 * AlexNet: five convolutions, three fully connected layers, and nearly all parameters in the first
 * of these.
 *
 * @source Krizhevsky, Sutskever and Hinton, NIPS 2012; Krizhevsky, arXiv:1404.5997 (one column)
 * @example summarize(alexnet(), 224).params // 61100840
 * @throws TypeError or RangeError naming the option that is out of its range
 */
export function alexnet(options: AlexNetOptions = {}): Graph {
  const { variant = 'one-column', groups = 2, stemPadding = 2 } = options
  oneOf('variant', variant, ['one-column', 'original'])
  oneOf('groups', groups, [1, 2])
  const original = variant === 'original'
  const [c1, c2, c3, c4, c5] = original ? [96, 256, 384, 384, 256] : [64, 192, 384, 256, 256]
  const split = original ? groups : 1
  const { net, classes } = start('alexnet', options)
  const pool = { kernel: 3, stride: 2 }

  let x = net.conv(net.input, c1, { kernel: 11, stride: 4, padding: stemPadding, bias: true })
  x = net.relu(x)
  if (original) x = net.localResponseNorm(x)
  x = net.maxPool(x, pool)
  x = net.relu(net.conv(x, c2, { kernel: 5, groups: split, bias: true }))
  if (original) x = net.localResponseNorm(x)
  x = net.maxPool(x, pool)
  x = net.relu(net.conv(x, c3, { kernel: 3, bias: true }))
  x = net.relu(net.conv(x, c4, { kernel: 3, groups: split, bias: true }))
  x = net.relu(net.conv(x, c5, { kernel: 3, groups: split, bias: true }))
  x = net.maxPool(x, pool)

  x = net.flatten(net.adaptiveAvgPool(x, 6))
  x = net.relu(net.linear(net.dropout(x), 4096))
  x = net.relu(net.linear(net.dropout(x), 4096))
  return net.build(net.linear(x, classes))
}
