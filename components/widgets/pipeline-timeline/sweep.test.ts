import { describe, expect, it } from 'vitest'
import { outcomeOf, outcomes, sizesOfSchedule, sizesTable } from './sweep.ts'
import { paramsWith } from './testing.ts'

describe('outcomeOf', () => {
  it('is what a run comes to', () => {
    expect(outcomeOf('1f1b', paramsWith({}))).toMatchObject({ time: 33, peak: 4 })
    expect(outcomeOf('1f1b', paramsWith({}))!['of-total']).toBeCloseTo(9 / 33)
  })

  it('takes the formulas where a run would be long, and nothing where they are not exact', () => {
    const huge = paramsWith({ stages: 64, microbatches: 512 })
    expect(outcomeOf('1f1b', huge)).toMatchObject({ time: 1725, peak: 64, inside: null })
    expect(outcomeOf('1f1b', { ...huge, send: 1 })).toBeNull()
    expect(outcomeOf('zb', huge)).toBeNull()
  })

  it('names what a schedule needs', () => {
    const found = outcomes(paramsWith({ stages: 5, microbatches: 8 }))
    expect(found.find(({ name }) => name === 'dualpipe')!.misfit).toBe('even')
    expect(found.find(({ name }) => name === 'dualpipev')!.misfit).toBe('fewer')
    expect(found.find(({ name }) => name === 'gpipe')!.outcome).not.toBeNull()
  })
})

describe('sizesOfSchedule', () => {
  it('has the size that is set among those that double', () => {
    const rows = sizesOfSchedule('gpipe', paramsWith({ stages: 6, microbatches: 10 }))
    expect(rows.map(({ stages }) => stages)).toEqual([2, 4, 6, 8, 16])
    expect(rows[0]!.cells.map(({ microbatches }) => microbatches)).toEqual([4, 8, 10, 16, 32, 64])
  })

  it('is told as a table as well', () => {
    const { rows, columns } = sizesTable(paramsWith({ schedule: 'dualpipe' }))
    expect(rows.every((row) => row.length === columns.length)).toBe(true)
    expect(rows.find(([p, m]) => p === 8 && m === 8)).toContain('notThere')
  })
})
