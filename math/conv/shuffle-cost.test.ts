import { expect, it } from 'vitest'
import { shuffleCost } from './shuffle-cost.ts'

it('a shuffle counts nothing and moves everything twice', () => {
  const cost = shuffleCost(12, { height: 28, width: 28 })
  expect([cost.params.total, cost.macs]).toEqual([0, 0])
  expect(cost.bytes.total).toBe(2 * 12 * 784 * 4)
  expect(shuffleCost(12, { height: 28, width: 28, batch: 3 }).bytes.total).toBe(6 * 12 * 784 * 4)
  expect(() => shuffleCost(0, { height: 1, width: 1 })).toThrow(/channels/)
})
