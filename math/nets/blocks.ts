import { integer } from '../check.ts'
import type { Pair } from '../conv/window.ts'
import type { Builder, Value } from './builder.ts'
import type { Activation } from './graph.ts'

/** Blocks that several networks share. A network's own block stands in the network's file. */

/** Squeeze-and-excitation: one weight per channel, from a look at the whole map. */
export interface SqueezeExcite {
  /** Width of the bottleneck between the two 1×1 layers. */
  readonly squeezed: number
  /** Default `'relu'`. */
  readonly activation?: Activation
  /** Default `'sigmoid'`. */
  readonly gate?: Activation
}

/**
 * Global average, two 1×1 layers with bias, a gate in [0, 1], and the map weighed by it.
 *
 * @source Hu, Shen and Sun, arXiv:1709.01507, figure 2
 * @example squeezeExcite(net, x, { squeezed: 4 }) // x of 16 channels: 2·16·4 weights, 20 biases
 * @throws RangeError when `squeezed` is no positive integer
 */
export function squeezeExcite(net: Builder, x: Value, options: SqueezeExcite): Value {
  const { squeezed, activation = 'relu', gate = 'sigmoid' } = options
  integer('squeezed', squeezed, 1)
  return net.scope('se', () => {
    const mean = net.globalAvgPool(x)
    const squeeze = net.activation(net.conv(mean, squeezed, { bias: true }), activation)
    const excite = net.conv(squeeze, net.channels(x), { bias: true })
    return net.multiply(x, net.activation(excite, gate))
  })
}

/** The inverted residual of MobileNetV2, with the additions of its successors. */
export interface InvertedResidual {
  /** Channels of the depthwise layer; no expansion layer when they are those of the input. */
  readonly expanded: number
  readonly output: number
  readonly kernel: number | Pair
  readonly stride: number
  readonly activation: Activation
  /** On the depthwise layer's output. */
  readonly se?: SqueezeExcite | undefined
  /** Default true: add the input wherever the shapes allow it. */
  readonly skip?: boolean
}

/**
 * 1×1 up, depthwise, (channel weighting,) 1×1 down without activation, and the input added.
 *
 * @source Sandler et al., MobileNetV2, arXiv:1801.04381, table 1; Tan et al., MnasNet
 * ("MBConv"), arXiv:1807.11626, figure 7
 * @example
 * // 24 to 144 channels, 3×3 each on its own, back to 24, and the input added
 * invertedResidual(net, x, { expanded: 144, output: 24, kernel: 3, stride: 1, activation: 'relu6' })
 * @throws RangeError when a channel count, the kernel or the stride is no positive integer
 */
export function invertedResidual(net: Builder, x: Value, options: InvertedResidual): Value {
  const { expanded, output, kernel, stride, activation, se, skip = true } = options
  const input = net.channels(x)
  let y = expanded === input ? x : net.convNorm(x, expanded, { activation })
  y = net.depthwiseNorm(y, { kernel, stride, activation })
  if (se !== undefined) y = squeezeExcite(net, y, se)
  y = net.convNorm(y, output, { activation: null })
  return skip && stride === 1 && input === output ? net.add([y, x]) : y
}
