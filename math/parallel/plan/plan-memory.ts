import { bytesPerParameter } from '../memory/recipes.ts'
import { inFlightChunks } from '../transformer/index.ts'
import type { Plan, ResolvedRequest } from './request.ts'
import type { ShardCosts } from './shard-costs.ts'

/** Peak bytes of the most loaded rank. */
export interface PlanMemory {
  readonly states: number
  /** Gathered parameters and unreduced gradients, under ZeRO-2 and 3. */
  readonly transient: number
  readonly activations: number
  readonly total: number
}

/**
 * Peak memory of the first or the last stage, whichever needs more: what `trainingMemory` counts,
 * from prepared parts.
 */
export function planMemory(
  { recipe, model }: ResolvedRequest,
  shard: ShardCosts,
  plan: Plan,
  microBatches: number,
): PlanMemory {
  const { dataParallel: d, pipelineParallel: p, microBatch: b, zero, recompute, interleave } = plan
  const bytes = bytesPerParameter(recipe)
  const layersPerStage = model.layers / p
  const layersPerChunk = layersPerStage / interleave
  const isSharded = d > 1
  const stage = (index: number): PlanMemory => {
    const isFirst = index === 0
    const isLast = index === p - 1
    const embedding = isFirst ? shard.embeddingParameters : 0
    const alone = p === 1 ? shard.outputParametersAlone : shard.outputParameters
    const output = isLast ? alone : 0
    const parameters = layersPerStage * shard.layerParameters + embedding + output
    const largest = Math.max(shard.layerParameters, embedding, output)
    const gathered =
      zero === 3 && isSharded
        ? bytes.parameters * Math.min(parameters, largest + shard.layerParameters)
        : 0
    const unreduced = zero >= 2 && isSharded ? bytes.gradients * largest * (1 - 1 / d) : 0
    const states =
      parameters *
      (bytes.parameters / (zero >= 3 ? d : 1) +
        bytes.gradients / (zero >= 2 ? d : 1) +
        bytes.optimizer / (zero >= 1 ? d : 1))
    const chunks = inFlightChunks(p, index, microBatches, interleave)
    const activations =
      b *
      (chunks * layersPerChunk * shard.keptBytes[recompute] +
        (isFirst ? Math.min(microBatches, p) * shard.embeddingBytes : 0) +
        (isLast ? shard.outputBytes : 0) +
        (recompute === 'full' ? shard.keptBytes.none : 0))
    const transient = gathered + unreduced
    return { states, transient, activations, total: states + transient + activations }
  }
  const first = stage(0)
  if (p === 1) return first
  const last = stage(p - 1)
  return last.total > first.total ? last : first
}
