import { describe, expect, it } from 'vitest'
import { oneForwardOneBackward } from './basic.ts'
import { UNIT_COSTS } from './costs.ts'
import { simulateIterations } from './iterations.ts'
import { iterationOf, joinIterations } from './join.ts'
import { zbH1, zbH2 } from './zeroBubble.ts'
import { simulate } from './simulate.ts'

const joined = (schedule: ReturnType<typeof zbH2>, count: number, barrier: boolean) =>
  joinIterations(simulateIterations(schedule, count, UNIT_COSTS, { barrier }), barrier)

describe('joinIterations', () => {
  it('leaves a single iteration as it is', () => {
    const one = joined(zbH1(4, 8), 1, true)
    expect(one.ops).toEqual(simulate(zbH1(4, 8)).ops)
    expect(one.period).toBe(27)
  })

  it('lays iterations one behind the other, each as long as alone, when they meet at a barrier', () => {
    const { makespan, iterationEnds, ranks, bubble } = joined(zbH2(4, 8), 3, true)
    expect(makespan).toBe(81)
    expect(iterationEnds).toEqual([27, 54, 81])
    expect(ranks[3]!.gaps.filter(({ cause }) => cause === 'barrier').length).toBe(0)
    expect(ranks[0]!.gaps.filter(({ cause }) => cause === 'barrier')).toHaveLength(2)
    expect(bubble.ofTotal).toBeCloseTo(3 / 27)
  })

  it('lets ZB-H2 gain across iterations without a barrier, and ZB-H1 not', () => {
    expect(joined(zbH2(4, 8), 3, false).period).toBe(24)
    expect(joined(zbH1(4, 8), 3, false).period).toBe(27)
  })

  it('fills every rank from 0 to the end with ops and gaps, and its path is as long as the whole', () => {
    for (const barrier of [true, false]) {
      for (const schedule of [zbH1(4, 8), zbH2(4, 8), oneForwardOneBackward(3, 4)]) {
        const timeline = joined(schedule, 3, barrier)
        for (const { ops, gaps, busy, idle } of timeline.ranks) {
          const all = [...ops, ...gaps].toSorted((a, b) => a.start - b.start)
          let time = 0
          for (const { start, end } of all) {
            expect(start).toBeCloseTo(time)
            time = end
          }
          expect(time).toBeCloseTo(timeline.makespan)
          expect(busy + idle).toBeCloseTo(timeline.makespan)
        }
        const path = timeline.criticalPath.map((id) => timeline.ops[id]!)
        expect(path[0]!.start).toBe(0)
        path.slice(1).forEach((op, n) => expect(op.start).toBeCloseTo(path[n]!.end))
        expect(path.at(-1)!.end).toBe(timeline.makespan)
        expect(timeline.ops.every((op, id) => op.id === id)).toBe(true)
        expect(iterationOf(timeline.ops.at(-1)!, timeline)).toBe(2)
        expect(iterationOf(timeline.ops[0]!, timeline)).toBe(0)
      }
    }
  })
})
