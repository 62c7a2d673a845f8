import fc from 'fast-check'
import { expect, test } from 'vitest'
import { floatFormats, floatRange, scaleFor } from './float-format.ts'

test('the two 8-bit formats as published', () => {
  expect(floatRange(floatFormats.e4m3)).toMatchObject({
    largest: 448,
    smallestNormal: 2 ** -6,
    smallestSubnormal: 2 ** -9,
  })
  expect(floatRange(floatFormats.e5m2)).toMatchObject({
    largest: 57344,
    smallestNormal: 2 ** -14,
    smallestSubnormal: 2 ** -16,
  })
})

test('the 16-bit formats as everybody knows them', () => {
  expect(floatRange(floatFormats.fp16).largest).toBe(65504)
  expect(floatRange(floatFormats.fp16).smallestSubnormal).toBe(2 ** -24)
  expect(floatRange(floatFormats.bf16).largest).toBeCloseTo(3.3895e38, -34)
  expect(floatRange(floatFormats.bf16).relativeError).toBe(2 ** -8)
})

test('a scale uses the range and never exceeds it', () => {
  expect(scaleFor(3, floatFormats.e4m3)).toBe(128)
  expect(scaleFor(448, floatFormats.e4m3)).toBe(1)
  expect(scaleFor(1000, floatFormats.e4m3)).toBe(0.25)
  fc.assert(
    fc.property(fc.double({ min: 1e-12, max: 1e12, noNaN: true }), (magnitude) => {
      const scaled = magnitude * scaleFor(magnitude, floatFormats.e5m2)
      expect(scaled).toBeLessThanOrEqual(57344)
      expect(scaled).toBeGreaterThan(57344 / 2)
    }),
  )
})

test('names what is wrong', () => {
  expect(() => floatRange({ exponentBits: 1, mantissaBits: 3, top: 'ieee' })).toThrow(
    /exponentBits/,
  )
  expect(() => scaleFor(0, floatFormats.e4m3)).toThrow(/magnitude/)
})
