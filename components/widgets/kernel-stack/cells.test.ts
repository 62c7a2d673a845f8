import { expect, test } from 'vitest'
import { runs } from './runs.ts'
import { shadedCells, shades } from './cells.ts'

test('every cell that is not empty is drawn once, in its shade', () => {
  const paths = shadedCells([0, 0.001, 1, 0.5, 0, 1], 3)
  expect(paths).toHaveLength(shades)
  expect(paths[0]).toBe('M1 0h1v1h-1z')
  expect(paths[3]).toBe('M0 1h1v1h-1z')
  expect(paths[7]).toBe('M2 0h1v1h-1zM2 1h1v1h-1z')
  expect(paths.join('').match(/M/g)).toHaveLength(4)
})

test('equal neighbours are counted', () => {
  expect(runs(['a', 'a', 'b', 'a'])).toEqual([
    ['a', 2],
    ['b', 1],
    ['a', 1],
  ])
  expect(runs([])).toEqual([])
})
