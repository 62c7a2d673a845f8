import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { decodeState, encodeState } from '../../widget/state.ts'
import { paramsWith, timelineOf } from './testing.ts'
import { factorsOf, toldFactors, unevenParam, withFactors } from './uneven.ts'
import widget from './widget.ts'

const all = (factor: number) => ({ F: factor, I: factor, W: factor })
const read = (raw: string) => unevenParam.decode(raw)

describe('the text of uneven ranks', () => {
  it('numbers ranks, names the last, and tells F, I and W apart', () => {
    expect(factorsOf('1*2', 3)).toEqual([all(1), all(2), all(1)])
    expect(factorsOf('last*1.5', 2)).toEqual([all(1), all(1.5)])
    expect(factorsOf('0-1*F2', 2)).toEqual([
      { F: 2, I: 1, W: 1 },
      { F: 2, I: 1, W: 1 },
    ])
    expect(factorsOf('0*F2B1.5', 1)).toEqual([{ F: 2, I: 1.5, W: 1.5 }])
    expect(factorsOf('', 4)).toBeNull()
    expect(factorsOf('9*2', 4)).toBeNull()
  })

  it('takes a list as well, and writes whichever is shorter', () => {
    expect(read('1,1,1.5,1')).toEqual({ value: '2*1.5' })
    expect(read('2 3 4 5').value).toBe('2_3_4_5')
    expect(read('4-7:1.25; last:2')).toEqual({ value: '4-7*1.25_last*2' })
    expect(read('1*1')).toEqual({ value: '' })
  })

  it('says what it did not take as it stood', () => {
    expect(read('1*99')).toEqual({ value: '1*8', problem: 'clamped' })
    expect(read('1*1.256')).toEqual({ value: '1*1.26', problem: 'rounded' })
    expect(read('80*2')).toEqual({ value: '', problem: 'clamped' })
    for (const raw of ['fast', '1*', '*2', '1*x', '-1*2', '1*F']) {
      expect(read(raw)).toEqual({ value: '', problem: 'refused' })
    }
  })

  it('comes back from the address of any factors, and changes one rank alone', () => {
    const hundredths = fc.integer({ min: 25, max: 800 }).map((n) => n / 100)
    const own = fc.record({ F: hundredths, I: hundredths, W: hundredths })
    fc.assert(
      fc.property(fc.array(own, { minLength: 1, maxLength: 64 }), (list) => {
        const ranks = list.length
        const text = list.reduce((raw, one, rank) => withFactors(raw, rank, ranks, one), '')
        expect(factorsOf(text, ranks) ?? list.map(() => all(1))).toEqual(list)
        expect(text.length).toBeLessThanOrEqual(unevenParam.maxLength)
        const params = paramsWith({ stages: ranks, uneven: text })
        expect(decodeState(widget, encodeState(widget, params))).toEqual({
          state: params,
          rejections: [],
        })
      }),
      { numRuns: 60 },
    )
    expect(withFactors('last*2', 3, 4, all(3))).toBe('last*3')
  })

  it('is told in few words', () => {
    expect(toldFactors('0-1*2_last*F3', 4)).toEqual(['0–1 ×2', '3 F×3'])
    expect(toldFactors('2*F0.5B1.25', 4)).toEqual(['2 F×0.5 B×1.25'])
  })
})

describe('uneven ranks', () => {
  it('take their own times, by hand: p = m = 2, the last rank 1.5 times as long', () => {
    const { ranks, makespan } = timelineOf({ stages: 2, microbatches: 2, uneven: 'last*1.5' })
    expect(ranks.map(({ ops }) => ops.map(({ start, end }) => [start, end]))).toEqual([
      [
        [0, 1],
        [1, 2],
        [5.5, 7.5],
        [10, 12],
      ],
      [
        [1, 2.5],
        [2.5, 5.5],
        [5.5, 7],
        [7, 10],
      ],
    ])
    expect(makespan).toBe(12)
  })
})
