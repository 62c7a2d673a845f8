import type { Builder, Value } from '../builder.ts'
import type { NetOptions } from '../options.ts'
import { start } from '../start.ts'
import type { Graph } from '../graph.ts'

/** Depthwise 3×3 and 1×1 with nothing in between, then batch norm. */
const separable = (net: Builder, x: Value, output: number) =>
  net.batchNorm(net.conv(net.depthwise(x, { kernel: 3 }), output))

/** Separable layers of the given widths, pooled by two, beside a strided 1×1. */
function entry(net: Builder, x: Value, widths: readonly number[], reluFirst: boolean): Value {
  let y = x
  widths.forEach((width, index) => {
    if (index > 0 || reluFirst) y = net.relu(y)
    y = separable(net, y, width)
  })
  y = net.maxPool(y, { kernel: 3, stride: 2, padding: net.style === 'same' ? 'same' : 1 })
  return net.add([y, net.convNorm(x, widths.at(-1)!, { stride: 2, activation: null })])
}

/**
 * Xception: Inception taken to its end, each channel a branch of its own. Made for 299×299.
 *
 * @source Chollet, arXiv:1610.02357, figure 5
 * @example summarize(xception(), 299).params // 22855952
 * @throws TypeError or RangeError naming the option that is out of its range
 */
export function xception(options: NetOptions = {}): Graph {
  const { net, classes } = start('xception', options)
  let x = net.convNorm(net.input, 32, { kernel: 3, stride: 2, padding: 0 })
  x = net.convNorm(x, 64, { kernel: 3, padding: 0 })
  const block = (index: number, widths: readonly number[], reluFirst = true) =>
    net.scope(`block${index}`, () => entry(net, x, widths, reluFirst))
  // The first block follows a ReLU already.
  x = block(1, [128, 128], false)
  x = block(2, [256, 256])
  x = block(3, [728, 728])
  for (let index = 4; index <= 11; index++) {
    x = net.scope(`block${index}`, () => {
      let y = x
      for (let layer = 0; layer < 3; layer++) y = separable(net, net.relu(y), 728)
      return net.add([y, x])
    })
  }
  x = block(12, [728, 1024])
  x = net.relu(separable(net, x, 1536))
  x = net.relu(separable(net, x, 2048))
  return net.build(net.classifier(x, classes))
}
