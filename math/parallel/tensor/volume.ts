import { integer, oneOf } from '../../check.ts'
import {
  type ActivationOptions,
  type Transformer,
  activationOptions,
  resolve,
} from '../transformer/index.ts'
import type { TensorCollective } from './layout.ts'

/** One kind of collective of a transformer layer, for one micro-batch. */
export interface LayerCollective {
  readonly phase: 'forward' | 'recompute' | 'backward'
  readonly collective: TensorCollective
  /** How often per layer. */
  readonly count: number
  /** Elements of the whole matrix: b·s·h. */
  readonly elements: number
}

/** What tensor parallelism sends for one layer and micro-batch. */
export interface LayerCommunication {
  readonly collectives: readonly LayerCollective[]
  /** Elements that each rank sends, on rings. */
  readonly sent: number
}

/**
 * Tensor-parallel communication of one transformer layer and micro-batch: two all-reduces of b·s·h
 * forward and two backward, 8bsh(t−1)/t elements sent per rank. Sequence parallelism turns each
 * into an all-gather and a reduce-scatter of the same volume. Full recomputation repeats the
 * forward ones.
 *
 * @param saveGathered false: Megatron keeps only its shard of each gathered input, and gathers it
 *   again in the backward pass for the weight's gradient (two more all-gathers)
 * @throws RangeError when t does not divide what it must
 * @example layerCommunication(model, { tensorParallel: 8 }).sent // 8·b·s·h·7/8
 * @source Narayanan et al., arXiv:2104.04473, section 3.2; Korthikanti et al., arXiv:2205.05198, section 4.2.2
 */
export function layerCommunication(
  model: Transformer,
  options: ActivationOptions = {},
  saveGathered = true,
): LayerCommunication {
  const { sequence, hidden } = resolve(model)
  const {
    microBatch,
    tensorParallel: t,
    sequenceParallel,
    recompute,
  } = activationOptions(model, options)
  oneOf('saveGathered', saveGathered, [true, false])
  const elements = integer('microBatch', microBatch, 1) * sequence * hidden
  if (t === 1) return { collectives: [], sent: 0 }
  const phases =
    recompute === 'full'
      ? (['forward', 'recompute', 'backward'] as const)
      : (['forward', 'backward'] as const)
  const collectives = phases.flatMap((phase): LayerCollective[] => {
    if (!sequenceParallel) return [{ phase, collective: 'all-reduce', count: 2, elements }]
    const again = phase === 'backward' && !saveGathered ? 2 : 0
    return [
      { phase, collective: 'all-gather', count: 2 + again, elements },
      { phase, collective: 'reduce-scatter', count: 2, elements },
    ]
  })
  const rounds = collectives.reduce(
    (total, { collective, count }) => total + count * (collective === 'all-reduce' ? 2 : 1),
    0,
  )
  return { collectives, sent: (rounds * elements * (t - 1)) / t }
}

/**
 * Bytes that a rank keeps on top when, under sequence parallelism, it saves the two gathered inputs
 * of a layer (of attention and of the MLP) instead of its own rows of them.
 *
 * @throws RangeError when t does not divide what it must
 * @example gatheredInputBytes(model, { tensorParallel: 4 }) // 2 · 2bsh · 3/4 bytes
 * @source Korthikanti et al., arXiv:2205.05198, section 4.2.2
 */
export function gatheredInputBytes(model: Transformer, options: ActivationOptions = {}): number {
  const { sequence, hidden } = resolve(model)
  const { microBatch, tensorParallel: t, elementBytes } = activationOptions(model, options)
  return (2 * elementBytes * microBatch * sequence * hidden * (t - 1)) / t
}
