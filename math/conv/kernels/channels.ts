import { integer, oneOf } from '../../check.ts'
import { at, elements, expectShape, expectTensor, generate, type Tensor } from '../../tensor.ts'
import { record } from '../arguments.ts'
import { adaptiveAveragePool } from './pooling.ts'
import { shape4 } from './taps.ts'

/** Operations that move or weigh whole channels and leave each pixel at its place. */

/**
 * Where each channel of a shuffle comes from: the channels, written as `groups` rows, are read by
 * columns. No parameter, no multiply-accumulate; but every byte moves.
 *
 * @returns for each output channel its input channel
 * @example shuffleOrder(6, 3) // [0, 2, 4, 1, 3, 5]
 * @throws RangeError when the groups do not divide the channels
 * @source Zhang et al., "ShuffleNet", arXiv:1707.01083, figure 1
 */
export function shuffleOrder(channels: number, groups: number): number[] {
  integer('channels', channels, 1)
  integer('groups', groups, 1, channels)
  if (channels % groups !== 0) {
    throw new RangeError(`groups must be a divisor of channels = ${channels}, got ${groups}`)
  }
  const perGroup = channels / groups
  return Array.from(
    { length: channels },
    (_, output) => (output % groups) * perGroup + Math.floor(output / groups),
  )
}

/**
 * Shuffles channels so that each group of the next layer sees every group of this one.
 *
 * @param input [N, C, H, W]
 * @example
 * // channels 0 1 2 3 in two groups become 0 2 1 3
 * channelShuffle(2, fromNested([[[[0]], [[1]], [[2]], [[3]]]])).data // [0, 2, 1, 3]
 * @throws RangeError when the groups do not divide the channels
 */
export function channelShuffle(groups: number, input: Tensor): Tensor {
  const shape = shape4('input', input)
  const order = shuffleOrder(shape[1], groups)
  return generate(shape, ([image, channel, row, column]) =>
    at(input, [image!, order[channel!]!, row!, column!]),
  )
}

/**
 * Moves channels into space: r² channels become an r × r square of one (sub-pixel convolution).
 *
 * @param input [N, C·r², H, W]
 * @returns [N, C, H·r, W·r]
 * @example pixelShuffle(2, fromNested([[[[0]], [[1]], [[2]], [[3]]]])).data // [0, 1, 2, 3], 2 × 2
 * @throws RangeError when r² does not divide the channels
 * @source Shi et al., arXiv:1609.05158; PyTorch `PixelShuffle`
 */
export function pixelShuffle(upscale: number, input: Tensor): Tensor {
  const [batch, channels, height, width] = shape4('input', input)
  const square = integer('upscale', upscale, 1) ** 2
  if (channels % square !== 0) {
    throw new RangeError(
      `upscale² must be a divisor of the channels = ${channels}, got ${upscale}² = ${square}`,
    )
  }
  const shape = [batch, channels / square, height * upscale, width * upscale]
  return generate(shape, ([image, channel, row, column]) => {
    const within = (row! % upscale) * upscale + (column! % upscale)
    const y = Math.floor(row! / upscale)
    const x = Math.floor(column! / upscale)
    return at(input, [image!, channel! * square + within, y, x])
  })
}

/** The two small fully connected layers of squeeze-and-excitation. */
export interface Excitation {
  /** [C/r, C]. */
  readonly reduce: Tensor
  /** [C/r], or null. */
  readonly reduceBias: Tensor | null
  /** [C, C/r]. */
  readonly expand: Tensor
  /** [C], or null. */
  readonly expandBias: Tensor | null
  /** What makes a weight of the last sum; default sigmoid, `hard-sigmoid` in MobileNet V3. */
  readonly gate?: 'sigmoid' | 'hard-sigmoid'
}

/** Channel weighting step by step; every list is [N, …]. */
export interface ChannelWeighting {
  /** The mean of each channel, [N, C]. */
  readonly squeezed: Tensor
  /** After the first layer and ReLU, [N, C/r]. */
  readonly hidden: Tensor
  /** One weight per channel in [0, 1], [N, C]. */
  readonly weights: Tensor
  /** The input, each channel times its weight, [N, C, H, W]. */
  readonly output: Tensor
}

const gates = {
  sigmoid: (value: number) => 1 / (1 + Math.exp(-value)),
  'hard-sigmoid': (value: number) => Math.min(1, Math.max(0, value / 6 + 0.5)),
}

/** y = W·x + b for every row x of a [N, C] tensor. */
function linear(input: Tensor, weights: Tensor, bias: Tensor | null): Tensor {
  const [outputs, inputs] = weights.shape as [number, number]
  return generate([input.shape[0]!, outputs], ([image, output]) => {
    let sum = bias === null ? 0 : bias.data[output!]!
    for (let c = 0; c < inputs; c++) sum += at(weights, [output!, c]) * at(input, [image!, c])
    return sum
  })
}

/**
 * Squeeze-and-excitation: each channel's mean goes through two small layers that give it a weight.
 *
 * @param input [N, C, H, W]
 * @example
 * // layers of zeros weigh every channel by sigmoid(0) = 0.5
 * const zeros = { reduce: filled([1, 2]), reduceBias: null, expand: filled([2, 1]), expandBias: null }
 * channelWeighting(fromNested([[[[4]], [[6]]]]), zeros).output.data // [2, 3]
 * @throws RangeError naming the tensor whose shape is wrong
 * @source Hu et al., arXiv:1709.01507
 */
export function channelWeighting(input: Tensor, excitation: Excitation): ChannelWeighting {
  const [batch, channels, height, width] = shape4('input', input)
  const {
    reduce,
    reduceBias,
    expand,
    expandBias,
    gate = 'sigmoid',
  } = record('excitation', excitation)
  const middle = integer('reduce.shape[0]', expectTensor('reduce', reduce).shape[0] ?? 0, 1)
  expectShape('reduce', reduce, [middle, channels])
  expectShape('expand', expand, [channels, middle])
  if (reduceBias !== null) expectShape('reduceBias', reduceBias, [middle])
  if (expandBias !== null) expectShape('expandBias', expandBias, [channels])
  const squeezed = { shape: [batch, channels], data: adaptiveAveragePool(1, input).data }
  const first = linear(squeezed, reduce, reduceBias)
  const hidden = { ...first, data: first.data.map((value) => Math.max(0, value)) }
  const last = linear(hidden, expand, expandBias)
  const open = gates[oneOf('gate', gate, ['sigmoid', 'hard-sigmoid'])]
  const weights = { ...last, data: last.data.map(open) }
  const area = elements([height, width])
  const data = input.data.map((value, offset) => value * weights.data[Math.floor(offset / area)]!)
  return { squeezed, hidden, weights, output: { shape: input.shape, data } }
}

/**
 * Trainable numbers of squeeze-and-excitation: 2·C·C/r weights, and C/r + C biases where there are
 * any. `middle` is C/r after whatever rounding the network does.
 *
 * @example excitationParameters(512, 32, false) // 32768 = 2·512²/16
 * @throws TypeError or RangeError when a count is not an integer of at least 1
 */
export function excitationParameters(channels: number, middle: number, biased = true): number {
  integer('channels', channels, 1)
  integer('middle', middle, 1)
  return 2 * channels * middle + (biased ? channels + middle : 0)
}
