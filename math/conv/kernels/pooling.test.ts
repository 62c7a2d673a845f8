import * as fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { random } from '../../random.ts'
import { at, filled, fromNested, generate, type Tensor } from '../../tensor.ts'
import { fit } from '../shape.ts'
import { pooling, poolingShape } from '../pooling.ts'
import { convolve } from './convolve.ts'
import {
  adaptiveAveragePool,
  adaptiveMaxPool,
  averageDivisor,
  averagePool,
  maxPool,
  pooledCells,
} from './pooling.ts'
import { cellAt, eachCell, type Shape4 } from './taps.ts'

fc.configureGlobal({ seed: 1603_07285 })

const upTo = (max: number, min = 1) => fc.integer({ min, max })

const cases = fc
  .record({
    kernel: fc.tuple(upTo(4), upTo(4)),
    stride: fc.option(fc.tuple(upTo(4), upTo(4)), { nil: undefined }),
    padding: fc.oneof(upTo(1, 0), fc.constantFrom('same' as const, 'same-lower' as const)),
    ceilMode: fc.boolean(),
    height: upTo(8),
    width: upTo(8),
    seed: upTo(1e6, 0),
  })
  .filter(({ kernel, padding }) => padding !== 1 || Math.min(...kernel) > 1)
  .map(({ height, width, seed, ...spec }) => {
    const stream = random(seed)
    const input = generate([2, 2, height, width], () => stream.integer(-9, 9))
    return { spec, input, size: { height, width } }
  })
  .filter(({ spec, size }) => fit(pooling(spec), size).fits)

const valuesOf = (input: Tensor, spec: Parameters<typeof pooling>[0], cell: number[]) =>
  pooledCells(spec, input.shape as unknown as Shape4, cell as unknown as never).cells.map((place) =>
    at(input, place),
  )

describe('max pooling', () => {
  test('takes the largest pixel of each window, and says where it was', () => {
    fc.assert(
      fc.property(cases, ({ spec, input, size }) => {
        const { output, from } = maxPool(spec, input)
        const shape = poolingShape(spec, size)
        expect(output.shape).toEqual([2, 2, shape.height, shape.width])
        eachCell(output.shape as unknown as Shape4, (cell, offset) => {
          const values = valuesOf(input, spec, [...cell])
          expect(output.data[offset]).toBe(Math.max(...values))
          expect(input.data[from[offset]!]).toBe(output.data[offset])
          const source = cellAt(input.shape as unknown as Shape4, from[offset]!)
          expect(source.slice(0, 2)).toEqual(cell.slice(0, 2))
        })
      }),
    )
  })

  test('padding never wins', () => {
    const { output } = maxPool({ kernel: 3, padding: 1 }, filled([1, 1, 3, 3], -7))
    expect(new Set(output.data)).toEqual(new Set([-7]))
  })

  test('the first of equal pixels is the one', () => {
    expect(maxPool({ kernel: 2 }, filled([1, 1, 2, 2], 5)).from).toEqual([0])
  })
})

describe('average pooling', () => {
  test('of whole windows is the depthwise convolution with 1/(kₕ·k_w) everywhere', () => {
    fc.assert(
      fc.property(cases, ({ spec, input, size }) => {
        const plain = { ...spec, ceilMode: false }
        fc.pre(fit(pooling(plain), size).fits)
        const { kernel, stride, padding } = pooling(plain)
        const area = kernel[0] * kernel[1]
        const layer = { inputChannels: 2, outputChannels: 2, groups: 2, kernel, stride, padding }
        const sums = convolve({ ...layer, bias: false }, input, filled([2, 1, ...kernel], 1), null)
        const expected = { ...sums, data: sums.data.map((sum) => sum / area + 0) }
        const actual = averagePool(plain, input)
        expect({ ...actual, data: actual.data.map((value) => value + 0) }).toEqual(expected)
      }),
    )
  })

  test('without padding in the divisor it is the mean of the pixels seen', () => {
    fc.assert(
      fc.property(cases, ({ spec, input }) => {
        const output = averagePool(spec, input, { countIncludePad: false })
        eachCell(output.shape as unknown as Shape4, (cell, offset) => {
          const values = valuesOf(input, spec, [...cell])
          const sum = values.reduce((total, value) => total + value, 0)
          expect(output.data[offset]).toBe(values.length === 0 ? 0 : sum / values.length)
        })
      }),
    )
  })

  test('a window that hangs over is divided by its part on the padded input', () => {
    // Places −1…4 are padded input. The second window covers 2…5: two pixels, one place of padding,
    // and 5, which is nowhere. Per axis 3 of 4 taps count, on the corner 9 of 16.
    const layer = { kernel: 4, stride: 3, padding: 1, ceilMode: true }
    const corner = pooledCells(layer, [1, 1, 4, 4], [0, 0, 1, 1])
    expect(corner.cells).toHaveLength(4)
    expect(averageDivisor(corner)).toBe(9)
    expect(averageDivisor(corner, { countIncludePad: false })).toBe(4)
    expect(averageDivisor(corner, { divisorOverride: 16 })).toBe(16)
  })
})

describe('adaptive pooling', () => {
  test('to size 1 is global', () => {
    const input = fromNested([
      [
        [
          [1, 2],
          [3, 6],
        ],
        [
          [-1, -5],
          [-3, -7],
        ],
      ],
    ])
    expect(adaptiveAveragePool(1, input).data).toEqual([3, -4])
    expect(adaptiveMaxPool(1, input).data).toEqual([6, -1])
  })

  test('to the same size changes nothing; to a multiple repeats', () => {
    const input = fromNested([
      [
        [
          [1, 2],
          [3, 6],
        ],
      ],
    ])
    expect(adaptiveAveragePool([2, 2], input)).toEqual(input)
    expect(adaptiveMaxPool([2, 4], input).data).toEqual([1, 1, 2, 2, 3, 3, 6, 6])
  })

  test('where sizes divide, it is ordinary pooling', () => {
    const stream = random('adaptive')
    const input = generate([1, 2, 6, 8], () => stream.integer(-9, 9))
    expect(adaptiveAveragePool([3, 2], input)).toEqual(averagePool({ kernel: [2, 4] }, input))
    expect(adaptiveMaxPool([3, 2], input)).toEqual(maxPool({ kernel: [2, 4] }, input).output)
  })
})

describe('what cannot be pooled is refused by name', () => {
  const input = filled([1, 1, 4, 4])

  test.each([
    [{ kernel: 2, padding: 2 }, 'padding.top must be an integer in [0, 1], got 2'],
    [{ kernel: [3, 1] as const, padding: 1 }, 'padding.left must be an integer in [0, 0], got 1'],
    [{ kernel: 5 }, 'kernel height, dilation included, must be an integer in [1, 4]'],
    [{ kernel: 0 }, 'kernel must be an integer in [1, ∞), got 0'],
    [{ kernel: 2, stride: 0 }, 'stride must be an integer in [1, ∞), got 0'],
  ])('%#', (spec, message) => {
    expect(() => maxPool(spec, input)).toThrow(RangeError)
    expect(() => maxPool(spec, input)).toThrow(message)
  })

  test('a dilated window over padding alone has no maximum', () => {
    const layer = { kernel: 2, dilation: 3, padding: 2 }
    expect(() => maxPool(layer, filled([1, 1, 1, 1]))).toThrow('must see at least one pixel')
  })

  test('options', () => {
    expect(() => averagePool({ kernel: 2 }, input, { divisorOverride: 0 })).toThrow('other than 0')
    expect(() => averagePool({ kernel: 2 }, input, { countIncludePad: 1 as never })).toThrow(
      'countIncludePad must be true or false',
    )
    expect(() => adaptiveAveragePool(0, input)).toThrow('outputSize must be an integer in [1, ∞)')
    expect(() => pooledCells({ kernel: 2 }, [1, 1, 4, 4], [0, 0, 2, 0])).toThrow('index[2]')
  })
})
