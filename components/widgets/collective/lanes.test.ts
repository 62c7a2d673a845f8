import { describe, expect, it } from 'vitest'
import { ranksByBill, rankNames, billLines } from './bill.ts'
import { side } from './geometry.ts'
import { barsOf, messagesOf, planLanes, stallOf, ticksOf, waitsOf } from './lanes.ts'
import { stepsOf } from './run.ts'
import type { Setting } from './run.ts'
import { settingOf } from './testing.ts'

function lanesOf(changes: Partial<Setting>) {
  const steps = stepsOf(settingOf({ waiting: true, ...changes }))
  const run = { ...steps[0]!.run, delay: steps[0]!.run.delay! }
  return { run, plan: planLanes(run) }
}

describe('lanes of time', () => {
  it('have two bars for each message, inside the picture', () => {
    for (const ranks of [4, 16, 64]) {
      const { run, plan } = lanesOf({ ranks })
      const messages = messagesOf(run, plan)
      expect(messages).toHaveLength(2 * ranks * (ranks - 1))
      expect(messages[0]!.d.match(/M/g)).toHaveLength(2)
      expect(plan.at(run.delay.timeline.seconds)).toBeLessThanOrEqual(side)
    }
  })

  it('tell what is over, under way and still to come', () => {
    const { run, plan } = lanesOf({ ranks: 4 })
    const bars = barsOf(messagesOf(run, plan), (round) =>
      round < 2 ? 'over' : round === 2 ? 'now' : 'ahead',
    )
    const count = (when: string) =>
      bars.filter((bar) => bar.when === when).flatMap(({ d }) => d.match(/M/g)!).length
    expect([count('over'), count('now'), count('ahead')]).toEqual([16, 8, 24])
  })

  it('show no wait on an even ring, and each that a late rank makes', () => {
    const even = lanesOf({ ranks: 6 })
    expect(waitsOf(even.run, even.plan)).toEqual([])
    const late = lanesOf({ ranks: 6, fault: 'late-rank', stalled: 1, stallRound: 3, delay: 0.05 })
    expect(waitsOf(late.run, late.plan).length).toBeGreaterThan(0)
    const stall = stallOf(late.run, late.plan)!
    expect(stall.rank).toBe(1)
    // Two rounds at 1/60 of 100 MB each, then 50 ms of absence.
    expect(stall.width / (late.plan.at(0.05) - late.plan.at(0))).toBeCloseTo(1, 9)
  })

  it('leave room for what never ends', () => {
    const { run, plan } = lanesOf({ ranks: 6, fault: 'lost-rank', stalled: 1, stallRound: 1 })
    for (const { x, width } of waitsOf(run, plan)) {
      expect(x + width).toBeLessThanOrEqual(side)
      expect(width).toBeGreaterThan(0)
    }
    expect(plan.end).toBeGreaterThan(0)
    expect(Number.isFinite(plan.end)).toBe(true)
  })

  it('have round numbers on their axis', () => {
    expect(ticksOf(0.4).map((tick) => Number(tick.toFixed(9)))).toEqual([0, 0.1, 0.2, 0.3, 0.4])
    expect(ticksOf(0)).toEqual([0])
    for (const end of [1e-9, 0.037, 5, 123]) expect(ticksOf(end).length).toBeLessThanOrEqual(6)
  })
})

describe('the bill', () => {
  it('puts ranks with the same bill on one line', () => {
    const steps = stepsOf(settingOf({ algorithm: 'root', ranks: 6 }))
    const { total } = steps[0]!.run
    expect(ranksByBill(total, steps.at(-1)!.bill)).toEqual([[0], [1, 2, 3, 4, 5]])
    expect(ranksByBill(total, steps[2]!.bill)).toEqual([[0], [1, 2], [3, 4, 5]])
    expect(rankNames([1, 2, 3, 4, 5])).toBe('1–5')
    expect(rankNames([0, 2, 3, 7])).toBe('0, 2, 3, 7')
    expect(rankNames([1, 3, 5, 7, 9])).toBe('1, 3, … (5)')
  })

  it('adds up to the time, and undercuts no bound', () => {
    for (const changes of [
      { ranks: 8 },
      { ranks: 8, algorithm: 'hierarchical', nodes: 2 },
      { ranks: 12, nodes: 3, primitive: 'all-to-all', algorithm: 'pairwise' },
    ] satisfies Partial<Setting>[]) {
      const { run } = stepsOf(settingOf(changes))[0]!
      const lines = billLines(run)
      const sum = lines.reduce((total, { seconds }) => total + seconds, 0)
      expect(sum).toBeCloseTo(run.total.seconds, 12)
      for (const { seconds, least } of lines)
        if (least !== null) expect(seconds).toBeGreaterThanOrEqual(least * (1 - 1e-12))
    }
  })
})
