import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import {
  legalShape,
  messagesBetween,
  perChunk,
  pipelineFormulas,
  pipelineSchedule,
  SCHEDULE_NAMES,
  simulate,
} from './index.ts'

const costs = fc.record({
  forward: fc.integer({ min: 0, max: 6 }),
  backwardInput: fc.integer({ min: 0, max: 6 }),
  backwardWeight: fc.integer({ min: 0, max: 6 }),
})
/** F = B = W, the case in which the V schedules are exact. */
const equal = fc
  .integer({ min: 1, max: 5 })
  .map((time) => ({ forward: time, backwardInput: time, backwardWeight: time }))
const shape = fc.record({
  ranks: fc.integer({ min: 1, max: 8 }),
  microbatches: fc.integer({ min: 1, max: 24 }),
  chunks: fc.integer({ min: 2, max: 4 }),
})

/** The largest difference between two lists. */
const farthest = (some: readonly number[], others: readonly number[]) =>
  Math.max(...some.map((one, at) => Math.abs(one - others[at]!)))

describe.each(SCHEDULE_NAMES)('%s', (name) => {
  test('the simulation equals the formulas where they are exact', () => {
    const seen = { bubbleTime: 0, time: 0, peak: 0 }
    fc.assert(
      fc.property(
        shape,
        fc.oneof(costs, equal),
        fc.integer({ min: 0, max: 4 }),
        fc.constantFrom(0, 0.5, 1),
        (wanted, times, overlap, keptForWeight) => {
          const size = legalShape(name, wanted)
          const { forward: F, backwardInput: B, backwardWeight: W } = times
          const overlapped = Math.max(F, B + W) + (overlap / 4) * Math.min(F, B + W)
          const all = { ...times, overlapped, keptForWeight }
          const formulas = pipelineFormulas(name, size, all)
          const schedule = pipelineSchedule(name, size)
          // The chunks that share a rank's work; DualPipe's two stages are of different batches.
          const chunks = schedule.stages / size.ranks
          const timeline = simulate(schedule, perChunk({ ...times, overlapped }, chunks), {
            perForward: 1 / chunks,
            keptForWeight,
          })
          const idle = timeline.ranks.map((rank) => rank.idle)
          if (formulas.exact.time) {
            seen.time++
            expect(timeline.makespan).toBeCloseTo(formulas.makespan, 9)
            expect(farthest(idle, formulas.idlePerRank)).toBeLessThan(1e-9)
            expect(timeline.bubble.overIdeal).toBeCloseTo(formulas.bubbleOverIdeal, 9)
            expect(timeline.bubble.ofTotal).toBeCloseTo(formulas.bubbleOfTotal, 9)
          }
          if (formulas.exact.bubbleTime) {
            seen.bubbleTime++
            const internal = timeline.ranks.map((rank) => rank.internalIdle)
            const most = Math.max(...(name === 'zb-h2' || name === 'zb-v' ? internal : idle))
            expect(most).toBeCloseTo(formulas.bubbleTime, 9)
          }
          if (formulas.exact.peak) {
            seen.peak++
            const peaks = timeline.ranks.map((rank) => rank.peakActivations)
            expect(farthest(peaks, formulas.peakPerRank)).toBeLessThan(1e-9)
          }
        },
      ),
      { numRuns: 200 },
    )
    // The comparisons above must not have been skipped.
    expect(seen.time).toBeGreaterThan(20)
    expect(seen.peak).toBeGreaterThan(20)
    if (name !== 'v-half' && name !== 'v-min') expect(seen.bubbleTime).toBeGreaterThan(10)
  })

  test('the messages counted from the ops equal the formula', () => {
    fc.assert(
      fc.property(shape, (wanted) => {
        const size = legalShape(name, wanted)
        const { ranks } = size
        const formulas = pipelineFormulas(name, size)
        const messages = messagesBetween(pipelineSchedule(name, size))
        const between = (a: number, b: number) =>
          messages
            .filter(({ from, to }) => (from === a && to === b) || (from === b && to === a))
            .reduce((sum, { activations, gradients }) => sum + activations + gradients, 0)
        for (let rank = 0; rank + 1 < ranks; rank++) {
          // With two ranks the way round is the same boundary.
          const around = ranks === 2 ? formulas.messagesAround : 0
          expect(between(rank, rank + 1)).toBe(formulas.messagesPerBoundary + around)
        }
        if (ranks > 2) expect(between(ranks - 1, 0)).toBe(formulas.messagesAround)
      }),
      { numRuns: 40 },
    )
  })
})

describe('by hand', () => {
  test('GPipe and 1F1B under both normalisations', () => {
    for (const name of ['gpipe', '1f1b'] as const) {
      const formulas = pipelineFormulas(name, { ranks: 4, microbatches: 8 })
      expect(formulas.bubbleOverIdeal).toBeCloseTo(3 / 8)
      expect(formulas.bubbleOfTotal).toBeCloseTo(3 / 11)
    }
  })
  test('without micro-batches p−1 of p ranks wait', () => {
    const formulas = pipelineFormulas('naive', { ranks: 4, microbatches: 8 })
    expect(formulas.bubbleOfTotal).toBeCloseTo(3 / 4)
  })
  test('interleaving sends v times as much, and DualPipe no more than 1F1B', () => {
    const at = { ranks: 4, microbatches: 8, chunks: 3 }
    const { messagesPerBoundary } = pipelineFormulas('1f1b', at)
    expect(messagesPerBoundary).toBe(16)
    expect(pipelineFormulas('interleaved', at).messagesPerBoundary).toBe(48)
    expect(pipelineFormulas('dualpipe', at).messagesPerBoundary).toBe(16)
  })
  test('one chunk is 1F1B', () => {
    const at = { ranks: 4, microbatches: 8, chunks: 1 }
    const { peakPerRank, bubbleTime } = pipelineFormulas('interleaved', at)
    expect([peakPerRank, bubbleTime]).toEqual([[4, 3, 2, 1], 9])
  })
})

test('hostile arguments are named', () => {
  const at = { ranks: 4, microbatches: 8 }
  const one = { forward: 1, backwardInput: 1, backwardWeight: 1 }
  const wrong = (value: unknown) => value as never
  expect(() => pipelineFormulas(wrong('zb-h3'), at)).toThrow(/name must be one of .* got "zb-h3"/)
  expect(() => pipelineFormulas('gpipe', { ...at, ranks: 0 })).toThrow(/ranks must be .* got 0/)
  expect(() => pipelineFormulas('gpipe', { ...at, microbatches: 1.5 })).toThrow(RangeError)
  expect(() => pipelineFormulas('gpipe', { ...at, ranks: wrong('4') })).toThrow(TypeError)
  expect(() => pipelineFormulas('dualpipe', { ranks: 3, microbatches: 8 })).toThrow(
    /ranks must be a multiple of 2/,
  )
  expect(() => pipelineFormulas('dualpipe', { ranks: 4, microbatches: 6 })).toThrow(/\[8, ∞\)/)
  expect(() => pipelineFormulas('gpipe', at, { ...one, forward: -1 })).toThrow(/forward.*got -1/)
  expect(() => pipelineFormulas('gpipe', at, { ...one, overlapped: NaN })).toThrow(/overlapped/)
  expect(() => pipelineFormulas('zb-h1', at, { ...one, keptForWeight: 2 })).toThrow(/keptForWeight/)
  expect(() => legalShape('gpipe', { ranks: -1, microbatches: 1 })).toThrow(/ranks/)
  expect(() => pipelineSchedule(wrong('toString'), at)).toThrow(/name must be one of/)
})
