import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { random } from '../random.ts'
import { at, fromNested, generate, randomTensor } from '../tensor.ts'
import { convolve } from './kernels/index.ts'
import { scaledSeparableRatio, separableFit } from './separable-fit.ts'
import { separableRatio } from './savings.ts'
import { separable } from './sequence.ts'

const layerOf = (inputChannels: number, outputChannels: number, kernel: number) => ({
  inputChannels,
  outputChannels,
  kernel,
  padding: 'same' as const,
  bias: false,
})

const small = fc.integer({ min: 1, max: 6 })

describe('taking a convolution apart', () => {
  it('loses nothing where all kernels of a channel are multiples of one', () => {
    fc.assert(
      fc.property(small, small, fc.constantFrom(1, 2, 3), fc.nat(), (ci, co, k, seed) => {
        const stream = random(seed)
        const layer = layerOf(ci, co, k)
        const d = randomTensor([ci, 1, k, k], stream)
        const p = randomTensor([co, ci, 1, 1], stream)
        const weights = generate(
          [co, ci, k, k],
          ([o, i, u, v]) => at(p, [o!, i!, 0, 0]) * at(d, [i!, 0, u!, v!]),
        )
        const fit = separableFit(layer, weights)
        expect(fit.kept).toBeCloseTo(1, 9)
        const input = randomTensor([1, ci, 5, 5], stream)
        const [depthwise, pointwise] = separable(layer)
        const both = convolve(
          pointwise,
          convolve(depthwise, input, fit.depthwise, null),
          fit.pointwise,
          null,
        )
        convolve(layer, input, weights, null).data.forEach((value, index) =>
          expect(both.data[index]).toBeCloseTo(value, 8),
        )
      }),
      { numRuns: 60 },
    )
  })

  it('is nearest: what it keeps and what is left add up, and no other direction keeps more', () => {
    fc.assert(
      fc.property(small, fc.nat(), (co, seed) => {
        const stream = random(seed)
        const weights = randomTensor([co, 1, 3, 3], stream)
        const { depthwise, pointwise, kept } = separableFit(layerOf(1, co, 3), weights)
        const squares = (values: readonly number[]) => values.reduce((sum, v) => sum + v * v, 0)
        const whole = squares(weights.data)
        const left = weights.data.map(
          (value, n) => value - pointwise.data[Math.floor(n / 9)]! * depthwise.data[n % 9]!,
        )
        expect(squares(left) / whole).toBeCloseTo(1 - kept, 9)
        const other = randomTensor([9], stream).data
        const along = Array.from({ length: co }, (_, o) =>
          other.reduce((sum, value, tap) => sum + value * weights.data[o * 9 + tap]!, 0),
        )
        expect(squares(along) / squares(other) / whole).toBeLessThanOrEqual(kept + 1e-9)
      }),
    )
  })

  it('takes weights of zeros for kept, and refuses what does not belong', () => {
    const zeros = fromNested([[[[0, 0]]]])
    const layer = { inputChannels: 1, outputChannels: 1, kernel: [1, 2] } as const
    expect(separableFit(layer, zeros).kept).toBe(1)
    expect(() => separableFit({ ...layer, kernel: 3 }, zeros)).toThrow(/weights.shape/)
    expect(() =>
      separableFit({ inputChannels: 2, outputChannels: 2, kernel: 1, groups: 2 }, zeros),
    ).toThrow(/groups/)
  })
})

describe('width and resolution multipliers', () => {
  const layer = { inputChannels: 512, outputChannels: 512, kernel: 3 }

  it('is the plain ratio at 1, and falls with α and ρ² as it should', () => {
    expect(scaledSeparableRatio(layer, 1, 1)).toBeCloseTo(separableRatio(layer), 12)
    expect(scaledSeparableRatio(layer, 1, 0.5)).toBeCloseTo(separableRatio(layer) / 4, 12)
    expect(scaledSeparableRatio(layer, 0.5, 1)).toBeCloseTo(0.5 / 512 + 0.25 / 9, 12)
    expect(() => scaledSeparableRatio(layer, -1, 1)).toThrow(/width/)
    expect(() => scaledSeparableRatio(layer, 1, NaN)).toThrow(/resolution/)
  })
})
