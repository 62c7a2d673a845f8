import * as fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { random } from '../../random.ts'
import { filled, fromNested, generate, randomTensor } from '../../tensor.ts'
import { channelShuffle, channelWeighting, excitationParameters } from './channels.ts'
import { pixelShuffle, shuffleOrder } from './channels.ts'

fc.configureGlobal({ seed: 1603_07285 })

const counts = fc.tuple(fc.integer({ min: 1, max: 6 }), fc.integer({ min: 1, max: 6 }))

describe('channel shuffle', () => {
  test('is a permutation, undone by the shuffle with the other factor', () => {
    fc.assert(
      fc.property(counts, ([groups, perGroup]) => {
        const channels = groups * perGroup
        const order = shuffleOrder(channels, groups)
        expect(order.toSorted((a, b) => a - b)).toEqual(
          Array.from({ length: channels }, (_, i) => i),
        )
        const back = shuffleOrder(channels, perGroup)
        expect(back.map((channel) => order[channel])).toEqual(order.toSorted((a, b) => a - b))
      }),
    )
  })

  test('gives each next group a channel of every group, as evenly as can be', () => {
    const groups = 3
    const order = shuffleOrder(9, groups)
    for (let g = 0; g < groups; g++) {
      const sources = order.slice(g * 3, g * 3 + 3).map((channel) => Math.floor(channel / 3))
      expect(new Set(sources)).toEqual(new Set([0, 1, 2]))
    }
  })

  test('moves whole channels, image by image', () => {
    const input = generate([2, 4, 1, 2], ([n, c, , x]) => 100 * n! + 10 * c! + x!)
    expect(channelShuffle(2, input).data).toEqual([
      0, 1, 20, 21, 10, 11, 30, 31, 100, 101, 120, 121, 110, 111, 130, 131,
    ])
  })
})

test('pixel shuffle loses nothing and inverts channel by channel', () => {
  const input = generate([1, 8, 2, 3], (_, offset) => offset)
  const output = pixelShuffle(2, input)
  expect(output.shape).toEqual([1, 2, 4, 6])
  expect(output.data.toSorted((a, b) => a - b)).toEqual(input.data)
  expect(pixelShuffle(1, input)).toEqual(input)
})

describe('channel weighting', () => {
  const none = { reduceBias: null, expandBias: null }

  test('with layers of zeros weighs every channel by a half', () => {
    const input = randomTensor([2, 4, 3, 3], random('se'))
    const zeros = { ...none, reduce: filled([2, 4]), expand: filled([4, 2]) }
    for (const gate of ['sigmoid', 'hard-sigmoid'] as const) {
      const { weights, output } = channelWeighting(input, { ...zeros, gate })
      expect(weights.data).toEqual(Array.from({ length: 8 }, () => 0.5))
      expect(output.data).toEqual(input.data.map((value) => value / 2))
    }
  })

  test('is squeeze, reduce, ReLU, expand, gate', () => {
    // Means 2 and −1. Hidden: ReLU(2 − 1 + 1) = 2. Weights: gate(1.5·2 − 0 = 3), gate(−1.5·2 = −3).
    const input = fromNested([[[[1, 3]], [[-1, -1]]]])
    const layers = {
      reduce: fromNested([[1, 1]]),
      reduceBias: fromNested([1]),
      expand: fromNested([[1.5], [-1.5]]),
      expandBias: null,
    }
    const hard = channelWeighting(input, { ...layers, gate: 'hard-sigmoid' })
    expect(hard.squeezed).toEqual({ shape: [1, 2], data: [2, -1] })
    expect(hard.hidden.data).toEqual([2])
    expect(hard.weights.data).toEqual([1, 0])
    expect(hard.output.data.map((value) => value + 0)).toEqual([1, 3, 0, 0])
    const soft = channelWeighting(input, layers)
    expect(soft.weights.data[0]).toBeCloseTo(1 / (1 + Math.exp(-3)), 15)
    expect(soft.weights.data[0]! + soft.weights.data[1]!).toBeCloseTo(1, 15)
  })

  test('costs 2C²/r weights', () => {
    expect(excitationParameters(512, 32, false)).toBe((2 * 512 * 512) / 16)
    expect(excitationParameters(512, 32)).toBe((2 * 512 * 512) / 16 + 544)
  })

  test('refuses layers that do not belong', () => {
    const input = filled([1, 4, 2, 2])
    const layers = { ...none, reduce: filled([2, 4]), expand: filled([4, 2]) }
    const refused = (change: object, message: string) =>
      expect(() => channelWeighting(input, { ...layers, ...change })).toThrow(message)
    refused({ reduce: filled([2, 3]) }, 'reduce.shape must be [2, 4], got [2, 3]')
    refused({ expand: filled([2, 4]) }, 'expand.shape must be [4, 2], got [2, 4]')
    refused({ expandBias: filled([2]) }, 'expandBias.shape must be [4], got [2]')
    refused({ gate: 'relu' }, 'gate must be one of "sigmoid", "hard-sigmoid", got "relu"')
  })
})

test('counts that do not divide are refused by name', () => {
  const input = filled([1, 6, 2, 2])
  expect(() => channelShuffle(4, input)).toThrow('groups must be a divisor of channels = 6, got 4')
  expect(() => channelShuffle(7, input)).toThrow('groups must be an integer in [1, 6], got 7')
  expect(() => pixelShuffle(2, input)).toThrow('upscale² must be a divisor of the channels = 6')
  expect(() => excitationParameters(0, 1)).toThrow('channels must be an integer in [1, ∞), got 0')
})
