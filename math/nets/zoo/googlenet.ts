import { oneOf } from '../../check.ts'
import type { Builder, Value } from '../builder.ts'
import type { NetOptions } from '../options.ts'
import { start } from '../start.ts'
import type { Graph } from '../graph.ts'
import { googlenetModules } from '../inception.ts'

export interface GoogLeNetOptions extends NetOptions {
  /**
   * `'torchvision'` (default): batch norm, and 3×3 in place of the 5×5. `'paper'`: biases, local
   * response normalisation, true 5×5.
   */
  readonly variant?: 'torchvision' | 'paper'
  /** The two auxiliary heads of training; default false. They add parameters, never inference. */
  readonly aux?: boolean
}

/**
 * GoogLeNet: windows of several sizes side by side, each behind a 1×1 that makes it affordable.
 *
 * @source Szegedy et al., arXiv:1409.4842, table 1; torchvision `googlenet.py`
 * @example summarize(googlenet(), 224).params // 6624904
 * @example summarize(googlenet({ aux: true }), 224).params // 13004888, same work
 * @throws TypeError or RangeError naming the option that is out of its range
 */
export function googlenet(options: GoogLeNetOptions = {}): Graph {
  const { variant = 'torchvision', aux = false } = options
  oneOf('variant', variant, ['torchvision', 'paper'])
  const paper = variant === 'paper'
  const { net, classes } = start('googlenet', options)
  const conv = (x: Value, output: number, shape: { kernel: number; stride?: number }) =>
    paper ? net.relu(net.conv(x, output, { ...shape, bias: true })) : net.convNorm(x, output, shape)
  const halve = (x: Value, kernel = 3) => net.maxPool(x, { kernel, stride: 2, ceilMode: true })

  let x = halve(conv(net.input, 64, { kernel: 7, stride: 2 }))
  if (paper) x = net.localResponseNorm(x)
  x = conv(conv(x, 64, { kernel: 1 }), 192, { kernel: 3 })
  if (paper) x = net.localResponseNorm(x)
  x = halve(x)
  for (const { name, widths } of googlenetModules) {
    if (name === '4a') x = halve(x)
    if (name === '5a') x = halve(x, paper ? 3 : 2)
    x = net.scope(`inception${name}`, () =>
      net.concat([
        conv(x, widths.one, { kernel: 1 }),
        conv(conv(x, widths.threeReduce, { kernel: 1 }), widths.three, { kernel: 3 }),
        conv(conv(x, widths.wideReduce, { kernel: 1 }), widths.wide, { kernel: paper ? 5 : 3 }),
        conv(net.maxPool(x, { kernel: 3, stride: 1, padding: 1, ceilMode: true }), widths.pool, {
          kernel: 1,
        }),
      ]),
    )
    if (aux && (name === '4a' || name === '4d')) {
      net.trainingOnly(() => net.scope(`aux_${name}`, () => auxiliary(net, x, classes, paper)))
    }
  }
  return net.build(net.classifier(x, classes, paper ? 0.4 : 0.2))
}

/** Pool to 4×4, 1×1 to 128, and two linear layers. */
function auxiliary(net: Builder, x: Value, classes: number, paper: boolean): Value {
  // The paper pools 5×5 by 3, which gives 4×4 from its 14×14; torchvision fixes the 4×4.
  const pooled = paper ? net.avgPool(x, { kernel: 5, stride: 3 }) : net.adaptiveAvgPool(x, 4)
  const narrow = paper ? net.relu(net.conv(pooled, 128, { bias: true })) : net.convNorm(pooled, 128)
  const features = net.relu(net.linear(net.flatten(narrow, [4, 4]), 1024))
  return net.linear(net.dropout(features, 0.7), classes)
}
