import { describe, expect, it } from 'vitest'
import { convolve } from '../../../math/conv/index.ts'
import { fillings, inputOf, patternOffsets, pictures, size, sumAt, weightsOf } from './run.ts'

const cell = (values: readonly number[], row: number, column: number) =>
  values[row * size + column]!

describe('one cell of a deformable layer', () => {
  it.each(pictures.flatMap((picture) => [3, 5].map((kernel) => [picture, kernel] as const)))(
    '%s, %i × %i: without offsets it is the ordinary convolution, spread it is the dilated one',
    (picture, kernel) => {
      const input = inputOf(picture)
      for (const filling of fillings) {
        const data = weightsOf(filling, kernel)
        const weights = { shape: [1, 1, kernel, kernel], data }
        const layer = { inputChannels: 1, outputChannels: 1, kernel, bias: false }
        const plain = convolve({ ...layer, padding: (kernel - 1) / 2 }, input, weights, null).data
        const dilated = convolve(
          { ...layer, dilation: 2, padding: kernel - 1 },
          input,
          weights,
          null,
        )
        for (const [row, column] of [
          [0, 0],
          [5, 6],
          [11, 3],
        ] as const) {
          const at = (pattern: 'grid' | 'spread') => {
            const settings = patternOffsets(pattern, picture, kernel, row, column)
            return sumAt(input, data, settings, 1, row, column).total
          }
          expect(at('grid')).toBeCloseTo(cell(plain, row, column), 12)
          expect(at('spread')).toBeCloseTo(cell(dilated.data, row, column), 12)
        }
      }
    },
  )

  it('taps that look for the object find more light than the grid', () => {
    const input = inputOf('ring')
    const weights = weightsOf('mean', 3)
    const total = (pattern: 'grid' | 'object') =>
      sumAt(input, weights, patternOffsets(pattern, 'ring', 3, 3, 3), 1, 3, 3).total
    expect(total('object')).toBeGreaterThan(total('grid'))
  })

  it('masks scale what a tap brings', () => {
    const input = inputOf('ring')
    const settings = patternOffsets('grid', 'ring', 3, 5, 3)
    const half = settings.map((setting) => ({ ...setting, mask: 0.5 }))
    const weights = weightsOf('mean', 3)
    const full = sumAt(input, weights, settings, 2, 5, 3).total
    expect(sumAt(input, weights, half, 2, 5, 3).total).toBeCloseTo(full / 2, 12)
  })
})
