import * as fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { format } from '../format.ts'
import { parseQuantity, type Quantity } from './quantity.ts'
import { units, type Unit } from './units.ts'

function read(text: string, unit: Unit = 'number'): Quantity {
  const quantity = parseQuantity(text, unit)
  if ('problem' in quantity) throw new Error(`${text}: ${quantity.problem}`)
  return quantity
}

function problem(text: string, unit: Unit = 'number') {
  const quantity = parseQuantity(text, unit)
  return 'problem' in quantity ? quantity.problem : quantity.value
}

test.each([
  ['1234567', 1234567],
  ['1,234,567', 1234567],
  ['1 234 567', 1234567],
  ['1\u202f234\u00a0567', 1234567],
  ["1'234", 1234],
  ['1’234’567.5', 1234567.5],
  ['1_000_000', 1e6],
  ['１，２３４', 1234],
  ['１２３４．５', 1234.5],
  ['3。5', 3.5],
  ['1.234.567', 1234567],
  ['1,234.5', 1234.5],
  ['1.234,5', 1234.5],
  ['1 234,5', 1234.5],
  ['1,234', 1234],
  ['1,5', 1.5],
  ['0,125', 0.125],
  ['1234,5', 1234.5],
  ['1.234', 1.234],
  ['.5', 0.5],
  ['5.', 5],
  ['007', 7],
  ['0', 0],
  ['-3', -3],
  ['−3', -3],
  ['≈ 3.2', 3.2],
  ['1.5e9', 1.5e9],
  ['1.5E-3', 0.0015],
  ['1.5e+9', 1.5e9],
  ['1.5×10^9', 1.5e9],
  ['1.5*10^9', 1.5e9],
  ['1.5 x 10^{9}', 1.5e9],
  ['1.5 · 10⁻³', 0.0015],
  ['１．５×１０⁹', 1.5e9],
  ['10^9', 1e9],
  ['10⁹', 1e9],
  ['2^30', 2 ** 30],
  ['18/25', 0.72],
  ['18 ÷ 25', 0.72],
  ['１８／２５', 0.72],
  ['½', 0.5],
  ['1,000/3', 1000 / 3],
  ['72%', 0.72],
  ['72 ％', 0.72],
  ['百分之 72', 0.72],
  ['14.45 M', 14.45e6],
  ['14.45K', 14450],
  ['3 Ki', 3072],
  ['3.5万', 35000],
  ['1.2 亿', 1.2e8],
  ['2 million', 2e6],
  ['14 steps', 14],
  ['14 步', 14],
  ['8×', 8],
  ['8 倍', 8],
])('%s is the number %d', (text, value) => {
  expect(read(text).value).toBeCloseTo(value, 12 - Math.ceil(Math.log10(Math.abs(value) + 1)))
})

test.each<[string, Unit, number]>([
  ['3 B', 'B', 3],
  ['3 bytes', 'B', 3],
  ['3 Byte', 'B', 3],
  ['1 kB', 'B', 1e3],
  ['1 KB', 'B', 1e3],
  ['1 MB', 'B', 1e6],
  ['1.5 GB', 'B', 1.5e9],
  ['1 TB', 'B', 1e12],
  ['1 KiB', 'B', 1024],
  ['1 MiB', 'B', 2 ** 20],
  ['1GiB', 'B', 2 ** 30],
  ['16 Gb', 'B', 2e9],
  ['16 bits', 'B', 2],
  ['2 gigabytes', 'B', 2e9],
  ['2 Gibibytes', 'B', 2 ** 31],
  ['１．５ＧＢ', 'B', 1.5e9],
  ['3万字节', 'B', 3e4],
  ['3 s', 's', 3],
  ['3 ms', 's', 3e-3],
  ['3 µs', 's', 3e-6],
  ['3 μs', 's', 3e-6],
  ['3us', 's', 3e-6],
  ['3 ns', 's', 3e-9],
  ['3 秒', 's', 3],
  ['3 毫秒', 's', 3e-3],
  ['3 微秒', 's', 3e-6],
  ['2 min', 's', 120],
  ['14.45 MFLOPs', 'FLOP', 14.45e6],
  ['14.45 M FLOPs', 'FLOP', 14.45e6],
  ['2 GFLOPS', 'FLOP', 2e9],
  ['2 GFLOPS', 'FLOP/s', 2e9],
  ['2 TFLOP/s', 'FLOP/s', 2e12],
  ['2 TFLOPs per second', 'FLOP/s', 2e12],
  ['14.45 M', 'FLOP', 14.45e6],
  ['14450688', 'FLOP', 14450688],
  ['3 GMACs', 'MAC', 3e9],
  ['3 Mac', 'MAC', 3],
  ['1.2亿次', 'MAC', 1.2e8],
  ['27.3%', 'fraction', 0.273],
  ['0.273', 'fraction', 0.273],
  ['3/4', 'fraction', 0.75],
  ['3/2', 'fraction', 1.5],
  ['150 %', 'fraction', 1.5],
  ['4608', 'params', 4608],
  ['4608 params', 'params', 4608],
  ['4608 个参数', 'params', 4608],
  ['7B', 'params', 7e9],
  ['7B params', 'params', 7e9],
  ['7 B', 'B', 7],
  ['900 GB/s', 'B/s', 9e11],
  ['400 Gb/s', 'B/s', 5e10],
  ['400 Gbps', 'B/s', 5e10],
  ['3 字节/秒', 'B/s', 3],
  ['24 FLOP/B', 'FLOP/B', 24],
  ['24 FLOPs per byte', 'FLOP/B', 24],
  ['24', 'FLOP/B', 24],
])('%s in %s is %d', (text, unit, value) => {
  expect(read(text, unit).value / value).toBeCloseTo(1, 12)
})

test.each<[string, Unit, string]>([
  ['', 'number', 'empty'],
  [' \u3000\u200b', 'number', 'empty'],
  ['many', 'number', 'not-a-number'],
  ['-', 'number', 'not-a-number'],
  ['12,34,56', 'number', 'not-a-number'],
  ['1,2345,678', 'number', 'not-a-number'],
  ['12 34', 'number', 'not-a-number'],
  ["1,234'567", 'number', 'not-a-number'],
  ['3½', 'number', 'not-a-number'],
  ['1/0', 'number', 'not-a-number'],
  ['1e999', 'number', 'not-a-number'],
  ['1e-999', 'number', 'not-a-number'],
  ['1e300 GB', 'B', 'not-a-number'],
  ['9'.repeat(121), 'number', 'not-a-number'],
  ['3 apples', 'number', 'unknown-unit'],
  ['3 mB', 'B', 'unknown-unit'], // there are no thousandths of a byte
  ['14 m', 'FLOP', 'unknown-unit'],
  ['1.2.3 M', 'number', 'not-a-number'],
  ['3 GB', 's', 'wrong-kind-of-unit'],
  ['3 MAC', 'FLOP', 'wrong-kind-of-unit'],
  ['3 FLOPs', 'MAC', 'wrong-kind-of-unit'],
  ['3 GB', 'B/s', 'wrong-kind-of-unit'],
  ['3', 'B', 'missing-unit'],
  ['3 G', 'B', 'missing-unit'],
  ['27.3', 'fraction', 'missing-unit'],
  ['3', 's', 'missing-unit'],
  ['3 gb', 'B', 'ambiguous-unit'],
  ['3 kb', 'B', 'ambiguous-unit'],
])('%j in %s is a format problem: %s', (text, unit, name) => {
  expect(problem(text, unit)).toBe(name)
})

describe('precision', () => {
  test.each<[string, number, number, number]>([
    ['14.45 M', 4, 4, 1e4],
    ['14450000', 4, 8, 1],
    ['14,450,688', 8, 8, 1],
    ['0.0500', 3, 3, 1e-4],
    ['1.50e9', 3, 3, 1e7],
    ['27.3%', 3, 3, 1e-3],
    ['1000.', 4, 4, 1],
    ['10^9', 1, 1, 1e9],
    ['18/25', Infinity, Infinity, 0],
    ['2^30', Infinity, Infinity, 0],
    ['0', 0, 0, 1],
  ])('%s', (text, figures, digits, place) => {
    const typed = read(text)
    expect(typed).toMatchObject({ figures, digits })
    expect(typed.place).toBeCloseTo(place, 9)
  })
})

describe('properties', () => {
  const anyUnit = fc.constantFrom(...units)
  const nearMiss = fc.string({
    unit: fc.constantFrom(..."0123456789.,'_ eE×^/%-+kMGiBbsFLOPμ秒万亿节，．１⁹½{}(x"),
    maxLength: 24,
  })

  test('no text makes it throw', () => {
    fc.assert(
      fc.property(
        fc.oneof(fc.string({ unit: 'binary', maxLength: 200 }), nearMiss),
        anyUnit,
        (text, unit) => {
          const quantity = parseQuantity(text, unit)
          if ('problem' in quantity) return
          expect(Number.isFinite(quantity.value)).toBe(true)
          expect(quantity.place).toBeGreaterThanOrEqual(0)
          expect(quantity.digits).toBeGreaterThanOrEqual(quantity.figures)
        },
      ),
      { numRuns: 5000 },
    )
  })

  test('what is formatted is read back, to the digits shown', () => {
    const languages = fc.constantFrom('en' as const, 'zh' as const)
    const shown = fc.constantFrom(
      ['bytes', 'B', 0.005] as const,
      ['binary', 'B', 0.005] as const,
      ['compact', 'FLOP', 0.0005] as const,
      ['number', 'number', 0.005] as const,
      ['seconds', 's', 0.005] as const,
    )
    fc.assert(
      fc.property(
        fc.double({ min: 1e-6, max: 1e17, noNaN: true }),
        shown,
        languages,
        (value, [name, unit, relative], language) => {
          const size = unit === 's' || name === 'number' ? value : Math.ceil(value)
          const back = read(format(size, name, language), unit).value
          expect(Math.abs(back - size)).toBeLessThanOrEqual(relative * size * 1.0001)
        },
      ),
      { numRuns: 2000 },
    )
    fc.assert(
      fc.property(fc.maxSafeNat(), languages, (count, language) => {
        expect(read(format(count, 'count', language), 'params').value).toBe(count)
      }),
    )
  })
})
