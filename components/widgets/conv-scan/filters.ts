/** Kernels that one meets in every book on pictures, for any square size. */
export const filters = ['edges', 'upright', 'blur', 'sharpen', 'identity', 'ones'] as const
export type Filter = (typeof filters)[number]

/** Four decimal-exact blurs and the box of five; each adds up to 1. */
const blurs: Readonly<Record<number, readonly (readonly number[])[]>> = {
  1: [[1]],
  2: [
    [0.25, 0.25],
    [0.25, 0.25],
  ],
  3: [
    [0.05, 0.1, 0.05],
    [0.1, 0.4, 0.1],
    [0.05, 0.1, 0.05],
  ],
  4: [
    [0.04, 0.06, 0.06, 0.04],
    [0.06, 0.09, 0.09, 0.06],
    [0.06, 0.09, 0.09, 0.06],
    [0.04, 0.06, 0.06, 0.04],
  ],
  5: Array.from({ length: 5 }, () => [0.04, 0.04, 0.04, 0.04, 0.04]),
}

/** The middle pixel against its neighbours above, below, left and right. */
function laplacian(kernel: number, row: number, column: number): number {
  const middle = Math.floor(kernel / 2)
  const neighbour = (r: number, c: number) => Math.abs(r - middle) + Math.abs(c - middle) === 1
  if (neighbour(row, column)) return -1
  if (row !== middle || column !== middle) return 0
  // A kernel too small for four neighbours has fewer, and the weights still add up to nothing.
  let around = 0
  for (let r = 0; r < kernel; r++) {
    for (let c = 0; c < kernel; c++) if (neighbour(r, c)) around += 1
  }
  return around
}

/**
 * One weight of a filter.
 *
 * @example weightOf('upright', 3, 1, 0) // −2: Sobel's middle row is −2, 0, 2
 */
export function weightOf(filter: Filter, kernel: number, row: number, column: number): number {
  const middle = Math.floor(kernel / 2)
  const centre = row === middle && column === middle ? 1 : 0
  switch (filter) {
    case 'edges':
      return laplacian(kernel, row, column)
    case 'upright': {
      const side = Math.sign(2 * column - (kernel - 1))
      return side === 0 ? 0 : side * (1 + Math.min(row, kernel - 1 - row))
    }
    case 'blur':
      return blurs[kernel]![row]![column]!
    case 'sharpen':
      return centre + laplacian(kernel, row, column)
    case 'identity':
      return centre
    case 'ones':
      return 1
  }
}

/** Output channels take the filters in turn, from the chosen one on. */
export function filterOfChannel(first: Filter, channel: number): Filter {
  return filters[(filters.indexOf(first) + channel) % filters.length]!
}
