import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { formatOffsets, moved, parseOffsets, reach, settled, still } from './offsets.ts'

describe('offsets as text', () => {
  it('reads what it writes', () => {
    const value = fc.double({ min: -9, max: 9, noNaN: true })
    const setting = fc.record({ dy: value, dx: value, mask: value }).map(settled)
    fc.assert(
      fc.property(fc.array(setting, { minLength: 1, maxLength: 25 }), (settings) => {
        const text = formatOffsets(settings)
        expect(parseOffsets(text, settings.length)).toEqual({ settings, unread: 0 })
        // As long as a text may be in an address.
        expect(text.length).toBeLessThanOrEqual(600)
      }),
    )
  })

  it('reads any text, within the reach, and counts what it could not read', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (text) => {
        const { settings } = parseOffsets(text, 9)
        expect(settings).toHaveLength(9)
        for (const { dy, dx, mask } of settings) {
          expect(Math.abs(dy)).toBeLessThanOrEqual(reach)
          expect(Math.abs(dx)).toBeLessThanOrEqual(reach)
          expect(mask).toBeGreaterThanOrEqual(0)
          expect(mask).toBeLessThanOrEqual(1)
        }
      }),
    )
    expect(parseOffsets('0.5,-1 oops 99,0;1,1,0.25', 3)).toEqual({
      settings: [{ dy: 0.5, dx: -1, mask: 1 }, still, { dy: reach, dx: 0, mask: 1 }],
      unread: 2,
    })
    expect(parseOffsets('', 2)).toEqual({ settings: [still, still], unread: 0 })
    expect(parseOffsets('-,1', 1).unread).toBe(1)
  })

  it('moves one tap alone, and not too far', () => {
    expect(moved([still, still], 1, { dy: -7, mask: 0.5 })).toEqual([
      still,
      { dy: -reach, dx: 0, mask: 0.5 },
    ])
  })
})
