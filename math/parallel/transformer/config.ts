import { integer, object, oneOf } from '../../check.ts'

/**
 * A decoder-only transformer. Only the first five numbers are needed; the rest default to the
 * GPT-2/Megatron layer: as many key-value heads as heads, a plain MLP four times as wide, biases,
 * LayerNorm, learned positions, and one matrix for embedding and output.
 */
export interface Transformer {
  /** l, transformer layers. */
  readonly layers: number
  /** h, width of the residual stream. */
  readonly hidden: number
  /** a, attention (query) heads. */
  readonly heads: number
  /** V, rows of the embedding matrix. */
  readonly vocabulary: number
  /** s, tokens per sequence. */
  readonly sequence: number
  /** Key-value heads: fewer than `heads` is grouped-query attention, 1 is multi-query. */
  readonly keyValueHeads?: number
  /** Width of one head; h / a unless told. */
  readonly headSize?: number
  /** Width of the MLP; 4h unless told. */
  readonly ffn?: number
  /** Two input matrices, one gating the other (SwiGLU and kin). */
  readonly gated?: boolean
  /** Biases on every linear layer. */
  readonly bias?: boolean
  /** LayerNorm has a weight and a bias per channel, RMSNorm a weight alone. */
  readonly norm?: 'layer' | 'rms'
  /** A normalisation after the last layer. */
  readonly finalNorm?: boolean
  /** A learned vector per position (s·h parameters), or none (rotary, sinusoidal). */
  readonly positions?: 'learned' | 'none'
  /** Rows of the table of learned positions, if it is longer than s; s unless told. */
  readonly positionRows?: number
  /** Output matrix shared with the embedding. */
  readonly tied?: boolean
}

/** A transformer with every choice made. */
export type ResolvedTransformer = Required<Transformer>

/**
 * Fills in the defaults and checks that the sizes fit one another.
 *
 * @throws RangeError when a size is not a positive integer, when the heads do not divide the width
 *   and no head size is given, or when the key-value heads do not divide the heads
 * @example resolve({ layers: 12, hidden: 768, heads: 12, vocabulary: 50257, sequence: 1024 }).ffn // 3072
 */
export function resolve(model: Transformer): ResolvedTransformer {
  const { layers, hidden, heads, vocabulary, sequence } = object('model', model)
  const sizes = { layers, hidden, heads, vocabulary, sequence }
  for (const [name, size] of Object.entries(sizes)) integer(name, size, 1)
  if (model.headSize === undefined && hidden % heads !== 0) {
    throw new RangeError(
      `heads must divide hidden (${hidden}) unless headSize is given, got ${heads}`,
    )
  }
  const resolved: ResolvedTransformer = {
    ...sizes,
    keyValueHeads: integer('keyValueHeads', model.keyValueHeads ?? heads, 1, heads),
    headSize: integer('headSize', model.headSize ?? hidden / heads, 1),
    ffn: integer('ffn', model.ffn ?? 4 * hidden, 1),
    gated: oneOf('gated', model.gated ?? false, [true, false]),
    bias: oneOf('bias', model.bias ?? true, [true, false]),
    norm: oneOf('norm', model.norm ?? 'layer', ['layer', 'rms']),
    finalNorm: oneOf('finalNorm', model.finalNorm ?? true, [true, false]),
    positions: oneOf('positions', model.positions ?? 'learned', ['learned', 'none']),
    positionRows: integer('positionRows', model.positionRows ?? sequence, sequence),
    tied: oneOf('tied', model.tied ?? true, [true, false]),
  }
  if (heads % resolved.keyValueHeads !== 0) {
    throw new RangeError(
      `keyValueHeads must divide heads (${heads}), got ${resolved.keyValueHeads}`,
    )
  }
  return resolved
}

/** What is computed again in the backward pass instead of being kept: nothing, the attention core
 * (scores, softmax, dropout), or whole layers from their inputs. */
export const recomputations = ['none', 'selective', 'full'] as const
export type Recomputation = (typeof recomputations)[number]
