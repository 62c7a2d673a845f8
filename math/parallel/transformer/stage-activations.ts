import { integer, oneOf } from '../../check.ts'
import { type ActivationOptions, activationOptions, layerActivations } from './activations.ts'
import { type Transformer, resolve } from './config.ts'

/** How layers are laid over pipeline stages, and when backward passes run. */
export interface StageOptions extends ActivationOptions {
  /** p, pipeline stages; must divide the layers. */
  readonly pipelineParallel?: number
  /** m, micro-batches per step; unlimited unless told, so that the pipeline fills. */
  readonly microBatches?: number
  /** v, chunks of layers per rank: 1 is plain 1F1B. Needs p·v to divide the layers. */
  readonly interleave?: number
  /** GPipe runs every forward before any backward; 1F1B caps what is in flight. */
  readonly schedule?: '1f1b' | 'gpipe'
  /** r, which stage; 0 unless told. */
  readonly stage?: number
}

/** Peak activation bytes on one rank of one stage. */
export interface StageActivations {
  /** Forward passes of a chunk (of layers / (p·v)) waiting for their backward pass, at the peak. */
  readonly inFlightChunks: number
  /** Layers' worth of activations held: in-flight chunks · layers per chunk. */
  readonly layersHeld: number
  readonly layers: number
  /** Dropout mask after the embedding, first stage only. */
  readonly embedding: number
  /** Final norm input, output layer input and 32-bit logits, last stage only. */
  readonly output: number
  /** Under full recomputation, the one layer that is being computed again. */
  readonly workspace: number
  readonly total: number
}

/**
 * Chunks in flight at the peak of a stage.
 *
 * 1F1B holds min(m, p − r). Interleaved 1F1B warms up with 2(p − r − 1) + (v − 1)p chunks and has
 * one more under way; on stage 0 that is pv + p − 1, which is 1 + (p−1)/(pv) of a full model.
 *
 * @throws RangeError when a count is not a positive integer, or the stage does not exist
 * @example inFlightChunks(4, 0) // 4
 * @source Korthikanti et al., arXiv:2205.05198, section 4.2.3; Megatron-LM, core/pipeline_parallel/schedules.py
 */
export function inFlightChunks(
  stages: number,
  stage: number,
  microBatches = Infinity,
  interleave = 1,
  schedule: '1f1b' | 'gpipe' = '1f1b',
): number {
  integer('stages', stages, 1)
  integer('stage', stage, 0, stages - 1)
  integer('interleave', interleave, 1)
  oneOf('schedule', schedule, ['1f1b', 'gpipe'])
  if (microBatches !== Infinity) integer('microBatches', microBatches, 1)
  const all = microBatches * interleave
  if (schedule === 'gpipe') return all
  const warm =
    interleave === 1 ? stages - stage : 2 * (stages - stage - 1) + (interleave - 1) * stages + 1
  return Math.min(all, warm)
}

/**
 * Peak activation bytes of a pipeline stage, on each of its tensor-parallel ranks.
 *
 * The first stage of 1F1B holds p micro-batches of l/p layers: the whole model's layers, whatever p.
 *
 * @throws RangeError when the stages do not divide the layers, GPipe gets no finite number of
 *   micro-batches, or an option is out of range
 * @example stageActivations(gpt175b, { tensorParallel: 8, sequenceParallel: true, recompute: 'selective', pipelineParallel: 8, interleave: 3 }).layers // 13.26e9
 * @source Korthikanti et al., arXiv:2205.05198, eq. 5–6 and section 4.3
 */
export function stageActivations(model: Transformer, options: StageOptions = {}): StageActivations {
  const { layers, hidden, vocabulary, sequence } = resolve(model)
  const choice = activationOptions(model, options)
  const { microBatch, tensorParallel: t, elementBytes } = choice
  const p = integer('pipelineParallel', options.pipelineParallel ?? 1, 1)
  const v = integer('interleave', options.interleave ?? 1, 1)
  const stage = integer('stage', options.stage ?? 0, 0, p - 1)
  if (layers % (p * v) !== 0) {
    throw new RangeError(
      `pipelineParallel · interleave must divide layers (${layers}), got ${p} · ${v}`,
    )
  }
  const schedule = options.schedule ?? '1f1b'
  const microBatches = options.microBatches ?? Infinity
  if (schedule === 'gpipe' && microBatches === Infinity) {
    throw new RangeError('microBatches must be given for GPipe, which keeps all of them')
  }
  const chunks = inFlightChunks(p, stage, microBatches, v, schedule)
  const perChunk = layers / (p * v)
  const tokens = sequence * microBatch
  const around = choice.sequenceParallel ? t : 1
  const perLayer = layerActivations(model, choice).bytes
  const held = chunks * perChunk
  // Each chunk of the first virtual stage in flight keeps one mask; v − 1 of v chunks keep none.
  const embedded = stage === 0 && choice.dropout ? Math.min(microBatches, p) : 0
  const isLast = stage === p - 1
  const parts = {
    layers: held * perLayer,
    embedding: (embedded * tokens * hidden) / around,
    output: isLast
      ? (2 * elementBytes * tokens * hidden) / around + (4 * tokens * vocabulary) / t
      : 0,
    workspace:
      choice.recompute === 'full'
        ? layerActivations(model, { ...choice, recompute: 'none' }).bytes
        : 0,
  }
  return {
    inFlightChunks: chunks,
    layersHeld: held,
    ...parts,
    total: parts.layers + parts.embedding + parts.output + parts.workspace,
  }
}
