import { finite, oneOf } from '../../check.ts'
import { type Recomputation, type Transformer, recomputations, resolve } from './config.ts'

/** FLOPs per token of one forward pass; one multiply-accumulate is two FLOPs. */
export interface ForwardFlops {
  /** Query, key, value and output projections, all layers. */
  readonly projections: number
  /** Q·Kᵀ and attention·V, all layers. */
  readonly attention: number
  readonly mlp: number
  /** The output matrix. */
  readonly logits: number
  readonly total: number
}

/** FLOPs per token of a training step. */
export interface TrainingFlops {
  readonly forward: number
  /** Twice the forward pass: gradients of inputs and of weights. */
  readonly backward: number
  /** What recomputation adds. */
  readonly recomputed: number
  /** forward + backward: what the model needs, and what MFU counts. */
  readonly model: number
  /** model + recomputed: what the machine does, and what HFU counts. */
  readonly hardware: number
}

/** How attention is counted. */
export interface FlopsOptions {
  /**
   * `full` counts all s² scores, as the papers do although half of them are masked; `causal` counts
   * the s(s+1)/2 that are not masked. Megatron-LM's own counter (num_floating_point_operations)
   * takes s²/2: `full` less half of `attention`.
   */
  readonly mask?: 'full' | 'causal'
}

/**
 * FLOPs per token of a forward pass: matrix products only, no softmax, norms or biases.
 *
 * With the defaults one layer costs 24h² + 4sh and the logits 2hV.
 *
 * @throws RangeError as `resolve`
 * @example forwardFlops({ layers: 1, hidden: 4, heads: 1, vocabulary: 10, sequence: 8 }).total // 24·16 + 4·8·4 + 2·4·10 = 592
 * @source Narayanan et al., arXiv:2104.04473, appendix, divided by B·s
 */
export function forwardFlops(model: Transformer, options: FlopsOptions = {}): ForwardFlops {
  const mask = oneOf('mask', options.mask ?? 'full', ['full', 'causal'])
  const { layers, hidden, heads, keyValueHeads, headSize, ffn, gated, vocabulary, sequence } =
    resolve(model)
  const queries = heads * headSize
  const scored = mask === 'full' ? sequence : (sequence + 1) / 2
  const projections = layers * 2 * hidden * (2 * queries + 2 * keyValueHeads * headSize)
  const attention = layers * 2 * (2 * scored * queries)
  const mlp = layers * 2 * (gated ? 3 : 2) * hidden * ffn
  const logits = 2 * hidden * vocabulary
  return { projections, attention, mlp, logits, total: projections + attention + mlp + logits }
}

/**
 * FLOPs per token of a training step with recomputation.
 *
 * Full recomputation runs every layer forward once more (the logits not); selective runs the
 * attention core once more.
 *
 * @throws RangeError as `resolve`, or when `recompute` is unknown
 * @example trainingFlops(model, 'full').hardware // 96lh²(1 + s/6h + V/16lh) for the default layer
 * @source Narayanan et al., arXiv:2104.04473, eq. 3; Korthikanti et al., arXiv:2205.05198, appendix A
 */
export function trainingFlops(
  model: Transformer,
  recompute: Recomputation = 'none',
  options: FlopsOptions = {},
): TrainingFlops {
  oneOf('recompute', recompute, recomputations)
  const once = forwardFlops(model, options)
  const again = { none: 0, selective: once.attention, full: once.total - once.logits }[recompute]
  const needed = 3 * once.total
  return {
    forward: once.total,
    backward: 2 * once.total,
    recomputed: again,
    model: needed,
    hardware: needed + again,
  }
}

/**
 * FLOPs of an iteration over a global batch of B sequences: `B · s ·` FLOPs per token.
 *
 * @param batch B, sequences
 * @throws RangeError as `trainingFlops`, or when the batch is not positive
 * @example iterationFlops(gpt, 512, 'full').hardware // 6.72e16 for the 7.5B row of the paper's table 1
 * @source Narayanan et al., arXiv:2104.04473, eq. 3
 */
export function iterationFlops(
  model: Transformer,
  batch: number,
  recompute: Recomputation = 'none',
  options: FlopsOptions = {},
): TrainingFlops {
  const tokens = finite('batch', batch, Number.MIN_VALUE) * resolve(model).sequence
  const perToken = trainingFlops(model, recompute, options)
  return {
    forward: tokens * perToken.forward,
    backward: tokens * perToken.backward,
    recomputed: tokens * perToken.recomputed,
    model: tokens * perToken.model,
    hardware: tokens * perToken.hardware,
  }
}

/**
 * Hardware over model FLOPs under selective recomputation, as Korthikanti et al. state it:
 * (1 + s/3h + V/12lh) / (1 + s/6h + V/12lh), or about 1 + s/6h.
 *
 * The paper charges 12Bs²hl for the recomputed attention core, the cost of its forward *and*
 * backward pass. One more forward pass is 4Bs²hl, a third of that, and that is what
 * `trainingFlops(model, 'selective')` counts; this function exists to reproduce the paper's HFU.
 *
 * @throws RangeError as `resolve`
 * @example selectiveHardwareRatio(gpt175b) // 1.027: 51.4 % MFU is 52.8 % HFU
 * @source Korthikanti et al., arXiv:2205.05198, appendix A
 */
export function selectiveHardwareRatio(model: Transformer): number {
  const { layers: l, hidden: h, sequence: s, vocabulary: V } = resolve(model)
  const logits = V / (12 * l * h)
  return (1 + s / (3 * h) + logits) / (1 + s / (6 * h) + logits)
}

/**
 * Model FLOP/s utilisation: needed FLOPs over what the machine could have done in the time.
 * With hardware FLOPs in place of model FLOPs it is the hardware utilisation (HFU).
 *
 * @param flops of the iteration, on all devices together
 * @param seconds of the iteration
 * @param peak FLOP/s of one device
 * @throws RangeError when an argument is not positive
 * @example utilization(1.5466e16, 3.53, 32, 312e12) // 0.439
 */
export function utilization(flops: number, seconds: number, devices: number, peak: number): number {
  for (const [name, value] of Object.entries({ flops, seconds, devices, peak })) {
    finite(name, value, Number.MIN_VALUE)
  }
  return flops / (seconds * devices * peak)
}

/**
 * Seconds to train P parameters on T tokens with n devices at X FLOP/s each: factor·T·P / (n·X).
 *
 * The factor is 8 with full recomputation (forward 2, again 2, backward 4) and 6 without.
 *
 * @throws RangeError when an argument is not positive
 * @example trainingTime(175e9, 300e9, 1024, 140e12) / 86400 // 33.9 days, printed as 34
 * @source Narayanan et al., arXiv:2104.04473, eq. 4
 */
export function trainingTime(
  parameters: number,
  tokens: number,
  devices: number,
  flopsPerDevice: number,
  factor = 8,
): number {
  for (const [name, value] of Object.entries({
    parameters,
    tokens,
    devices,
    flopsPerDevice,
    factor,
  })) {
    finite(name, value, Number.MIN_VALUE)
  }
  return (factor * tokens * parameters) / (devices * flopsPerDevice)
}
