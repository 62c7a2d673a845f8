import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { parameters } from './cost.ts'
import { effectiveReceptiveField } from './effective-receptive-field.ts'
import { factorisedRatio, stackedRatio } from './savings.ts'
import { breakEvenChannels, compareStack, pathCounts, layersOfStack } from './stack.ts'

const size = { height: 56, width: 56 }
const even = { inputChannels: 64, middleChannels: 64, outputChannels: 64 }
const square = (kernel: number) => ({ kernel })

describe('a stack against its single kernel', () => {
  test('equal channels give the published ratios', () => {
    for (const [kernels, field, taps] of [
      [[square(3), square(3)], 5, 18],
      [[square(3), square(3), square(3)], 7, 27],
      [[{ kernel: [5, 1] }, { kernel: [1, 5] }], 5, 10],
    ] as const) {
      const found = compareStack({ kernels, ...even }, size)
      expect(found.field).toEqual({ height: field, width: field })
      expect(found.taps).toEqual({ stack: taps, single: field ** 2 })
      expect(found.ratio).toBeCloseTo(taps / field ** 2, 12)
      expect(found.stack.macs / found.single.macs).toBeCloseTo(found.ratio, 12)
    }
    expect(compareStack({ kernels: [square(3), square(3)], ...even }, size).ratio).toBeCloseTo(
      stackedRatio(5, 3),
      12,
    )
    expect(factorisedRatio(5)).toBe(10 / 25)
  })

  test('unequal channels change it; dilation widens the field, not the cost', () => {
    const vgg = { inputChannels: 64, middleChannels: 128, outputChannels: 128 }
    const wide = compareStack({ kernels: [square(3), square(3)], ...vgg }, size)
    expect(wide.stack.params).toBe(9 * 64 * 128 + 9 * 128 * 128)
    expect(wide.single.params.total).toBe(25 * 64 * 128)
    const holes = compareStack({ kernels: [square(3), { kernel: 3, dilation: 2 }], ...even }, size)
    expect(holes.field).toEqual({ height: 7, width: 7 })
    expect(holes.taps).toEqual({ stack: 18, single: 49 })
  })

  test('biases count on both sides when asked for', () => {
    const biased = compareStack({ kernels: [square(3), square(3)], ...even, bias: true }, size)
    expect(biased.stack.params).toBe(18 * 64 ** 2 + 2 * 64)
    expect(biased.single.params.total).toBe(25 * 64 ** 2 + 64)
  })
})

const kernelsOf = fc.array(
  fc.record({
    kernel: fc.tuple(fc.integer({ min: 1, max: 5 }), fc.integer({ min: 1, max: 5 })),
    dilation: fc.integer({ min: 1, max: 3 }),
  }),
  { minLength: 1, maxLength: 4 },
)

test('break-even: one channel more would cost more than the single kernel', () => {
  expect(breakEvenChannels({ kernels: [square(3), square(3)], ...even })).toBe(88)
  const channels = fc.integer({ min: 1, max: 600 })
  fc.assert(
    fc.property(kernelsOf, channels, channels, (kernels, inputChannels, outputChannels) => {
      if (kernels.length < 2) return
      const spec = { kernels, inputChannels, middleChannels: 1, outputChannels }
      const most = breakEvenChannels(spec)
      const weights = (middleChannels: number) =>
        layersOfStack({ ...spec, middleChannels }).reduce(
          (sum, layer) => sum + parameters(layer).weights,
          0,
        )
      const { single } = compareStack(spec, { height: 40, width: 40 })
      if (most > 0) expect(weights(most)).toBeLessThanOrEqual(single.params.weights)
      expect(weights(most + 1)).toBeGreaterThan(single.params.weights)
    }),
    { numRuns: 200 },
  )
})

describe('path counts', () => {
  test('binomial-like in the middle, holes under dilation', () => {
    expect(pathCounts([square(3), square(3)]).rows).toEqual([1, 2, 3, 2, 1])
    expect(pathCounts([{ kernel: [1, 3], dilation: 2 }])).toEqual({
      rows: [1],
      columns: [1, 0, 1, 0, 1],
    })
    expect(pathCounts([])).toEqual({ rows: [1], columns: [1] })
  })

  test('they are the gradient of a net of equal weights', () => {
    const kernels = [
      { kernel: [3, 5] as const },
      { kernel: 3, dilation: 2 },
      { kernel: [1, 3] as const },
    ]
    const one = { inputChannels: 1, middleChannels: 1, outputChannels: 1 }
    const { rows, columns } = pathCounts(kernels)
    const peak = Math.max(...rows) * Math.max(...columns)
    const field = effectiveReceptiveField({
      layers: layersOfStack({ kernels, ...one }),
      size: { height: rows.length, width: columns.length },
    })
    for (const [y, row] of rows.entries()) {
      for (const [x, column] of columns.entries()) {
        expect(field.map.data[y * columns.length + x]).toBeCloseTo((row * column) / peak, 12)
      }
    }
  })
})

test.each([
  [
    () => layersOfStack({ kernels: [], ...even }),
    'kernels.length must be an integer in [1, ∞), got 0',
  ],
  [
    () => breakEvenChannels({ kernels: [square(3)], ...even }),
    'kernels.length must be an integer in [2, ∞), got 1',
  ],
  [() => pathCounts([square(0)]), 'kernels[0].kernel must be an integer in [1, ∞), got 0'],
  [
    () => layersOfStack({ kernels: [square(3)], ...even, middleChannels: 0 }),
    'middleChannels must be an integer in [1, ∞), got 0',
  ],
])('refuses what cannot be: %#', (act, message) => {
  expect(act).toThrow(message)
})
