import { describe, expect, it } from 'vitest'
import { slotsOf } from './slots.ts'

const text = (value: string) => ({ nodeValue: value, childNodes: [] })
const element = (...childNodes: readonly ReturnType<typeof text>[]) => ({
  nodeValue: null,
  childNodes: childNodes as never[],
})

describe('slotsOf', () => {
  it('finds texts with slots, and the way to them', () => {
    const tree = element(text('a'), element(text('@n@ of @m@'), text('b')) as never, text('@x@'))
    expect(slotsOf(tree)).toEqual([
      { path: [1, 0], text: '@n@ of @m@' },
      { path: [2], text: '@x@' },
    ])
    expect(slotsOf(element(text('user@example')))).toEqual([])
  })
})
