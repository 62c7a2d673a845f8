import { integer, show } from './check.ts'
import type { Random } from './random.ts'

/**
 * A small tensor as plain data: numbers in row-major order (the last index runs fastest) and a
 * shape. Feature maps are [N, C, H, W]. It is made for pictures and proofs, not for speed.
 */
export interface Tensor {
  readonly shape: readonly number[]
  readonly data: readonly number[]
}

/** Numbers in lists in lists, as one writes a small tensor by hand. */
export type Nested = number | readonly Nested[]

/**
 * Elements of a shape: the product of its lengths, 1 for the empty shape of a single number.
 *
 * @example elements([2, 3, 4]) // 24
 * @throws TypeError or RangeError when a length is not an integer of at least 0
 */
export function elements(shape: readonly number[]): number {
  return shape.reduce((size, length, axis) => size * integer(`shape[${axis}]`, length, 0), 1)
}

/**
 * A tensor of a shape over its row-major data.
 *
 * @example tensor([2, 2], [1, 2, 3, 4]) // the matrix with rows 1 2 and 3 4
 * @throws RangeError when the data does not fill the shape exactly
 */
export function tensor(shape: readonly number[], data: readonly number[]): Tensor {
  return expectTensor('tensor', { shape, data })
}

/**
 * A tensor whose element at each index is `value(index)`; the index list is reused between calls.
 *
 * @example generate([2, 2], ([row, column]) => 10 * row! + column!).data // [0, 1, 10, 11]
 * @throws TypeError or RangeError when a length is not an integer of at least 0
 */
export function generate(
  shape: readonly number[],
  value: (index: readonly number[], offset: number) => number,
): Tensor {
  const index = shape.map(() => 0)
  const data = Array.from({ length: elements(shape) }, (_, offset) => {
    const element = value(index, offset)
    advance(index, shape)
    return element
  })
  return { shape, data }
}

/** Steps `index` to the next element in row-major order, wrapping to zero after the last. */
function advance(index: number[], shape: readonly number[]): void {
  for (let axis = shape.length - 1; axis >= 0; axis--) {
    index[axis]! += 1
    if (index[axis]! < shape[axis]!) return
    index[axis] = 0
  }
}

/**
 * A tensor with the same number everywhere, 0 unless told.
 *
 * @example filled([2], 7).data // [7, 7]
 * @throws TypeError or RangeError when a length is not an integer of at least 0
 */
export function filled(shape: readonly number[], value = 0): Tensor {
  return generate(shape, () => value)
}

/**
 * A tensor of numbers uniform in [min, max), drawn in row-major order.
 *
 * @example randomTensor([2, 2], random('weights')) // the same four numbers in [−1, 1) every time
 * @throws TypeError or RangeError when a length is not an integer of at least 0
 */
export function randomTensor(shape: readonly number[], stream: Random, min = -1, max = 1): Tensor {
  return generate(shape, () => min + (max - min) * stream.next())
}

/**
 * The position of an index in row-major order.
 *
 * @example offsetOf([2, 3], [1, 2]) // 5
 * @throws RangeError when the index has another rank or lies outside the shape
 */
export function offsetOf(shape: readonly number[], index: readonly number[]): number {
  if (!Array.isArray(index)) {
    throw new TypeError(`index must be a list of ${shape.length} integers, got ${show(index)}`)
  }
  if (index.length !== shape.length) {
    throw new RangeError(`index must have ${shape.length} entries, got ${show(index)}`)
  }
  return shape.reduce(
    (offset, length, axis) =>
      offset * length + integer(`index[${axis}]`, index[axis]!, 0, length - 1),
    0,
  )
}

/**
 * The index at a position in row-major order; the inverse of {@link offsetOf}.
 *
 * @example indexOf([2, 3], 5) // [1, 2]
 * @throws RangeError when the position lies outside the shape
 */
export function indexOf(shape: readonly number[], offset: number): number[] {
  let rest = integer('offset', offset, 0, elements(shape) - 1)
  const index = shape.map(() => 0)
  for (let axis = shape.length - 1; axis >= 0; axis--) {
    index[axis] = rest % shape[axis]!
    rest = Math.floor(rest / shape[axis]!)
  }
  return index
}

/**
 * The element at an index.
 *
 * @example at(tensor([2, 2], [1, 2, 3, 4]), [1, 0]) // 3
 * @throws RangeError when the index lies outside the shape
 */
export function at(values: Tensor, index: readonly number[]): number {
  return values.data[offsetOf(values.shape, index)]!
}

/**
 * A tensor from nested lists.
 *
 * @example fromNested([[1, 2], [3, 4]]) // shape [2, 2], data [1, 2, 3, 4]
 * @throws RangeError when the lists are ragged; TypeError when an entry is not a number
 */
export function fromNested(nested: Nested): Tensor {
  const shape: number[] = []
  for (let level = nested; typeof level !== 'number'; level = level[0]!) {
    if (!Array.isArray(level)) {
      throw new TypeError(`nested must hold numbers and lists alone, got ${show(level)}`)
    }
    shape.push(level.length)
    if (level.length === 0) break
  }
  const data: number[] = []
  const collect = (part: Nested, axis: number): void => {
    if (axis === shape.length) {
      if (typeof part !== 'number') {
        throw new TypeError(`nested must hold a number at depth ${axis}, got ${show(part)}`)
      }
      data.push(part)
      return
    }
    if (typeof part === 'number' || part.length !== shape[axis]) {
      throw new RangeError(
        `nested must hold lists of ${shape[axis]} entries at depth ${axis}, got ${show(part)}`,
      )
    }
    for (const entry of part) collect(entry, axis + 1)
  }
  collect(nested, 0)
  return { shape, data }
}

/**
 * Checks that a value is a tensor: a shape, and as many data as fill it.
 *
 * @example expectTensor('input', { shape: [2], data: [1] })
 * // RangeError: input.data.length must be 2 to fill the shape [2], got 1
 * @throws TypeError when it is something else; RangeError when data and shape disagree
 */
export function expectTensor(name: string, values: Tensor): Tensor {
  const tensorLike =
    typeof values === 'object' &&
    values !== null &&
    Array.isArray(values.shape) &&
    Array.isArray(values.data)
  if (!tensorLike) {
    throw new TypeError(`${name} must be a tensor {shape, data}, got ${show(values)}`)
  }
  const size = elements(values.shape)
  if (values.data.length !== size) {
    throw new RangeError(
      `${name}.data.length must be ${size} to fill the shape ${show(values.shape)}, ` +
        `got ${values.data.length}`,
    )
  }
  return values
}

/**
 * Checks that a tensor has the shape that it must have.
 *
 * @example expectShape('weights', filled([2, 2]), [2, 3])
 * // RangeError: weights.shape must be [2, 3], got [2, 2]
 * @throws RangeError naming the argument, its shape and the legal one
 */
export function expectShape(name: string, values: Tensor, shape: readonly number[]): Tensor {
  expectTensor(name, values)
  const equal =
    values.shape.length === shape.length && shape.every((length, i) => values.shape[i] === length)
  if (!equal) {
    throw new RangeError(`${name}.shape must be ${show(shape)}, got ${show(values.shape)}`)
  }
  return values
}
