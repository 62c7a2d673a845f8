import { show } from '../../check.ts'
import { convolution } from '../../conv/convolution.ts'
import { transposedConvolution } from '../../conv/transposed.ts'
import { pair, type Pair, window } from '../../conv/window.ts'
import type { Activation, Op } from '../graph.ts'

/** PyTorch's layer classes: how their arguments are called, and which operation they are. */

/** Arguments by name, defaults filled in; tuples as lists. */
export type Arguments = Readonly<Record<string, Value>>
export type Value = number | boolean | null | string | readonly Value[]

export interface Layer {
  /** Arguments in order, with their defaults; those without one must be given. */
  readonly signature: readonly (readonly [name: string, fallback?: Value])[]
  readonly op: (given: Arguments) => Op
}

/** The class of each activation. */
export const activationClasses: Readonly<Record<Activation, string>> = {
  relu: 'ReLU',
  relu6: 'ReLU6',
  silu: 'SiLU',
  hardswish: 'Hardswish',
  sigmoid: 'Sigmoid',
  hardsigmoid: 'Hardsigmoid',
  tanh: 'Tanh',
  gelu: 'GELU',
  elu: 'ELU',
  leakyRelu: 'LeakyReLU',
  mish: 'Mish',
  softmax: 'Softmax',
}

function numeric(name: string, value: Value | undefined): number {
  if (typeof value !== 'number') {
    throw new TypeError(`${name} must be a number, got ${show(value)}`)
  }
  return value
}

function boolean(name: string, value: Value | undefined): boolean {
  if (typeof value !== 'boolean') {
    throw new TypeError(`${name} must be True or False, got ${show(value)}`)
  }
  return value
}

/** One number for both axes, or a pair. */
function both(name: string, value: Value | undefined, min: number): Pair {
  return pair(name, value as number | Pair, min)
}

function padding(value: Value | undefined): Pair | 'same' | 'valid' {
  if (typeof value !== 'string') return both('padding', value, 0)
  if (value !== 'same' && value !== 'valid') {
    throw new RangeError(`padding must be a number, a pair, 'same' or 'valid', got ${show(value)}`)
  }
  return value
}

/** Refuses an argument that the graph has no place for, unless it has its default. */
function only(given: Arguments, name: string, ...allowed: Value[]): void {
  const value = given[name] ?? null
  if (!allowed.includes(value)) {
    throw new RangeError(
      `${name} must be ${allowed.map(show).join(' or ')} here, got ${show(value)}`,
    )
  }
}

const conv: Layer = {
  signature: [
    ['in_channels'],
    ['out_channels'],
    ['kernel_size'],
    ['stride', 1],
    ['padding', 0],
    ['dilation', 1],
    ['groups', 1],
    ['bias', true],
    ['padding_mode', 'zeros'],
  ],
  op: (given) => {
    const pads = padding(given.padding)
    const stride = both('stride', given.stride, 1)
    if (pads === 'same' && stride.some((step) => step !== 1)) {
      throw new RangeError(`padding 'same' needs stride 1, got ${show(stride)}`)
    }
    return {
      type: 'conv',
      ...convolution({
        inputChannels: numeric('in_channels', given.in_channels),
        outputChannels: numeric('out_channels', given.out_channels),
        kernel: both('kernel_size', given.kernel_size, 1),
        stride,
        padding: pads,
        dilation: both('dilation', given.dilation, 1),
        groups: numeric('groups', given.groups),
        bias: boolean('bias', given.bias),
      }),
    }
  },
}

const transposed: Layer = {
  signature: [
    ['in_channels'],
    ['out_channels'],
    ['kernel_size'],
    ['stride', 1],
    ['padding', 0],
    ['output_padding', 0],
    ['groups', 1],
    ['bias', true],
    ['dilation', 1],
  ],
  op: (given) => ({
    type: 'transposedConv',
    ...transposedConvolution({
      inputChannels: numeric('in_channels', given.in_channels),
      outputChannels: numeric('out_channels', given.out_channels),
      kernel: both('kernel_size', given.kernel_size, 1),
      stride: both('stride', given.stride, 1),
      padding: both('padding', given.padding, 0),
      outputPadding: both('output_padding', given.output_padding, 0),
      groups: numeric('groups', given.groups),
      bias: boolean('bias', given.bias),
      dilation: both('dilation', given.dilation, 1),
    }),
  }),
}

const norm: Layer = {
  signature: [
    ['num_features'],
    ['eps', 1e-5],
    ['momentum', 0.1],
    ['affine', true],
    ['track_running_stats', true],
  ],
  op: (given) => ({
    type: 'batchNorm',
    channels: numeric('num_features', given.num_features),
    affine: boolean('affine', given.affine),
  }),
}

/** What both kinds of pooling share. A stride of None is the kernel. */
function pooling(given: Arguments) {
  const kernel = both('kernel_size', given.kernel_size, 1)
  const padding = both('padding', given.padding, 0)
  if (padding.some((pad, axis) => pad > kernel[axis]! / 2)) {
    throw new RangeError(`padding must be at most half the kernel, got ${show(padding)}`)
  }
  const stride = both('stride', given.stride ?? given.kernel_size, 1)
  return { kernel, stride, padding, ceilMode: boolean('ceil_mode', given.ceil_mode) }
}

const maxPool: Layer = {
  signature: [
    ['kernel_size'],
    ['stride', null],
    ['padding', 0],
    ['dilation', 1],
    ['return_indices', false],
    ['ceil_mode', false],
  ],
  op: (given) => {
    only(given, 'return_indices', false)
    const dilation = both('dilation', given.dilation, 1)
    return { type: 'maxPool', ...window({ ...pooling(given), dilation }) }
  },
}

const avgPool: Layer = {
  signature: [
    ['kernel_size'],
    ['stride', null],
    ['padding', 0],
    ['ceil_mode', false],
    ['count_include_pad', true],
    ['divisor_override', null],
  ],
  op: (given) => {
    only(given, 'divisor_override', null)
    const countIncludePad = boolean('count_include_pad', given.count_include_pad)
    return { type: 'avgPool', ...window(pooling(given)), countIncludePad }
  },
}

const adaptive = (type: 'adaptiveAvgPool' | 'adaptiveMaxPool'): Layer => ({
  signature: [['output_size'], ['return_indices', false]],
  op: (given) => ({ type, output: both('output_size', given.output_size, 1) }),
})

const dropout: Layer = {
  signature: [
    ['p', 0.5],
    ['inplace', false],
  ],
  op: (given) => {
    const p = numeric('p', given.p)
    if (!(p >= 0 && p <= 1)) throw new RangeError(`p must be a number in [0, 1], got ${p}`)
    return { type: 'dropout', p }
  },
}

/** Arguments of activations that change no shape and no cost are read and dropped. */
const shaping: Partial<Record<Activation, Layer['signature']>> = {
  elu: [
    ['alpha', 1],
    ['inplace', false],
  ],
  leakyRelu: [
    ['negative_slope', 0.01],
    ['inplace', false],
  ],
  gelu: [['approximate', 'none']],
  softmax: [['dim', null]],
}

const activationLayers = (Object.entries(activationClasses) as [Activation, string][]).map(
  ([fn, name]): [string, Layer] => [
    name,
    {
      signature: shaping[fn] ?? [['inplace', false]],
      op: () => ({ type: 'activation', fn }),
    },
  ],
)

/** Every class that can be read, by name. */
export const layers: ReadonlyMap<string, Layer> = new Map<string, Layer>([
  ['Conv2d', conv],
  ['ConvTranspose2d', transposed],
  ['BatchNorm2d', norm],
  ['BatchNorm1d', norm],
  [
    'Linear',
    {
      signature: [['in_features'], ['out_features'], ['bias', true]],
      op: (given) => ({
        type: 'linear',
        inputFeatures: numeric('in_features', given.in_features),
        outputFeatures: numeric('out_features', given.out_features),
        bias: boolean('bias', given.bias),
      }),
    },
  ],
  ['MaxPool2d', maxPool],
  ['AvgPool2d', avgPool],
  ['AdaptiveAvgPool2d', adaptive('adaptiveAvgPool')],
  ['AdaptiveMaxPool2d', adaptive('adaptiveMaxPool')],
  [
    'LocalResponseNorm',
    {
      signature: [['size'], ['alpha', 1e-4], ['beta', 0.75], ['k', 1]],
      op: (given) => ({ type: 'localResponseNorm', size: numeric('size', given.size) }),
    },
  ],
  [
    'ChannelShuffle',
    {
      signature: [['groups']],
      op: (given) => ({ type: 'channelShuffle', groups: numeric('groups', given.groups) }),
    },
  ],
  [
    'Upsample',
    {
      signature: [
        ['size', null],
        ['scale_factor', null],
        ['mode', 'nearest'],
        ['align_corners', null],
      ],
      op: (given) => {
        only(given, 'size', null)
        only(given, 'align_corners', null, false)
        only(given, 'mode', 'nearest', 'bilinear')
        return {
          type: 'upsample',
          scale: both('scale_factor', given.scale_factor, 1),
          mode: given.mode as 'nearest' | 'bilinear',
        }
      },
    },
  ],
  [
    'Flatten',
    {
      signature: [
        ['start_dim', 1],
        ['end_dim', -1],
      ],
      op: (given) => {
        only(given, 'start_dim', 1)
        only(given, 'end_dim', -1)
        return { type: 'flatten' }
      },
    },
  ],
  ['Dropout', dropout],
  ['Dropout2d', dropout],
  ['Identity', { signature: [], op: () => ({ type: 'identity' }) }],
  ...activationLayers,
])
