import type { Launch } from './launch.ts'

/** What a launch comes to in the script. */
export interface Choices extends Launch {
  readonly tensor: boolean
  readonly pipeline: boolean
  readonly chunked: boolean
  /** Norms and layer inputs are split along the sequence. */
  readonly split: boolean
  /** Format that parameters are gathered in and gradients travel in; empty for 32 bits. */
  readonly gathered: string
  readonly reduced: string
}

export function choicesOf(launch: Launch): Choices {
  const { plan, precision, recipe } = launch
  const wide = precision === 'tf32' || precision === 'fp32'
  const half = precision === 'fp16' ? 'float16' : 'bfloat16'
  return {
    ...launch,
    tensor: plan.tensorParallel > 1,
    pipeline: plan.pipelineParallel > 1,
    chunked: plan.interleave > 1,
    split: plan.tensorParallel > 1 && launch.sequenceParallel,
    gathered: wide ? '' : half,
    reduced: wide || recipe.gradients === 4 ? 'float32' : half,
  }
}

/** Lines that are wanted, without the others. */
export const lines = (...all: readonly (string | false)[]) =>
  all.filter((line) => line !== false).join('\n')
