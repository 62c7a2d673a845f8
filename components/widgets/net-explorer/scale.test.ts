import { expect, test } from 'vitest'
import { linearAxis, logAxis } from './scale.ts'

test('equal ratios are equally far apart, and everything lies inside', () => {
  const { place, ticks } = logAxis(1e6, 2e8)
  expect(place(1e7) - place(1e6)).toBeCloseTo(place(1e8) - place(1e7))
  expect(place(1e6)).toBeGreaterThan(0)
  expect(place(2e8)).toBeLessThan(100)
  expect(ticks).toEqual([1e6, 2e6, 5e6, 1e7, 2e7, 5e7, 1e8, 2e8])
  expect(logAxis(1e6, 1e11).ticks).toEqual([1e6, 1e7, 1e8, 1e9, 1e10, 1e11])
})

test('ticks at whole multiples', () => {
  const { place, ticks } = linearAxis(50.6, 84.1, 10)
  expect(ticks).toEqual([50, 60, 70, 80, 90])
  expect([place(50), place(90)]).toEqual([0, 100])
})
