import { expect, test } from 'vitest'
import { straggling } from './stragglers.ts'

test('one chip is as slow as it is', () => {
  const { chance, slowdown } = straggling(1, 0.1, 0.5)
  expect(chance).toBeCloseTo(0.1, 12)
  expect(slowdown).toBeCloseTo(1.05, 12)
})

test('rare for one is sure for many', () => {
  expect(straggling(1000, 0.001, 0.5).chance).toBeCloseTo(1 - 0.999 ** 1000, 12)
  expect(straggling(100000, 0.001, 0.5).slowdown).toBeCloseTo(1.5, 9)
  expect(straggling(8, 0, 1).slowdown).toBe(1)
  expect(straggling(8, 1, 1).slowdown).toBe(2)
})

test('names what is wrong', () => {
  expect(() => straggling(0, 0.1, 1)).toThrow(/ranks/)
  expect(() => straggling(1, 1.1, 1)).toThrow(/chance/)
  expect(() => straggling(1, 0.1, -1)).toThrow(/excess/)
})
