import { expect, test } from 'vitest'
import { handingOver, speedUp } from './speed-up.ts'

test('a step gains only where it waits', () => {
  expect(speedUp(10, 8, 2)).toEqual({ before: 10, after: 6, speedUp: 10 / 6, limit: 5 })
  expect(speedUp(10, 0, 100).speedUp).toBe(1)
  expect(speedUp(10, 10, 4)).toMatchObject({ speedUp: 4, limit: Infinity })
})

test('handing over costs two handovers and the longer of both', () => {
  const work = { operations: 1e6, bytes: 1e5 }
  const { own, handed } = handingOver(work, 1e9, 1e10, 1e9, 2e-4)
  expect(own).toBeCloseTo(1e-3, 12)
  expect(handed).toBeCloseTo(5e-4, 12)
  expect(handingOver(work, 1e9, 1e10, 1e6, 0).handed).toBeCloseTo(0.1, 12)
})

test('names what is wrong', () => {
  expect(() => speedUp(1, 2, 2)).toThrow(/waited/)
  expect(() => speedUp(1, 1, 0)).toThrow(/factor/)
  expect(() => handingOver({ operations: -1, bytes: 0 }, 1, 1, 1, 0)).toThrow(/operations/)
  expect(() => handingOver({ operations: 1, bytes: 0 }, 0, 1, 1, 0)).toThrow(/own/)
})
