import { expect, test } from 'vitest'
import { labelled, nearestSpot } from './labels.ts'

const spots = [
  { id: 'a', x: 10, y: 10 },
  { id: 'b', x: 15, y: 12 },
  { id: 'c', x: 15, y: 30 },
]

test('a label in the way of an earlier one is left out', () => {
  expect([...labelled(spots, 20, 5)]).toEqual(['a', 'c'])
  expect([...labelled(spots.toReversed(), 20, 5)]).toEqual(['c', 'b'])
})

test('the nearest within reach, measured in pixels', () => {
  const size = { width: 1000, height: 100 }
  expect(nearestSpot(spots, { x: 10, y: 30 }, size, 60)?.id).toBe('a')
  expect(nearestSpot(spots, { x: 60, y: 60 }, size, 60)).toBeUndefined()
})
