import { type ActivationOptions, activationOptions } from './activations.ts'
import { type Transformer, resolve } from './config.ts'

/**
 * Bytes that one layer keeps for each of the s·b·h elements of its input, by what splits them: the
 * layer keeps sbh(around/t′ + inside/t + core/t), where t′ is t under sequence parallelism and else 1.
 */
export interface ActivationCoefficients {
  /** Norm inputs, layer inputs and the dropout masks of both outputs: split by the sequence alone. */
  readonly around: number
  /** Queries, keys, values, context and the inside of the MLP: split over tensor-parallel ranks. */
  readonly inside: number
  /** The s×s part of attention: 5as/h, or 4a/h of statistics with flash attention. */
  readonly core: number
}

/**
 * The coefficients behind `layerActivations`: 10, 24 and 5as/h with the defaults, whose sum is the
 * well-known sbh(34 + 5as/h). Full recomputation leaves 2 of the first. They suppose that t does not
 * exceed the key-value heads, of which a rank holds at least one.
 *
 * @throws RangeError when an option is unknown
 * @example activationCoefficients(megatron22b) // { around: 10, inside: 24, core: 5·64·2048/6144 = 106.67 }
 * @source Korthikanti et al., arXiv:2205.05198, section 4 and table 2
 */
export function activationCoefficients(
  model: Transformer,
  options: ActivationOptions = {},
): ActivationCoefficients {
  const { hidden, heads, keyValueHeads, headSize, ffn, gated, sequence } = resolve(model)
  const { recompute, dropout, attention, elementBytes: e } = activationOptions(model, options)
  if (recompute === 'full') return { around: e, inside: 0, core: 0 }
  const mask = dropout ? 1 : 0
  const projections = (2 * heads + 2 * keyValueHeads) * headSize
  const scores = recompute === 'selective' ? 0 : e + mask * (1 + e)
  return {
    around: 4 * e + 2 * mask,
    inside: (e * (projections + (gated ? 3 : 2) * ffn)) / hidden,
    core: (heads * (attention === 'flash' ? 4 : scores * sequence)) / hidden,
  }
}
