import { finite, integer, object } from '../../check.ts'

/** Bytes that training keeps for each parameter, by purpose. */
export interface StateRecipe {
  readonly id: string
  readonly name: string
  /** The parameters that forward and backward use. */
  readonly parameters: number
  readonly gradients: number
  /** A second copy at higher precision that the optimizer updates; 0 where there is none. */
  readonly master: number
  /** Momentum, variance: what the optimizer remembers. */
  readonly moments: number
  readonly source: string
}

const zero = 'Rajbhandari et al., ZeRO, arXiv:1910.02054, section 3.1: 2 + 2 + K, K = 12'

/**
 * Optimizers and precisions, in bytes per parameter. The "16 bytes per parameter" of ZeRO and the
 * "18 bytes" of Megatron are two of them: they differ in the precision of the gradients.
 */
export const recipes = {
  mixedAdam: {
    id: 'mixedAdam',
    name: 'Adam, 16-bit parameters and gradients, 32-bit master copy',
    parameters: 2,
    gradients: 2,
    master: 4,
    moments: 8,
    source: zero,
  },
  megatronAdam: {
    id: 'megatronAdam',
    name: 'Adam, 16-bit parameters, 32-bit gradients and master copy',
    parameters: 2,
    gradients: 4,
    master: 4,
    moments: 8,
    source: 'Megatron-LM, megatron/training/theoretical_memory_usage.py: 18, or 6 + 12/d',
  },
  fullAdam: {
    id: 'fullAdam',
    name: 'Adam in 32 bits',
    parameters: 4,
    gradients: 4,
    master: 0,
    moments: 8,
    source: 'Kingma and Ba, arXiv:1412.6980: first and second moment per parameter',
  },
  pureBf16Adam: {
    id: 'pureBf16Adam',
    name: 'Adam, everything in bf16',
    parameters: 2,
    gradients: 2,
    master: 0,
    moments: 4,
    source: 'Kingma and Ba, arXiv:1412.6980, stored in 16 bits without a master copy',
  },
  adam8bit: {
    id: 'adam8bit',
    name: 'Adam with 8-bit moments, 32-bit master copy',
    parameters: 2,
    gradients: 2,
    master: 4,
    // two bytes, and two 32-bit scales for each block of 2048
    moments: 2 * (1 + 4 / 2048),
    source: 'Dettmers et al., arXiv:2110.02861: block-wise, 2048 values per block',
  },
  sgd: {
    id: 'sgd',
    name: 'SGD in 32 bits',
    parameters: 4,
    gradients: 4,
    master: 0,
    moments: 0,
    source: 'plain gradient descent remembers nothing',
  },
  momentum: {
    id: 'momentum',
    name: 'SGD with momentum in 32 bits',
    parameters: 4,
    gradients: 4,
    master: 0,
    moments: 4,
    source: 'Sutskever et al., ICML 2013: one velocity per parameter',
  },
  mixedMomentum: {
    id: 'mixedMomentum',
    name: 'SGD with momentum, 16-bit parameters and gradients, 32-bit master copy',
    parameters: 2,
    gradients: 2,
    master: 4,
    moments: 4,
    source: 'Micikevicius et al., arXiv:1710.03740, with one velocity per parameter',
  },
} as const satisfies Record<string, StateRecipe>

/** Bytes per parameter of a recipe, by state and in total. */
export interface BytesPerParameter {
  readonly parameters: number
  readonly gradients: number
  /** Master copy and moments: ZeRO's K. */
  readonly optimizer: number
  readonly total: number
}

/**
 * Bytes per parameter without sharding.
 *
 * @throws RangeError when an entry is negative or not finite
 * @example bytesPerParameter(recipes.mixedAdam).total // 16
 */
export function bytesPerParameter(recipe: StateRecipe): BytesPerParameter {
  const { parameters, gradients, master, moments } = object('recipe', recipe)
  for (const [name, bytes] of Object.entries({ parameters, gradients, master, moments })) {
    finite(`recipe.${name}`, bytes, 0)
  }
  const optimizer = master + moments
  return { parameters, gradients, optimizer, total: parameters + gradients + optimizer }
}

/**
 * Second-moment bytes of Adafactor for one matrix: a row vector and a column vector, in 32 bits,
 * instead of a value per element. Vectors are not factored.
 *
 * @throws RangeError when a size is not a positive integer
 * @example adafactorMoments(4096, 1024) // 4 · 5120 = 20,480 against Adam's 33,554,432
 * @source Shazeer and Stern, arXiv:1804.04235, section 3 (without momentum)
 */
export function adafactorMoments(rows: number, columns: number): number {
  integer('rows', rows, 1)
  integer('columns', columns, 1)
  return 4 * (rows === 1 || columns === 1 ? rows * columns : rows + columns)
}
