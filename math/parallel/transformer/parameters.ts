import { type Transformer, resolve } from './config.ts'

/** Parameters of one transformer layer, by part. */
export interface LayerParameters {
  /** Query, key, value and output projections. */
  readonly attention: number
  readonly mlp: number
  /** Two normalisations. */
  readonly norms: number
  readonly total: number
}

/** Parameters of a whole transformer, by part. */
export interface TransformerParameters {
  readonly perLayer: LayerParameters
  /** All layers together. */
  readonly layers: number
  /** V·h. */
  readonly embedding: number
  /** s·h when positions are learned, or as many rows as the table has. */
  readonly positions: number
  readonly finalNorm: number
  /** V·h when the output matrix is not the embedding's, else 0. */
  readonly output: number
  readonly total: number
}

/**
 * Parameters of one layer.
 *
 * With the defaults this is 12h² + 13h: attention 4h² + 4h, MLP 8h² + 5h, two norms 4h.
 *
 * @throws RangeError as `resolve`
 * @example layerParameters({ layers: 1, hidden: 4, heads: 2, vocabulary: 1, sequence: 1 }).total // 12·16 + 13·4 = 244
 * @source Narayanan et al., arXiv:2104.04473, eq. 2, split by part
 */
export function layerParameters(model: Transformer): LayerParameters {
  const { hidden, heads, keyValueHeads, headSize, ffn, gated, bias, norm } = resolve(model)
  const queries = heads * headSize
  const keysAndValues = 2 * keyValueHeads * headSize
  const inputs = gated ? 2 : 1
  const attention =
    hidden * (queries + keysAndValues) +
    queries * hidden +
    (bias ? queries + keysAndValues + hidden : 0)
  const mlp = (inputs + 1) * hidden * ffn + (bias ? inputs * ffn + hidden : 0)
  const norms = 2 * hidden * (norm === 'layer' ? 2 : 1)
  return { attention, mlp, norms, total: attention + mlp + norms }
}

/**
 * Parameters of a transformer, by part.
 *
 * @throws RangeError as `resolve`
 * @example transformerParameters({ layers: 12, hidden: 768, heads: 12, vocabulary: 50257, sequence: 1024 }).total // 124,439,808: GPT-2 small
 */
export function transformerParameters(model: Transformer): TransformerParameters {
  const { layers, hidden, vocabulary, positionRows, norm, ...choice } = resolve(model)
  const perLayer = layerParameters(model)
  const embedding = vocabulary * hidden
  const positions = choice.positions === 'learned' ? positionRows * hidden : 0
  const finalNorm = choice.finalNorm ? hidden * (norm === 'layer' ? 2 : 1) : 0
  const output = choice.tied ? 0 : embedding
  const inLayers = layers * perLayer.total
  return {
    perLayer,
    layers: inLayers,
    embedding,
    positions,
    finalNorm,
    output,
    total: inLayers + embedding + positions + finalNorm + output,
  }
}

/**
 * The closed form P = 12lh²(1 + 13/(12h) + (V+s)/(12lh)) of the default layer.
 *
 * It leaves the 2h parameters of the final normalisation out, as the paper does; with
 * `finalNorm: false` it equals `transformerParameters(…).total`.
 *
 * @throws RangeError as `resolve`
 * @example ptdParameters({ layers: 96, hidden: 12288, heads: 96, vocabulary: 51200, sequence: 2048 }) // 174.6e9
 * @source Narayanan et al., arXiv:2104.04473, eq. 2
 */
export function ptdParameters(model: Transformer): number {
  const { layers: l, hidden: h, vocabulary: V, sequence: s } = resolve(model)
  return 12 * l * h * h * (1 + 13 / (12 * h) + (V + s) / (12 * l * h))
}
