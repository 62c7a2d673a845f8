import { stageParameters, tensorShardParameters } from '../memory/stage-parameters.ts'
import { type Recomputation, forwardFlops, layerActivations } from '../transformer/index.ts'
import type { ResolvedRequest } from './request.ts'

/**
 * What one rank of a tensor-parallel group pays, for one sequence. Everything that a micro-batch
 * costs is proportional to its sequences, so a plan only multiplies.
 */
export interface ShardCosts {
  /** Parameters of one layer, of everything before the layers, and of everything after them. */
  readonly layerParameters: number
  readonly embeddingParameters: number
  readonly outputParameters: number
  /** Output parameters when embedding and output lie on one stage and may be tied. */
  readonly outputParametersAlone: number
  /** Bytes that one layer keeps. */
  readonly keptBytes: Readonly<Record<Recomputation, number>>
  /** Bytes kept around the layers: dropout after the embedding; final norm, output and logits. */
  readonly embeddingBytes: number
  readonly outputBytes: number
  /** Seconds to compute one layer forward, and its attention core alone. */
  readonly layerForward: number
  readonly coreForward: number
  /** Seconds to compute the logits forward. */
  readonly logitsForward: number
  /** Bytes of one layer input, b·s·h: the size of tensor-parallel collectives. */
  readonly layerInput: number
}

/** Names why t cannot cut this model; undefined when it can. */
export function tensorObstacle(
  { model, sequenceParallel }: ResolvedRequest,
  t: number,
): 'heads' | 'ffn' | 'sequence' | undefined {
  if (model.heads % t !== 0) return 'heads'
  if (model.ffn % t !== 0) return 'ffn'
  return sequenceParallel && model.sequence % t !== 0 ? 'sequence' : undefined
}

/**
 * The costs of a rank in a group of t, per sequence.
 *
 * Computing takes matrix products at their share of the peak, and, since norms, softmax, dropout
 * and nonlinearities are bound by memory, one write and one read of every tensor that the layer
 * would keep without recomputation.
 *
 * @throws RangeError when t cannot cut the model (see `tensorObstacle`)
 */
export function shardCosts(request: ResolvedRequest, t: number): ShardCosts {
  const { model, elementBytes, attention, dropout, cluster } = request
  const options = {
    tensorParallel: t,
    sequenceParallel: request.sequenceParallel && t > 1,
    attention,
    dropout,
    elementBytes,
  }
  const around = options.sequenceParallel ? t : 1
  const kept = (recompute: Recomputation) =>
    layerActivations(model, { ...options, recompute }).bytes
  const all = layerActivations(model, options)
  const flops = forwardFlops(model)
  const seconds = (count: number) => count / (request.peak * request.matmulEfficiency)
  const traffic = (bytes: number) => (2 * bytes) / cluster.device.memory.bandwidth
  const tokens = model.sequence
  const perLayer = (count: number) => (count * tokens) / (model.layers * t)
  const coreBytes = all.stored
    .filter(({ isCore }) => isCore)
    .reduce((sum, { bytes }) => sum + bytes, 0)
  const split = stageParameters({ ...model, layers: 2 }, t, 2, 0)
  const last = stageParameters({ ...model, layers: 2 }, t, 2, 1)
  const alone = stageParameters({ ...model, layers: 1 }, t, 1, 0)
  const width = (tokens * model.hidden) / around
  return {
    layerParameters: tensorShardParameters(model, t),
    embeddingParameters: split.embedding,
    outputParameters: last.output,
    outputParametersAlone: alone.output,
    keptBytes: { none: all.bytes, selective: kept('selective'), full: kept('full') },
    embeddingBytes: dropout ? width : 0,
    outputBytes: 2 * elementBytes * width + (4 * tokens * model.vocabulary) / t,
    layerForward:
      seconds(perLayer(flops.projections + flops.attention + flops.mlp)) + traffic(all.bytes),
    coreForward: seconds(perLayer(flops.attention)) + traffic(coreBytes),
    logitsForward: seconds((flops.logits * tokens) / t),
    layerInput: tokens * model.hidden * elementBytes,
  }
}
