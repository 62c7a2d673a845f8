import { finite, integer, oneOf, show } from '../../check.ts'
import type { Builder, Value } from '../builder.ts'
import type { NetOptions } from '../options.ts'
import { start } from '../start.ts'
import type { Graph } from '../graph.ts'

/** What all DenseNets choose. */
interface DenseOptions extends NetOptions {
  /** Channels that each layer adds, k. */
  readonly growth?: number
  /** Width of the 1×1 bottleneck in units of k; default 4. 0 for none. */
  readonly bottleneck?: number
  /** Part of the channels that a transition keeps, θ in (0, 1]; default 0.5. */
  readonly compression?: number
}

export interface DenseNetOptions extends DenseOptions {
  /** One of the published depths; it sets growth, stem and layers. */
  readonly depth?: 121 | 161 | 169 | 201 | 264
  /** Layers per dense block, instead of a depth. */
  readonly layers?: readonly number[]
  /** Channels of the stem; default 2k. */
  readonly stem?: number
}

const published = {
  121: { growth: 32, layers: [6, 12, 24, 16] },
  161: { growth: 48, layers: [6, 12, 36, 24] },
  169: { growth: 32, layers: [6, 12, 32, 32] },
  201: { growth: 32, layers: [6, 12, 48, 32] },
  264: { growth: 32, layers: [6, 12, 64, 48] },
} as const

/** BN, ReLU, (1×1 to 4k, BN, ReLU,) 3×3 to k: what one layer adds to the common store. */
function layer(net: Builder, x: Value, growth: number, bottleneck: number): Value {
  let y = net.relu(net.batchNorm(x))
  if (bottleneck > 0) y = net.relu(net.batchNorm(net.conv(y, bottleneck * growth)))
  return net.conv(y, growth, { kernel: 3 })
}

/** Every layer reads all that came before it, so channels add up: k₀ + k·ℓ. */
function dense(net: Builder, x: Value, count: number, growth: number, bottleneck: number): Value {
  const features = [x]
  const joined = () => (features.length === 1 ? x : net.concat(features))
  for (let index = 1; index <= count; index++) {
    const added = net.scope(`layer${index}`, () => layer(net, joined(), growth, bottleneck))
    features.push(added)
  }
  return joined()
}

/** Dense blocks with a transition between each two: fewer channels, half the map. */
function body(
  net: Builder,
  x: Value,
  layers: readonly number[],
  growth: number,
  options: DenseOptions,
): Value {
  const { bottleneck = 4, compression = 0.5 } = options
  integer('bottleneck', bottleneck, 0)
  finite('compression', compression, Number.MIN_VALUE, 1)
  let y = x
  layers.forEach((count, index) => {
    integer(`layers[${index}]`, count, 1)
    y = net.scope(`block${index + 1}`, () => dense(net, y, count, growth, bottleneck))
    if (index === layers.length - 1) return
    y = net.scope(`transition${index + 1}`, () => {
      const kept = Math.max(1, Math.floor(net.channels(y) * compression))
      return net.avgPool(net.conv(net.relu(net.batchNorm(y)), kept), { kernel: 2 })
    })
  })
  return net.relu(net.batchNorm(y))
}

/**
 * DenseNet: each layer adds k new features to a store that all later layers read.
 *
 * @source Huang et al., arXiv:1608.06993, table 1
 * @example summarize(densenet({ depth: 121 }), 224).params // 7978856
 * @throws TypeError or RangeError naming the option that is out of its range
 */
export function densenet(options: DenseNetOptions): Graph {
  const { depth, padding } = options
  if ((depth === undefined) === (options.layers === undefined)) {
    throw new TypeError(`either depth or layers must be given, got ${show(options)}`)
  }
  if (depth !== undefined) oneOf('depth', depth, [121, 161, 169, 201, 264])
  const plan = depth === undefined ? { growth: 32, layers: options.layers! } : published[depth]
  const growth = integer('growth', options.growth ?? plan.growth, 1)
  const { net, classes } = start(`densenet${depth ?? ''}`, options)
  const stem = { kernel: 7, stride: 2, name: 'stem' }

  let x = net.convNorm(net.input, options.stem ?? 2 * growth, stem)
  x = net.maxPool(x, { kernel: 3, stride: 2, padding: padding === 'same' ? 'same' : 1 })
  x = body(net, x, plan.layers, growth, options)
  return net.build(net.classifier(x, classes))
}

export interface CifarDenseNetOptions extends DenseOptions {
  /** Layers with weights: 3n + 4 without bottlenecks, 6n + 4 with them. */
  readonly depth: number
  /** Channels of the stem; default 2k with bottlenecks, 16 without. */
  readonly stem?: number
}

/**
 * The DenseNets for 32×32 images: three dense blocks, with bottlenecks the DenseNet-BC.
 *
 * @source Huang et al., arXiv:1608.06993, section 3, "Implementation Details"
 * @example summarize(cifarDensenet({ depth: 250, growth: 24 }), 32).params // 15324406
 * @throws TypeError or RangeError naming the option that is out of its range
 */
export function cifarDensenet(options: CifarDenseNetOptions): Graph {
  const { depth, growth = 12, bottleneck = 4, classes = 10 } = options
  integer('growth', growth, 1)
  integer('bottleneck', bottleneck, 0)
  const perLayer = bottleneck > 0 ? 6 : 3
  integer('depth', depth, perLayer + 4)
  if ((depth - 4) % perLayer !== 0) {
    throw new RangeError(`depth must be ${perLayer}n + 4, got ${depth}`)
  }
  const { net } = start(`cifar_densenet${depth}`, { ...options, classes })
  const count = (depth - 4) / perLayer
  const stem = options.stem ?? (bottleneck > 0 ? 2 * growth : 16)
  const x = net.conv(net.input, stem, { kernel: 3, name: 'stem' })
  return net.build(net.classifier(body(net, x, [count, count, count], growth, options), classes))
}
