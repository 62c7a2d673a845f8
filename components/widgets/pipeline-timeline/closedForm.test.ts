import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { closedForm } from './closedForm.ts'
import { anyParams, paramsWith, timelineOf } from './testing.ts'
import type { Params } from './testing.ts'

/** What formulas/*.tex say, written out: idle, and the whole; null where they sum over ranks. */
const stated = (kind: string, params: Params, makespan: number) => {
  const { stages: p, microbatches: m, chunks: v, forward: F, backward: B, send: C } = params
  const work = m * (F + B)
  const after = (idle: number) => ({ idle, total: work + idle })
  switch (kind) {
    case 'equal':
      return { idle: (p - 1) * (F + B), total: (m + p - 1) * (F + B) }
    case 'naive':
      return { idle: (p - 1) * m * (F + B), total: p * m * (F + B) }
    case 'sent':
      return after((p - 1) * (F + B + 2 * C))
    case 'chunked':
      return after(((p - 1) * (F + B)) / v)
    case 'measured':
      return { idle: makespan - work, total: makespan }
    default:
      return null
  }
}

describe('closedForm', () => {
  it('names a form that the simulation confirms, in both normalisations', () => {
    const kinds = new Set<string>()
    fc.assert(
      fc.property(anyParams, fc.boolean(), fc.boolean(), (changes, free, plain) => {
        const params = paramsWith({
          ...changes,
          ...(free ? { send: 0 } : {}),
          ...(plain ? { uneven: '', iterations: 1 } : {}),
        })
        const { bubble, makespan, ranks } = timelineOf(params)
        const kind = closedForm(params)
        kinds.add(kind)
        const form = stated(kind, params, makespan)
        if (form === null) {
          const idle = ranks.reduce((sum, rank) => sum + makespan - rank.busy, 0)
          expect(idle / (params.stages * makespan)).toBeCloseTo(bubble.ofTotal, 9)
          return
        }
        const { idle, total } = form
        expect(total).toBeCloseTo(makespan, 6)
        expect(idle / total).toBeCloseTo(bubble.ofTotal, 9)
        expect(idle / (params.microbatches * (params.forward + params.backward))).toBeCloseTo(
          bubble.overIdeal,
          9,
        )
      }),
      { numRuns: 600 },
    )
    expect([...kinds].toSorted()).toEqual([
      'chunked',
      'equal',
      'measured',
      'naive',
      'sent',
      'summed',
    ])
  })

  it('offers none where the simpler form would be wrong', () => {
    // Sending stalls 1F1B at its turns: the form without sends would promise 33.
    expect(closedForm(paramsWith({ send: 1 }))).toBe('measured')
    expect(timelineOf({ send: 1 }).makespan).toBeGreaterThan((8 + 3) * 3 + 2 * 3 * 1)
  })
})
