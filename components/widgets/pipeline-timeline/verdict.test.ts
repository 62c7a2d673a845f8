import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { sayIn } from '../../widget/context.ts'
import { termOf } from './terms.ts'
import english from './text.en.ts'
import { anyParams, paramsWith, runWith } from './testing.ts'
import type { Params } from './testing.ts'
import { printedOf, verdictOf } from './verdict.ts'

const say = sayIn(english, 'en')
const told = (changes: Partial<Params>) =>
  verdictOf(runWith(changes), paramsWith(changes))
    .map(([phrase, values]) => say(phrase, values))
    .join(' ')

describe('verdictOf', () => {
  it('calls a formula exact only where the run bears it out', () => {
    fc.assert(
      fc.property(anyParams, (changes) => {
        const run = runWith(changes)
        const params = paramsWith(changes)
        const phrase = verdictOf(run, params)[0]![0]
        if (!phrase.startsWith('exactYes') && !phrase.startsWith('exactInside')) return
        const printed = printedOf(run, params)!.bubbleTime
        const idle = run.timeline.ranks.map((rank) =>
          phrase === 'exactInside' ? rank.internalIdle : rank.idle,
        )
        expect(Math.max(...idle)).toBeCloseTo(printed, 6)
      }),
      { numRuns: 300 },
    )
  })

  it('says why one is not', () => {
    expect(told({})).toBe('Exact here: every rank idles 9.')
    expect(told({ schedule: '1f1b-overlapped' })).toBe('Exact here: every rank idles 9.')
    // The first rank pairs once, the last seven times, and a pair saves half.
    expect(told({ schedule: '1f1b-overlapped', overlap: 50 })).toContain('idle 6 to 9')
    expect(told({ send: 1 })).toContain('sends for free')
    expect(told({ uneven: '0*2' })).toContain('ranks for alike')
    expect(told({ schedule: 'v-half' })).toContain('many ranks')
    expect(told({ schedule: 'zb' })).toContain('no formula')
    expect(told({ schedule: 'zb-h2', iterations: 3, barrier: false })).toContain('costs 24')
    expect(told({ schedule: 'dualpipe', stages: 8, microbatches: 20, overlap: 50 })).toContain(
      'idle 3.5 to 4.5',
    )
    expect(told({ schedule: 'zb-h1', weight: 1.75 })).toContain('Not exact')
  })

  it('has words for whatever happens', () => {
    fc.assert(
      fc.property(anyParams, (changes) => {
        expect(told(changes)).not.toMatch(/[{}]|exact[A-Z]|idles[A-Z]/)
      }),
      { numRuns: 200 },
    )
  })
})

describe('termOf', () => {
  it('writes terms in the costs that are set', () => {
    const terms = (changes: Partial<Params>) => {
      const { account, timeline } = runWith(changes)
      return account.terms.map((term) => termOf(term, timeline))
    }
    expect(terms({})).toEqual([
      { formula: '3 · F', value: 3 },
      { formula: '3 · B', value: 6 },
    ])
    expect(terms({ schedule: 'interleaved' })[0]).toEqual({ formula: '3 · F/2', value: 1.5 })
    expect(terms({ schedule: 'naive' })[0]).toEqual({ formula: '24 · F', value: 24 })
  })
})
