import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { finishedAt, heldAt, momentsOf, runningAt } from './moments.ts'
import { anyParams, runWith, timelineOf } from './testing.ts'

describe('momentsOf', () => {
  it('goes from 0 to the makespan through every start and end, each once', () => {
    const run = runWith({ stages: 2, microbatches: 2 })
    // 0F0 0F1 . 0B0 0B1 / . 1F0 1B0 1F1 1B1 with F = 1, B = 2
    expect(momentsOf(run, null).map(({ time }) => time)).toEqual([0, 1, 2, 4, 5, 6, 7, 9])
  })

  it('goes through those of both schedules, to the end of the longer one', () => {
    const gpipe = runWith({ schedule: 'gpipe', stages: 2, microbatches: 2, backward: 1.5 })
    const moments = momentsOf(runWith({ stages: 2, microbatches: 2 }), gpipe)
    expect(moments.map(({ time }) => time)).toEqual([0, 1, 2, 3, 4, 4.5, 5, 6, 7, 7.5, 9])
    expect(moments[0]!.span).toBe(9)
  })

  it('takes times that differ only by rounding for one', () => {
    const run = runWith({ forward: 0.3, backward: 0.7, weight: 0.4, send: 0.7 })
    const { timeline } = run
    const times = momentsOf(run, null).map(({ time }) => time)
    const rounded = times.map((time) => time.toFixed(6))
    expect(new Set(rounded).size).toBe(times.length)
    const exact = new Set(timeline.ops.flatMap(({ start, end }) => [start, end]))
    expect(exact.size).toBeGreaterThan(times.length)
  })

  it('loses no op: each starts and ends at a moment', () => {
    fc.assert(
      fc.property(anyParams, (params) => {
        const run = runWith(params)
        const { timeline } = run
        const moments = momentsOf(run, null)
        expect(moments[0]!.time).toBe(0)
        expect(moments.at(-1)!.time).toBeCloseTo(timeline.makespan, 6)
        const seen = new Set(
          moments.flatMap((moment) =>
            timeline.ranks.map(
              (rank) => runningAt(rank, { timeline, time: moment.time })?.id ?? -1,
            ),
          ),
        )
        // Of a pair one is enough: both run at once.
        for (const { id, pairedWith } of timeline.ops) {
          expect(seen.has(id) || seen.has(pairedWith ?? -2)).toBe(true)
        }
      }),
      { numRuns: 40 },
    )
  })
})

describe('a rank at a moment', () => {
  const timeline = timelineOf({})
  const [first] = timeline.ranks
  const at = (time: number) => ({ timeline, time })

  it('runs an op from its start until just before its end', () => {
    expect(runningAt(first!, at(2))).toMatchObject({ kind: 'forward', microbatch: 2 })
    expect(runningAt(first!, at(3.99))).toMatchObject({ kind: 'forward', microbatch: 3 })
    expect(runningAt(first!, at(4))).toBeUndefined()
    expect(runningAt(first!, at(10))).toMatchObject({ kind: 'backward', microbatch: 0 })
  })

  it('holds what its forwards left and its backwards have not yet taken', () => {
    expect([0, 1, 2, 3, 9, 12, 33].map((time) => heldAt(first!, at(time)))).toEqual([
      1, 2, 3, 4, 4, 4, 0,
    ])
    expect(heldAt(timeline.ranks[3]!, at(1))).toBe(0)
  })

  it('has finished when its last op has ended, not while it waits', () => {
    const last = timeline.ranks[3]!
    expect([0, 26, 27, 33].map((time) => finishedAt(last, at(time)))).toEqual([
      false,
      false,
      true,
      true,
    ])
  })
})
