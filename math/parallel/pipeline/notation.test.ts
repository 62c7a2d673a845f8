import { expect, test } from 'vitest'
import {
  backward,
  backwardWeight,
  formatChunkOrder,
  formatSchedule,
  formatSlot,
  forward,
  interleaved1F1B,
  oneForwardOneBackward,
  parseChunkOrder,
  parseOp,
  parseSchedule,
  parseSlot,
  zbH1,
} from './index.ts'

test('ops and pairs', () => {
  expect(parseOp('12W3')).toEqual(backwardWeight(12, 3))
  const pair = { kind: 'overlapped', forward: forward(4, 0), backward: backward(3, 1) } as const
  expect(formatSlot(pair)).toBe('(4F0;3B1)OVERLAP_F_B')
  expect(parseSlot('(4F0;3B1)OVERLAP_F_B')).toEqual(pair)
})

test('a schedule, by spaces or by commas with idle steps', () => {
  const lines = ['0F0 0F1 0B0 0B1', '1F0 1B0 1F1 1B1']
  expect(formatSchedule(oneForwardOneBackward(2, 2))).toEqual(lines)
  expect(parseSchedule(['0F0,0F1,,,0B0,,0B1', ',1F0,1B0,1F1,1B1'])).toEqual({
    ...oneForwardOneBackward(2, 2),
    name: 'custom',
  })
})

test('what cannot be read is quoted', () => {
  for (const text of ['', 'F0', '0F', '0X0', '-1F0', '0f0', '0F0B0', '1.5F0', '0F 0']) {
    expect(() => parseOp(text)).toThrow(JSON.stringify(text))
  }
  expect(() => parseSlot('(0B0;0F0)OVERLAP_F_B')).toThrow(/one F and one B/)
  expect(() => parseSlot('(0F0;0I0)OVERLAP_F_B')).toThrow(/one F and one B/)
  expect(() => parseSchedule(['', ' '])).toThrow(/number of stages/)
  expect(() => parseSchedule(['0F0 oops'])).toThrow('"oops"')
})

test('Megatron’s chunk order', () => {
  const schedule = interleaved1F1B(4, 8, 3)
  const order = formatChunkOrder(schedule)
  expect(order[3]!.slice(0, 10)).toEqual([1, 1, 1, 1, 2, 2, 2, 2, 3, -3])
  expect(parseChunkOrder(order, 'interleaved')).toEqual(schedule)
  expect(() => formatChunkOrder(zbH1(2, 2))).toThrow(/whole ops only, got 0I0/)
  expect(() => parseChunkOrder([[1, 0]])).toThrow(/chunk must be .* got 0/)
  expect(() => parseChunkOrder([[1.5]])).toThrow(/chunk must be .* got 1.5/)
  expect(() => parseChunkOrder([[]])).toThrow(/number of chunks/)
})
