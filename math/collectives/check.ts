import { oneOf } from '../check.ts'
import type { Holdings } from './history.ts'
import { elementsOf, inputSize, type Inputs } from './inputs.ts'
import { chunksAfter } from './primitives.ts'
import { range } from './rounds.ts'
import { operators, type AnySchedule, type Operator } from './types.ts'

/**
 * What a primitive must leave on each rank, straight from its definition and from the inputs,
 * without any schedule; and whether an execution left that.
 */

const fold: Readonly<Record<Operator, (values: readonly number[]) => number>> = {
  sum: (values) => values.reduce((sum, value) => sum + value, 0),
  mean: (values) => values.reduce((sum, value) => sum + value, 0) / values.length,
  max: (values) => values.reduce((most, value) => Math.max(most, value)),
  min: (values) => values.reduce((least, value) => Math.min(least, value)),
  product: (values) => values.reduce((product, value) => product * value, 1),
}

/**
 * How far two orders of the same operation on the same numbers may be apart in double precision:
 * every operation rounds by at most u = 2⁻⁵³ of its result, and each order has fewer than p of
 * them (one more for the mean). Below 2⁻¹⁰²² products also lose up to 2⁻¹⁰⁷⁴, which later factors
 * may magnify. Maximum and minimum do not round. Not covered: partial results that overflow.
 *
 * @source Higham, Accuracy and Stability of Numerical Algorithms, 2nd ed., §4.2
 */
function tolerance(values: readonly number[], operator: Operator): number {
  const roundings = 2.5 * values.length
  const relative = roundings * 2 ** -53
  const size = values.reduce((sum, value) => sum + Math.abs(value), 0)
  if (operator === 'sum') return relative * size
  if (operator === 'mean') return (relative * size) / values.length + 2 ** -1074
  if (operator === 'product') {
    const magnified = values.reduce((product, value) => product * Math.max(1, Math.abs(value)), 1)
    return relative * Math.abs(fold.product(values)) + roundings * 2 ** -1074 * magnified
  }
  return 0
}

interface Expected {
  readonly values: readonly number[]
  readonly tolerance: readonly number[]
}

/** Values that were only moved, which rounding cannot touch. */
const exact = (values: readonly number[]): Expected => ({ values, tolerance: values.map(() => 0) })

/** The definition: the output vector of every rank, with what rounding may change in it. */
function expectation(schedule: AnySchedule, inputs: Inputs, operator: Operator): Expected[] {
  const { primitive, ranks, root } = schedule
  const size = inputSize(schedule, inputs)
  const elements = elementsOf(schedule, size)
  const block = (vector: readonly number[], rank: number) => {
    const blockSize =
      primitive === 'all-to-all' ? schedule.chunks / ranks ** 2 : schedule.chunks / ranks
    return vector.slice(elements(rank * blockSize)[0], elements((rank + 1) * blockSize - 1)[1])
  }
  const none = exact([])
  const everyone = range(0, ranks)
  const onRoot = (result: Expected) => everyone.map((rank) => (rank === root ? result : none))
  const column = (index: number) => inputs.map((input) => input[index]!)
  const combined = (): Expected => ({
    values: range(0, size).map((index) => fold[operator](column(index))),
    tolerance: range(0, size).map((index) => tolerance(column(index), operator)),
  })
  switch (primitive) {
    case 'broadcast':
      return everyone.map(() => exact(inputs[root]!))
    case 'scatter':
      return everyone.map((rank) => exact(block(inputs[root]!, rank)))
    case 'gather':
      return onRoot(exact(inputs.flat()))
    case 'all-gather': {
      const gathered = exact(inputs.flat())
      return everyone.map(() => gathered)
    }
    case 'all-to-all':
      return everyone.map((rank) => exact(inputs.flatMap((input) => block(input, rank))))
    case 'reduce':
      return onRoot(combined())
    case 'all-reduce': {
      const result = combined()
      return everyone.map(() => result)
    }
    case 'reduce-scatter': {
      const result = combined()
      return everyone.map((rank) => ({
        values: block(result.values, rank),
        tolerance: block(result.tolerance, rank),
      }))
    }
    case 'barrier':
      return everyone.map(() => none)
  }
}

/**
 * What the primitive must leave on each rank by definition: one output vector per rank, empty
 * where a rank gets none. Computed from the inputs alone; of the schedule only its primitive, its
 * ranks, root and blocks matter.
 *
 * @example definition(schedule({ primitive: 'reduce', algorithm: 'ring', ranks: 2 }), [[1], [2]], 'sum')
 * // [[3], []]
 * @throws TypeError or RangeError for wrong inputs or operator
 */
export function definition(
  schedule: AnySchedule,
  inputs: Inputs,
  operator: Operator = 'sum',
): (readonly number[])[] {
  oneOf('operator', operator, operators)
  return expectation(schedule, inputs, operator).map(({ values }) => values)
}

/** One element that is not what the definition says. */
export interface Mismatch {
  readonly rank: number
  /** Position in the rank's output vector. */
  readonly index: number
  /** undefined when the rank does not hold it. */
  readonly actual: number | undefined
  readonly expected: number
}

/**
 * Compares the state after an execution with the primitive's definition; an empty list means that
 * every rank has what it must have. Equal means equal up to the rounding that a different order of
 * the same operations may cause.
 *
 * @example mismatches(ring, inputs, 'sum', play(ring, inputs, 'sum').at(-1)!.state) // []
 * @throws TypeError or RangeError for wrong inputs or operator
 */
export function mismatches(
  schedule: AnySchedule,
  inputs: Inputs,
  operator: Operator,
  state: readonly Holdings[],
): Mismatch[] {
  oneOf('operator', operator, operators)
  const elements = elementsOf(schedule, inputSize(schedule, inputs))
  return expectation(schedule, inputs, operator).flatMap((expected, rank) => {
    const actual = chunksAfter(schedule, rank).flatMap((chunk): (number | undefined)[] => {
      const [first, end] = elements(chunk)
      const cell = state[rank]?.get(chunk)
      return range(first, end).map((_, index) => cell?.values[index])
    })
    return expected.values.flatMap((value, index) => {
      const got = actual[index]
      const same =
        got === value || (got !== undefined && Math.abs(got - value) <= expected.tolerance[index]!)
      return same ? [] : [{ rank, index, actual: got, expected: value }]
    })
  })
}
