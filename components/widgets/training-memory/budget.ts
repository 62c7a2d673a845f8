import { accelerator } from '../../../math/hardware/accelerators.ts'
import type { Accelerator } from '../../../math/hardware/accelerators.ts'
import { fullestStage } from '../../../math/parallel/memory/fullest-stage.ts'
import { type BytesPerParameter, bytesPerParameter } from '../../../math/parallel/memory/recipes.ts'
import {
  type ZeroStage,
  largestModel,
  modelStates,
  zeroStages,
} from '../../../math/parallel/memory/states.ts'
import type { TrainingMemory } from '../../../math/parallel/memory/training.ts'
import {
  type ActivationCoefficients,
  activationCoefficients,
} from '../../../math/parallel/transformer/activation-coefficients.ts'
import {
  type StoredActivation,
  layerActivations,
} from '../../../math/parallel/transformer/activations.ts'
import type { Transformer } from '../../../math/parallel/transformer/config.ts'
import { transformerParameters } from '../../../math/parallel/transformer/parameters.ts'
import { transformers } from '../../../math/parallel/transformer/presets.ts'
import type { ValuesOf } from '../../widget/definition.ts'
import { recipeOf } from './options.ts'
import type { parameters } from './parameters.ts'

export type Params = ValuesOf<typeof parameters>

/** What fills a device, in the order in which bars show it. */
export const kinds = ['parameters', 'gradients', 'optimizer', 'working', 'activations'] as const
export type Kind = (typeof kinds)[number]

/** One device under one stage of ZeRO. */
export interface Bar {
  readonly zero: ZeroStage
  /** The fuller of the first and the last pipeline stage. */
  readonly stage: number
  readonly parts: Readonly<Record<Kind, number>>
  readonly total: number
  /** Bytes that the device has left; negative when it has too few. */
  readonly spare: number
  /** ψ that this device would hold without ZeRO. */
  readonly local: number
  /** Bytes of model states per parameter of `local`. */
  readonly each: number
  /** Absent where only a number of parameters is given. */
  readonly memory?: TrainingMemory
}

/** What one layer keeps for one micro-batch, and why. */
export interface LayerBudget {
  readonly model: Transformer
  readonly coefficients: ActivationCoefficients
  readonly stored: readonly StoredActivation[]
  readonly bytes: number
}

export interface Budget {
  readonly device: Accelerator
  readonly capacity: number
  /** ψ of the whole model. */
  readonly psi: number
  /** d · t · p. */
  readonly devices: number
  readonly bytes: BytesPerParameter
  readonly bars: readonly Bar[]
  readonly chosen: Bar
  /** ψ whose states alone would fill the device under the chosen stage. */
  readonly largest: number
  readonly layer?: LayerBudget
}

/** The model that the settings describe; none where only a number of parameters is given. */
export function modelOf(params: Params): Transformer | undefined {
  const { model, layers, hidden, heads, vocabulary, sequence } = params
  if (model === 'count') return undefined
  if (model === 'own') return { layers, hidden, heads, vocabulary, sequence }
  const preset = transformers.find(({ id }) => id === model)!
  // A shorter sequence leaves the table of positions as it is; a longer one needs a longer table.
  return { ...preset, sequence, positionRows: Math.max(preset.sequence, sequence) }
}

/** How a layer is run: what decides its activations. */
function activationsOf(params: Params, model: Transformer) {
  return {
    microBatch: params.batch,
    tensorParallel: params.tensor,
    sequenceParallel: params.sequenceParallel,
    recompute: params.recompute,
    attention: params.attention,
    // The Llamas are trained without dropout; the GPT papers count it.
    dropout: model.gated !== true,
    elementBytes: recipeOf(params.recipe).parameters,
  }
}

function barOf(params: Params, model: Transformer | undefined, zero: ZeroStage, capacity: number) {
  const recipe = recipeOf(params.recipe)
  const measured =
    model &&
    fullestStage(model, {
      ...activationsOf(params, model),
      dataParallel: params.replicas,
      pipelineParallel: params.pipeline,
      microBatches: params.microbatches,
      zero,
      recipe,
      reshardAfterForward: params.reshard,
    })
  const memory = measured?.memory
  const local = memory?.stageParameters.total ?? params.billions * 1e9
  const states = modelStates(local, params.replicas, zero, recipe)
  const parts = {
    parameters: states.parameters,
    gradients: states.gradients,
    optimizer: states.optimizer,
    working: memory ? memory.gathered + memory.unreduced : 0,
    activations: memory?.activations.total ?? 0,
  }
  const total = memory?.total ?? states.total
  const bar = {
    zero,
    stage: measured?.stage ?? 0,
    parts,
    total,
    spare: capacity - total,
    local,
    each: modelStates(1, params.replicas, zero, recipe).total,
  }
  return memory ? { ...bar, memory } : bar
}

/** Everything that the picture, the words and the formulas show. */
export function budgetOf(params: Params): Budget {
  const model = modelOf(params)
  const recipe = recipeOf(params.recipe)
  const device = accelerator(params.device)
  const { capacity } = device.memory
  const bars = zeroStages.map((zero) => barOf(params, model, zero, capacity))
  const chosen = bars[Number(params.zero)]!
  const budget = {
    device,
    capacity,
    psi: model ? transformerParameters(model).total : params.billions * 1e9,
    devices: params.replicas * params.tensor * params.pipeline,
    bytes: bytesPerParameter(recipe),
    bars,
    chosen,
    largest: largestModel(capacity, params.replicas, chosen.zero, recipe),
  }
  if (!model) return budget
  const choice = activationsOf(params, model)
  const { stored, bytes } = layerActivations(model, choice)
  const coefficients = activationCoefficients(model, choice)
  return { ...budget, layer: { model, coefficients, stored, bytes } }
}
