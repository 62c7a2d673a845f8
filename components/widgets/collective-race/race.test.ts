import { describe, expect, it } from 'vitest'
import { race, rankCounts } from './race.ts'
import type { Question } from './race.ts'

const question: Question = {
  view: 'size',
  primitive: 'all-reduce',
  ranks: 16,
  bytes: 1e6,
  latency: 5e-6,
  bandwidth: 25e9,
  followed: 'fastest',
  inSwitch: false,
}

describe('a race', () => {
  it('puts the fastest first and follows it unless told', () => {
    const { standings, followed } = race(question)
    expect(standings.map(({ seconds }) => seconds)).toEqual(
      standings.map(({ seconds }) => seconds).toSorted((a, b) => a - b),
    )
    expect(followed).toBe(standings[0]!.name)
    expect(race({ ...question, followed: 'ring' }).followed).toBe('ring')
    // Bruck serves no all-reduce.
    expect(race({ ...question, followed: 'bruck' }).followed).toBe(standings[0]!.name)
  })

  it('the leader over sizes is the fastest at the marked one', () => {
    for (const bytes of [8, 1e3, 1e5, 1e7, 1e9]) {
      const { standings, leads } = race({ ...question, bytes })
      expect(leads.findLast(({ from }) => from <= bytes)!.algorithm).toBe(standings[0]!.name)
    }
  })

  it('over ranks, a line ends where an algorithm does not serve the number', () => {
    const { courses } = race({ ...question, view: 'ranks', primitive: 'reduce-scatter' })
    const doubling = courses.find(({ name }) => name === 'recursive-doubling')!
    expect(doubling.points.map(({ x }) => x)).toEqual([2, 4, 8, 16, 32, 64])
    const ring = courses.find(({ name }) => name === 'ring')!
    expect(ring.points.map(({ x }) => x)).toEqual(rankCounts)
  })

  it('an adding switch beats every link by the bus measure, and runs only where asked', () => {
    expect(race(question).standings.some(({ name }) => name === 'in-switch')).toBe(false)
    const { standings } = race({ ...question, inSwitch: true, bytes: 1e10 })
    const own = standings.find(({ name }) => name === 'in-switch')!
    expect(own.busBandwidth).toBeGreaterThan(question.bandwidth)
    for (const { name, busBandwidth } of standings) {
      if (name !== 'in-switch') expect(busBandwidth).toBeLessThanOrEqual(question.bandwidth)
    }
  })
})
