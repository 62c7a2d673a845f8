import { show } from '../../check.ts'
import { type Tensor, generate } from '../../tensor.ts'

/** Matrices are tensors of shape [rows, columns]; small ones, made to be looked at. */

/**
 * Rows and columns of a matrix.
 *
 * @throws RangeError when the tensor is not a matrix
 */
export function sizeOf(name: string, matrix: Tensor): readonly [number, number] {
  if (matrix.shape.length !== 2) {
    throw new RangeError(`${name}.shape must be [rows, columns], got ${show(matrix.shape)}`)
  }
  return [matrix.shape[0]!, matrix.shape[1]!]
}

/**
 * The matrix product a · b.
 *
 * @throws RangeError when a's columns are not b's rows
 * @example matmul(fromNested([[1, 2]]), fromNested([[3], [4]])).data // [11]
 */
export function matmul(a: Tensor, b: Tensor): Tensor {
  const [rows, inner] = sizeOf('a', a)
  const [innerB, columns] = sizeOf('b', b)
  if (inner !== innerB) {
    throw new RangeError(`b must have as many rows as a has columns (${inner}), got ${innerB}`)
  }
  const data = Array<number>(rows * columns).fill(0)
  for (let row = 0; row < rows; row++) {
    for (let k = 0; k < inner; k++) {
      const factor = a.data[row * inner + k]!
      for (let column = 0; column < columns; column++) {
        data[row * columns + column]! += factor * b.data[k * columns + column]!
      }
    }
  }
  return { shape: [rows, columns], data }
}

/** The transposed matrix. */
export function transpose(matrix: Tensor): Tensor {
  const [rows, columns] = sizeOf('matrix', matrix)
  return generate([columns, rows], ([column, row]) => matrix.data[row! * columns + column!]!)
}

/** Each element changed by a function. */
export function map(matrix: Tensor, change: (value: number, offset: number) => number): Tensor {
  return { shape: matrix.shape, data: matrix.data.map(change) }
}

/** Element by element of two matrices of one shape. */
export function zip(a: Tensor, b: Tensor, combine: (a: number, b: number) => number): Tensor {
  if (show(a.shape) !== show(b.shape)) {
    throw new RangeError(`b.shape must be ${show(a.shape)}, got ${show(b.shape)}`)
  }
  return map(a, (value, offset) => combine(value, b.data[offset]!))
}

/** The sum of matrices of one shape. */
export function sum(matrices: readonly Tensor[]): Tensor {
  return matrices.reduce((total, matrix) => zip(total, matrix, (a, b) => a + b))
}

/** A row vector added to every row. */
export function addRow(matrix: Tensor, row: readonly number[]): Tensor {
  const [, columns] = sizeOf('matrix', matrix)
  if (row.length !== columns) {
    throw new RangeError(`bias.length must be ${columns}, got ${row.length}`)
  }
  return map(matrix, (value, offset) => value + row[offset % columns]!)
}

/** The sum of all rows: the gradient of a row vector that was added to each. */
export function columnSums(matrix: Tensor): readonly number[] {
  const [rows, columns] = sizeOf('matrix', matrix)
  return Array.from({ length: columns }, (_, column) => {
    let total = 0
    for (let row = 0; row < rows; row++) total += matrix.data[row * columns + column]!
    return total
  })
}

/** Columns `from` (included) to `to` (excluded). */
export function sliceColumns(matrix: Tensor, from: number, to: number): Tensor {
  const [rows, columns] = sizeOf('matrix', matrix)
  return generate(
    [rows, to - from],
    ([row, column]) => matrix.data[row! * columns + from + column!]!,
  )
}

/** Rows `from` (included) to `to` (excluded). */
export function sliceRows(matrix: Tensor, from: number, to: number): Tensor {
  const [, columns] = sizeOf('matrix', matrix)
  return { shape: [to - from, columns], data: matrix.data.slice(from * columns, to * columns) }
}

/** Matrices beside one another. */
export function joinColumns(parts: readonly Tensor[]): Tensor {
  return transpose(joinRows(parts.map(transpose)))
}

/** Matrices below one another. */
export function joinRows(parts: readonly Tensor[]): Tensor {
  const rows = parts.reduce((total, part) => total + sizeOf('part', part)[0], 0)
  return { shape: [rows, parts[0]!.shape[1]!], data: parts.flatMap((part) => part.data) }
}

/**
 * The largest absolute difference between two matrices of one shape.
 *
 * @throws RangeError when the shapes differ
 * @example maxDifference(fromNested([[1, 2]]), fromNested([[1, 5]])) // 3
 */
export function maxDifference(a: Tensor, b: Tensor): number {
  return zip(a, b, (x, y) => Math.abs(x - y)).data.reduce((most, value) => Math.max(most, value), 0)
}
