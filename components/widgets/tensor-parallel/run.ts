import { type SampleSetting, sampleProgram } from '../../../math/parallel/tensor/samples.ts'
import type { ProgramStep, TensorProgram } from '../../../math/parallel/tensor/recorder.ts'
import { gatheredInputBytes, layerCommunication } from '../../../math/parallel/tensor/volume.ts'
import { layerActivations } from '../../../math/parallel/transformer/activations.ts'

export interface Setting extends SampleSetting {
  /** Width and tokens of a real layer. */
  readonly hidden: number
  readonly tokens: number
}

/** A layer of the size that is really trained: what it sends and keeps on one rank. */
export interface RealLayer {
  /** Bytes that a rank sends per layer and micro-batch, forward and backward. */
  readonly sent: number
  readonly allReduces: number
  readonly allGathers: number
  readonly reduceScatters: number
  /** Bytes of activations that a rank keeps. */
  readonly kept: number
}

export interface Frame {
  readonly program: TensorProgram
  readonly at: number
  readonly step: ProgramStep
  readonly real: RealLayer
}

/** Bytes of one number in training: 16 bits. */
export const elementBytes = 2
/** Width of one head in a real layer. */
const headSize = 128

function realOf({ block, ranks, again, hidden, tokens, ...setting }: Setting): RealLayer {
  const sequence = setting.sequence && block !== 'product'
  const model = {
    layers: 1,
    hidden,
    heads: hidden / headSize,
    vocabulary: 1,
    sequence: tokens,
  }
  const options = { tensorParallel: ranks, sequenceParallel: sequence }
  const { collectives, sent } = layerCommunication(model, options, !(sequence && again))
  const count = (wanted: string) =>
    collectives
      .filter(({ collective }) => collective === wanted)
      .reduce((sum, each) => sum + each.count, 0)
  return {
    sent: sent * elementBytes,
    allReduces: count('all-reduce'),
    allGathers: count('all-gather'),
    reduceScatters: count('reduce-scatter'),
    kept:
      layerActivations(model, { ...options, attention: 'flash' }).bytes +
      // What is not gathered again has to be kept.
      (sequence && !again ? gatheredInputBytes(model, options) : 0),
  }
}

export function framesOf(setting: Setting): readonly Frame[] {
  const program = sampleProgram(setting)
  const real = realOf(setting)
  return program.steps.map((step, at) => ({ program, at, step, real }))
}
