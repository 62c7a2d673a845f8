import fc from 'fast-check'
import { expect, test } from 'vitest'
import { paretoFront } from './pareto.ts'

const offer = fc.record({
  cost: fc.integer({ min: 0, max: 20 }),
  gain: fc.integer({ min: 0, max: 20 }),
})

test('exactly the offers that no other beats, each pair of figures once', () => {
  fc.assert(
    fc.property(fc.array(offer, { maxLength: 30 }), (offers) => {
      const front = paretoFront(offers)
      const beaten = (index: number) =>
        offers.some(({ cost, gain }, other) => {
          const { cost: c, gain: g } = offers[index]!
          return (
            (cost <= c && gain >= g && (cost < c || gain > g)) ||
            (cost === c && gain === g && other < index)
          )
        })
      expect(front.toSorted((a, b) => a - b)).toEqual(
        offers.map((_, i) => i).filter((i) => !beaten(i)),
      )
      for (let i = 1; i < front.length; i++) {
        expect(offers[front[i]!]!.cost).toBeGreaterThan(offers[front[i - 1]!]!.cost)
      }
    }),
  )
})

test('refuses what is no number', () => {
  expect(() => paretoFront([{ cost: NaN, gain: 1 }])).toThrow()
})
