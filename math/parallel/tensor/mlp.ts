import { oneOf } from '../../check.ts'
import type { Tensor } from '../../tensor.ts'
import { eventLog } from './layout.ts'
import {
  type Activation,
  type WeightCut,
  nonlinearities,
  addBias,
  cutLayouts,
  cutLinear,
  elementwise,
  expectRows,
} from './linear.ts'
import { sizeOf } from './matrix.ts'
import { type Build, type RunOptions, type TensorParallelRun, compareBlock } from './run.ts'
import { type Operation, relayout } from './tape.ts'

/** Ways to get a tensor-parallel MLP wrong, so that the error can be seen. */
export const mlpMistakes = [
  /** GeLU on the partial sums of a row-cut product: GeLU(a) + GeLU(b) is not GeLU(a + b). */
  'activate-partial-sums',
  /** The second bias added on every rank before the sum, so that it counts t times. */
  'bias-on-every-rank',
  /** The last sum left out: every rank goes on with its own summand. */
  'skip-last-reduce',
] as const
export type MlpMistake = (typeof mlpMistakes)[number]

/** A two-layer MLP, Y = act(X·up + upBias)·down + downBias, on t ranks. */
export interface MlpOptions extends RunOptions {
  /** X [tokens × h]. */
  readonly input: Tensor
  /** [h × f] */
  readonly up: Tensor
  /** [f × h'] */
  readonly down: Tensor
  readonly upBias?: readonly number[]
  readonly downBias?: readonly number[]
  readonly activation?: Activation
  /** t. */
  readonly ranks: number
  /** How each weight matrix is cut; column then row is Megatron's. */
  readonly cuts?: readonly [WeightCut, WeightCut]
  readonly mistake?: MlpMistake
}

/**
 * Runs an MLP with real numbers on t ranks, places the collectives that its cuts need, and compares
 * it with the unsharded one, forward and backward.
 *
 * Column then row needs one all-reduce forward (the output) and one backward (the input's
 * gradient); with sequence parallelism these become an all-gather and a reduce-scatter each way.
 * Any other pair of cuts works too, at a higher price: a row cut first must be reduced *before* the
 * nonlinearity, a column cut last must be gathered.
 *
 * @throws RangeError when shapes do not fit or t does not divide what is cut; with a mistake,
 *   also when it cannot be made with these cuts
 * @example tensorParallelMlp({ input, up, down, ranks: 4 }).events // one all-reduce of the output
 * @source Shoeybi et al., arXiv:1909.08053, section 3; Korthikanti et al., arXiv:2205.05198, section 4.2
 */
export function tensorParallelMlp(options: MlpOptions): TensorParallelRun {
  const { input, up, down, cuts = ['column', 'row'], activation = 'gelu', mistake } = options
  const log = eventLog(options.ranks)
  const [tokens, width] = sizeOf('input', input)
  expectRows('down', down, expectRows('up', up, width))
  oneOf('activation', activation, Object.keys(nonlinearities) as Activation[])
  for (const [index, along] of cuts.entries()) oneOf(`cuts[${index}]`, along, ['column', 'row'])
  if (mistake !== undefined) checkMistake(options, cuts)
  if (options.sequenceParallel && tokens % log.ranks !== 0) {
    throw new RangeError(`ranks must divide the tokens (${tokens}), got ${log.ranks}`)
  }

  const block =
    ([first, second]: readonly [WeightCut, WeightCut], wrong?: MlpMistake): Build =>
    (at, gradients) => {
      const around = options.sequenceParallel && at.ranks > 1 ? 'rows' : 'replicated'
      const reduceFirst = first === 'row' && wrong !== 'activate-partial-sums'
      const biased = (name: string, bias: readonly number[] | undefined): Operation[] =>
        bias === undefined ? [] : [addBias(at, name, bias, gradients)]
      const last =
        wrong === 'skip-last-reduce'
          ? [pretendWhole]
          : [relayout(at, around, second === 'row' ? 'MLP output' : 'MLP output columns')]
      if (wrong === 'bias-on-every-rank') last.unshift(biasOnEveryRank(options.downBias!))
      return [
        relayout(at, cutLayouts[first].input, 'MLP input'),
        cutLinear(at, 'up', up, first, gradients),
        ...(reduceFirst ? [relayout(at, 'replicated', 'hidden sums')] : []),
        ...(wrong === 'activate-partial-sums' ? [] : biased('upBias', options.upBias)),
        elementwise(activation),
        ...(wrong === 'activate-partial-sums'
          ? [relayout(at, 'replicated', 'activated sums')]
          : []),
        relayout(at, cutLayouts[second].input, 'hidden columns'),
        cutLinear(at, 'down', down, second, gradients),
        ...last,
        ...(wrong === 'bias-on-every-rank' ? [] : biased('downBias', options.downBias)),
      ]
    }
  return compareBlock(block(cuts, mistake), block(['column', 'row']), log, input, options)
}

function checkMistake(options: MlpOptions, [first, second]: readonly [WeightCut, WeightCut]): void {
  const mistake = oneOf('mistake', options.mistake!, mlpMistakes)
  const possible = {
    'activate-partial-sums': first === 'row' && options.upBias === undefined,
    'bias-on-every-rank': second === 'row' && options.downBias !== undefined,
    'skip-last-reduce': second === 'row' && !options.sequenceParallel,
  }[mistake]
  if (!possible) {
    throw new RangeError(
      `mistake must be one that these cuts and biases allow, got "${mistake}" with ${first} then ${second}`,
    )
  }
  if (options.outputGradient !== undefined) {
    throw new RangeError('outputGradient must be left out with a mistake: only the output is shown')
  }
}

/** Wrong on purpose: takes each rank's partial sum for the whole. */
const pretendWhole: Operation = {
  name: 'partial sum taken for the output',
  hasParameters: false,
  forward: ({ parts }) => ({
    value: { layout: 'replicated', parts },
    backward: (gradient) => gradient,
  }),
}

/** Wrong on purpose: adds the bias to every partial sum. */
function biasOnEveryRank(bias: readonly number[]): Operation {
  const add = addBias({ ranks: 1, events: [] }, 'downBias', bias, new Map())
  return {
    name: 'bias on every rank',
    hasParameters: false,
    forward: ({ parts }) => ({
      value: {
        layout: 'partial',
        parts: parts.map(
          (part) => add.forward({ layout: 'replicated', parts: [part] }).value.parts[0]!,
        ),
      },
      backward: (gradient) => gradient,
    }),
  }
}
