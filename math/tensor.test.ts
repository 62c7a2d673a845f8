import * as fc from 'fast-check'
import { expect, test } from 'vitest'
import { random } from './random.ts'
import { at, elements, expectShape, filled, fromNested, generate } from './tensor.ts'
import { indexOf, offsetOf, randomTensor, tensor } from './tensor.ts'

fc.configureGlobal({ seed: 1603_07285 })

const shapes = fc.array(fc.integer({ min: 1, max: 4 }), { maxLength: 4 })

test('offset and index are inverse over every element, in row-major order', () => {
  fc.assert(
    fc.property(shapes, (shape) => {
      const offsets = generate(shape, (index) => offsetOf(shape, index))
      expect(offsets.data).toEqual(Array.from({ length: elements(shape) }, (_, i) => i))
      for (const offset of offsets.data) {
        expect(offsetOf(shape, indexOf(shape, offset))).toBe(offset)
      }
    }),
  )
})

test('nested lists become a shape and row-major data', () => {
  const cube = fromNested([
    [[1], [2]],
    [[3], [4]],
    [[5], [6]],
  ])
  expect(cube).toEqual({ shape: [3, 2, 1], data: [1, 2, 3, 4, 5, 6] })
  expect(at(cube, [2, 0, 0])).toBe(5)
  expect(fromNested(7)).toEqual({ shape: [], data: [7] })
  expect(fromNested([])).toEqual({ shape: [0], data: [] })
})

test('the same seed gives the same tensor', () => {
  expect(randomTensor([3, 3], random(5))).toEqual(randomTensor([3, 3], random(5)))
  const values = randomTensor([100], random(5), 2, 3).data
  expect(Math.min(...values)).toBeGreaterThanOrEqual(2)
  expect(Math.max(...values)).toBeLessThan(3)
})

test('what does not fit is refused by name', () => {
  expect(() => tensor([2, 2], [1])).toThrow(
    'tensor.data.length must be 4 to fill the shape [2, 2], got 1',
  )
  expect(() => tensor([2, -1], [1])).toThrow('shape[1] must be an integer in [0, ∞), got -1')
  expect(() => at(filled([2, 2]), [0, 2])).toThrow('index[1] must be an integer in [0, 1], got 2')
  expect(() => at(filled([2, 2]), [0])).toThrow('index must have 2 entries, got [0]')
  expect(() => indexOf([2, 2], 4)).toThrow('offset must be an integer in [0, 3], got 4')
  expect(() => fromNested([[1, 2], [3]])).toThrow('lists of 2 entries at depth 1, got [3]')
  expect(() => fromNested([[1], [[2]]])).toThrow(TypeError)
  expect(() => fromNested([1, 'two' as never])).toThrow('got "two"')
  expect(() => expectShape('weights', filled([2, 2]), [2, 3])).toThrow(
    'weights.shape must be [2, 3], got [2, 2]',
  )
})
