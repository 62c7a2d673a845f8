import { expect, test } from 'vitest'
import { bytesPerElement, precisions } from './precision.ts'

test('a format takes its bits, over eight; TF32 is stored in 32', () => {
  for (const precision of precisions) {
    const bits = precision === 'tf32' ? 32 : Number(/\d+$/.exec(precision)![0])
    expect(bytesPerElement(precision)).toBe(bits / 8)
  }
})

test('an unknown format is refused with those there are', () => {
  expect(() => bytesPerElement('fp12' as 'fp16')).toThrow(
    'precision must be one of "fp64", "fp32", "tf32", "bf16", "fp16"',
  )
})
