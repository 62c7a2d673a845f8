import { expect, test } from 'vitest'
import { measures } from './measures.ts'
import { openEntry } from './opened.ts'
import { tilesOf } from './tiles.ts'

/** The gap between stages, which a stage thinner than it reaches into. */
const gap = 0.9

test.each(measures)('areas of %s: shares add up to one, tiles lie inside and apart', (measure) => {
  const tiles = tilesOf(openEntry('ghostnet_100'), measure, 1.7)
  expect(tiles.reduce((sum, { share }) => sum + share, 0)).toBeCloseTo(1)
  for (const tile of tiles) {
    expect(tile.left).toBeGreaterThanOrEqual(-gap)
    expect(tile.left + tile.width).toBeLessThanOrEqual(100 + gap)
    expect(tile.top + tile.height).toBeLessThanOrEqual(100 + gap)
  }
  for (const [i, a] of tiles.entries()) {
    for (const b of tiles.slice(i + 1)) {
      const apart =
        a.left + a.width <= b.left + gap ||
        b.left + b.width <= a.left + gap ||
        a.top + a.height <= b.top + gap ||
        b.top + b.height <= a.top + gap
      expect(apart).toBe(true)
    }
  }
})
