import { finite, integer, list, object, oneOf } from '../../check.ts'
import { type Cluster, cluster } from '../../hardware/cluster.ts'
import { peakFlops } from '../../hardware/peak.ts'
import { type Precision, precisions } from '../../precision.ts'
import { type StateRecipe, recipes } from '../memory/recipes.ts'
import { type ZeroStage, zeroStages } from '../memory/states.ts'
import {
  type Recomputation,
  type ResolvedTransformer,
  type Transformer,
  recomputations,
  resolve,
} from '../transformer/index.ts'

/** What is to be trained on what, and how the estimate is made. */
export interface PlanRequest {
  readonly model: Transformer
  readonly cluster: Cluster
  /** B, sequences per optimizer step over all replicas. */
  readonly globalBatch: number
  /** Format of matrix products; activations take its bytes too. */
  readonly precision?: Precision
  readonly recipe?: StateRecipe
  readonly attention?: 'unfused' | 'flash'
  readonly dropout?: boolean
  /** Split norms and layer inputs along the sequence wherever t > 1. */
  readonly sequenceParallel?: boolean
  /**
   * Share of the peak that large matrix products reach. 0.7 reproduces the 22B layer that
   * Korthikanti et al. measured on A100s (table 4) within a tenth.
   */
  readonly matmulEfficiency?: number
  /** Share of the device memory that may be planned for; the rest is for runtime and fragments. */
  readonly memoryShare?: number
  /** Restricts the search; what is not named is enumerated. */
  readonly search?: {
    readonly tensorParallel?: readonly number[]
    readonly pipelineParallel?: readonly number[]
    readonly microBatch?: readonly number[]
    readonly zero?: readonly ZeroStage[]
    readonly recompute?: readonly Recomputation[]
    /** Chunks per rank; [1] unless told. */
    readonly interleave?: readonly number[]
  }
}

/** One way to lay the training out. DP · TP · PP is the number of devices. */
export interface Plan {
  readonly dataParallel: number
  readonly tensorParallel: number
  readonly pipelineParallel: number
  /** b, sequences per micro-batch. */
  readonly microBatch: number
  readonly zero: ZeroStage
  readonly recompute: Recomputation
  /** v, chunks of layers per rank. */
  readonly interleave: number
}

/** A request, checked, with every default. */
export interface ResolvedRequest {
  readonly model: ResolvedTransformer
  readonly cluster: Cluster
  readonly devices: number
  readonly globalBatch: number
  /** FLOP/s of one device. */
  readonly peak: number
  readonly elementBytes: 1 | 2 | 4 | 8
  readonly recipe: StateRecipe
  readonly attention: 'unfused' | 'flash'
  readonly dropout: boolean
  readonly sequenceParallel: boolean
  readonly matmulEfficiency: number
  /** Bytes of one device that may be used. */
  readonly capacity: number
  readonly search: NonNullable<PlanRequest['search']>
}

/**
 * Checks a request and fills in its defaults.
 *
 * @throws RangeError when a size is out of range, or the device has no peak for the precision
 */
export function resolveRequest(request: PlanRequest): ResolvedRequest {
  const machines = cluster(object('request', request).cluster)
  object('cluster.device', machines.device)
  const precision = oneOf('precision', request.precision ?? 'bf16', precisions)
  const search = request.search ?? {}
  for (const name of ['tensorParallel', 'pipelineParallel', 'microBatch', 'interleave'] as const) {
    if (search[name]) list(`search.${name}`, search[name])
    search[name]?.forEach((value) => integer(`search.${name}`, value, 1))
  }
  if (search.zero) list('search.zero', search.zero)
  if (search.recompute) list('search.recompute', search.recompute)
  search.zero?.forEach((stage) => oneOf('search.zero', stage, zeroStages))
  search.recompute?.forEach((choice) => oneOf('search.recompute', choice, recomputations))
  const bytes = { fp64: 8, fp32: 4, tf32: 4 } as const
  return {
    model: resolve(request.model),
    cluster: machines,
    devices: machines.nodes * machines.devicesPerNode,
    globalBatch: integer('globalBatch', request.globalBatch, 1, 2 ** 40),
    peak: peakFlops(machines.device, precision),
    // Activations of 8- and 4-bit products are still kept in 16 bits.
    elementBytes: bytes[precision as keyof typeof bytes] ?? 2,
    recipe: request.recipe ?? recipes.mixedAdam,
    attention: oneOf('attention', request.attention ?? 'flash', ['unfused', 'flash']),
    dropout: oneOf('dropout', request.dropout ?? false, [true, false]),
    sequenceParallel: oneOf('sequenceParallel', request.sequenceParallel ?? true, [true, false]),
    matmulEfficiency: finite('matmulEfficiency', request.matmulEfficiency ?? 0.7, 1e-6, 1),
    capacity:
      machines.device.memory.capacity * finite('memoryShare', request.memoryShare ?? 1, 1e-6, 1),
    search,
  }
}
