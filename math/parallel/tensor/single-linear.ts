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
  /** Row cut: every rank already has its columns of the input, from a column cut before. */
  readonly inputIsSplit?: boolean
  /** Column cut: gather the output's columns; otherwise they stay where they are. */
  readonly gatherOutput?: boolean
}

/**
 * One linear layer, cut.
 *
 * By columns nothing is sent forward unless the output is gathered, and the gradient of the input is
 * all-reduced. By rows the output is all-reduced; a whole input is cut for free and its gradient
 * gathered, a split input needs nothing backward.
 *
 * @throws RangeError when the shapes do not fit, t does not divide the dimension that is cut, or an
 *   option belongs to the other cut
 * @example linearRun({ input, weight, ranks: 2, cut: 'column' }).values // X, X·[W₀ W₁], Y
 * @source Shoeybi et al., Megatron-LM, arXiv:1909.08053, section 3
 */
export function linearRun(options: LinearOptions): TensorParallelRun {
  const { input, weight, bias } = options
  const along = oneOf('cut', options.cut, ['column', 'row'])
  const log = eventLog(options.ranks)
  expectRows('weight', weight, sizeOf('input', input)[1])
  const isSplit = oneOf('inputIsSplit', options.inputIsSplit ?? false, [true, false])
  const gathers = oneOf('gatherOutput', options.gatherOutput ?? true, [true, false])
  if (isSplit && along === 'column') {
    throw new RangeError('inputIsSplit must be false with a column cut, got true')
  }
  if (!gathers && along === 'row') {
    throw new RangeError('gatherOutput must be true with a row cut, got false')
  }
  const layouts = {
    input: isSplit ? 'columns' : 'replicated',
    output: gathers ? 'replicated' : 'columns',
  } as const
  const build: Build = (at, gradients) => [
    relayout(at, cutLayouts[along].input, 'input'),
    cutLinear(at, 'weight', weight, along, gradients),
    relayout(at, at.ranks === 1 ? 'replicated' : layouts.output, 'output'),
    ...(bias === undefined ? [] : [addBias(at, 'bias', bias, gradients)]),
  ]
  return compareBlock(build, build, log, input, options, layouts)
}
