import fc from 'fast-check'
import { expect, test } from 'vitest'
import { makeDivisible, widthMultiplier } from './rounding.ts'

fc.configureGlobal({ seed: 2009_0117 })

test('rounds to the nearest multiple, but loses no more than a tenth', () => {
  expect([8.4, 11.2, 12, 20, 33.6].map((value) => makeDivisible(value))).toEqual([
    8, 16, 16, 24, 32,
  ])
  expect(makeDivisible(20.8, 4)).toBe(20)
  expect(makeDivisible(1)).toBe(8)
})

test('is a multiple of the divisor, at least 90 % of the wish, and monotone', () => {
  const value = fc.double({ min: 0, max: 5000, noNaN: true })
  fc.assert(
    fc.property(value, value, fc.integer({ min: 1, max: 32 }), (a, b, divisor) => {
      const [low, high] = [Math.min(a, b), Math.max(a, b)].map((x) => makeDivisible(x, divisor))
      expect(low! % divisor).toBe(0)
      expect(high!).toBeGreaterThanOrEqual(0.9 * Math.max(a, b))
      expect(high!).toBeGreaterThanOrEqual(low!)
    }),
  )
})

test('hostile arguments are named', () => {
  expect(() => makeDivisible(NaN)).toThrow(/value/)
  expect(() => makeDivisible(8, 0)).toThrow(/divisor/)
  expect(() => widthMultiplier(0)).toThrow(/width must be a finite number in \(0, ∞\), got 0/)
})
