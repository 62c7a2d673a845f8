import { expect, it } from 'vitest'
import { at, pixelPaths, placeAt } from './geometry.ts'

it('a place and its point are each other’s', () => {
  for (const place of [-1.5, 0, 3.25, 11]) expect(placeAt(at(place))).toBeCloseTo(place, 12)
})

it('pixels of one brightness share a path', () => {
  expect(pixelPaths([0, 1, 1], 2, 10)).toEqual([
    { d: 'M0 0h10v10h-10z', share: 0 },
    { d: 'M10 0h10v10h-10zM0 10h10v10h-10z', share: 1 },
  ])
})
