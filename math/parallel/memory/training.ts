import { integer, oneOf } from '../../check.ts'
import { type StageActivations, type StageOptions, stageActivations } from '../transformer/index.ts'
import type { Transformer } from '../transformer/index.ts'
import { type StateRecipe, recipes } from './recipes.ts'
import { type StageParameters, stageParameters } from './stage-parameters.ts'
import { type ModelStates, type ZeroStage, modelStates } from './states.ts'

/** Everything that decides the memory of one rank. */
export interface MemoryLayout extends StageOptions {
  /** d, replicas. */
  readonly dataParallel?: number
  readonly zero?: ZeroStage
  readonly recipe?: StateRecipe
  /** ZeRO-3: free gathered parameters after the forward pass, and gather them again. */
  readonly reshardAfterForward?: boolean
}

/** Peak bytes of one rank, by purpose. */
export interface TrainingMemory {
  readonly stageParameters: StageParameters
  readonly states: ModelStates
  /**
   * Whole parameters beside the rank’s shard: the layer in use and the one being fetched, or
   * everything when nothing is resharded. Zero without sharding.
   */
  readonly gathered: number
  /** One layer's unreduced gradients beside their shard, under ZeRO-2 and 3. */
  readonly unreduced: number
  readonly activations: StageActivations
  readonly total: number
}

/**
 * Peak memory of one rank of a DP × TP × PP layout: model states, what sharding gathers for a
 * moment, and activations. Allocator fragmentation, workspaces and the runtime are not counted.
 *
 * Under gradient accumulation (several micro-batches) ZeRO-2 and 3 keep the sharded sum.
 *
 * @throws RangeError when a degree does not divide what it must, or an option is unknown
 * @example trainingMemory(gpt3, { tensorParallel: 8, pipelineParallel: 8, dataParallel: 8, zero: 1 }).states.total
 * @source Rajbhandari et al., arXiv:1910.02054; Korthikanti et al., arXiv:2205.05198
 */
export function trainingMemory(model: Transformer, layout: MemoryLayout = {}): TrainingMemory {
  const { zero = 0, recipe = recipes.mixedAdam, stage = 0 } = layout
  const d = integer('dataParallel', layout.dataParallel ?? 1, 1)
  const reshard = oneOf('reshardAfterForward', layout.reshardAfterForward ?? true, [true, false])
  const activations = stageActivations(model, layout)
  const parameters = stageParameters(model, layout.tensorParallel, layout.pipelineParallel, stage)
  const states = modelStates(parameters.total, d, zero, recipe)
  const largestUnit = Math.max(parameters.perLayer, parameters.embedding, parameters.output)
  const inUse = reshard
    ? Math.min(parameters.total, largestUnit + parameters.perLayer)
    : parameters.total
  const isSharded = d > 1
  const gathered = zero === 3 && isSharded ? recipe.parameters * inUse : 0
  const unreduced = zero >= 2 && isSharded ? recipe.gradients * largestUnit * (1 - 1 / d) : 0
  return {
    stageParameters: parameters,
    states,
    gathered,
    unreduced,
    activations,
    total: states.total + gathered + unreduced + activations.total,
  }
}
