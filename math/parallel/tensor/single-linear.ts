import { oneOf } from '../../check.ts'
import type { Tensor } from '../../tensor.ts'
import { eventLog } from './layout.ts'
import { type WeightCut, addBias, cutLayouts, cutLinear, expectRows } from './linear.ts'
import { sizeOf } from './matrix.ts'
import { type Build, type RunOptions, type TensorParallelRun, compareBlock } from './run.ts'
import { relayout } from './tape.ts'

/** One linear layer Y = X·W + bias on t ranks. */
export interface LinearOptions extends Omit<RunOptions, 'sequenceParallel'> {
  /** X [tokens × in]. */
  readonly input: Tensor
  /** W [in × out]. */
  readonly weight: Tensor
  readonly bias?: readonly number[]
  readonly ranks: number
  readonly cut: WeightCut
}

/**
 * One linear layer, cut, with whole matrices around it.
 *
 * By columns its output blocks are all-gathered (`gather_output`), and the gradient of the input is
 * all-reduced. By rows every rank takes its columns of the input, the output is all-reduced, and
 * the gradient of the input is gathered.
 *
 * @throws RangeError when the shapes do not fit or t does not divide the dimension that is cut
 * @example linearRun({ input, weight, ranks: 2, cut: 'column' }).values // X, X·[W₀ W₁], Y
 * @source Shoeybi et al., Megatron-LM, arXiv:1909.08053, section 3
 */
export function linearRun(options: LinearOptions): TensorParallelRun {
  const { input, weight, bias } = options
  const along = oneOf('cut', options.cut, ['column', 'row'])
  const log = eventLog(options.ranks)
  expectRows('weight', weight, sizeOf('input', input)[1])
  const build: Build = (at, gradients) => [
    relayout(at, cutLayouts[along].input, 'input'),
    cutLinear(at, 'weight', weight, along, gradients),
    relayout(at, 'replicated', 'output'),
    ...(bias === undefined ? [] : [addBias(at, 'bias', bias, gradients)]),
  ]
  return compareBlock(build, build, log, input, { ...options, sequenceParallel: false })
}
