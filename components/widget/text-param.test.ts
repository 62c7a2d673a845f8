import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { text } from './params.ts'

/** What a browser makes of a value in an address, and back. */
const travelled = (raw: string) =>
  new URLSearchParams(new URLSearchParams({ t: raw }).toString()).get('t')!

describe('a text in an address', () => {
  const param = text(200, 'a', { primer: 'nn.Conv2d(3, 8, 3)' })

  test('every text survives', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 200 }), (value) => {
        expect(param.decode(travelled(param.encode(value)))).toEqual({ value })
      }),
    )
  })

  test('short and plain ones can be read', () => {
    expect(param.encode('conv32 ds64')).toBe('conv32 ds64')
    expect(param.encode('')).toBe('')
    expect(param.encode('~x')).not.toBe('~x')
    expect(param.decode('nn.ReLU()').value).toBe('nn.ReLU()')
  })

  test('too long is cut, a broken code refused', () => {
    expect(param.decode('b'.repeat(300))).toEqual({ value: 'b'.repeat(200), problem: 'clamped' })
    const bomb = `~j${'fAA'.repeat(300)}`
    expect(param.decode(bomb).problem).toBe('clamped')
    expect(param.decode(bomb).value).toHaveLength(200)
    expect(param.decode('~?')).toEqual({ value: 'a', problem: 'refused' })
  })

  test('a default that is too long is a mistake', () => {
    expect(() => text(2, 'abc')).toThrow(RangeError)
  })
})
