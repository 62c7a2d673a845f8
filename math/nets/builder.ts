import { finite, integer, oneOf, show } from '../check.ts'
import { convolution, divisor } from '../conv/convolution.ts'
import { kernelSpan } from '../conv/shape.ts'
import { transposedConvolution } from '../conv/transposed.ts'
import { pair, type Padding, type Pair, window } from '../conv/window.ts'
import {
  type Activation,
  activations,
  checkGraph,
  type Graph,
  type GraphNode,
  type Op,
} from './graph.ts'
import type { ConvNormOptions, ConvOptions, PaddingStyle, PoolOptions } from './options.ts'

/** The output of a node while a graph is being built: the node's index. */
export type Value = number & { readonly __value: unique symbol }

/**
 * Collects the nodes of a graph so that a network reads like its paper's table. Values are passed
 * from call to call; channels are tracked, so a layer is told only what it gives.
 *
 * @example
 * const net = new Builder('tiny', 3)
 * let x = net.convNorm(net.input, 32, { kernel: 3, stride: 2 })
 * x = net.scope('block1', () => net.add([x, net.convNorm(x, 32, { kernel: 3 })]))
 * const graph = net.build(net.classifier(x, 1000))
 * @throws TypeError or RangeError, in every method, naming the argument that is out of range
 */
export class Builder {
  readonly input: Value
  readonly style: PaddingStyle
  readonly #name: string
  readonly #nodes: GraphNode[] = []
  /** Channels (or features) of each node's output. */
  readonly #channels: number[] = []
  /** Size of maps that an adaptive pool has fixed: it decides what `flatten` gives. */
  readonly #fixedSize = new Map<number, Pair>()
  readonly #used = new Map<string, number>()
  #path = ''
  #trainingOnly = false

  constructor(name: string, inputChannels: number, style: PaddingStyle = 'symmetric') {
    integer('inputChannels', inputChannels, 1)
    oneOf('padding style', style, ['symmetric', 'same'])
    this.#name = name
    this.style = style
    this.input = this.#push({ type: 'input', channels: inputChannels }, [], inputChannels, 'input')
  }

  /** Names the layers that `body` adds `path.…`. */
  scope<T>(path: string, body: () => T): T {
    const outer = this.#path
    this.#path = outer === '' ? path : `${outer}.${path}`
    try {
      return body()
    } finally {
      this.#path = outer
    }
  }

  /** Layers that `body` adds run in training alone: auxiliary heads. */
  trainingOnly<T>(body: () => T): T {
    const outer = this.#trainingOnly
    this.#trainingOnly = true
    try {
      return body()
    } finally {
      this.#trainingOnly = outer
    }
  }

  /** Channels of a value: what the next layer takes. */
  channels(x: Value): number {
    return this.#channels[this.#known('value', x)]!
  }

  /** A convolution to `outputChannels`; everything else by `options`. */
  conv(x: Value, outputChannels: number, options: ConvOptions = {}): Value {
    const { kernel = 1, dilation = 1, bias = false, name } = options
    const spec = convolution({
      inputChannels: this.channels(x),
      outputChannels,
      kernel,
      stride: options.stride ?? 1,
      padding: options.padding ?? this.padding(kernel, dilation),
      dilation,
      groups: options.groups ?? 1,
      bias,
    })
    // Field by field: spreading an object is several times slower, and this is the hottest line.
    const op: Op = {
      type: 'conv',
      inputChannels: spec.inputChannels,
      outputChannels: spec.outputChannels,
      kernel: spec.kernel,
      stride: spec.stride,
      padding: spec.padding,
      dilation: spec.dilation,
      ceilMode: spec.ceilMode,
      groups: spec.groups,
      bias: spec.bias,
    }
    return this.#push(op, [x], outputChannels, name)
  }

  /** The padding that the builder's style gives a window, half its span when symmetric. */
  padding(kernel: number | Pair, dilation: number | Pair = 1): Padding {
    if (this.style === 'same') return 'same'
    const [height, width] = pair('kernel', kernel, 1)
    const [down, across] = pair('dilation', dilation, 1)
    return [
      Math.floor((kernelSpan(height, down) - 1) / 2),
      Math.floor((kernelSpan(width, across) - 1) / 2),
    ]
  }

  /** One filter per channel (times a multiplier). */
  depthwise(x: Value, options: Omit<ConvOptions, 'groups'> & { multiplier?: number } = {}): Value {
    const channels = this.channels(x)
    return this.conv(x, channels * (options.multiplier ?? 1), { ...options, groups: channels })
  }

  /** A transposed convolution. `padding` is cut away from its output; default 0. */
  transposedConv(
    x: Value,
    outputChannels: number,
    options: ConvOptions & { readonly outputPadding?: number | Pair } = {},
  ): Value {
    const { name, kernel = 1, bias = false, ...rest } = options
    const inputChannels = this.channels(x)
    const spec = transposedConvolution({ inputChannels, outputChannels, kernel, bias, ...rest })
    return this.#push({ type: 'transposedConv', ...spec }, [x], outputChannels, name)
  }

  /** Batch norm, with a scale and a shift per channel unless `affine` is false. */
  batchNorm(x: Value, options: { affine?: boolean; name?: string } = {}): Value {
    const channels = this.channels(x)
    return this.#push(
      { type: 'batchNorm', channels, affine: options.affine ?? true },
      [x],
      channels,
      options.name,
    )
  }

  /** An element-wise nonlinearity. */
  activation(x: Value, fn: Activation): Value {
    oneOf('activation', fn, activations)
    return this.#like(x, { type: 'activation', fn }, fn)
  }

  /** `activation(x, 'relu')`, the most frequent one. */
  relu(x: Value): Value {
    return this.activation(x, 'relu')
  }

  /** Normalisation over `size` neighbouring channels, without weights; default 5. */
  localResponseNorm(x: Value, size = 5): Value {
    integer('size', size, 1)
    return this.#like(x, { type: 'localResponseNorm', size })
  }

  /** Zeroes a share `p` in [0, 1] of the elements in training; default 0.5. */
  dropout(x: Value, p = 0.5): Value {
    finite('p', p, 0, 1)
    return this.#like(x, { type: 'dropout', p })
  }

  /** Passes its input on: a named place in the graph. */
  identity(x: Value): Value {
    return this.#like(x, { type: 'identity' })
  }

  /** Convolution without bias, batch norm, activation. */
  convNorm(x: Value, outputChannels: number, options: ConvNormOptions = {}): Value {
    const { activation = 'relu', ...conv } = options
    const normed = this.batchNorm(this.conv(x, outputChannels, conv))
    return activation === null ? normed : this.activation(normed, activation)
  }

  /** `convNorm` with one filter per channel. */
  depthwiseNorm(x: Value, options: Omit<ConvNormOptions, 'groups'> = {}): Value {
    const channels = this.channels(x)
    return this.convNorm(x, channels, { ...options, groups: channels })
  }

  /** The largest element of each window; strides by its kernel unless told. */
  maxPool(x: Value, options: PoolOptions): Value {
    const spec = window({ ...options, stride: options.stride ?? options.kernel })
    return this.#push({ type: 'maxPool', ...spec }, [x], this.channels(x))
  }

  /** The mean of each window; padding counts in the divisor unless `countIncludePad` is false. */
  avgPool(x: Value, options: PoolOptions & { countIncludePad?: boolean }): Value {
    const { countIncludePad = true, ...rest } = options
    const spec = window({ ...rest, stride: options.stride ?? options.kernel })
    return this.#push({ type: 'avgPool', ...spec, countIncludePad }, [x], this.channels(x))
  }

  /** The means of as many windows as give `output` height and width. */
  adaptiveAvgPool(x: Value, output: number | Pair, name?: string): Value {
    return this.#adaptive('adaptiveAvgPool', x, output, name)
  }

  /** The maxima of as many windows as give `output` height and width. */
  adaptiveMaxPool(x: Value, output: number | Pair, name?: string): Value {
    return this.#adaptive('adaptiveMaxPool', x, output, name)
  }

  /** One mean per channel: [channels, 1, 1]. */
  globalAvgPool(x: Value): Value {
    return this.adaptiveAvgPool(x, 1, this.#fresh('globalPool'))
  }

  /** The sum of two or more values of one shape. */
  add(values: readonly Value[]): Value {
    return this.#push({ type: 'add' }, values, this.#equalChannels(values))
  }

  /** `x` weighed by a factor of its own shape, or by one number per channel. */
  multiply(x: Value, factor: Value): Value {
    return this.#push({ type: 'multiply' }, [x, factor], this.#equalChannels([x, factor]))
  }

  /** The values' channels, one after the other. */
  concat(values: readonly Value[]): Value {
    const channels = values.reduce((sum, value) => sum + this.channels(value), 0)
    return this.#push({ type: 'concat' }, values, channels)
  }

  /** Channels `start` to `end` − 1. */
  slice(x: Value, start: number, end: number): Value {
    integer('start', start, 0, this.channels(x) - 1)
    integer('end', end, start + 1, this.channels(x))
    return this.#push({ type: 'slice', start, end }, [x], end - start)
  }

  /** Consecutive slices of the given channel counts, which must add up. */
  split(x: Value, sizes: readonly number[]): Value[] {
    const sum = sizes.reduce((total, size) => total + size, 0)
    if (sum !== this.channels(x)) {
      throw new RangeError(`sizes must add up to ${this.channels(x)} channels, got ${show(sizes)}`)
    }
    let start = 0
    return sizes.map((size) => this.slice(x, start, (start += size)))
  }

  /** Deals the channels of `groups` equal groups out in turn: 1 2 3 | 4 5 6 becomes 1 4 2 5 3 6. */
  channelShuffle(x: Value, groups: number): Value {
    const channels = this.channels(x)
    divisor(groups, channels, channels)
    return this.#push({ type: 'channelShuffle', groups }, [x], channels)
  }

  /** Zero channels before and after. */
  padChannels(x: Value, before: number, after: number): Value {
    integer('before', before, 0)
    integer('after', after, 0)
    return this.#push(
      { type: 'padChannels', before, after },
      [x],
      this.channels(x) + before + after,
    )
  }

  /** Height and width times `scale`, whole numbers. */
  upsample(x: Value, scale: number | Pair, mode: 'nearest' | 'bilinear' = 'nearest'): Value {
    oneOf('mode', mode, ['nearest', 'bilinear'])
    const op: Op = { type: 'upsample', scale: pair('scale', scale, 1), mode }
    return this.#push(op, [x], this.channels(x))
  }

  /**
   * All elements of a map in one row.
   *
   * @param size height and width of the map, when no adaptive pool has fixed it
   */
  flatten(x: Value, size: Pair | undefined = this.#fixedSize.get(x)): Value {
    if (size === undefined) {
      throw new RangeError(
        'size of the map to flatten must be given after a layer that leaves it open',
      )
    }
    return this.#push({ type: 'flatten' }, [x], this.channels(x) * size[0] * size[1])
  }

  /** A fully connected layer on flat features. */
  linear(x: Value, outputFeatures: number, options: { bias?: boolean; name?: string } = {}): Value {
    integer('outputFeatures', outputFeatures, 1)
    const inputFeatures = this.channels(x)
    return this.#push(
      { type: 'linear', inputFeatures, outputFeatures, bias: options.bias ?? true },
      [x],
      outputFeatures,
      options.name,
    )
  }

  /** Global average pooling, dropout if any, one linear layer. */
  classifier(x: Value, classes: number, dropout = 0): Value {
    const features = this.flatten(this.globalAvgPool(x))
    const kept = dropout > 0 ? this.dropout(features, dropout) : features
    return this.linear(kept, classes, { name: 'classifier' })
  }

  /** The finished graph. */
  build(output: Value): Graph {
    return checkGraph({
      name: this.#name,
      nodes: this.#nodes,
      output: this.#known('output', output),
    })
  }

  #adaptive(
    type: 'adaptiveAvgPool' | 'adaptiveMaxPool',
    x: Value,
    output: number | Pair,
    name?: string,
  ): Value {
    const size = pair('output', output, 1)
    const value = this.#push({ type, output: size }, [x], this.channels(x), name)
    this.#fixedSize.set(value, size)
    return value
  }

  #equalChannels(values: readonly Value[]): number {
    const counts = values.map((value) => this.channels(value))
    if (counts.some((count) => count !== counts[0])) {
      throw new RangeError(`values must have equal channels, got ${show(counts)}`)
    }
    return counts[0] ?? 0
  }

  /** An operation that leaves the shape as it is. */
  #like(x: Value, op: Op, name: string = op.type): Value {
    const value = this.#push(op, [x], this.channels(x), this.#fresh(name))
    const size = this.#fixedSize.get(x)
    if (size !== undefined) this.#fixedSize.set(value, size)
    return value
  }

  #known(name: string, value: Value): number {
    return integer(name, value, 0, this.#nodes.length - 1)
  }

  /** `kind1`, `kind2` … within the present scope. */
  #fresh(kind: string): string {
    const key = `${this.#path}.${kind}`
    const count = (this.#used.get(key) ?? 0) + 1
    this.#used.set(key, count)
    return `${kind}${count}`
  }

  #push(op: Op, inputs: readonly Value[], channels: number, name?: string): Value {
    const own = name ?? this.#fresh(op.type)
    const path = this.#path === '' ? own : `${this.#path}.${own}`
    const node: GraphNode = { name: path, op, inputs: [...inputs] }
    this.#nodes.push(this.#trainingOnly ? { ...node, trainingOnly: true } : node)
    this.#channels.push(channels)
    return (this.#nodes.length - 1) as Value
  }
}
