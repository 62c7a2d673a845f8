import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { lanesOf, move, placeAt } from './lanes.ts'
import type { LaneItem } from './lanes.ts'
import { anyParams, timelineOf } from './testing.ts'

const name = (item: LaneItem) =>
  item.kind === 'op' ? `${item.op.kind} ${item.op.microbatch}` : 'bubble'

describe('lanesOf', () => {
  it('fills every lane from 0 to the makespan, without a hole or an overlap', () => {
    fc.assert(
      fc.property(anyParams, (params) => {
        const timeline = timelineOf(params)
        for (const { rank } of timeline.ranks) {
          const lane = lanesOf(timeline).lane(rank)
          expect(lane[0]!.start).toBe(0)
          expect(lane.at(-1)!.end).toBeCloseTo(timeline.makespan, 6)
          lane
            .slice(1)
            .forEach((item, index) => expect(item.start).toBeCloseTo(lane[index]!.end, 6))
          // A difference of rounding is no bubble.
          for (const item of lane) expect(item.end - item.start).toBeGreaterThan(1e-6)
        }
      }),
      { numRuns: 60 },
    )
  })
})

describe('placeAt', () => {
  const lanes = lanesOf(timelineOf({}))
  it('finds what covers a time, its start included', () => {
    const found = (rank: number, time: number) =>
      name(lanes.lane(rank)[placeAt(lanes, rank, time).index]!)
    expect(found(0, 0)).toBe('forward 0')
    expect(found(0, 2.5)).toBe('forward 2')
    expect(found(0, 4)).toBe('bubble')
    expect(found(0, 10)).toBe('backward 0')
    expect(found(3, 32)).toBe('bubble')
  })
})

describe('move', () => {
  const lanes = lanesOf(timelineOf({}))
  const steps = (...keys: string[]) => {
    const to = keys.reduce((place, key) => move(lanes, place, key)!, { rank: 0, index: 0 })
    return [to.rank, name(lanes.lane(to.rank)[to.index]!)]
  }

  it('walks along a lane and stays within it', () => {
    expect(steps('ArrowRight', 'ArrowRight')).toEqual([0, 'forward 2'])
    expect(steps('ArrowLeft')).toEqual([0, 'forward 0'])
    expect(steps('End')).toEqual([0, 'backward 7'])
    expect(steps('End', 'ArrowRight')).toEqual([0, 'backward 7'])
    expect(steps('End', 'Home')).toEqual([0, 'forward 0'])
  })

  it('goes to what the neighbouring rank does in the middle of the item', () => {
    expect(steps('ArrowDown')).toEqual([1, 'bubble'])
    // Forward 2 of rank 0 runs from 2 to 3, as forward 1 of rank 1.
    expect(steps('ArrowRight', 'ArrowRight', 'ArrowDown')).toEqual([1, 'forward 1'])
    expect(steps('ArrowUp')).toEqual([0, 'forward 0'])
  })

  it('leaves other keys alone', () => {
    expect(move(lanes, { rank: 0, index: 0 }, 'a')).toBeNull()
  })
})
