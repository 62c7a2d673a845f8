import { describe, expect, test } from 'vitest'
import { outputPaddingFor, transposedCost, transposedShape } from './transposed.ts'

const up = { inputChannels: 16, outputChannels: 8, kernel: 3, stride: 2, padding: 1 }
const input = { height: 14, width: 14 }

describe('shape', () => {
  test('output padding decides between the sizes that a strided convolution merges', () => {
    expect(transposedShape(up, input)).toMatchObject({ height: 27, width: 27 })
    const more = transposedShape({ ...up, outputPadding: [1, 0] }, input)
    expect(more).toMatchObject({ height: 28, width: 27 })
    expect(outputPaddingFor(up, input, { height: 28, width: 27 })).toEqual([1, 0])
  })

  test('same padding multiplies the size by the stride, whatever the kernel', () => {
    for (const kernel of [1, 2, 3, 4, 5]) {
      for (const stride of [1, 2, 3]) {
        for (const padding of ['same', 'same-lower'] as const) {
          const shape = transposedShape({ ...up, kernel, stride, padding }, input)
          expect(shape).toMatchObject({ height: 14 * stride, width: 14 * stride })
          const { top, bottom } = shape.padding
          const odd = padding === 'same' ? bottom - top : top - bottom
          expect(odd).toBe(Math.max(0, kernel - stride) % 2)
        }
      }
    }
  })

  test('sides are cut separately', () => {
    const padding = { top: 2, bottom: 0, left: 0, right: 1 }
    expect(transposedShape({ ...up, padding }, input)).toMatchObject({ height: 27, width: 28 })
  })

  test('a convolution that sees only a corner has a transpose that needs its output padding', () => {
    // One pixel, padded at the top, stride 2: the forward window sees the padding alone.
    const padding = { top: 1, bottom: 0, left: 0, right: 0 }
    const layer = { ...up, kernel: 1, stride: [2, 1] as const, padding }
    const one = { height: 1, width: 1 }
    expect(() => transposedShape(layer, one)).toThrow(
      'padding along the height must total at most 0 so that output remains, got 1',
    )
    expect(outputPaddingFor(layer, one, one)).toEqual([1, 0])
    expect(transposedShape({ ...layer, outputPadding: [1, 0] }, one)).toMatchObject(one)
  })
})

describe('cost', () => {
  test('every input pixel meets the kernel once', () => {
    const cost = transposedCost({ ...up, groups: 4 }, { ...input, batch: 3 })
    expect(cost.params.weights).toBe((16 * 8 * 9) / 4)
    expect(cost.params.total).toBe((16 * 8 * 9) / 4 + 8)
    expect(cost.macs).toBe(3 * cost.params.weights * 14 * 14)
    expect(cost.output).toEqual([3, 8, 27, 27])
  })
})

test.each([
  [{ ...up, outputPadding: 2 }, 'outputPadding[0] (height) must be an integer in [0, 1], got 2'],
  [{ ...up, outputPadding: [0, -1] as const }, 'outputPadding[1] (width) must be an integer in'],
  [{ ...up, groups: 3 }, 'groups must be a divisor of inputChannels = 16, got 3'],
  [{ ...up, padding: 15 }, 'padding along the height must total at most 28'],
])('a wrong layer is refused by name (%#)', (layer, message) => {
  expect(() => transposedShape(layer, input)).toThrow(RangeError)
  expect(() => transposedShape(layer, input)).toThrow(message)
})

test('a size that cannot be had is refused with those that can', () => {
  expect(() => outputPaddingFor(up, input, { height: 29, width: 27 })).toThrow(
    'output height must be an integer in [27, 28], got 29',
  )
  expect(() =>
    outputPaddingFor({ ...up, padding: 'same' }, input, { height: 29, width: 28 }),
  ).toThrow('output height must be an integer in [28, 28], got 29')
})
