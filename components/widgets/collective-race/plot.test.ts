import fc from 'fast-check'
import { expect, test } from 'vitest'
import { spread } from './plot.ts'

test('labels that have room stay; others move apart in their order', () => {
  expect(spread([10, 50, 90], 14, 0, 100)).toEqual([10, 50, 90])
  expect(spread([50, 50, 52], 14, 0, 100)).toEqual([50, 64, 78])
  expect(spread([98, 99], 14, 0, 100)).toEqual([86, 100])
})

test('no two labels overlap while there is room for all', () => {
  fc.assert(
    fc.property(fc.array(fc.double({ min: 0, max: 200, noNaN: true }), { maxLength: 12 }), (at) => {
      const placed = spread(at, 14, 0, 200).toSorted((a, b) => a - b)
      for (const [index, one] of placed.entries()) {
        if (index > 0) expect(one - placed[index - 1]!).toBeGreaterThanOrEqual(14 - 1e-9)
      }
    }),
  )
})
