import { expect, test } from 'vitest'
import { convolutionCost } from './cost.ts'
import {
  factorisedRatio,
  freshShare,
  ghostSpeedup,
  memoryAccessCostBound,
  separableRatio,
  stackedLayers,
  stackedRatio,
} from './savings.ts'
import { depthwise, sequenceCost } from './sequence.ts'

const size = { height: 56, width: 56 }
const layer = { inputChannels: 16, outputChannels: 32, kernel: 3, padding: 1, bias: false }

test('a Ghost module is the convolution of a part, and depthwise kernels for the rest', () => {
  for (const [c, k, s, d] of [
    [16, 1, 2, 3],
    [112, 1, 2, 3],
    [64, 3, 4, 5],
  ] as const) {
    const features = 12 * s
    const standard = { inputChannels: c, outputChannels: features, kernel: k, bias: false }
    const whole = convolutionCost({ ...standard, padding: 'same' }, size).macs
    const primary = { ...standard, outputChannels: 12, padding: 'same' as const }
    const kernels = { inputChannels: 12, kernel: d, padding: 'same' as const, bias: false }
    const parts = sequenceCost([primary, depthwise(kernels, s - 1)], size).macs
    const module = { inputChannels: c, kernel: k, ratio: s, cheapKernel: d }
    expect(ghostSpeedup(module)).toBeCloseTo(whole / parts, 12)
  }
})

test('a layer that reuses features computes only its share', () => {
  const all = convolutionCost({ ...layer, outputChannels: 128 }, size).macs
  const own = convolutionCost({ ...layer, outputChannels: 32 }, size).macs
  expect(own / all).toBe(freshShare(96, 32))
})

test('no 1×1 layer with as many multiply-accumulates has a lower memory access cost', () => {
  const macs = 56 * 56 * 144 * 144
  const bound = memoryAccessCostBound(macs, size)
  for (const c of [1, 2, 9, 36, 72, 144, 288, 20736]) {
    const one = { inputChannels: c, outputChannels: (144 * 144) / c, kernel: 1 }
    const cost = convolutionCost(one, size)
    expect(cost.macs).toBe(macs)
    if (c === 144) expect(cost.memoryAccessCost).toBeCloseTo(bound, 6)
    else expect(cost.memoryAccessCost).toBeGreaterThan(bound)
  }
})

test.each([
  [() => stackedRatio(6, 3), 'small − 1 must be a divisor of kernel − 1 = 5'],
  [() => stackedLayers(5, 1), 'small must be an integer in [2, ∞), got 1'],
  [() => factorisedRatio(0), 'kernel must be an integer in [1, ∞), got 0'],
  [() => freshShare(4, 0), 'fresh must be an integer in [1, ∞), got 0'],
  [() => freshShare(-1, 4), 'reused must be an integer in [0, ∞), got -1'],
  [() => memoryAccessCostBound(-1, size), 'macs must be a finite number in [0, ∞), got -1'],
  [() => separableRatio({ ...layer, groups: 2 }), 'groups must be an integer in [1, 1], got 2'],
  [
    () => ghostSpeedup({ inputChannels: 4, kernel: 1, ratio: 1, cheapKernel: 3 }),
    'ratio must be an integer in [2, ∞), got 1',
  ],
])('what makes no sense is refused by name (%#)', (call, message) => {
  expect(call).toThrow(message)
})
