import { describe, expect, test } from 'vitest'
import { filled } from '../../tensor.ts'
import { convolutionSum, convolve } from './convolve.ts'
import { convolveBackward } from './gradients.ts'
import { inputsTouchedBy, outputsReachedBy } from './lookup.ts'

describe('tensors that do not belong to the layer are refused by name', () => {
  const layer = { inputChannels: 2, outputChannels: 2, kernel: 3 }
  const input = filled([1, 2, 5, 5])
  const weights = filled([2, 2, 3, 3])
  const bias = filled([2])

  test.each([
    [filled([1, 3, 5, 5]), weights, bias, 'input channels must be inputChannels = 2, got 3'],
    [filled([2, 5, 5]), weights, bias, 'input.shape must have 4 entries [N, C, H, W]'],
    [filled([1, 2, 2, 5]), weights, bias, 'kernel height, dilation included, must be'],
    [input, filled([2, 2, 3, 2]), bias, 'weights.shape must be [2, 2, 3, 3], got [2, 2, 3, 2]'],
    [input, weights, null, 'bias must have the shape [2], got null'],
    [input, weights, filled([3]), 'bias.shape must be [2], got [3]'],
  ])('%#', (x, w, b, message) => {
    expect(() => convolve(layer, x, w, b)).toThrow(RangeError)
    expect(() => convolve(layer, x, w, b)).toThrow(message)
  })

  test('a bias for a layer without one, and cells outside', () => {
    const bare = { ...layer, bias: false }
    expect(() => convolve(bare, input, weights, bias)).toThrow('bias must be null')
    expect(() => convolutionSum(bare, input, weights, null, [0, 0, 3, 0])).toThrow(
      'index[2] must be an integer in [0, 2], got 3',
    )
    expect(() => outputsReachedBy(bare, [1, 2, 5, 5], [0, 2, 0, 0])).toThrow('index[1]')
    expect(() => inputsTouchedBy(bare, [1, 2, 5, 5], [0, 0, 0, 3])).toThrow('index[3]')
    expect(() => convolveBackward(bare, input, weights, filled([1, 2, 5, 5]))).toThrow(
      'gradient.shape must be [1, 2, 3, 3], got [1, 2, 5, 5]',
    )
  })
})
