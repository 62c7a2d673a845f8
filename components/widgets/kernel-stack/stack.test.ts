import fc from 'fast-check'
import { expect, test } from 'vitest'
import { fits, kernelsOf, limits, readStack, stackParam, writeStack } from './stack.ts'

test('a stack is read as it is written', () => {
  expect(readStack('3x3 1x5 5x1d2')).toEqual({
    kernels: [
      { kernel: [3, 3], dilation: 1 },
      { kernel: [1, 5], dilation: 1 },
      { kernel: [5, 1], dilation: 2 },
    ],
  })
  expect(readStack('3, 5X5;7×1')?.kernels).toHaveLength(3)
  expect(stackParam.decode('3 3').value).toBe('3x3 3x3')
})

test('what cannot be shown is moved to what can, and said', () => {
  expect(stackParam.decode('4x4')).toEqual({ value: '3x3', problem: 'rounded' })
  expect(stackParam.decode('99x99')).toEqual({ value: '11x11', problem: 'clamped' })
  expect(stackParam.decode('11 11 11')).toEqual({ value: '11x11 11x11', problem: 'clamped' })
  expect(stackParam.decode('1x1d3').value).toBe('1x1')
  for (const nothing of ['', ' ', '3x3x3', 'cat', '3x3 cat', '-3', '3.5']) {
    expect(stackParam.decode(nothing).problem).toBe('refused')
  }
})

test('any text is a stack that fits, and its canonical text brings it back', () => {
  const word = fc.oneof(fc.string(), fc.stringMatching(/^(\d{1,2}x\d{1,2}(d\d)? ?){1,9}$/))
  fc.assert(
    fc.property(word, (raw) => {
      const kernels = kernelsOf(raw)
      expect(fits(kernels)).toBe(true)
      expect(kernels.length).toBeLessThanOrEqual(limits.layers)
      const text = writeStack(kernels)
      expect(stackParam.decode(text)).toEqual({ value: text })
      expect(text.length).toBeLessThanOrEqual(stackParam.maxLength)
    }),
  )
})
