import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { idleAccount, rankOfAccount } from './account.ts'
import { legalShape, pipelineSchedule, SCHEDULE_NAMES } from './catalog.ts'
import { simulate } from './simulate.ts'
import type { ScheduleName } from './catalog.ts'
import type { PipelineCosts } from './costs.ts'
import { joinIterations } from './join.ts'
import { simulateIterations } from './iterations.ts'

const coefficients = (
  name: ScheduleName,
  ranks: number,
  microbatches: number,
  costs: PipelineCosts,
  rank?: number,
) => {
  const timeline = simulate(pipelineSchedule(name, { ranks, microbatches }), costs)
  const account = idleAccount(timeline, rank ?? rankOfAccount(timeline))
  return Object.fromEntries(account.terms.map(({ kind, count }) => [kind, count]))
}

describe('idleAccount', () => {
  const costs = { forward: 1.01, backwardInput: 1.02, backwardWeight: 1 }

  it('finds the closed formulas', () => {
    expect(coefficients('gpipe', 4, 8, costs)).toEqual({ forward: 3, backward: 3 })
    expect(coefficients('1f1b', 6, 9, costs)).toEqual({ forward: 5, backward: 5 })
    expect(coefficients('interleaved', 4, 8, costs)).toEqual({ forward: 3, backward: 3 })
    expect(coefficients('zb-h1', 4, 8, costs)).toEqual({
      forward: 3,
      'backward-input': 3,
      'backward-weight': -3,
    })
    expect(coefficients('naive', 4, 8, costs)).toEqual({ forward: 3, backward: 3 })
  })

  it('finds them for split backwards where F = B = W as well', () => {
    const unit = { forward: 1, backwardInput: 1, backwardWeight: 1 }
    const split = (f: number, b: number, w: number) => ({
      forward: f,
      'backward-input': b,
      'backward-weight': w,
    })
    expect(coefficients('zb-h1', 4, 8, unit)).toEqual(split(3, 3, -3))
    // Nothing is lost within the lists: what is left is the way in.
    expect(coefficients('zb-h2', 4, 8, unit)).toEqual({ forward: 3 })
    expect(coefficients('zb-v', 4, 8, unit)).toEqual({ forward: 3 })
    expect(coefficients('zb-h2', 4, 8, { ...unit, backwardWeight: 0.5 })).toEqual(split(3, 3, -6))
    // (p/2−1)(F&B + F − B + I − W): what is printed as F&B + B − 3W, with F = I and B = I + W.
    expect(coefficients('dualpipe', 8, 20, unit)).toEqual({
      ...split(3, 3, -3),
      backward: -3,
      overlapped: 3,
    })
  })

  it('adds up to the idle time of any rank, for any schedule and costs', () => {
    const tenths = fc.integer({ min: 3, max: 40 }).map((n) => n / 10)
    fc.assert(
      fc.property(
        fc.constantFrom(...SCHEDULE_NAMES),
        fc.integer({ min: 1, max: 6 }),
        fc.integer({ min: 1, max: 14 }),
        fc.record({ forward: tenths, backwardInput: tenths, backwardWeight: tenths, send: tenths }),
        fc.array(tenths, { minLength: 6, maxLength: 6 }),
        fc.integer({ min: 1, max: 3 }),
        fc.boolean(),
        (name, p, m, times, slow, iterations, barrier) => {
          const shape = legalShape(name, { ranks: p, microbatches: m })
          const slowness = [...slow].slice(0, shape.ranks)
          const timeline = joinIterations(
            simulateIterations(
              pipelineSchedule(name, shape),
              iterations,
              { ...times, slowness },
              { barrier },
            ),
            barrier,
          )
          for (let rank = 0; rank < shape.ranks; rank++) {
            const { idle, terms } = idleAccount(timeline, rank)
            expect(terms.reduce((total, { time }) => total + time, 0)).toBeCloseTo(idle, 6)
          }
        },
      ),
      { numRuns: 150 },
    )
  })

  it('names the ops that a term counts', () => {
    const timeline = simulate(pipelineSchedule('1f1b', { ranks: 4, microbatches: 8 }))
    const { rank, terms } = idleAccount(timeline, rankOfAccount(timeline))
    expect(rank).toBe(3)
    const named = terms.map(({ ops }) =>
      ops.map((id) => [timeline.ops[id]!.rank, timeline.ops[id]!.microbatch]),
    )
    expect(named).toEqual([
      [
        [0, 0],
        [1, 0],
        [2, 0],
      ],
      [
        [2, 7],
        [1, 7],
        [0, 7],
      ],
    ])
    expect(() => idleAccount(timeline, 4)).toThrow(RangeError)
  })
})
