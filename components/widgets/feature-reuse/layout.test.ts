import fc from 'fast-check'
import { expect, test } from 'vitest'
import { denseBlockCost } from '../../../math/conv/index.ts'
import { drawing, layoutOf } from './layout.ts'

test('ribbons fill the height without overlap, layers the width in order', () => {
  fc.assert(
    fc.property(
      fc.integer({ min: 1, max: 256 }),
      fc.integer({ min: 1, max: 64 }),
      fc.integer({ min: 1, max: 12 }),
      (inputChannels, growth, layers) => {
        const block = denseBlockCost({ inputChannels, growth, layers }, { height: 1, width: 1 })
        const { ribbons, gates } = layoutOf(block)
        expect(ribbons.map(({ channels }) => channels)).toEqual([
          inputChannels,
          ...Array.from({ length: layers }, () => growth),
        ])
        ribbons.slice(1).forEach((ribbon, index) => {
          const above = ribbons[index]!
          expect(ribbon.y).toBeGreaterThanOrEqual(above.y + above.height)
          expect(ribbon.from).toBeGreaterThan(above.from)
        })
        const last = ribbons.at(-1)!
        expect(last.y + last.height).toBeCloseTo(drawing.bottom, 6)
        // A layer reads down to the ribbon above its own.
        for (const { index, reads, x, width } of gates) {
          expect(reads).toBeLessThanOrEqual(ribbons[index + 1]!.y)
          expect(x + width / 2).toBeLessThan(drawing.right)
        }
      },
    ),
  )
})
