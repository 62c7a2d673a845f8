import * as fc from 'fast-check'
import { expect, test } from 'vitest'
import { coincide, fits, mayBe, same } from './precision.ts'
import { parseQuantity, type Quantity } from './quantity.ts'

function read(text: string): Quantity {
  const quantity = parseQuantity(text, 'params')
  if ('problem' in quantity) throw new Error(`${text}: ${quantity.problem}`)
  return quantity
}

test.each<[string, number, boolean]>([
  ['14,450,688', 14450688, true],
  ['14.45 M', 14450688, true],
  ['14.5 M', 14450688, true],
  ['14450000', 14450688, true],
  ['1.445e7', 14450688, true],
  ['14,450,687', 14450688, false],
  ['14.46 M', 14450688, false],
  ['14 M', 14450688, false], // two figures do not do
  ['4610', 4608, true],
  ['4608', 4608, true],
  ['4609', 4608, false],
  ['4600', 4608, false],
  ['12.5', 12.45, true], // a tie rounds either way
  ['12.4', 12.45, true],
  ['3/11', 3 / 11, true],
  ['3/10', 3 / 11, false],
  ['0.273', 3 / 11, true],
  ['27.27%', 3 / 11, true],
  ['0.2', 0.2, true],
  ['150', 150.3, true], // the zero may be a figure
  ['14', 14, true],
  ['14.0', 14, true],
  ['1.4e1', 14, true],
  ['13.96', 14, false], // a small whole number is exact
  ['10', 14, false],
  ['0', 0, true],
  ['0.00', 0.001, false],
  ['-14.5', -14.45, true],
])('%s for %d: %s', (text, target, expected) => {
  const unit = text.includes('%') || text.startsWith('0.') || text.includes('/')
  const typed = unit ? parseQuantity(text, 'number') : read(text)
  expect(fits(typed as Quantity, target, 3)).toBe(expected)
})

test('an answer that must be exact is not rounded', () => {
  expect(fits(read('14.45 M'), 14450688, 'exact')).toBe(false)
  expect(fits(read('14.450688 M'), 14450688, 'exact')).toBe(true)
})

test('too few figures may still be the target', () => {
  expect(mayBe(read('14 M'), 14450688, 3)).toBe(true)
  expect(mayBe(read('4600'), 4608, 3)).toBe(true)
  expect(mayBe(read('15 M'), 14450688, 3)).toBe(false)
  expect(mayBe(read('10'), 14, 3)).toBe(false)
  expect(mayBe(read('0'), 0.3, 3)).toBe(true)
})

test('whole numbers are told apart to the last digit, however large', () => {
  expect(same(10 ** 15, 10 ** 15 + 1)).toBe(false)
  expect(same(14.450688 * 1e6, 14450688)).toBe(true)
})

const magnitude = fc.double({ min: 1e-6, max: 1e18, noNaN: true })

test('every rounding of the truth with enough figures is right, and none with fewer is wrong', () => {
  fc.assert(
    fc.property(
      fc.oneof(magnitude, magnitude.map(Math.round)),
      fc.integer({ min: 1, max: 15 }),
      (truth, figures) => {
        const typed = read(truth.toPrecision(figures))
        expect(mayBe(typed, truth, 3) || fits(typed, truth, 3)).toBe(
          figures >= 3 || !Number.isInteger(truth) || truth >= 1000 || typed.value === truth,
        )
        expect(fits(typed, truth, 3)).toBe(figures >= 3 || same(typed.value, truth))
      },
    ),
    { numRuns: 3000 },
  )
})

test('no answer of enough figures fits two numbers that do not coincide', () => {
  const ratio = fc.double({ min: 0.97, max: 1.03, noNaN: true })
  let apart = 0
  fc.assert(
    fc.property(
      magnitude,
      ratio,
      fc.integer({ min: 3, max: 6 }),
      fc.double({ min: 0, max: 1, noNaN: true }),
      (a, factor, figures, between) => {
        const b = a * factor
        const typed = read((a + (b - a) * between).toPrecision(figures))
        if (coincide(a, b, 3)) return
        apart++
        expect(fits(typed, a, 3) && fits(typed, b, 3)).toBe(false)
      },
    ),
    { numRuns: 3000 },
  )
  expect(apart).toBeGreaterThan(1000)
})

test('what one answer of three figures fits does coincide', () => {
  fc.assert(
    fc.property(magnitude, fc.constantFrom(-1, 1), (a, direction) => {
      const b = a * (1 + direction * 0.0009)
      expect(coincide(a, b, 3)).toBe(true)
    }),
  )
  expect(coincide(9.96, 9.99, 3)).toBe(true) // both are 10.0 ± 0.05
  expect(coincide(14, 15, 3)).toBe(false)
  expect(coincide(14, 14.05, 3)).toBe(true)
})
