import * as fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { axisShape, fit, samePadding, touches, windowShape } from './shape.ts'
import { window } from './window.ts'

fc.configureGlobal({ seed: 1603_07285 })

const axis = fc.record({
  kernel: fc.integer({ min: 1, max: 7 }),
  stride: fc.integer({ min: 1, max: 5 }),
  dilation: fc.integer({ min: 1, max: 3 }),
  padBegin: fc.integer({ min: 0, max: 4 }),
  padEnd: fc.integer({ min: 0, max: 4 }),
})
const input = fc.integer({ min: 1, max: 30 })

describe('one axis', () => {
  test('the output is the number of windows that a brute-force slide finds', () => {
    fc.assert(
      fc.property(input, axis, (n, geometry) => {
        const span = geometry.dilation * (geometry.kernel - 1)
        let windows = 0
        for (let at = -geometry.padBegin; at + span < n + geometry.padEnd; at += geometry.stride) {
          windows += 1
        }
        const { output } = axisShape(n, { ...geometry, ceilMode: false })
        expect(Math.max(0, output)).toBe(windows)
      }),
    )
  })

  test('ceil mode adds a window that hangs over, unless it would start in the trailing padding', () => {
    fc.assert(
      fc.property(input, axis, (n, geometry) => {
        const whole = axisShape(n, { ...geometry, ceilMode: false })
        const ceiled = axisShape(n, { ...geometry, ceilMode: true })
        if (whole.output < 1) return
        const start = whole.output * geometry.stride - geometry.padBegin
        const lastStart = (whole.output - 1) * geometry.stride - geometry.padBegin
        const extra = whole.remainder > 0 && start < n ? 1 : 0
        // A last whole window that sees nothing but trailing padding goes as well.
        const fewer = whole.remainder === 0 && lastStart >= n ? 1 : 0
        expect(ceiled.output).toBe(whole.output + extra - fewer)
        expect(ceiled.overhang > 0).toBe(extra === 1)
      }),
    )
  })

  test('dropped pixels are the untouched ones past the last window', () => {
    fc.assert(
      fc.property(input, axis, fc.boolean(), (n, geometry, ceilMode) => {
        const shape = axisShape(n, { ...geometry, ceilMode })
        const counts = touches(n, { ...geometry, ceilMode })
        expect(counts).toHaveLength(n)
        const far = counts.slice(n - shape.dropped)
        expect(far.every((count) => count === 0)).toBe(true)
        const end = (shape.output - 1) * geometry.stride + shape.span - geometry.padBegin
        if (shape.output >= 1) expect(n - shape.dropped).toBe(Math.max(0, Math.min(n, end)))
      }),
    )
  })

  test('without dilation or gaps every pixel that is not dropped is touched', () => {
    const geometry = { kernel: 3, stride: 2, dilation: 1, padBegin: 0, padEnd: 0, ceilMode: false }
    expect(axisShape(8, geometry)).toMatchObject({ output: 3, remainder: 1, dropped: 1 })
    expect(touches(8, geometry)).toEqual([1, 1, 2, 1, 2, 1, 1, 0])
  })

  test('padding is thrown away before pixels', () => {
    const stem = { kernel: 3, stride: 2, dilation: 1, padBegin: 1, padEnd: 1, ceilMode: false }
    expect(axisShape(224, stem)).toMatchObject({ output: 112, remainder: 1, dropped: 0 })
  })
})

test('same padding makes ⌈n / s⌉ outputs and puts the odd pixel where asked', () => {
  fc.assert(
    fc.property(input, axis, fc.boolean(), (n, geometry, lower) => {
      const [padBegin, padEnd] = samePadding(n, geometry, lower)
      expect(axisShape(n, { ...geometry, padBegin, padEnd, ceilMode: false }).output).toBe(
        Math.ceil(n / geometry.stride),
      )
      const odd = lower ? padBegin - padEnd : padEnd - padBegin
      expect(odd === 0 || odd === 1).toBe(true)
    }),
  )
})

test('every way of writing a padding means the same sides', () => {
  const sides = { top: 1, bottom: 1, left: 2, right: 2 }
  expect(window({ kernel: 3, padding: [1, 2] }).padding).toEqual(sides)
  expect(window({ kernel: 3, padding: sides }).padding).toEqual(sides)
  expect(window({ kernel: 3, padding: 'valid' }).padding).toEqual(window({ kernel: 3 }).padding)
  const twice = window(window({ kernel: [3, 5], padding: 'same', stride: 2 }))
  expect(twice).toEqual(window({ kernel: [3, 5], padding: 'same', stride: 2 }))
})

describe('what does not fit', () => {
  const dilated = { kernel: 3, dilation: 2 }

  test('is told without an exception', () => {
    expect(fit(dilated, { height: 4, width: 9 })).toEqual({
      fits: false,
      misfits: [{ axis: 'height', span: 5, padded: 4, largest: 4 }],
    })
    expect(fit(dilated, { height: 5, width: 9 }).fits).toBe(true)
  })

  test('has more room in ceil mode, as much as the stride', () => {
    const ceiled = { kernel: 5, stride: 3, ceilMode: true }
    expect(fit(ceiled, { height: 3, width: 3 }).fits).toBe(true)
    expect(fit(ceiled, { height: 2, width: 3 })).toEqual({
      fits: false,
      misfits: [{ axis: 'height', span: 5, padded: 2, largest: 4 }],
    })
  })

  test('is refused by name', () => {
    expect(() => windowShape(dilated, { height: 9, width: 4 })).toThrow(
      'kernel width, dilation included, must be an integer in [1, 4] ' +
        'to fit the padded input width 4, got 5',
    )
  })
})

test.each([
  [{ kernel: '3' as unknown as number }, TypeError, 'kernel must be a number or a pair'],
  [{ kernel: [3] as unknown as [number, number] }, TypeError, 'got [3]'],
  [{ kernel: 3, padding: 'full' as 'same' }, TypeError, 'padding must be'],
  [{ kernel: 3, padding: null as unknown as 0 }, TypeError, 'padding must be'],
  [{ kernel: 3, padding: { top: 1 } as never }, TypeError, 'padding.bottom must be an integer'],
  [{ kernel: 3, stride: [1, 1e-3] as const }, RangeError, 'stride[1] (width)'],
  [{ kernel: 3, ceilMode: 1 as unknown as true }, TypeError, 'ceilMode must be true or false'],
  [null as never, TypeError, 'window must be an object'],
])('a wrong window is refused by name (%#)', (spec, kind, message) => {
  expect(() => windowShape(spec, { height: 9, width: 9 })).toThrow(kind)
  expect(() => windowShape(spec, { height: 9, width: 9 })).toThrow(message)
})
