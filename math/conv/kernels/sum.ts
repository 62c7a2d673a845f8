import type { Tensor } from '../../tensor.ts'
import { type Cell, cellAt, onPadding, type Shape4, type WeightCell } from './taps.ts'

/** One product in an output cell's sum. */
export interface Term {
  /** The input cell, or null where the tap lies on padding, which counts as 0. */
  readonly input: Cell | null
  /** The place in the weight tensor, whose first axis is the layer's output or, transposed, input. */
  readonly weight: WeightCell
  readonly inputValue: number
  readonly weightValue: number
  readonly product: number
}

/** How one output cell came about: `total` = `bias` + the products of `terms`, summed in order. */
export interface CellSum {
  readonly cell: Cell
  readonly terms: readonly Term[]
  readonly bias: number
  readonly total: number
}

/** Visits the products of one cell: a position in the input or {@link onPadding}, one in the weights. */
export type Products = (visit: (input: number, weight: number) => void) => void

/** Adds up the products of one cell, starting from its bias. */
export function addUp(products: Products, input: Tensor, weights: Tensor, bias: number): number {
  let total = bias
  products((from, by) => {
    if (from !== onPadding) total += input.data[from]! * weights.data[by]!
  })
  return total
}

/** Writes out the products of one cell, those on padding too. */
export function writeOut(
  cell: Cell,
  products: Products,
  input: Tensor,
  weights: Tensor,
  bias: number,
): CellSum {
  const inputShape = input.shape as Shape4
  const weightShape = weights.shape as Shape4
  const terms: Term[] = []
  products((from, by) => {
    const inputValue = from === onPadding ? 0 : input.data[from]!
    const weightValue = weights.data[by]!
    terms.push({
      input: from === onPadding ? null : cellAt(inputShape, from),
      weight: cellAt(weightShape, by),
      inputValue,
      weightValue,
      product: inputValue * weightValue,
    })
  })
  return { cell, terms, bias, total: addUp(products, input, weights, bias) }
}
