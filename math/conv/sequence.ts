import { integer, show } from '../check.ts'
import { list, record } from './arguments.ts'
import { type Convolution, convolution, type ConvolutionSpec } from './convolution.ts'
import { convolutionCost, type ConvolutionCost, type Input } from './cost.ts'
import { type Convention, conventions, type CostOptions } from './counting.ts'

/**
 * Convolutions one after the other, and the ones that make networks light: depthwise, pointwise,
 * separable, bottleneck, inverted residual, factorised.
 */

/** What a chain of convolutions costs, by layer and together. */
export interface SequenceCost {
  readonly layers: readonly ConvolutionCost[]
  readonly output: ConvolutionCost['output']
  /** Trainable numbers. */
  readonly params: number
  /** Multiply-accumulates of the convolutions. */
  readonly macs: number
  readonly operations: Readonly<Record<Convention, number>>
  /** Bytes moved when every layer reads its input from memory and writes its output there. */
  readonly bytes: number
  /** Elements; ShuffleNet V2's sense. */
  readonly memoryAccessCost: number
}

const sum = <T>(items: readonly T[], value: (item: T) => number) =>
  items.reduce((total, item) => total + value(item), 0)

/**
 * What convolutions cost when each takes the output of the one before it.
 *
 * @example
 * // 3×3, 16 → 32 channels in two moves: 144 + 512 weights instead of 4608
 * const layers = separable({ inputChannels: 16, outputChannels: 32, kernel: 3, padding: 1, bias: false })
 * sequenceCost(layers, { height: 56, width: 56 }).params // 656
 * @throws TypeError or RangeError when a layer is malformed, does not fit, or does not take the
 * channels that the one before it gives
 */
export function sequenceCost(
  specs: readonly ConvolutionSpec[],
  input: Input,
  options: CostOptions = {},
): SequenceCost {
  const layers: ConvolutionCost[] = []
  let next = input
  for (const [index, spec] of list('layers', specs, 1).entries()) {
    record(`layers[${index}]`, spec)
    const given = layers.at(-1)?.output[1] ?? spec.inputChannels
    if (spec.inputChannels !== given) {
      throw new RangeError(
        `layers[${index}].inputChannels must be ${given}, the output of the layer before it, ` +
          `got ${show(spec.inputChannels)}`,
      )
    }
    const cost = convolutionCost(spec, next, options)
    layers.push(cost)
    next = { batch: cost.output[0], height: cost.output[2], width: cost.output[3] }
  }
  return {
    layers,
    output: layers.at(-1)!.output,
    params: sum(layers, ({ params }) => params.total),
    macs: sum(layers, ({ macs }) => macs),
    operations: Object.fromEntries(
      conventions.map((name) => [name, sum(layers, ({ operations }) => operations[name].total)]),
    ) as Record<Convention, number>,
    bytes: sum(layers, ({ bytes }) => bytes.total),
    memoryAccessCost: sum(layers, ({ memoryAccessCost }) => memoryAccessCost),
  }
}

/**
 * The depthwise convolution of a layer: one kernel per input channel, and `multiplier` outputs of
 * each. It mixes no channels; "depthwise-separable" adds the {@link pointwise} layer that does.
 *
 * @param multiplier outputs per input channel, in [1, ∞)
 * @example depthwise({ inputChannels: 16, kernel: 3 }).groups // 16
 * @throws TypeError or RangeError naming the field, its value and its range
 */
export function depthwise(
  spec: Omit<ConvolutionSpec, 'outputChannels' | 'groups'>,
  multiplier = 1,
): Convolution {
  const inputChannels = integer('inputChannels', record('depthwise', spec).inputChannels, 1)
  const outputChannels = inputChannels * integer('multiplier', multiplier, 1)
  return convolution({ ...spec, outputChannels, groups: inputChannels })
}

/**
 * The 1×1 convolution: every output pixel is a mixture of the channels at its own place.
 *
 * @example pointwise({ inputChannels: 16, outputChannels: 32 }).kernel // [1, 1]
 * @throws TypeError or RangeError naming the field, its value and its range
 */
export function pointwise(
  spec: Pick<ConvolutionSpec, 'inputChannels' | 'outputChannels' | 'groups' | 'bias'>,
): Convolution {
  const { inputChannels, outputChannels, groups, bias } = record('pointwise', spec)
  return convolution({ inputChannels, outputChannels, groups, bias, kernel: 1 })
}

/**
 * A standard convolution taken apart into depthwise and pointwise (MobileNet). The depthwise layer
 * keeps the window, stride and padding.
 *
 * @example separable({ inputChannels: 16, outputChannels: 32, kernel: 3 }).map((l) => l.groups) // [16, 1]
 * @throws RangeError when the layer is grouped already
 * @source Howard et al., arXiv:1704.04861
 */
export function separable(spec: ConvolutionSpec): readonly [Convolution, Convolution] {
  const layer = convolution(spec)
  integer('groups', layer.groups, 1, 1)
  return [depthwise(layer), pointwise({ ...layer, groups: 1 })]
}

/** A middle layer between two pointwise ones. */
export interface BottleneckSpec extends Omit<ConvolutionSpec, 'groups'> {
  /** Channels between the pointwise layers: fewer is a bottleneck, more an inverted residual. */
  readonly middleChannels: number
  /** Groups of the middle layer, default 1; `middleChannels` makes it depthwise. */
  readonly groups?: number
}

/**
 * Pointwise to `middleChannels`, the window there, pointwise to the output: ResNet's bottleneck,
 * ResNeXt's with groups, MobileNet V2's inverted residual with as many groups as middle channels.
 * The stride is in the middle layer (ResNet v1.5).
 *
 * @example
 * const block = { inputChannels: 256, middleChannels: 64, outputChannels: 256, kernel: 3, padding: 1, bias: false }
 * sequenceCost(bottleneck(block), { height: 56, width: 56 }).params // 16384 + 36864 + 16384 = 69632
 * @throws TypeError or RangeError naming the field, its value and its range
 */
export function bottleneck(spec: BottleneckSpec): readonly [Convolution, Convolution, Convolution] {
  const { inputChannels, outputChannels, groups, bias } = record('bottleneck', spec)
  const middleChannels = integer('middleChannels', spec.middleChannels, 1)
  const inside = { inputChannels: middleChannels, outputChannels: middleChannels, groups }
  return [
    pointwise({ inputChannels, outputChannels: middleChannels, bias }),
    convolution({ ...spec, ...inside }),
    pointwise({ inputChannels: middleChannels, outputChannels, bias }),
  ]
}

/**
 * A kernel taken apart into a column and a row, kₕ×1 then 1×k_w (Inception v3). Stride, padding and
 * dilation are split with it; the channels between are the output's unless told.
 *
 * @example
 * const layer = { inputChannels: 8, outputChannels: 8, kernel: 5, padding: 2, bias: false }
 * sequenceCost(factorised(layer), { height: 9, width: 9 }).params // 10 · 64, not 25 · 64
 * @throws TypeError or RangeError naming the field; RangeError when the layer is grouped
 * @source Szegedy et al., arXiv:1512.00567, section 3.2
 */
export function factorised(
  spec: ConvolutionSpec,
  middleChannels?: number,
): readonly [Convolution, Convolution] {
  const { kernel, stride, padding, dilation, ...layer } = convolution(spec)
  integer('groups', layer.groups, 1, 1)
  const middle = integer('middleChannels', middleChannels ?? layer.outputChannels, 1)
  const fixed = typeof padding === 'string'
  const vertical = fixed ? padding : { ...padding, left: 0, right: 0 }
  const horizontal = fixed ? padding : { ...padding, top: 0, bottom: 0 }
  return [
    convolution({
      ...layer,
      outputChannels: middle,
      kernel: [kernel[0], 1],
      stride: [stride[0], 1],
      padding: vertical,
      dilation: [dilation[0], 1],
    }),
    convolution({
      ...layer,
      inputChannels: middle,
      kernel: [1, kernel[1]],
      stride: [1, stride[1]],
      padding: horizontal,
      dilation: [1, dilation[1]],
    }),
  ]
}
