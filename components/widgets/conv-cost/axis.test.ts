import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { axisShape, touches } from '../../../math/conv/index.ts'
import { axisPicture } from './axis.ts'

const axisOf = (kernel: number, stride: number, dilation: number, padding: number) => ({
  kernel,
  stride,
  dilation,
  padBegin: padding,
  padEnd: padding,
  ceilMode: false,
})

describe('the picture of an axis', () => {
  it('marks the pixel that no window reaches', () => {
    const shape = axisShape(7, axisOf(3, 3, 1, 0))
    const [run] = axisPicture(shape, 3, 3, 1).runs
    expect(run!.map(({ dropped }) => dropped)).toEqual([
      false,
      false,
      false,
      false,
      false,
      false,
      true,
    ])
    expect(run!.map(({ tap }) => tap).slice(0, 4)).toEqual(['first', 'first', 'first', 'last'])
  })

  it('drops exactly what the library says is dropped, over all layers', () => {
    const small = fc.integer({ min: 1, max: 4 })
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: 30 }),
        small,
        small,
        small,
        fc.integer({ min: 0, max: 3 }),
        (size, k, s, d, p) => {
          const axis = axisOf(k, s, d, p)
          const shape = axisShape(size, axis)
          fc.pre(shape.output >= 1)
          const pixels = axisPicture(shape, k, s, d).runs.flat()
          expect(pixels).toHaveLength(shape.padded)
          const lost = pixels.filter(({ dropped, padding }) => dropped && !padding)
          expect(lost).toHaveLength(shape.dropped)
          const seen = touches(size, axis)
          for (const { at } of lost) expect(seen[at - p]).toBe(0)
        },
      ),
    )
  })

  it('shows the beginning and the end of a long row', () => {
    const { runs, windows } = axisPicture(axisShape(224, axisOf(7, 2, 1, 3)), 7, 2, 1)
    expect(runs).toHaveLength(2)
    expect(runs[1]!.at(-1)!.at).toBe(229)
    expect(windows.map(({ index }) => index)).toEqual([0, 1, 111])
  })
})
