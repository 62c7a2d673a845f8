import { finite, integer, object, oneOf } from '../../check.ts'
import { type DataStrategy, dataStrategies } from '../data/volume.ts'
import { type StateRecipe, bytesPerParameter, recipes } from './recipes.ts'
import { modelStates } from './states.ts'

/** A data-parallel strategy on a model. */
export interface StrategyOptions {
  readonly strategy: DataStrategy
  /** ψ. */
  readonly parameters: number
  /** n, replicas. */
  readonly ranks: number
  /** 0 is `data-parallel`'s master; all ranks are alike in the others. */
  readonly rank?: number
  readonly recipe?: StateRecipe
  /** DDP: gradients live in the buckets; by default they are copied there. */
  readonly gradientAsBucketView?: boolean
  /** ZeRO-3: parameters of the largest unit; all of them unless told. */
  readonly largestUnit?: number
  /** ZeRO-3: gather the next unit while one is in use. */
  readonly prefetch?: boolean
  readonly reshardAfterForward?: boolean
}

/** Bytes of one rank, at the moment of a step when it holds most of each. */
export interface StrategyMemory {
  readonly parameters: number
  readonly gradients: number
  readonly optimizer: number
  /** A second home of the gradients, from which DDP sends. */
  readonly buckets: number
  /** Parameters held for a moment: copies from the master, or gathered units. */
  readonly gathered: number
  readonly total: number
}

/**
 * What a rank holds under each strategy, activations aside.
 *
 * DDP keeps everything everywhere. `DataParallel` keeps optimizer states on the master alone, and
 * the others hold a copy of the parameters and their gradients while a step lasts. ZeRO shards; its
 * third stage also holds what it has gathered: one unit, two with prefetch, everything when nothing
 * is resharded after the forward pass.
 *
 * @throws RangeError when a count is out of range
 * @example strategyMemory({ strategy: 'ddp', parameters: 1e9, ranks: 8 }).total // 18e9: 16ψ and 2ψ of buckets
 * @source PyTorch, torch/nn/parallel; Rajbhandari et al., arXiv:1910.02054; Zhao et al., arXiv:2304.11277
 */
export function strategyMemory(options: StrategyOptions): StrategyMemory {
  const strategy = oneOf('strategy', object('options', options).strategy, dataStrategies)
  const psi = finite('parameters', options.parameters, 0)
  const n = integer('ranks', options.ranks, 1)
  const rank = integer('rank', options.rank ?? 0, 0, n - 1)
  const recipe = options.recipe ?? recipes.mixedAdam
  const isView = oneOf('gradientAsBucketView', options.gradientAsBucketView ?? false, [true, false])
  const largest = finite('largestUnit', options.largestUnit ?? psi, 0, psi)
  const prefetch = oneOf('prefetch', options.prefetch ?? true, [true, false])
  const reshard = oneOf('reshardAfterForward', options.reshardAfterForward ?? true, [true, false])
  const bytes = bytesPerParameter(recipe)
  const whole = bytes.parameters * psi
  const add = (states: { parameters: number; gradients: number; optimizer: number }) => ({
    parameters: states.parameters,
    gradients: states.gradients,
    optimizer: states.optimizer,
    buckets: 0,
    gathered: 0,
  })
  const sum = (memory: Omit<StrategyMemory, 'total'>): StrategyMemory => ({
    ...memory,
    total: Object.values(memory).reduce((total, each) => total + each, 0),
  })
  if (strategy === 'data-parallel') {
    const master = add(modelStates(psi, 1, 0, recipe))
    return sum(rank === 0 ? master : { ...master, parameters: 0, optimizer: 0, gathered: whole })
  }
  if (strategy === 'ddp') {
    const buckets = isView ? 0 : bytes.gradients * psi
    return sum({ ...add(modelStates(psi, 1, 0, recipe)), buckets })
  }
  const stage = ({ 'zero-1': 1, 'zero-2': 2, 'zero-3': 3 } as const)[strategy]
  const units = reshard ? Math.min(psi, largest * (prefetch ? 2 : 1)) : psi
  const gathered = stage === 3 && n > 1 ? bytes.parameters * units : 0
  return sum({ ...add(modelStates(psi, n, stage, recipe)), gathered })
}
