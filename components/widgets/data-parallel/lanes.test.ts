import { describe, expect, test } from 'vitest'
import { explain } from './explain.ts'
import { drawnRanks, lanesOf, move, placeAt } from './lanes.ts'
import type { Item } from './lanes.ts'
import { spans } from './names.ts'
import { runOf, tolerance } from './run.ts'
import type { Setting } from './run.ts'
import { defaultsOf } from './testing.ts'

const run = (changes: Partial<Setting> = {}) => runOf({ ...defaultsOf(), ...changes })
/** Names of phrases instead of sentences. */
const say = (phrase: string) => (phrase === 'gap' ? ' | ' : phrase)
const waits = (items: readonly Item[]) =>
  items.filter((item): item is Item & { kind: 'wait' } => item.kind === 'wait')

describe('lanes', () => {
  test('computation and waiting fill a lane without a hole', () => {
    for (const strategy of ['dp', 'ddp', 'zero-1', 'zero-2', 'fsdp'] as const) {
      const one = run({ strategy, straggler: 1.3, microbatches: 2 })
      for (const { stream, items } of lanesOf(one)) {
        if (stream !== 'compute') continue
        let reached = 0
        for (const { start, end } of items) {
          expect(Math.abs(start - reached)).toBeLessThan(tolerance(one))
          reached = end
        }
        expect(Math.abs(reached - one.timeline.duration)).toBeLessThan(tolerance(one))
      }
    }
  })

  test('every wait has a cause that ends with it', () => {
    for (const strategy of ['dp', 'ddp', 'zero-1', 'zero-2', 'fsdp'] as const) {
      for (const overlap of [true, false]) {
        const one = run({ strategy, overlap, straggler: 1.3, microbatches: 2 })
        for (const { items } of lanesOf(one)) {
          for (const { cause, end } of waits(items)) {
            expect(cause).not.toBeNull()
            expect(Math.abs(cause!.end - end)).toBeLessThan(tolerance(one) * 2)
          }
        }
      }
    }
  })

  test('FSDP waits for the all-gather of the layer that comes next', () => {
    const [compute] = lanesOf(run({ strategy: 'fsdp', bandwidth: 1e9 }))
    const items = compute!.items
    const second = items.findIndex(
      (item) => item.kind === 'task' && item.event.kind === 'forward' && item.event.index === 1,
    )
    const wait = items[second - 1]!
    expect(wait.kind === 'wait' && wait.cause).toMatchObject({ kind: 'all-gather', index: 1 })
  })

  test('a slow rank is named where the others wait for it', () => {
    const lanes = lanesOf(run({ straggler: 1.25 }))
    const [fast, slow] = [lanes[0]!, lanes[6]!]
    expect(waits(fast.items)[0]).toMatchObject({ late: 3 })
    expect(waits(slow.items).every(({ late }) => late === null)).toBe(true)
  })

  test('many ranks: the first three and the last are drawn', () => {
    expect(drawnRanks(8)).toHaveLength(8)
    expect(drawnRanks(16)).toEqual([0, 1, 2, 15])
  })

  test('keys lead along a lane and between lanes, and never out', () => {
    const lanes = lanesOf(run())
    const start = { lane: 0, index: 0 }
    expect(move(lanes, start, 'ArrowLeft')).toEqual(start)
    expect(move(lanes, start, 'ArrowUp')).toEqual(start)
    expect(move(lanes, start, 'End')).toEqual({ lane: 0, index: lanes[0]!.items.length - 1 })
    expect(move(lanes, start, 'ArrowDown')!.lane).toBe(1)
    expect(move(lanes, start, 'x')).toBeNull()
    expect(placeAt(lanes, 0, 0.005)).toEqual({ lane: 0, index: 1 })
  })
})

describe('explanations', () => {
  const find = (changes: Partial<Setting>, fits: (item: Item) => boolean) => {
    const one = run(changes)
    const item = lanesOf(one)
      .flatMap(({ items }) => items)
      .find(fits)!
    return explain(item, one, say)
  }

  test('a backward pass says whether it fills its bucket', () => {
    const backward = (index: number) => (item: Item) =>
      item.kind === 'task' && item.event.kind === 'backward' && item.event.index === index
    expect(find({}, backward(7))).toContain('not full')
    expect(find({}, backward(6))).toContain('fills')
    expect(find({ microbatches: 2, noSync: true }, backward(6))).toContain('only adds')
  })

  test('a collective says how much of it is hidden', () => {
    const reduction = (index: number) => (item: Item) =>
      item.kind === 'task' && item.event.kind === 'all-reduce' && item.event.index === index
    expect(find({}, reduction(0))).toContain('hidden')
    expect(find({}, reduction(3))).toContain('exposed all')
    expect(find({ bandwidth: 2e9 }, reduction(1))).toContain('exposed part')
    expect(find({ bandwidth: 2e9 }, reduction(2))).toContain('queued')
  })

  test('a wait names what its collective was queued behind', () => {
    const changes = { strategy: 'fsdp', bandwidth: 1.25e9 } as const
    const first = find(changes, (item) => item.kind === 'wait')
    expect(first).toContain('waits')
    expect(first).not.toContain('behind')
    const sixth = find(
      changes,
      (item) =>
        item.kind === 'wait' &&
        item.cause?.kind === 'all-gather' &&
        item.cause.index === 5 &&
        item.cause.id.endsWith('backward'),
    )
    expect(sixth).toContain('behind')
  })

  test('spans', () => {
    expect(spans([1, 2, 3, 6])).toBe('1–3, 6')
    expect(spans([])).toBe('')
  })
})
