import { finite, integer, oneOf } from '../check.ts'
import { random } from '../random.ts'
import { unitBackward, unitForward, type UnitTrace } from './signal-unit.ts'

/** How a layer's output joins what came before it. */
export const connections = ['plain', 'skip', 'dense'] as const
export type Connection = (typeof connections)[number]

/** Nonlinearities of these nets. */
export const signalActivations = ['relu', 'tanh', 'linear'] as const
export type SignalActivation = (typeof signalActivations)[number]

/** A deep, narrow, fully connected classifier at its start, before any training. */
export interface SignalSpec {
  readonly connection: Connection
  /** L, layers before the classifier, in [1, 1024]. */
  readonly depth: number
  /** Features of the input, and of every state of a plain or skip net; in [1, 1024], default 24. */
  readonly width?: number
  /** k, features that a layer of a dense net adds; in [1, 1024], default 4. */
  readonly growth?: number
  /** Samples, in [2, 1024], default 24. */
  readonly batch?: number
  /** Default `relu`. */
  readonly activation?: SignalActivation
  /** Standard deviation of the weights in units of He's √(2 / inputs); positive, default 1. */
  readonly gain?: number
  /** Batch norm (without scale and shift) before each nonlinearity; default false. */
  readonly norm?: boolean
  /** Picks weights, inputs and labels; default 1. */
  readonly seed?: number
}

/** A net with its numbers. Matrices are row-major; change them freely, `propagate` only reads. */
export interface SignalNet {
  readonly spec: Required<SignalSpec>
  /** batch × width, standard normal. */
  readonly inputs: Float64Array
  /** One class in [0, 10) per sample. */
  readonly labels: readonly number[]
  /** L matrices outputs × inputs, then the classifier's. */
  readonly weights: readonly Float64Array[]
}

/** What one layer sees of the forward and of the backward pass. */
export interface LayerSignal {
  readonly inputs: number
  readonly outputs: number
  /** Root mean square of the state after the layer, over samples and features. */
  readonly signal: number
  /** Frobenius norm of the loss's gradient with respect to the layer's weights. */
  readonly weightGradient: number
  /** Euclidean norm of the gradient with respect to what the layer puts out. */
  readonly outputGradient: number
}

/** One forward and one backward pass. */
export interface Propagation {
  /** Mean cross-entropy. */
  readonly loss: number
  /** The L layers, without the classifier. */
  readonly layers: readonly LayerSignal[]
  /** ∂loss/∂weights, of the shapes of `weights`. */
  readonly gradients: readonly Float64Array[]
}

const classes = 10

/**
 * Features that layer ℓ of L reads (ℓ from 0; ℓ = L is the classifier).
 *
 * @example layerInputs({ connection: 'dense', width: 24, growth: 4 }, 3) // 36
 */
function layerInputs(
  spec: Pick<Required<SignalSpec>, 'connection' | 'width' | 'growth'>,
  l: number,
) {
  return spec.connection === 'dense' ? spec.width + spec.growth * l : spec.width
}

const sizes = { min: 1, max: 1024 }

/**
 * A net with random inputs, labels and weights; the same specification always gives the same one.
 *
 * Each layer is f(h) = W · φ(norm(h)), the order of ResNet v2 and DenseNet. Plain: h ← f(h).
 * Skip: h ← h + f(h). Dense: h ← [h, f(h)]. The classifier is one more f on the last state, with
 * weights of deviation √(1 / inputs). Weights are normal with deviation gain · √(2 / inputs).
 *
 * @throws TypeError or RangeError naming the option that is out of its range
 * @example signalNet({ connection: 'plain', depth: 2 }).weights.map(({ length }) => length) // [576, 576, 240]
 * @source He et al., arXiv:1502.01852 (initialisation) and arXiv:1603.05027 (order, skip); Huang et
 *   al., arXiv:1608.06993 (dense)
 */
export function signalNet(given: SignalSpec): SignalNet {
  const spec: Required<SignalSpec> = {
    connection: oneOf('connection', given.connection, connections),
    depth: integer('depth', given.depth, sizes.min, sizes.max),
    width: integer('width', given.width ?? 24, sizes.min, sizes.max),
    growth: integer('growth', given.growth ?? 4, sizes.min, sizes.max),
    batch: integer('batch', given.batch ?? 24, 2, sizes.max),
    activation: oneOf('activation', given.activation ?? 'relu', signalActivations),
    gain: finite('gain', given.gain ?? 1, Number.MIN_VALUE),
    norm: oneOf('norm', given.norm ?? false, [true, false]),
    seed: integer('seed', given.seed ?? 1),
  }
  const { depth, width, growth, batch, gain, connection, seed } = spec
  const outputs = connection === 'dense' ? growth : width
  const data = random(`inputs ${seed}`)
  const inputs = normal(batch * width, 1, data.next)
  const labels = Array.from({ length: batch }, () => data.integer(0, classes - 1))
  const weights = Array.from({ length: depth + 1 }, (_, l) => {
    const fan = layerInputs(spec, l)
    // A stream per layer: a deeper net begins with the same layers.
    return l < depth
      ? drawn(`layer ${l} of ${seed}`, outputs * fan, gain * Math.sqrt(2 / fan))
      : drawn(`classifier of ${seed}`, classes * fan, Math.sqrt(1 / fan))
  })
  return { spec, inputs, labels, weights }
}

const remembered = new Map<string, Float64Array>()
const mostRemembered = 512

/** Normal numbers from a stream of its own; remembered, since nets of many depths begin alike. */
function drawn(stream: string, count: number, deviation: number): Float64Array {
  const key = `${stream} ${count} ${deviation}`
  const found = remembered.get(key) ?? normal(count, deviation, random(stream).next)
  if (remembered.size >= mostRemembered) remembered.clear()
  remembered.set(key, found)
  // Whoever changes a weight changes a net of its own.
  return found.slice()
}

/** Normal numbers by Box and Muller, two from each pair of uniform ones. */
function normal(count: number, deviation: number, next: () => number): Float64Array {
  const numbers = new Float64Array(count)
  for (let i = 0; i < count; i += 2) {
    // 1 − u lies in (0, 1]: its logarithm is finite.
    const radius = deviation * Math.sqrt(-2 * Math.log(1 - next()))
    const angle = 2 * Math.PI * next()
    numbers[i] = radius * Math.cos(angle)
    if (i + 1 < count) numbers[i + 1] = radius * Math.sin(angle)
  }
  return numbers
}

const norm = (values: Float64Array) => {
  let sum = 0
  // By number: an iterator over numbers costs more than their squares.
  for (let i = 0; i < values.length; i++) sum += values[i]! * values[i]!
  return Math.sqrt(sum)
}

/** Element by element. */
function plus(left: Float64Array, right: Float64Array): Float64Array {
  const sum = new Float64Array(left.length)
  for (let i = 0; i < sum.length; i++) sum[i] = left[i]! + right[i]!
  return sum
}

/** Rows of `left` and `right` side by side. */
function beside(left: Float64Array, right: Float64Array, rows: number): Float64Array {
  const a = left.length / rows
  const b = right.length / rows
  const joined = new Float64Array(left.length + right.length)
  for (let row = 0; row < rows; row++) {
    joined.set(left.subarray(row * a, (row + 1) * a), row * (a + b))
    joined.set(right.subarray(row * b, (row + 1) * b), row * (a + b) + a)
  }
  return joined
}

/** Columns `from` to `to` − 1 of a matrix with `rows` rows. */
function columns(matrix: Float64Array, rows: number, from: number, to: number): Float64Array {
  const width = matrix.length / rows
  const part = new Float64Array(rows * (to - from))
  for (let row = 0; row < rows; row++) {
    part.set(matrix.subarray(row * width + from, row * width + to), row * (to - from))
  }
  return part
}

/** Mean cross-entropy of the softmax, and its gradient with respect to the logits. */
function crossEntropy(logits: Float64Array, labels: readonly number[]) {
  const gradient = new Float64Array(logits.length)
  let loss = 0
  labels.forEach((label, row) => {
    const own = logits.subarray(row * classes, (row + 1) * classes)
    const top = Math.max(...own)
    const sum = own.reduce((total, logit) => total + Math.exp(logit - top), 0)
    loss += (Math.log(sum) + top - own[label]!) / labels.length
    for (let c = 0; c < classes; c++) {
      const share = Math.exp(own[c]! - top) / sum
      gradient[row * classes + c] = (share - (c === label ? 1 : 0)) / labels.length
    }
  })
  return { loss, gradient }
}

/**
 * One forward and one backward pass through a net, in double precision.
 *
 * @example
 * // ReLU at half of He's deviation: each layer halves signal and gradient
 * const { layers } = propagate(signalNet({ connection: 'plain', depth: 20, gain: 0.5 }))
 * layers[0].outputGradient / layers[19].outputGradient // of the order of 2⁻¹⁹
 */
export function propagate({ spec, inputs, labels, weights }: SignalNet): Propagation {
  const { connection, depth, batch } = spec
  const traces: UnitTrace[] = []
  const signals: number[] = []
  let state: Float64Array = inputs
  weights.forEach((matrix, l) => {
    const trace = unitForward(state, matrix, batch, spec)
    traces.push(trace)
    if (l === depth) return
    if (connection === 'skip') state = plus(trace.output, state)
    else state = connection === 'dense' ? beside(state, trace.output, batch) : trace.output
    signals.push(norm(state) / Math.sqrt(state.length))
  })

  const { loss, gradient } = crossEntropy(traces[depth]!.output, labels)
  const gradients: Float64Array[] = []
  const outputGradients: number[] = []
  // The gradient of the state: what the classifier says, then what each layer adds on the way back.
  let back: Float64Array = gradient
  for (let l = depth; l >= 0; l--) {
    const fan = layerInputs(spec, l)
    const own =
      l < depth && connection === 'dense' ? columns(back, batch, fan, fan + spec.growth) : back
    outputGradients[l] = norm(own)
    const through = unitBackward(traces[l]!, weights[l]!, own, batch, spec)
    gradients[l] = through.weights
    if (l === depth || connection === 'plain') back = through.input
    else {
      const kept = connection === 'dense' ? columns(back, batch, 0, fan) : back
      back = plus(through.input, kept)
    }
  }
  return {
    loss,
    gradients,
    layers: signals.map((signal, l) => ({
      inputs: layerInputs(spec, l),
      outputs: connection === 'dense' ? spec.growth : spec.width,
      signal,
      weightGradient: norm(gradients[l]!),
      outputGradient: outputGradients[l]!,
    })),
  }
}
