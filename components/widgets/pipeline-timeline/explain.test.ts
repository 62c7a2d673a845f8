import { describe, expect, it } from 'vitest'
import { sayIn } from '../../widget/context.ts'
import { explain } from './explain.ts'
import { lanesOf, placeAt } from './lanes.ts'
import english from './text.en.ts'
import chinese from './text.zh.ts'
import { timelineOf } from './testing.ts'
import type { Params } from './testing.ts'

const say = sayIn(english, 'en')

describe('explain', () => {
  const explained = (changes: Partial<Params>, rank: number, time: number, speak = say) => {
    const timeline = timelineOf(changes)
    const lanes = lanesOf(timeline)
    return explain(lanes[rank]![placeAt(lanes, rank, time).index]!, timeline, speak)
  }

  it('says what a bubble waits for', () => {
    expect(explained({}, 0, 5)).toContain('Bubble on rank 0, 4 to 10: 6 lost')
    expect(explained({}, 0, 5)).toContain('backward of micro-batch 0 on rank 1, which ends at 10')
    expect(explained({}, 3, 0)).toContain('forward of micro-batch 0 on rank 2, which ends at 3')
    expect(explained({}, 3, 30)).toContain('it has finished')
  })

  it('tells sending from computing', () => {
    expect(explained({ send: 1 }, 1, 0)).toContain('Then the result is 1 on the link')
    expect(explained({}, 1, 0)).not.toContain('on the link')
  })

  it('says why an op starts when it does', () => {
    expect(explained({}, 0, 0)).toContain('starts at once')
    expect(explained({}, 0, 1)).toContain('which F0 kept until 1')
    expect(explained({}, 1, 1)).toContain('input, which came from rank 0 at 1')
    expect(explained({}, 2, 8)).toContain('Its input was there at 4; its turn came at 8, after B0')
    expect(explained({}, 3, 4)).toContain('from the loss')
    expect(explained({}, 0, 10)).toContain('gradient, which came from rank 1 at 10')
  })

  it('calls a batch that is not cut the whole batch', () => {
    expect(explained({ schedule: 'naive' }, 0, 1)).toContain('forward of the whole batch')
    expect(explained({ schedule: 'naive' }, 0, 1)).toContain('the rank now holds 8')
  })

  it('leaves no placeholder open, in either language', () => {
    for (const speak of [say, sayIn(chinese, 'zh')]) {
      for (const changes of [
        {},
        { send: 1 },
        { schedule: 'naive', send: 1 },
      ] as Partial<Params>[]) {
        const timeline = timelineOf(changes)
        for (const item of lanesOf(timeline).flat()) {
          expect(explain(item, timeline, speak)).not.toMatch(/[{}]|undefined/)
        }
      }
    }
  })
})
