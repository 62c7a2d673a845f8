import { integer } from '../check.ts'
import { flag, record } from './arguments.ts'
import { type Window, window, type WindowSpec } from './window.ts'

/** A convolution layer as one may write it. */
export interface ConvolutionSpec extends WindowSpec {
  /** Cᵢ, in [1, ∞). */
  readonly inputChannels: number
  /** Cₒ, in [1, ∞). */
  readonly outputChannels: number
  /** g, dividing both channel counts; default 1. g = Cᵢ is depthwise. */
  readonly groups?: number
  /** One number per output channel is added; default true, as in PyTorch. */
  readonly bias?: boolean
}

/**
 * A convolution layer with every choice made: plain data that shape, cost and kernels all take.
 * The weight tensor is [Cₒ, Cᵢ/g, kₕ, k_w]; output channel `o` sees the input channels of group
 * ⌊o / (Cₒ/g)⌋ alone.
 */
export interface Convolution extends Window {
  readonly inputChannels: number
  readonly outputChannels: number
  readonly groups: number
  readonly bias: boolean
}

/**
 * Returns `groups` when it divides both channel counts.
 *
 * @param name what the argument is called in the error
 * @example divisor(4, 16, 32) // 4
 * @throws RangeError naming the count that it does not divide
 */
export function divisor(
  groups: number,
  inputChannels: number,
  outputChannels: number,
  name = 'groups',
): number {
  integer(name, groups, 1)
  for (const [what, channels] of [
    ['inputChannels', inputChannels],
    ['outputChannels', outputChannels],
  ] as const) {
    if (channels % groups !== 0) {
      throw new RangeError(`${name} must be a divisor of ${what} = ${channels}, got ${groups}`)
    }
  }
  return groups
}

/**
 * Checks a convolution layer and fills in its defaults. Normalising twice changes nothing.
 *
 * @example convolution({ inputChannels: 16, outputChannels: 32, kernel: 3 }).groups // 1
 * @throws TypeError or RangeError naming the field, its value and its range
 */
export function convolution(spec: ConvolutionSpec): Convolution {
  record('convolution', spec)
  const inputChannels = integer('inputChannels', spec.inputChannels, 1)
  const outputChannels = integer('outputChannels', spec.outputChannels, 1)
  return {
    ...window(spec),
    inputChannels,
    outputChannels,
    groups: divisor(spec.groups ?? 1, inputChannels, outputChannels),
    bias: flag('bias', spec.bias ?? true),
  }
}
