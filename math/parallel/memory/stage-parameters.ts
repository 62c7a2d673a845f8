import { integer } from '../../check.ts'
import { type Transformer, resolve } from '../transformer/index.ts'

/** Parameters that one rank holds before data-parallel sharding. */
export interface StageParameters {
  /** Of one layer on one tensor-parallel rank. */
  readonly perLayer: number
  readonly layers: number
  /** Rows of the embedding matrix (first stage), with learned positions, which are not split. */
  readonly embedding: number
  /** Final norm and output matrix (last stage). A tied matrix is stored again when p > 1. */
  readonly output: number
  readonly total: number
}

/**
 * Parameters of one layer on one of t tensor-parallel ranks.
 *
 * Column-split matrices split their biases too; norms and the biases of the two row-split matrices
 * are on every rank. With fewer key-value heads than ranks, every rank holds one whole head.
 *
 * @throws RangeError when t does not divide the heads and the MLP width
 * @example tensorShardParameters(gpt3, 8) // an eighth of 12h² + 7h, and 6h on every rank
 * @source Shoeybi et al., Megatron-LM, arXiv:1909.08053, section 3
 */
export function tensorShardParameters(model: Transformer, tensorParallel: number): number {
  const { hidden, heads, keyValueHeads, headSize, ffn, gated, bias, norm } = resolve(model)
  const t = integer('tensorParallel', tensorParallel, 1)
  for (const [name, size] of [
    ['heads', heads],
    ['ffn', ffn],
  ] as const) {
    if (size % t !== 0)
      throw new RangeError(`tensorParallel must divide ${name} (${size}), got ${t}`)
  }
  const queries = (heads * headSize) / t
  const keysAndValues = 2 * Math.max(keyValueHeads / t, 1) * headSize
  const wide = ((gated ? 2 : 1) * ffn) / t
  const columnSplit = (hidden + (bias ? 1 : 0)) * (queries + keysAndValues + wide)
  const rowSplit = (queries + ffn / t) * hidden
  const replicated = 2 * hidden * (norm === 'layer' ? 2 : 1) + (bias ? 2 * hidden : 0)
  return columnSplit + rowSplit + replicated
}

/**
 * Parameters of one rank of a pipeline stage.
 *
 * The vocabulary is padded up to a multiple of t so that every rank holds equal rows.
 *
 * @throws RangeError when p does not divide the layers, t does not divide heads or MLP width, or the
 *   stage does not exist
 * @example stageParameters(gpt2, 1, 1, 0).total // 124,439,808
 */
export function stageParameters(
  model: Transformer,
  tensorParallel = 1,
  pipelineParallel = 1,
  stage = 0,
): StageParameters {
  const { layers, hidden, vocabulary, positionRows, norm, ...choice } = resolve(model)
  const p = integer('pipelineParallel', pipelineParallel, 1)
  integer('stage', stage, 0, p - 1)
  if (layers % p !== 0) {
    throw new RangeError(`pipelineParallel must divide layers (${layers}), got ${p}`)
  }
  const perLayer = tensorShardParameters(model, tensorParallel)
  const matrix = Math.ceil(vocabulary / tensorParallel) * hidden
  const isFirst = stage === 0
  const isLast = stage === p - 1
  const positions = choice.positions === 'learned' ? positionRows * hidden : 0
  const finalNorm = choice.finalNorm ? hidden * (norm === 'layer' ? 2 : 1) : 0
  const ownOutput = choice.tied && isFirst ? 0 : matrix
  const parts = {
    layers: (layers / p) * perLayer,
    embedding: isFirst ? matrix + positions : 0,
    output: isLast ? finalNorm + ownOutput : 0,
  }
  return { perLayer, ...parts, total: parts.layers + parts.embedding + parts.output }
}
