import { describe, expect, it } from 'vitest'
import { algorithmsFor, isLegal, primitives, reduces } from '../../../math/collectives/index.ts'
import type { Operator } from '../../../math/collectives/index.ts'
import { chainOf } from './chain.ts'
import { inputsFor, rightIn, rivalsOf, scheduleFor, stepsOf } from './run.ts'
import { settingOf } from './testing.ts'
import { algorithms } from './widget.ts'

describe('every collective that can be chosen', () => {
  for (const primitive of primitives)
    for (const algorithm of algorithmsFor(primitive))
      it(`${algorithm} ${primitive} ends as the definition says, with one bill per step`, () => {
        for (const ranks of [2, 3, 5, 8, 12])
          for (const operator of ['sum', 'max', 'min', 'mean'] satisfies Operator[]) {
            if (!isLegal(primitive, algorithm, ranks)) continue
            if (!reduces(primitive) && operator !== 'sum') continue
            const nodes = algorithm === 'hierarchical' ? (ranks % 4 === 0 ? 4 : ranks) : 1
            const steps = stepsOf(
              settingOf({ primitive, algorithm, ranks, operator, nodes, root: ranks - 1 }),
            )
            const last = steps.at(-1)!
            expect(rightIn(last)).toBe(last.run.wanted)
            expect(last.run.wanted).toBeGreaterThan(0)
            // A maximum may stand on its rank from the start; a sum does not.
            if (operator === 'sum') expect(rightIn(steps[0]!)).toBeLessThan(last.run.wanted)
            expect(steps).toHaveLength(last.run.schedule.rounds.length + 1)
            expect(last.bill).toEqual(last.run.total)
            expect(steps[0]!.bill.messages).toBe(0)
          }
      })
})

it('counts the sketch’s example: 600 MB over 6 ranks, each sends 1.0 GB', () => {
  const { run } = stepsOf(settingOf({ ranks: 6, bytes: 6e8 })).at(-1)!
  for (const bytes of run.total.bytesSent) expect(bytes).toBeCloseTo(1e9, 3)
  expect(run.total.rounds).toBe(10)
})

it('sets the rivals beside each other on the same network', () => {
  const setting = settingOf({ ranks: 6 })
  const rivals = rivalsOf(setting, algorithms)
  expect(rivalsOf({ ...setting, algorithm: 'root' }, algorithms)).toEqual(rivals)
  for (const { algorithm, seconds } of rivals) {
    const { total } = stepsOf({ ...setting, algorithm })[0]!.run
    expect(seconds).toBeCloseTo(total.seconds, 12)
  }
  // Two levels take part where there are two levels.
  expect(rivals.map(({ algorithm }) => algorithm)).not.toContain('hierarchical')
  const two = rivalsOf({ ...setting, nodes: 2 }, algorithms)
  expect(two.map(({ algorithm }) => algorithm)).toContain('hierarchical')
})

describe('a disturbance', () => {
  const six = { ranks: 6, bytes: 6e8, latency: 0 }
  it('of one link holds up the whole ring', () => {
    const { delay } = stepsOf(
      settingOf({ ...six, fault: 'slow-link', slowFrom: 2, slowTo: 3, slowdown: 4 }),
    )[0]!.run
    // Ten rounds of 10 ms; the slow link takes 40 ms ten times over.
    expect(delay!.calm).toBeCloseTo(0.1, 9)
    expect(delay!.timeline.seconds).toBeCloseTo(0.4, 9)
    expect(delay!.slowed).toBe(10)
  })

  it('of a link that nothing takes costs nothing', () => {
    const { delay } = stepsOf(
      settingOf({ ...six, fault: 'slow-link', slowFrom: 0, slowTo: 3, slowdown: 9 }),
    )[0]!.run
    expect(delay!.slowed).toBe(0)
    expect(delay!.timeline.seconds).toBeCloseTo(delay!.calm, 12)
  })

  it('of one late rank makes all later by as much', () => {
    const { delay } = stepsOf(
      settingOf({ ...six, fault: 'late-rank', stalled: 1, stallRound: 3, delay: 0.05 }),
    )[0]!.run
    expect(delay!.later.map((seconds) => Number(seconds.toFixed(9)))).toEqual(Array(6).fill(0.05))
  })

  it('by a rank that never comes stops everything at a last step', () => {
    const steps = stepsOf(settingOf({ ...six, fault: 'lost-rank', stalled: 1, stallRound: 3 }))
    const { stuck, schedule, delay } = steps[0]!.run
    expect(stuck).toBe(steps.length - 1)
    expect(steps.length - 1).toBeLessThan(schedule.rounds.length)
    expect(steps.at(-1)!.messages).toEqual([])
    expect(rightIn(steps.at(-1)!)).toBeLessThan(steps[0]!.run.wanted)
    expect(delay!.timeline.seconds).toBe(Infinity)
    // Rank 0 sends to the lost rank, rank 2 receives from it.
    expect(chainOf(delay!, 0)).toEqual([0, 1])
    expect(chainOf(delay!, 2)).toEqual([2, 1])
    expect(chainOf(delay!, 3)).toEqual([3, 2, 1])
  })

  it('by a rank that has nothing left to do is not noticed', () => {
    const steps = stepsOf(
      settingOf({
        primitive: 'scatter',
        algorithm: 'root',
        fault: 'lost-rank',
        stalled: 1,
        stallRound: 3,
      }),
    )
    expect(steps[0]!.run.stuck).toBeNull()
    expect(rightIn(steps.at(-1)!)).toBe(steps[0]!.run.wanted)
  })
})

describe('inputs', () => {
  it('tells every moved value apart by its number', () => {
    for (const primitive of primitives.filter((one) => !reduces(one) && one !== 'barrier'))
      for (const ranks of [2, 9, 10, 11, 16]) {
        const inputs = inputsFor(scheduleFor(settingOf({ primitive, ranks })))
        expect(new Set(inputs.flat()).size).toBe(inputs.flat().length)
      }
  })

  it('leaves a rank its digits when others join', () => {
    const of = (ranks: number) => inputsFor(scheduleFor(settingOf({ ranks })))
    expect(
      of(7)
        .slice(0, 4)
        .map((vector) => vector.slice(0, 4)),
    ).toEqual(of(4))
  })
})
