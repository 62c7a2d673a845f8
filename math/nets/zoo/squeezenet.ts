import { oneOf } from '../../check.ts'
import type { Builder, Value } from '../builder.ts'
import type { NetOptions } from '../options.ts'
import { start } from '../start.ts'
import type { Graph } from '../graph.ts'

export interface SqueezeNetOptions extends NetOptions {
  /** 1.1 costs 2.4 times less than 1.0 at the same accuracy. */
  readonly version: '1.0' | '1.1'
}

/** Fire: squeeze by 1×1, then expand by 1×1 and 3×3 side by side. */
function fire(net: Builder, x: Value, squeeze: number, expand: number): Value {
  const bias = true
  const squeezed = net.relu(net.conv(x, squeeze, { bias }))
  return net.concat([
    net.relu(net.conv(squeezed, expand, { bias })),
    net.relu(net.conv(squeezed, expand, { kernel: 3, bias })),
  ])
}

/** Squeeze widths of the fire modules, and `'pool'`; each expands to 4 + 4 times as many. */
const plans = {
  '1.0': ['pool', 16, 16, 32, 'pool', 32, 48, 48, 64, 'pool', 64],
  '1.1': ['pool', 16, 16, 'pool', 32, 32, 'pool', 48, 48, 64, 64],
} as const

/**
 * SqueezeNet: AlexNet's accuracy with fifty times fewer parameters, by 1×1 layers that narrow the
 * way into each 3×3.
 *
 * @source Iandola et al., arXiv:1602.07360, table 1; version 1.1 from the authors' repository
 * @example summarize(squeezenet({ version: '1.1' }), 224).params // 1235496
 * @throws TypeError or RangeError naming the option that is out of its range
 */
export function squeezenet(options: SqueezeNetOptions): Graph {
  const { version } = options
  oneOf('version', version, ['1.0', '1.1'])
  const { net, classes } = start(`squeezenet${version.replace('.', '_')}`, options)
  const stem = version === '1.0' ? { width: 96, kernel: 7 } : { width: 64, kernel: 3 }

  let x = net.relu(
    net.conv(net.input, stem.width, { kernel: stem.kernel, stride: 2, padding: 0, bias: true }),
  )
  let count = 1
  for (const step of plans[version]) {
    if (step === 'pool') x = net.maxPool(x, { kernel: 3, stride: 2, ceilMode: true })
    else x = net.scope(`fire${++count}`, () => fire(net, x, step, 4 * step))
  }
  x = net.relu(net.conv(net.dropout(x), classes, { bias: true, name: 'classifier' }))
  return net.build(net.flatten(net.globalAvgPool(x)))
}
