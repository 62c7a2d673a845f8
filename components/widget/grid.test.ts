import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { grid } from './grid.ts'
import type { Grid } from './grid.ts'

const whole = grid(-9, 9, 12)
const fine = grid(-9, 9, 12, { decimals: 2 })

describe('a grid in an address', () => {
  it('has planes of rows of numbers, in characters that an address need not escape', () => {
    const sobel: Grid = [
      [
        [-1, 0, 1],
        [-2, 0, 2],
      ],
      [[0.25, -0.5]],
    ]
    const text = fine.encode(sobel)
    expect(text).toBe('-1_0_1*-2_0_2p0.25-0.5')
    expect(new URLSearchParams({ text }).toString()).toBe(`text=${text}`)
    expect(fine.decode(text)).toEqual({ value: sobel })
  })

  it.each([
    ['1, 2, -3', [[[1, 2, -3]]]],
    ['1 2-3', [[[1, 2, -3]]]],
    [' 4 * 5 ', [[[4], [5]]]],
    ['', []],
    ['**p*', []],
    ['1**2', [[[1], [], [2]]]],
    ['p1', [[], [[1]]]],
  ])('reads %j', (raw, value) => {
    expect(whole.decode(raw)).toEqual({ value })
  })

  it.each([
    ['12', [[[9]]], 'clamped'],
    ['1-99', [[[1, -9]]], 'clamped'],
    ['1.4', [[[1]]], 'rounded'],
    [
      '1_2_3_4_5_6_7*8_9_1_2_3_4',
      [
        [
          [1, 2, 3, 4, 5, 6, 7],
          [8, 9, 1, 2, 3],
        ],
      ],
      'clamped',
    ],
    ['1_x', [], 'refused'],
    ['1__2', [], 'refused'],
    ['1_--2', [], 'refused'],
    ['Infinity', [], 'refused'],
  ])('says what it did with %j', (raw, value, problem) => {
    expect(whole.decode(raw)).toEqual({ value, problem })
  })

  it('never holds a negative zero, which would not come back', () => {
    expect(Object.is(fine.decode('-0').value[0]![0]![0], 0)).toBe(true)
    expect(Object.is(fine.decode('-0.001').value[0]![0]![0], 0)).toBe(true)
  })

  it('any text gives legal numbers, and what was given comes back', () => {
    const text = fc.oneof(fc.string(), fc.stringMatching(/^[-0-9._*pe ,]{0,60}$/))
    fc.assert(
      fc.property(text, (raw) => {
        const { value } = fine.decode(raw)
        const numbers = value.flat(2)
        expect(numbers.length).toBeLessThanOrEqual(fine.most)
        for (const one of numbers) expect(Math.abs(one)).toBeLessThanOrEqual(9)
        expect(fine.decode(fine.encode(value))).toEqual({ value })
      }),
      { seed: 7, numRuns: 2000 },
    )
  })

  it('refuses ranges that hold nothing', () => {
    expect(() => grid(1, 0, 5)).toThrow(RangeError)
    expect(() => grid(0, 1, 0)).toThrow(RangeError)
  })
})
