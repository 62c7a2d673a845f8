import { integer, oneOf } from '../../check.ts'
import { type ResolvedTransformer, type Transformer, resolve } from '../transformer/index.ts'

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
  /**
   * Whether Megatron runs with sequence parallelism and selective recomputation; true unless told.
   * Without either it counts activations by another formula.
   */
  readonly sequenceParallel?: boolean
}

/** Bytes that Megatron-LM reports for its most loaded rank. */
export interface MegatronEstimate {
  /** Parameters of the most loaded rank: its share of a stage's layers and of one embedding matrix. */
  readonly parameters: number
  readonly bytesPerParameter: number
  readonly weightAndOptimizer: number
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
 * norms whole on every tensor-parallel rank (versions before 2026 divide them by t) and matrices
 * cut.
 *
 * Activations are sbh(18 + 4·ffn/h)/t per layer with sequence parallelism and selective
 * recomputation. Without, Megatron takes sbh(10 + 24/t), whatever the MLP's width and with no scores
 * of attention, and adds a twentieth for temporary buffers.
 *
 * The library's own, finer count is `trainingMemory`.
 *
 * @throws RangeError when a degree is not a positive integer
 * @example megatronMemory(gpt3, { tensorParallel: 8, pipelineParallel: 8, dataParallel: 8, distributedOptimizer: true }).bytesPerParameter // 7.5
 * @source Megatron-LM@d98e8a64, megatron/training/theoretical_memory_usage.py
 */
export function megatronMemory(model: Transformer, setup: MegatronSetup = {}): MegatronEstimate {
  const m = resolve(model)
  const t = integer('tensorParallel', setup.tensorParallel ?? 1, 1)
  const p = integer('pipelineParallel', setup.pipelineParallel ?? 1, 1)
  const norm = m.norm === 'rms' ? 1 : 2
  const queries = (m.heads * m.headSize) / m.hidden
  const attention = 2 * m.hidden ** 2 * (1 + m.keyValueHeads / m.heads) * queries
  const mlp = 2 * m.hidden * m.ffn * (m.gated ? 1.5 : 1)
  const embedding = m.hidden * m.vocabulary
  const output = !m.tied && p === 1 ? embedding : 0
  const cut = (m.layers * (attention + mlp)) / p + embedding + output
  const norms = (norm * m.hidden * (2 * m.layers + 1)) / p
  const parameters = cut / t + norms

  const each = megatronBytesPerParameter(setup.dataParallel, setup.distributedOptimizer)
  const weightAndOptimizer = parameters * each
  const activations = megatronActivations(m, setup, t, p)
  return {
    parameters,
    bytesPerParameter: each,
    weightAndOptimizer,
    activations,
    total: weightAndOptimizer + activations,
  }
}

function megatronActivations(
  { layers, hidden, ffn, vocabulary, sequence }: ResolvedTransformer,
  setup: MegatronSetup,
  t: number,
  p: number,
): number {
  const b = integer('microBatch', setup.microBatch ?? 1, 1)
  const v = setup.interleave === undefined ? undefined : integer('interleave', setup.interleave, 1)
  const isCut = oneOf('sequenceParallel', setup.sequenceParallel ?? true, [true, false])
  const tokens = sequence * b
  const perElement = isCut ? 18 + (4 * ffn) / hidden : 10 + 24 / t
  const m = setup.microBatches === undefined ? p : integer('microBatches', setup.microBatches, 1)
  let bytes = tokens * hidden * perElement * layers
  bytes += (8 * tokens + tokens * hidden) * p // token ids and embedding dropout, p in flight
  if (v !== undefined) bytes *= 1 + (p - 1) / (p * v)
  else if (p > 1) bytes *= Math.min(1, m / p)
  if (isCut) {
    if (p === 1) bytes += 4 * tokens * (hidden + vocabulary)
    return bytes / t
  }
  if (p === 1) bytes += 2 * tokens * (hidden + vocabulary / t)
  return 1.05 * bytes
}
