import { integer, oneOf } from '../../check.ts'
import { type Transformer, resolve } from '../transformer/index.ts'

/** Degrees and choices that Megatron-LM's own estimate reads. */
export interface MegatronSetup {
  readonly tensorParallel?: number
  readonly pipelineParallel?: number
  readonly dataParallel?: number
  /** Chunks per rank, when the schedule is interleaved. */
  readonly interleave?: number
  /** Micro-batches per step; unlimited unless told. */
  readonly microBatches?: number
  readonly microBatch?: number
  readonly distributedOptimizer?: boolean
}

/** Bytes that Megatron-LM reports for its most loaded rank. */
export interface MegatronEstimate {
  /** Parameters of the most loaded shard: a stage's layers and one embedding matrix, over t. */
  readonly parameters: number
  readonly bytesPerParameter: number
  readonly weightAndOptimizer: number
  /** With sequence parallelism and selective recomputation. */
  readonly activations: number
  readonly total: number
}

/**
 * Bytes per parameter in Megatron-LM: 18 (2 parameters, 4 gradients, 4 master, 8 Adam), or 6 + 12/d
 * with the distributed optimizer.
 *
 * @throws RangeError when d is not a positive integer
 * @example megatronBytesPerParameter(8, true) // 7.5
 * @source Megatron-LM, megatron/training/theoretical_memory_usage.py
 */
export function megatronBytesPerParameter(dataParallel = 1, distributedOptimizer = false): number {
  integer('dataParallel', dataParallel, 1)
  return oneOf('distributedOptimizer', distributedOptimizer, [true, false])
    ? 6 + 12 / dataParallel
    : 18
}

/**
 * Megatron-LM's theoretical memory footprint, simplifications and all: no biases, no positions,
 * norms and embeddings divided by t, sbh(18 + 4·ffn/h)/t of activations per layer.
 *
 * The library's own, finer count is `trainingMemory`.
 *
 * @throws RangeError when a degree is not a positive integer
 * @example megatronMemory(gpt3, { tensorParallel: 8, pipelineParallel: 8, dataParallel: 8, distributedOptimizer: true }).bytesPerParameter // 7.5
 * @source Megatron-LM@00caa53a, megatron/training/theoretical_memory_usage.py
 */
export function megatronMemory(model: Transformer, setup: MegatronSetup = {}): MegatronEstimate {
  const m = resolve(model)
  const t = integer('tensorParallel', setup.tensorParallel ?? 1, 1)
  const p = integer('pipelineParallel', setup.pipelineParallel ?? 1, 1)
  const b = integer('microBatch', setup.microBatch ?? 1, 1)
  const v = setup.interleave === undefined ? undefined : integer('interleave', setup.interleave, 1)
  const norm = m.norm === 'rms' ? 1 : 2
  const queries = (m.heads * m.headSize) / m.hidden
  const attention = 2 * m.hidden ** 2 * (1 + m.keyValueHeads / m.heads) * queries
  const mlp = 2 * m.hidden * (m.ffn * (m.gated ? 1.5 : 1) + norm)
  const block = m.layers * (attention + mlp) + norm * m.hidden
  const embedding = m.hidden * m.vocabulary
  const output = !m.tied && p === 1 ? embedding : 0
  const parameters = (block / p + embedding + output) / t

  const sbh = m.sequence * b * m.hidden
  let activations = sbh * (18 + (4 * m.ffn) / m.hidden) * m.layers
  activations += (8 * m.sequence * b + sbh) * p // token ids and embedding dropout, p in flight
  if (v !== undefined) activations *= 1 + (p - 1) / (p * v)
  else if (p > 1 && setup.microBatches !== undefined) {
    activations *= Math.min(1, integer('microBatches', setup.microBatches, 1) / p)
  }
  if (p === 1) activations += 4 * sbh * (1 + m.vocabulary / m.hidden)
  activations /= t

  const each = megatronBytesPerParameter(setup.dataParallel, setup.distributedOptimizer)
  const weightAndOptimizer = parameters * each
  return {
    parameters,
    bytesPerParameter: each,
    weightAndOptimizer,
    activations,
    total: weightAndOptimizer + activations,
  }
}
