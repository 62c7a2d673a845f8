import { describe, expect, it } from 'vitest'
import { filterOfChannel, filters, weightOf } from './filters.ts'
import { pictures, pixelOf } from './pictures.ts'

const kernelOf = (filter: (typeof filters)[number], kernel: number) =>
  Array.from({ length: kernel }, (_, row) =>
    Array.from({ length: kernel }, (_unused, column) => weightOf(filter, kernel, row, column)),
  )
const total = (rows: number[][]) => rows.flat().reduce((sum, weight) => sum + weight, 0)

describe('filters', () => {
  it.each([1, 2, 3, 4, 5])('of size %i do what they are called', (kernel) => {
    expect(total(kernelOf('edges', kernel))).toBe(0)
    expect(total(kernelOf('upright', kernel))).toBe(0)
    expect(total(kernelOf('identity', kernel))).toBe(1)
    expect(total(kernelOf('sharpen', kernel))).toBe(1)
    expect(total(kernelOf('blur', kernel))).toBeCloseTo(1, 12)
    expect(total(kernelOf('ones', kernel))).toBe(kernel ** 2)
  })

  it('can be typed again: at most two decimals, between −9 and 9', () => {
    for (const filter of filters) {
      for (const kernel of [1, 2, 3, 4, 5]) {
        for (const weight of kernelOf(filter, kernel).flat()) {
          expect(Number(weight.toFixed(2))).toBe(weight)
          expect(Math.abs(weight)).toBeLessThanOrEqual(9)
        }
      }
    }
  })

  it('of three are the ones in the books', () => {
    expect(kernelOf('edges', 3)).toEqual([
      [0, -1, 0],
      [-1, 4, -1],
      [0, -1, 0],
    ])
    expect(kernelOf('upright', 3)).toEqual([
      [-1, 0, 1],
      [-2, 0, 2],
      [-1, 0, 1],
    ])
  })

  it('go round over the output channels', () => {
    expect([0, 1, 2].map((channel) => filterOfChannel('identity', channel))).toEqual([
      'identity',
      'ones',
      'edges',
    ])
  })
})

describe('pictures', () => {
  it('are whole numbers from 0 to 9 at every size and in every channel', () => {
    for (const picture of pictures) {
      for (let size = 1; size <= 12; size++) {
        for (let pixel = 0; pixel < size ** 2; pixel++) {
          for (const channel of [0, 1, 2, 3]) {
            const row = Math.floor(pixel / size)
            const value = pixelOf(picture, size, row, pixel % size, channel, 4)
            expect(Number.isInteger(value) && value >= 0 && value <= 9).toBe(true)
          }
        }
      }
    }
  })

  it('show what they are called', () => {
    expect([0, 1, 2, 3].map((column) => pixelOf('step', 4, 0, column, 0, 1))).toEqual([0, 0, 9, 9])
    expect([0, 1, 2, 3].map((column) => pixelOf('ramp', 4, 0, column, 0, 1))).toEqual([0, 3, 6, 9])
    expect(pixelOf('spot', 5, 2, 2, 0, 1)).toBe(9)
    expect(pixelOf('spot', 5, 2, 1, 0, 1)).toBe(0)
  })
})
