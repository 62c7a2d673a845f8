import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { closedForm } from './closedForm.ts'
import { anyParams, paramsWith, timelineOf } from './testing.ts'
import type { Params } from './testing.ts'

/** What formulas/*.tex say, written out: idle, and the whole. */
const stated = (kind: string, params: Params, makespan: number) => {
  const { stages: p, microbatches: m, forward: F, backward: B, send: C } = params
  const work = m * (F + B)
  switch (kind) {
    case 'equal':
      return { idle: (p - 1) * (F + B), total: (m + p - 1) * (F + B) }
    case 'naive':
      return { idle: (p - 1) * m * (F + B), total: p * m * (F + B) }
    case 'sent':
      return { idle: (p - 1) * (F + B + 2 * C), total: work + (p - 1) * (F + B + 2 * C) }
    default:
      return { idle: makespan - work, total: makespan }
  }
}

describe('closedForm', () => {
  it('names a form that the simulation confirms, in both normalisations', () => {
    const kinds = new Set<string>()
    fc.assert(
      fc.property(anyParams, fc.boolean(), (changes, free) => {
        const params = paramsWith(free ? { ...changes, send: 0 } : changes)
        const { bubble, makespan } = timelineOf(params)
        const kind = closedForm(params)
        kinds.add(kind)
        const { idle, total } = stated(kind, params, makespan)
        expect(total).toBeCloseTo(makespan, 6)
        expect(idle / total).toBeCloseTo(bubble.ofTotal, 9)
        expect(idle / (params.microbatches * (params.forward + params.backward))).toBeCloseTo(
          bubble.overIdeal,
          9,
        )
      }),
      { numRuns: 300 },
    )
    expect([...kinds].toSorted()).toEqual(['equal', 'measured', 'naive', 'sent'])
  })

  it('offers none where the simpler form would be wrong', () => {
    // Sending stalls 1F1B at its turns: the form without sends would promise 33.
    expect(closedForm(paramsWith({ send: 1 }))).toBe('measured')
    expect(timelineOf({ send: 1 }).makespan).toBeGreaterThan((8 + 3) * 3 + 2 * 3 * 1)
  })
})
