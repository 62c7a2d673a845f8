import { expect, it } from 'vitest'
import { reading } from './typing.ts'
import widget from './widget.ts'

const { input, weights } = widget.params

it.each([
  ['7', 7],
  ['-3', -3],
  ['−3', -3],
  [' 4 ', 4],
  ['+2', 2],
])('%j is a number', (text, value) => {
  expect(reading(text, input)).toEqual({ kind: 'number', value })
})

it('weights take two decimals', () => {
  expect(reading('.25', weights)).toEqual({ kind: 'number', value: 0.25 })
  expect(reading('0.255', weights).kind).toBe('wrong')
  expect(reading('0.5', input).kind).toBe('wrong')
})

it.each(['', '-', '.', '-.', ' '])('%j may still become one', (text) => {
  expect(reading(text, weights).kind).toBe('unfinished')
})

it.each(['12', '-10', 'x', '3-4', '1 2', '1_2', '1*2', '1e0', 'p', '--1'])(
  '%j is wrong',
  (text) => {
    expect(reading(text, input).kind).toBe('wrong')
  },
)
