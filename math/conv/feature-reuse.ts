import { integer } from '../check.ts'
import { record } from './arguments.ts'
import { convolution } from './convolution.ts'
import { type ConvolutionCost, convolutionCost, type Input } from './cost.ts'
import type { CostOptions } from './counting.ts'
import { freshShare, ghostSpeedup } from './savings.ts'
import { depthwise, pointwise, sequenceCost, type SequenceCost } from './sequence.ts'

/**
 * Fewer kernels by using maps again: dense blocks, where a layer adds few maps to those that are
 * there, and Ghost modules, where most maps are made from others by a cheap kernel. Convolutions
 * alone: no biases, no batch norms.
 */

export interface DenseBlockSpec {
  /** k₀, channels that come in. */
  readonly inputChannels: number
  /** k, channels that each layer adds. */
  readonly growth: number
  /** L, at least 0. */
  readonly layers: number
  /** Side of the window; default 3. */
  readonly kernel?: number
  /** Width of the 1×1 layer before each window, in units of k; default 0, none. DenseNet-B has 4. */
  readonly bottleneck?: number
}

/** One layer of a dense block, and what it would be without reuse. */
export interface DenseLayer {
  /** C₁: channels that it reads, k₀ + k·(ℓ − 1). */
  readonly reused: number
  /** C₂: channels that it adds. */
  readonly fresh: number
  /** Earlier sources that it is wired to, the input among them. */
  readonly links: number
  /** C₂/(C₁ + C₂): its weights over those of `again`, exactly when there is no bottleneck. */
  readonly share: number
  readonly cost: SequenceCost
  /** The layer that makes all C₁ + C₂ channels anew from the C₁ that come in. */
  readonly again: ConvolutionCost
}

/** A dense block as far as it is built. */
export interface DenseBlockCost {
  readonly layers: readonly DenseLayer[]
  /** k₀ + k·L. */
  readonly outputChannels: number
  /** Wires, L·(L + 1)/2 (the block's output is not counted as a reader). */
  readonly links: number
  readonly params: number
  readonly macs: number
  /** The same for layers that make everything anew. */
  readonly again: { readonly params: number; readonly macs: number }
  /** Elements of maps that are kept when nothing is freed, inner maps of bottlenecks left out. */
  readonly stored: {
    /** Every map once, in memory that all layers share. */
    readonly once: number
    /** And a copy of every concatenation that a layer reads: quadratic in L. */
    readonly copied: number
  }
}

/**
 * What a dense block costs, layer by layer.
 *
 * @example
 * // DenseNet-121's first block without its bottlenecks: the second layer reads 96 and adds 32
 * const block = denseBlockCost({ inputChannels: 64, growth: 32, layers: 6 }, { height: 56, width: 56 })
 * block.layers[1].share // 0.25
 * block.outputChannels // 256
 * block.links // 21
 * @throws TypeError or RangeError naming the field, its value and its range
 * @source Huang et al., arXiv:1608.06993; storage: Pleiss et al., arXiv:1707.06990
 */
export function denseBlockCost(
  spec: DenseBlockSpec,
  input: Input,
  options: CostOptions = {},
): DenseBlockCost {
  const { kernel = 3, bottleneck = 0 } = record('block', spec)
  const start = integer('inputChannels', spec.inputChannels, 1)
  const growth = integer('growth', spec.growth, 1)
  const count = integer('layers', spec.layers, 0)
  integer('bottleneck', bottleneck, 0)
  const window = (inputChannels: number, outputChannels: number) =>
    convolution({ inputChannels, outputChannels, kernel, padding: 'same', bias: false })
  const layers = Array.from({ length: count }, (_, index): DenseLayer => {
    const reused = start + index * growth
    const inner = bottleneck * growth
    const own =
      bottleneck === 0
        ? [window(reused, growth)]
        : [
            pointwise({ inputChannels: reused, outputChannels: inner, bias: false }),
            window(inner, growth),
          ]
    return {
      reused,
      fresh: growth,
      links: index + 1,
      share: freshShare(reused, growth),
      cost: sequenceCost(own, input, options),
      again: convolutionCost(window(reused, reused + growth), input, options),
    }
  })
  const sum = (value: (layer: DenseLayer) => number) =>
    layers.reduce((total, layer) => total + value(layer), 0)
  const pixels =
    integer('height', input.height, 1) *
    integer('width', input.width, 1) *
    integer('batch', input.batch ?? 1, 1)
  const outputChannels = start + count * growth
  // The first layer reads the input as it is; every other one a concatenation.
  const joined = layers.slice(1).reduce((total, { reused }) => total + reused, 0)
  return {
    layers,
    outputChannels,
    links: sum(({ links }) => links),
    params: sum(({ cost }) => cost.params),
    macs: sum(({ cost }) => cost.macs),
    again: { params: sum(({ again }) => again.params.total), macs: sum(({ again }) => again.macs) },
    stored: { once: outputChannels * pixels, copied: (outputChannels + joined) * pixels },
  }
}

export interface GhostSpec {
  /** c. */
  readonly inputChannels: number
  /** n, maps wanted. */
  readonly outputChannels: number
  /** s, at least 2: one map in s is made in full; default 2. */
  readonly ratio?: number
  /** Side of the full convolution's kernel; default 1. */
  readonly kernel?: number
  /** d, side of the cheap kernel; default 3. */
  readonly cheapKernel?: number
}

/** A Ghost module beside the convolution that it stands for. */
export interface GhostCost {
  /** m = ⌈n/s⌉, maps made in full. */
  readonly intrinsic: number
  /** Maps made from them, m·(s − 1). */
  readonly ghosts: number
  /** Of all these, how many are too many and are thrown away: m·s − n. */
  readonly dropped: number
  readonly primary: ConvolutionCost
  readonly cheap: ConvolutionCost
  readonly standard: ConvolutionCost
  readonly params: number
  readonly macs: number
  /** Bytes moved by both parts; joining their maps is free when they are written side by side. */
  readonly bytes: number
  /** How many times fewer weights, and multiply-accumulates, than the standard convolution: counted. */
  readonly speedup: number
  /** The paper's formula, {@link ghostSpeedup}: the same where s divides n. */
  readonly formula: number
}

/**
 * What a Ghost module costs.
 *
 * @example
 * const ghost = ghostCost({ inputChannels: 16, outputChannels: 32 }, { height: 56, width: 56 })
 * ghost.params // 16·16 + 16·9 = 400, not 512
 * ghost.speedup // 1.28, not 2
 * @throws TypeError or RangeError naming the field, its value and its range
 * @source Han et al., arXiv:1911.11907, section 3.1
 */
export function ghostCost(spec: GhostSpec, input: Input, options: CostOptions = {}): GhostCost {
  const { inputChannels, ratio = 2, kernel = 1, cheapKernel = 3 } = record('ghost', spec)
  const wanted = integer('outputChannels', spec.outputChannels, 1)
  integer('ratio', ratio, 2)
  const intrinsic = Math.ceil(wanted / ratio)
  const full = { inputChannels, kernel, padding: 'same' as const, bias: false }
  const primary = convolutionCost({ ...full, outputChannels: intrinsic }, input, options)
  const kernels = { inputChannels: intrinsic, kernel: cheapKernel, padding: 'same' as const }
  const cheap = convolutionCost(depthwise({ ...kernels, bias: false }, ratio - 1), input, options)
  const standard = convolutionCost({ ...full, outputChannels: wanted }, input, options)
  const params = primary.params.total + cheap.params.total
  return {
    intrinsic,
    ghosts: intrinsic * (ratio - 1),
    dropped: intrinsic * ratio - wanted,
    primary,
    cheap,
    standard,
    params,
    macs: primary.macs + cheap.macs,
    bytes: primary.bytes.total + cheap.bytes.total,
    speedup: standard.params.total / params,
    formula: ghostSpeedup({ inputChannels, kernel, ratio, cheapKernel }),
  }
}
