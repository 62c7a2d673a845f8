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
    return explain(lanes.lane(rank)[placeAt(lanes, rank, time).index]!, timeline, speak)
  }

  it('says what a bubble waits for', () => {
    expect(explained({}, 0, 5)).toContain('Bubble on rank 0, 4 to 10: 6 lost')
    expect(explained({}, 0, 5)).toContain(
      'It waits for a gradient: the backward of micro-batch 0 on rank 1, which ends at 10',
    )
    expect(explained({}, 3, 0)).toContain('forward of micro-batch 0 on rank 2, which ends at 3')
    expect(explained({}, 3, 30)).toContain('It has finished')
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

  it('tells a rank that may not begin the next iteration from one that waits for its input', () => {
    const twice = { stages: 2, microbatches: 2, iterations: 2 }
    expect(explained(twice, 1, 8)).toContain('may not begin the next before all have')
    expect(explained(twice, 1, 8)).toContain('The last to finish is the backward of micro-batch 1')
    expect(explained(twice, 1, 9)).toContain('Iteration 2. Bubble on rank 1, 9 to 10')
  })

  it('says that nobody waits for a weight gradient, and what a pair is', () => {
    expect(explained({ schedule: 'zb-h1' }, 3, 26)).toContain('Nobody waits for it')
    expect(explained({ schedule: 'zb-h1' }, 0, 10)).toContain('stay for the weight gradient')
    expect(explained({ schedule: 'dualpipe' }, 1, 12)).toContain('together with backward of')
  })

  it('leaves no placeholder open, in either language', () => {
    for (const speak of [say, sayIn(chinese, 'zh')]) {
      for (const changes of [
        {},
        { send: 1 },
        { schedule: 'naive', send: 1 },
        { schedule: 'zb-v' },
        { schedule: 'zb-h2', iterations: 3, barrier: false },
        { schedule: 'gpipe', iterations: 2, uneven: '0*2' },
        { schedule: 'dualpipe', microbatches: 10, overlap: 50 },
      ] as Partial<Params>[]) {
        const timeline = timelineOf(changes)
        for (const item of timeline.ranks.flatMap(({ rank }) => lanesOf(timeline).lane(rank))) {
          expect(explain(item, timeline, speak)).not.toMatch(/[{}]|undefined/)
        }
      }
    }
  })
})
