import { describe, expect, test } from 'vitest'
import { random } from '../../random.ts'
import { at, filled, generate, randomTensor, type Tensor } from '../../tensor.ts'
import { deformableCost, offsetConvolution } from '../deformable.ts'
import { convolve } from './convolve.ts'
import { bilinear, deformableConvolve, deformableSum } from './deformable.ts'

const stream = random('deformable')
const layer = { inputChannels: 4, outputChannels: 4, kernel: 3, padding: 1, groups: 2 }
const input = randomTensor([2, 4, 5, 6], stream)
const weights = randomTensor([4, 2, 3, 3], stream)
const bias = randomTensor([4], stream)
const offsetShape = [2, 18, 5, 6]

const expectClose = (actual: Tensor, expected: Tensor) => {
  expect(actual.shape).toEqual(expected.shape)
  for (const [i, value] of expected.data.entries()) expect(actual.data[i]).toBeCloseTo(value, 12)
}

describe('deformable convolution', () => {
  test('without offsets is the ordinary convolution', () => {
    const tensors = { input, weights, offsets: filled(offsetShape), mask: null, bias }
    expectClose(
      deformableConvolve({ ...layer, version: 1 }, tensors),
      convolve(layer, input, weights, bias),
    )
  })

  test('with masks of 1 is version 1, and masks scale the taps', () => {
    const offsets = randomTensor(offsetShape, stream, -2, 2)
    const ones = { input, weights, offsets, mask: filled([2, 9, 5, 6], 1), bias: null }
    const bare = { ...layer, bias: false }
    const first = deformableConvolve({ ...bare, version: 1 }, { ...ones, mask: null })
    expect(deformableConvolve({ ...bare, version: 2 }, ones)).toEqual(first)
    const half = { ...ones, mask: filled([2, 9, 5, 6], 0.5) }
    const scaled = { ...first, data: first.data.map((value) => value / 2) }
    expectClose(deformableConvolve({ ...bare, version: 2 }, half), scaled)
  })

  test('with the same whole offset everywhere is the convolution of the shifted image', () => {
    // dy = 1, dx = −2: every tap reads one row down and two columns left
    const offsets = generate(offsetShape, ([, channel]) => (channel! % 2 === 0 ? 1 : -2))
    const shifted = generate(input.shape, ([n, c, y, x]) =>
      y! + 1 < 5 && x! - 2 >= 0 ? at(input, [n!, c!, y! + 1, x! - 2]) : 0,
    )
    // Away from the border the padding of the shifted image plays no part.
    const actual = deformableConvolve(
      { ...layer, version: 1 },
      { input, weights, offsets, mask: null, bias },
    )
    const expected = convolve(layer, shifted, weights, bias)
    for (const [row, column] of [
      [1, 3],
      [2, 3],
      [2, 4],
    ] as const) {
      expect(at(actual, [1, 3, row, column])).toBeCloseTo(at(expected, [1, 3, row, column]), 12)
    }
  })

  test('offset groups move their own input channels only', () => {
    // The second of two offset groups looks far outside: its channels 2 and 3 vanish.
    const offsets = generate([2, 36, 5, 6], ([, channel]) => (channel! < 18 ? 0 : 99))
    const vanished = generate(input.shape, (index) => (index[1]! < 2 ? at(input, index) : 0))
    expectClose(
      deformableConvolve(
        { ...layer, version: 1, offsetGroups: 2 },
        { input, weights, offsets, mask: null, bias },
      ),
      convolve(layer, vanished, weights, bias),
    )
  })

  test('the written-out sum is the output, four corners to a sample, as many terms as charged', () => {
    const spec = { ...layer, version: 2, bias: true } as const
    const offsets = randomTensor(offsetShape, stream, -1.5, 1.5)
    const tensors = { input, weights, offsets, mask: randomTensor([2, 9, 5, 6], stream, 0), bias }
    const output = deformableConvolve(spec, tensors)
    let products = 0
    for (let row = 0; row < 5; row++) {
      for (let column = 0; column < 6; column++) {
        const sum = deformableSum(spec, tensors, [1, 2, row, column])
        products += sum.terms.length
        expect(sum.total).toBe(at(output, [1, 2, row, column]))
        for (const { sample } of sum.terms) {
          if (sample.corners.length === 0) continue
          expect(sample.corners).toHaveLength(4)
          expect(sample.corners.reduce((total, { share }) => total + share, 0)).toBeCloseTo(1, 12)
        }
      }
    }
    const cost = deformableCost(spec, { batch: 2, height: 5, width: 6 })
    expect(2 * 4 * products).toBe(cost.kernel.macs)
  })
})

describe('bilinear', () => {
  const ramp = generate([1, 1, 4, 4], ([, , row, column]) => 10 * row! + column!)

  test('is exact on a ramp, and the pixel itself at whole places', () => {
    expect(bilinear(ramp, 0, 0, 1.25, 2.5).value).toBe(12.5 + 2.5)
    expect(bilinear(ramp, 0, 0, 3, 3).value).toBe(33)
  })

  test('fades to zero over one pixel outside', () => {
    expect(bilinear(filled([1, 1, 4, 4], 8), 0, 0, -0.25, 0).value).toBe(6)
    expect(bilinear(filled([1, 1, 4, 4], 8), 0, 0, 3.5, 3.5).value).toBe(2)
    expect(bilinear(filled([1, 1, 4, 4], 8), 0, 0, -1, 0)).toMatchObject({ value: 0, corners: [] })
    expect(bilinear(filled([1, 1, 4, 4], 8), 0, 0, 0, 4)).toMatchObject({ value: 0, corners: [] })
  })

  test('refuses places that are nowhere', () => {
    expect(() => bilinear(ramp, 0, 0, NaN, 0)).toThrow('row must be a finite number')
    expect(() => bilinear(ramp, 0, 1, 0, 0)).toThrow('index[1]')
  })
})

describe('cost', () => {
  const plain = { inputChannels: 64, outputChannels: 128, kernel: 3, padding: 1, bias: false }
  const size = { height: 56, width: 56 }

  test('2k² offset channels in version 1, 3k² in version 2, per offset group', () => {
    expect(offsetConvolution({ ...plain, version: 1 }).outputChannels).toBe(18)
    expect(offsetConvolution({ ...plain, version: 2 }).outputChannels).toBe(27)
    expect(offsetConvolution({ ...plain, version: 2, offsetGroups: 4 }).outputChannels).toBe(108)
  })

  test('the kernel keeps its weights; offsets and sampling come on top', () => {
    const cost = deformableCost({ ...plain, version: 1 }, size)
    expect(cost.kernel.params.total).toBe(9 * 64 * 128)
    expect(cost.offsets.params.total).toBe(9 * 64 * 18 + 18)
    expect(cost.params).toBe(9 * 64 * 128 + 9 * 64 * 18 + 18)
    expect(cost.macs).toBe(9 * 64 * (128 + 18) * 56 * 56)
    expect(cost.sampling).toEqual({
      samples: 9 * 64 * 56 * 56,
      reads: 4 * 9 * 64 * 56 * 56,
      macs: 4 * 9 * 64 * 56 * 56,
    })
    const predicted = 18 * 56 * 56
    const crossings = 2 * 64 * 56 * 56 + 128 * 56 * 56 + 2 * predicted + cost.params
    expect(cost.bytes).toBe(4 * crossings)
    expect(deformableCost({ ...plain, version: 2 }, size).sampling.macs).toBe(
      5 * cost.sampling.samples,
    )
  })

  test('wrong layers and tensors are refused by name', () => {
    const tensors = { input, weights, offsets: filled(offsetShape), mask: null, bias }
    expect(() => deformableCost({ ...plain, version: 3 as 2 }, size)).toThrow(
      'version must be one of 1, 2, got 3',
    )
    expect(() => deformableCost({ ...plain, version: 1, offsetGroups: 3 }, size)).toThrow(
      'offsetGroups must be a divisor of inputChannels = 64, got 3',
    )
    expect(() => deformableConvolve({ ...layer, version: 2 }, tensors)).toThrow('mask must be')
    expect(() =>
      deformableConvolve({ ...layer, version: 1 }, { ...tensors, mask: filled([2, 9, 5, 6]) }),
    ).toThrow('mask must be null in version 1')
    expect(() =>
      deformableConvolve({ ...layer, version: 1 }, { ...tensors, offsets: filled([2, 9, 5, 6]) }),
    ).toThrow('offsets.shape must be [2, 18, 5, 6], got [2, 9, 5, 6]')
  })
})
