import { describe, expect, it } from 'vitest'
import { dataPrimitives, reduces } from '../../../math/collectives/index.ts'
import type { Algorithm, Operator, Primitive } from '../../../math/collectives/index.ts'
import { inputsFor, rightIn, scheduleFor, stepsOf } from './run.ts'
import type { Setting } from './run.ts'

const algorithms: readonly Algorithm[] = ['ring', 'root']

const settingOf = (
  primitive: Primitive,
  algorithm: Algorithm,
  ranks: number,
  changes: Partial<Setting> = {},
): Setting => ({
  primitive,
  algorithm,
  ranks,
  root: ranks - 1,
  operator: 'sum',
  bytes: 6e8,
  latency: 1e-5,
  bandwidth: 1e10,
  ...changes,
})

describe('every collective that can be chosen', () => {
  for (const primitive of dataPrimitives)
    for (const algorithm of algorithms)
      it(`${algorithm} ${primitive} ends as the definition says, with one bill per step`, () => {
        for (const ranks of [2, 3, 5, 8, 16])
          for (const operator of ['sum', 'max', 'mean'] satisfies Operator[]) {
            const steps = stepsOf(settingOf(primitive, algorithm, ranks, { operator }), algorithms)
            const last = steps.at(-1)!
            expect(rightIn(last)).toBe(last.run.wanted)
            expect(last.run.wanted).toBeGreaterThan(0)
            expect(rightIn(steps[0]!)).toBeLessThan(last.run.wanted)
            expect(steps).toHaveLength(last.run.schedule.rounds.length + 1)
            expect(last.bill).toEqual(last.run.total)
            expect(steps[0]!.bill.messages).toBe(0)
          }
      })
})

it('counts the sketch’s example: 600 MB over 6 ranks, each sends 1.0 GB', () => {
  const { run } = stepsOf(settingOf('all-reduce', 'ring', 6), algorithms).at(-1)!
  for (const bytes of run.total.bytesSent) expect(bytes).toBeCloseTo(1e9, 3)
  expect(run.total.rounds).toBe(10)
})

it('sets the rivals beside each other on the same network', () => {
  const byRing = stepsOf(settingOf('all-reduce', 'ring', 6), algorithms)[0]!.run
  const byRoot = stepsOf(settingOf('all-reduce', 'root', 6), algorithms)[0]!.run
  expect(byRing.rivals).toEqual(byRoot.rivals)
  expect(byRing.rivals.find(({ algorithm }) => algorithm === 'ring')!.cost).toEqual(byRing.total)
  expect(byRing.rivals.find(({ algorithm }) => algorithm === 'root')!.cost).toEqual(byRoot.total)
})

describe('inputs', () => {
  it('tells every moved value apart by its number', () => {
    for (const primitive of dataPrimitives.filter((one) => !reduces(one)))
      for (const ranks of [2, 9, 10, 11, 16]) {
        const inputs = inputsFor(scheduleFor(settingOf(primitive, 'ring', ranks), 'ring'))
        expect(new Set(inputs.flat()).size).toBe(inputs.flat().length)
      }
  })

  it('leaves a rank its digits when others join', () => {
    const of = (ranks: number) =>
      inputsFor(scheduleFor(settingOf('all-reduce', 'ring', ranks), 'ring'))
    expect(
      of(7)
        .slice(0, 4)
        .map((vector) => vector.slice(0, 4)),
    ).toEqual(of(4))
  })
})
