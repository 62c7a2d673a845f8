import { describe, expect, test } from 'vitest'
import { defaultsOf } from './testing.ts'
import { momentsOf, outcomesOf, runOf, runningAt } from './run.ts'
import type { Setting } from './run.ts'

const run = (changes: Partial<Setting> = {}) => runOf({ ...defaultsOf(), ...changes })

describe('a step and what it comes to', () => {
  test('volumes in units of P·(n−1)/n are those that the frameworks were traced to send', () => {
    const volumes = (changes: Partial<Setting>) => {
      const { volume, modelBytes, setting } = run(changes)
      const { ranks } = setting
      // As the formula says, and as the note beside the result says.
      expect(volume.sent[0]).toBeCloseTo(
        ((volume.modelVolumes * (ranks - 1)) / ranks) * modelBytes,
        3,
      )
      return volume.modelVolumes
    }
    expect(volumes({})).toBe(2)
    expect(volumes({ strategy: 'zero-1' })).toBe(2)
    expect(volumes({ strategy: 'fsdp' })).toBe(3)
    expect(volumes({ strategy: 'fsdp', reshard: false })).toBe(2)
    expect(volumes({ strategy: 'fsdp', microbatches: 4 })).toBe(12)
    expect(volumes({ microbatches: 4, noSync: true })).toBe(2)
    expect(volumes({ microbatches: 4 })).toBe(8)
  })

  test('what is drawn on the wire is what the formula counts', () => {
    for (const strategy of ['ddp', 'zero-1', 'zero-2', 'fsdp'] as const) {
      const { timeline, volume } = run({ strategy, microbatches: 2, ranks: 5 })
      const listed = volume.collectives.reduce((sum, { count, bytes }) => sum + count * bytes, 0)
      const drawn = timeline.events
        .filter(({ rank }) => rank === 0)
        .reduce((sum, { bytes }) => sum + bytes, 0)
      expect(drawn).toBeCloseTo(listed, 3)
    }
  })

  test('buckets of 25 MiB take two layers of 20 MB each, one giant bucket takes all', () => {
    expect(run().buckets).toEqual([
      [6, 7],
      [4, 5],
      [2, 3],
      [0, 1],
    ])
    expect(run({ bucket: 4096 }).buckets).toEqual([[0, 1, 2, 3, 4, 5, 6, 7]])
    expect(run({ strategy: 'fsdp' }).buckets).toEqual([])
  })

  test('overlap hides all but the last bucket; one giant bucket hides nothing', () => {
    const [overlapped, giant] = [run(), run({ bucket: 4096 })]
    const last = overlapped.timeline.events.findLast(({ kind }) => kind === 'all-reduce')!
    expect(overlapped.timeline.use[0]!.exposed).toBeCloseTo(last.end - last.start, 12)
    expect(giant.timeline.use[0]!.exposed).toBeCloseTo(giant.timeline.use[0]!.communication, 12)
    expect(overlapped.alone).toBeCloseTo(8 * 3 * 4e-3 + 4e-3, 12)
  })

  test('ranks are grouped by what they do and hold', () => {
    const roles = (changes: Partial<Setting>) =>
      run(changes).groups.map(({ role, ranks }) => [role, ranks.length])
    expect(roles({})).toEqual([['all', 4]])
    expect(roles({ straggler: 1.5 })).toEqual([
      ['fast', 3],
      ['slow', 1],
    ])
    expect(roles({ strategy: 'dp' })).toEqual([
      ['master', 1],
      ['workers', 3],
    ])
    expect(roles({ strategy: 'dp', straggler: 1.5, ranks: 2 })).toEqual([
      ['master', 1],
      ['slow', 1],
    ])
    for (const strategy of ['dp', 'ddp', 'fsdp'] as const) {
      const { groups, timeline } = run({ strategy, straggler: 1.5 })
      for (const { ranks } of groups) {
        for (const rank of ranks) {
          expect(timeline.memory[rank]).toEqual(timeline.memory[ranks[0]!])
          expect(timeline.use[rank]).toEqual(timeline.use[ranks[0]!])
        }
      }
    }
  })

  test('the master of DataParallel holds more than its workers', () => {
    const { peaks } = run({ strategy: 'dp' })
    expect(peaks[0]!.total).toBeGreaterThan(2 * peaks[1]!.total)
  })

  test('moments rise, begin at 0 and end with the step', () => {
    const moments = momentsOf(run({ strategy: 'fsdp', microbatches: 2 }))
    const times = moments.map(({ time }) => time)
    expect(times).toEqual(times.toSorted((a, b) => a - b))
    expect(new Set(times).size).toBe(times.length)
    expect(times[0]).toBe(0)
    expect(times.at(-1)).toBeCloseTo(moments[0]!.run.timeline.duration, 12)
    expect(runningAt(moments.at(-1)!, 0)).toEqual([])
  })

  test('the comparison agrees with each strategy’s own run', () => {
    for (const { strategy, duration, peak } of outcomesOf(run({ bandwidth: 1e9 }))) {
      const own = run({ bandwidth: 1e9, strategy })
      expect(duration).toBe(own.timeline.duration)
      expect(peak).toBe(Math.max(...own.peaks.map(({ total }) => total)))
    }
  })
})
