import { describe, expect, test } from 'vitest'
import { channelPaths, type ChannelStep } from './connectivity.ts'
import { plan, eachTap, cellAt } from './kernels/taps.ts'

const convolve = (outputChannels: number, groups?: number): ChannelStep => ({
  kind: 'convolution',
  outputChannels,
  groups,
})

describe('one convolution', () => {
  test.each([1, 2, 3, 6])('in %i groups connects the channels that the kernel does', (groups) => {
    const paths = channelPaths(6, [convolve(12, groups)])
    const laid = plan(
      { inputChannels: 6, outputChannels: 12, kernel: 1, groups, bias: false },
      [1, 6, 1, 1],
    )
    const seen = paths.map((_, output) => {
      const row = Array.from({ length: 6 }, () => 0)
      eachTap(laid, [0, output, 0, 0], (from) => {
        row[cellAt(laid.input, from)[1]]! += 1
      })
      return row
    })
    expect(paths).toEqual(seen)
  })

  test('depthwise is the diagonal', () => {
    expect(channelPaths(3, [convolve(3, 3)])).toEqual([
      [1, 0, 0],
      [0, 1, 0],
      [0, 0, 1],
    ])
  })
})

describe('two convolutions', () => {
  test('groups stay apart without a shuffle, and all meet with one', () => {
    const apart = channelPaths(9, [convolve(9, 3), convolve(9, 3)])
    expect(apart[0]).toEqual([3, 3, 3, 0, 0, 0, 0, 0, 0])
    const joined = channelPaths(9, [convolve(9, 3), { kind: 'shuffle', groups: 3 }, convolve(9, 3)])
    expect(joined.flat()).toEqual(Array.from({ length: 81 }, () => 1))
  })

  test('separable connects all to all', () => {
    const paths = channelPaths(4, [convolve(4, 4), convolve(8)])
    expect(paths.flat()).toEqual(Array.from({ length: 32 }, () => 1))
  })
})

test('no layer at all is the identity', () => {
  expect(channelPaths(2, [])).toEqual([
    [1, 0],
    [0, 1],
  ])
})

test.each([
  [() => channelPaths(0, []), 'channels must be an integer in [1, 4096], got 0'],
  [() => channelPaths(4, [convolve(4, 3)]), 'groups must be a divisor of inputChannels = 4, got 3'],
  [() => channelPaths(4, [convolve(6, 4)]), 'groups must be a divisor of outputChannels = 6'],
  [() => channelPaths(4, [{ kind: 'shuffle', groups: 3 }]), 'groups must be a divisor of channels'],
  [() => channelPaths(4, [{ kind: 'add' } as never]), 'step must be a convolution or a shuffle'],
])('what does not divide is refused by name (%#)', (call, message) => {
  expect(call).toThrow(message)
})
