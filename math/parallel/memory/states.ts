import { finite, integer, oneOf } from '../../check.ts'
import { type StateRecipe, bytesPerParameter, recipes } from './recipes.ts'

/** ZeRO's stages: 0 nothing, 1 optimizer states, 2 and gradients, 3 and parameters are sharded. */
export const zeroStages = [0, 1, 2, 3] as const
export type ZeroStage = (typeof zeroStages)[number]

/** Bytes of model states on one rank. */
export interface ModelStates {
  readonly parameters: number
  readonly gradients: number
  readonly optimizer: number
  readonly total: number
}

/**
 * Model-state bytes that one rank holds between steps, under ZeRO over d ranks.
 *
 * With mixed-precision Adam: 16ψ, 4ψ + 12ψ/d, 2ψ + 14ψ/d, 16ψ/d for stages 0 to 3. DDP is stage 0:
 * it saves no model-state memory. FSDP with full sharding is stage 3 and Megatron's distributed
 * optimizer is stage 1 of `recipes.megatronAdam` (6 + 12/d). Padding of shards is not counted.
 *
 * @param parameters ψ, of the part of the model that this rank would hold whole
 * @param dataParallel d, ranks that share the states
 * @throws RangeError when a count is not positive or the stage is unknown
 * @example modelStates(7.5e9, 64, 2).total // 16.6e9 bytes
 * @source Rajbhandari et al., ZeRO, arXiv:1910.02054, figure 1 and table 1
 */
export function modelStates(
  parameters: number,
  dataParallel = 1,
  stage: ZeroStage = 0,
  recipe: StateRecipe = recipes.mixedAdam,
): ModelStates {
  finite('parameters', parameters, 0)
  integer('dataParallel', dataParallel, 1)
  oneOf('stage', stage, zeroStages)
  const bytes = bytesPerParameter(recipe)
  const share = (fromStage: number) => (stage >= fromStage ? parameters / dataParallel : parameters)
  const states = {
    parameters: bytes.parameters * share(3),
    gradients: bytes.gradients * share(2),
    optimizer: bytes.optimizer * share(1),
  }
  return { ...states, total: states.parameters + states.gradients + states.optimizer }
}

/**
 * Elements of each rank's shard when n elements are cut as `torch.chunk` cuts them: ⌈n/d⌉ each until
 * nothing is left. The shards add up to n.
 *
 * @throws RangeError when the elements are not an integer ≥ 0 or the ranks not one ≥ 1
 * @example shardSizes(10, 4) // [3, 3, 3, 1]
 */
export function shardSizes(elements: number, ranks: number): readonly number[] {
  integer('elements', elements, 0)
  integer('ranks', ranks, 1, 2 ** 24)
  const chunk = Math.ceil(elements / ranks)
  return Array.from({ length: ranks }, (_, rank) =>
    Math.max(0, Math.min(chunk, elements - rank * chunk)),
  )
}

/**
 * The largest ψ whose model states fit into a memory.
 *
 * @param capacity bytes per device
 * @throws RangeError as `modelStates`
 * @example largestModel(32e9, 64, 3) // 128e9 parameters on 64 V100s
 * @source Rajbhandari et al., ZeRO, arXiv:1910.02054, table 1
 */
export function largestModel(
  capacity: number,
  dataParallel = 1,
  stage: ZeroStage = 0,
  recipe: StateRecipe = recipes.mixedAdam,
): number {
  finite('capacity', capacity, 0)
  const each = modelStates(1, dataParallel, stage, recipe).total
  if (each === 0) throw new RangeError('recipe must keep at least one byte per parameter, got 0')
  return capacity / each
}
