import type { Transformer } from '../transformer/index.ts'
import { type MemoryLayout, type TrainingMemory, trainingMemory } from './training.ts'

/** The memory of a rank, and the pipeline stage that it belongs to. */
export interface StageMemory {
  readonly stage: number
  readonly memory: TrainingMemory
}

/**
 * The first or the last stage of a pipeline, whichever needs more: the first holds the embedding
 * and the most micro-batches, the last the output layer and its logits. No stage between needs more
 * than the first. With one stage it is both.
 *
 * @throws RangeError as `trainingMemory`
 * @example fullestStage(gpt1t, { tensorParallel: 8, pipelineParallel: 64 }).stage // 0
 */
export function fullestStage(model: Transformer, layout: MemoryLayout = {}): StageMemory {
  const at = (stage: number) => ({ stage, memory: trainingMemory(model, { ...layout, stage }) })
  const first = at(0)
  const stages = layout.pipelineParallel ?? 1
  if (stages === 1) return first
  const last = at(stages - 1)
  return last.memory.total > first.memory.total ? last : first
}
