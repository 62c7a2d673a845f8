import { integer, oneOf } from '../../check.ts'
import { type Recomputation, type Transformer, recomputations, resolve } from './config.ts'

/** How a layer is run, as far as its stored activations are concerned. */
export interface ActivationOptions {
  /** b, sequences per micro-batch; 1 unless told. */
  readonly microBatch?: number
  /** t, tensor-parallel degree; must divide the heads and the MLP width. */
  readonly tensorParallel?: number
  /** Splits norms, dropouts and layer inputs along the sequence over the same t ranks. */
  readonly sequenceParallel?: boolean
  readonly recompute?: Recomputation
  /** Dropout on attention scores and on both outputs; its masks take one byte per element. */
  readonly dropout?: boolean
  /** `flash` never stores the s×s scores, only 4 bytes of softmax statistics per row. */
  readonly attention?: 'unfused' | 'flash'
  /** Bytes per activation element; 2 unless told. */
  readonly elementBytes?: number
}

/** One tensor that the forward pass keeps for the backward pass. */
export interface StoredActivation {
  readonly name: string
  readonly part: 'norm' | 'attention' | 'mlp'
  /** Belongs to the s×s core of attention, which selective recomputation makes again. */
  readonly isCore: boolean
  /** Bytes on one rank. */
  readonly bytes: number
  /** Ranks that this tensor is split over. */
  readonly split: number
}

/** What one layer keeps on one rank. */
export interface LayerActivations {
  readonly stored: readonly StoredActivation[]
  readonly bytes: number
}

/**
 * Reads the options, with their defaults, against a model.
 *
 * @throws RangeError when a degree does not divide what it must, or an option is unknown
 * @example activationOptions(model, { tensorParallel: 2 }).recompute // 'none'
 */
export function activationOptions(model: Transformer, options: ActivationOptions) {
  const { heads, ffn, sequence } = resolve(model)
  const tensorParallel = integer('tensorParallel', options.tensorParallel ?? 1, 1)
  const must = (divide: string, size: number) => {
    if (size % tensorParallel === 0) return
    throw new RangeError(`tensorParallel must divide ${divide} (${size}), got ${tensorParallel}`)
  }
  const sequenceParallel = oneOf('sequenceParallel', options.sequenceParallel ?? false, [
    true,
    false,
  ])
  must('heads', heads)
  must('ffn', ffn)
  if (sequenceParallel) must('sequence', sequence)
  return {
    microBatch: integer('microBatch', options.microBatch ?? 1, 1),
    tensorParallel,
    sequenceParallel,
    recompute: oneOf('recompute', options.recompute ?? 'none', recomputations),
    dropout: oneOf('dropout', options.dropout ?? true, [true, false]),
    attention: oneOf('attention', options.attention ?? 'unfused', ['unfused', 'flash']),
    elementBytes: oneOf('elementBytes', options.elementBytes ?? 2, [1, 2, 4, 8]),
  }
}

/**
 * The activations that one layer keeps on one rank, tensor by tensor.
 *
 * With the defaults (16 bits, dropout, 4h MLP, unfused attention) the sum is sbh(34 + 5as/h) on one
 * rank, sbh(10 + 24/t + 5as/ht) under tensor parallelism, sbh(34/t + 5as/ht) with sequence
 * parallelism, and the 5as/h goes under selective recomputation. Full recomputation keeps the
 * layer's input alone, 2sbh (2sbh/t where the sequence is split).
 *
 * Grouped-query attention stores the smaller K and V; with fewer key-value heads than ranks each
 * rank holds one whole head. A gated MLP stores gate, value and their product (6·sb·ffn bytes), as a
 * fused SwiGLU does.
 *
 * PyTorch's autograd saves these tensors and no others, but for two statistics per token and norm;
 * unfused gates and repeated key-value heads would add to them.
 *
 * @throws RangeError when a degree does not divide what it must, or an option is unknown
 * @example layerActivations(gpt22b, { microBatch: 4, tensorParallel: 8 }).bytes // 1,325,400,064
 * @source Korthikanti et al., arXiv:2205.05198, section 4 and table 2
 */
export function layerActivations(
  model: Transformer,
  options: ActivationOptions = {},
): LayerActivations {
  const { hidden, heads, keyValueHeads, headSize, ffn, gated, sequence } = resolve(model)
  const choice = activationOptions(model, options)
  const { microBatch, tensorParallel: t, recompute, dropout, attention, elementBytes } = choice
  const tokens = sequence * microBatch
  const around = choice.sequenceParallel ? t : 1
  const keyValueSplit = Math.min(t, keyValueHeads)
  const stored: StoredActivation[] = []
  const keep = (
    part: StoredActivation['part'],
    name: string,
    elements: number,
    split: number,
    bytesEach = elementBytes,
  ) => {
    const isCore = name.startsWith('softmax')
    stored.push({ part, name, isCore, bytes: (elements * bytesEach) / split, split })
  }

  if (recompute === 'full') {
    keep('norm', 'layer input', tokens * hidden, around)
    return { stored, bytes: stored[0]!.bytes }
  }
  keep('norm', 'first norm input', tokens * hidden, around)
  keep('attention', 'attention input', tokens * hidden, around)
  keep('attention', 'queries', tokens * heads * headSize, t)
  keep('attention', 'keys', tokens * keyValueHeads * headSize, keyValueSplit)
  keep('attention', 'values', tokens * keyValueHeads * headSize, keyValueSplit)
  if (attention === 'flash') {
    keep('attention', 'softmax statistics', tokens * heads, t, 4)
  } else if (recompute === 'none') {
    const scores = tokens * heads * sequence
    keep('attention', 'softmax output', scores, t)
    if (dropout) {
      keep('attention', 'softmax dropout mask', scores, t, 1)
      keep('attention', 'softmax dropout output', scores, t)
    }
  }
  keep('attention', 'attention context', tokens * heads * headSize, t)
  if (dropout) keep('attention', 'attention dropout mask', tokens * hidden, around, 1)
  keep('norm', 'second norm input', tokens * hidden, around)
  keep('mlp', 'MLP input', tokens * hidden, around)
  if (gated) keep('mlp', 'gate', tokens * ffn, t)
  keep('mlp', gated ? 'value' : 'nonlinearity input', tokens * ffn, t)
  keep('mlp', gated ? 'gated product' : 'nonlinearity output', tokens * ffn, t)
  if (dropout) keep('mlp', 'MLP dropout mask', tokens * hidden, around, 1)
  return { stored, bytes: stored.reduce((sum, { bytes }) => sum + bytes, 0) }
}
