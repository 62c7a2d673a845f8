import fc from 'fast-check'
import { describe, expect, it, test } from 'vitest'
import {
  formatOp,
  oneForwardOneBackward,
  pipelineSchedule,
  SCHEDULE_NAMES,
  simulate,
} from './index.ts'
import type { PipelineCosts, ScheduleName, Slowness } from './index.ts'

const costs = { forward: 1, backwardInput: 1, backwardWeight: 1 }

const timesOf = (slowness: NonNullable<PipelineCosts['slowness']>) =>
  simulate(oneForwardOneBackward(2, 2), { ...costs, slowness }).ranks.map(({ ops }) =>
    ops.map((op) => [formatOp(op), op.start, op.end].join(' ')),
  )

describe('two ranks, two micro-batches, by hand', () => {
  // rank 0: F0 F1 · · · · B0 B0 · · · B1 B1      one column is half a unit on rank 1
  test('the last rank takes 1.5 times as long', () => {
    expect(timesOf([1, 1.5])).toEqual([
      ['0F0 0 1', '0F1 1 2', '0B0 5.5 7.5', '0B1 10 12'],
      ['1F0 1 2.5', '1B0 2.5 5.5', '1F1 5.5 7', '1B1 7 10'],
    ])
  })
  test('the first rank takes twice as long forward, and half as long for its weights', () => {
    expect(timesOf([{ forward: 2, backwardInput: 1, backwardWeight: 0.5 }, 1])).toEqual([
      ['0F0 0 2', '0F1 2 4', '0B0 5 6.5', '0B1 8 9.5'],
      ['1F0 2 3', '1B0 3 5', '1F1 5 6', '1B1 6 8'],
    ])
  })
})

describe('a pair of a slow rank', () => {
  const pairs = (slowness: NonNullable<PipelineCosts['slowness']>, overlapped?: number) => {
    const schedule = pipelineSchedule('dualpipe', { ranks: 4, microbatches: 8 })
    const { ops } = simulate(schedule, {
      ...costs,
      slowness,
      ...(overlapped === undefined ? {} : { overlapped }),
    })
    const of = (rank: number) => ops.find((op) => op.rank === rank && op.pairedWith !== null)!
    return [0, 1, 2, 3].map((rank) => of(rank).end - of(rank).start)
  }

  it('is stretched as both its ops together are', () => {
    // F&B is 3 as long as its parts, and 2.5 where it hides half a unit; doubling F makes the parts 4.
    const slow = [1, 2, { forward: 2, backwardInput: 1, backwardWeight: 1 }, 1]
    expect(pairs(slow)).toEqual([3, 6, 4, 3])
    for (const [rank, time] of [2.5, 5, (2.5 * 4) / 3, 2.5].entries()) {
      expect(pairs(slow, 2.5)[rank]).toBeCloseTo(time, 12)
    }
  })
})

describe('any slowness', () => {
  const factor = fc.integer({ min: 1, max: 16 }).map((n) => n / 4)
  const own: fc.Arbitrary<number | Slowness> = fc.oneof(
    factor,
    fc.record({ forward: factor, backwardInput: factor, backwardWeight: factor }),
  )
  const setting = fc.record({
    name: fc.constantFrom<ScheduleName>(...SCHEDULE_NAMES),
    ranks: fc.constantFrom(2, 4, 6),
    batches: fc.integer({ min: 2, max: 4 }),
    send: fc.constantFrom<number>(0, 0.5),
    slowness: fc.array(own, { minLength: 6, maxLength: 6 }),
  })
  type Setting = typeof setting extends fc.Arbitrary<infer S> ? S : never

  const makespanOf = ({ name, ranks, batches, send, slowness }: Setting) =>
    simulate(pipelineSchedule(name, { ranks, microbatches: batches * ranks, chunks: 2 }), {
      ...costs,
      send,
      slowness: slowness.slice(0, ranks),
    }).makespan
  const times = (one: number | Slowness, by: number): number | Slowness =>
    typeof one === 'number'
      ? one * by
      : {
          forward: one.forward * by,
          backwardInput: one.backwardInput * by,
          backwardWeight: one.backwardWeight * by,
        }

  it('stretches everything when all ranks and sends are stretched alike', () => {
    fc.assert(
      fc.property(setting, fc.constantFrom(0.5, 2, 3), (params, by) => {
        const stretched = {
          ...params,
          send: params.send * by,
          slowness: params.slowness.map((one) => times(one, by)),
        }
        expect(makespanOf(stretched)).toBeCloseTo(by * makespanOf(params), 6)
      }),
      { numRuns: 150 },
    )
  })

  it('never makes a schedule end earlier by making a rank slower', () => {
    fc.assert(
      fc.property(setting, fc.nat({ max: 5 }), (params, slower) => {
        const rank = slower % params.ranks
        const slowness = params.slowness.map((one, at) => (at === rank ? times(one, 1.5) : one))
        expect(makespanOf({ ...params, slowness })).toBeGreaterThanOrEqual(
          makespanOf(params) - 1e-9,
        )
      }),
      { numRuns: 150 },
    )
  })

  it('is one number per rank said kind by kind', () => {
    fc.assert(
      fc.property(setting, (params) => {
        const flat = params.slowness.map((one) => (typeof one === 'number' ? one : one.forward))
        const apart = flat.map((one) => ({
          forward: one,
          backwardInput: one,
          backwardWeight: one,
        }))
        expect(makespanOf({ ...params, slowness: apart })).toBeCloseTo(
          makespanOf({ ...params, slowness: flat }),
          9,
        )
      }),
      { numRuns: 60 },
    )
  })
})

describe('a slowness that cannot be', () => {
  const run = (slowness: unknown) => () =>
    simulate(oneForwardOneBackward(2, 2), { ...costs, slowness } as PipelineCosts)

  it('is refused by name', () => {
    expect(run([1])).toThrow('slowness must have one entry per rank (2), got 1')
    expect(run([1, -1])).toThrow('slowness[1]')
    expect(run([1, { forward: 1, backwardInput: 1 }])).toThrow('slowness[1].backwardWeight')
    expect(run('twice')).toThrow(TypeError)
  })
})
