import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import {
  breadthFirst,
  defaultGroupSize,
  dualPipe,
  dualPipeV,
  formatSchedule,
  gpipe,
  interleaved1F1B,
  legalShape,
  makespanBound,
  naive,
  oneForwardOneBackward,
  overlapped1F1B,
  parseSchedule,
  pipelineSchedule,
  SCHEDULE_NAMES,
  SCHEDULE_RULES,
  scheduleProblems,
  simulate,
  UNIT_COSTS,
  vHalf,
  vMin,
  zbH1,
  zbH2,
  zbV,
  zeroBubble,
} from './index.ts'
import type { Timeline } from './index.ts'

const shape = fc.record({
  ranks: fc.integer({ min: 1, max: 8 }),
  microbatches: fc.integer({ min: 1, max: 20 }),
  chunks: fc.integer({ min: 2, max: 4 }),
})

/** What does not hold for a run that should hold for any run of any schedule: nothing, it is hoped. */
function violations(timeline: Timeline, send: number): string[] {
  const { ops, ranks, makespan, schedule } = timeline
  const found: string[] = []
  const holds = (condition: boolean, what: string) => {
    if (!condition) found.push(what)
  }
  const same = (a: number, b: number) => Math.abs(a - b) < 1e-9
  const way = (from: number, to: number) => (from === to ? 0 : send * schedule.microbatchesPerOp)
  const free = ranks.map(() => 0)
  for (const op of ops) {
    const first = op.pairedWith === null || op.pairedWith > op.id
    const needs = [op, ...(op.pairedWith === null ? [] : [ops[op.pairedWith]!])]
    const arrivals = needs
      .flatMap((each) => each.dependencies)
      .map((id) => ops[id]!.end + way(ops[id]!.rank, op.rank))
    const arrival = Math.max(0, ...arrivals)
    holds(op.arrival === arrival, `${op.id} has the arrival of its needs`)
    if (!first) continue
    // No sooner, and no later, than when the rank is free and all is there.
    holds(op.start === Math.max(free[op.rank]!, arrival), `${op.id} starts when it can`)
    free[op.rank] = op.end
  }
  for (const { rank, gaps, busy, idle, span, internalIdle, activations, ...more } of ranks) {
    const empty = gaps.reduce((sum, { start, end }) => sum + end - start, 0)
    holds(same(empty, idle), `gaps are the idle time of rank ${rank}`)
    holds(same(busy + idle, makespan), `rank ${rank} is busy or idle`)
    holds(same(span - busy, internalIdle), `rank ${rank}: span`)
    holds(same(activations.at(-1)?.held ?? 0, 0), `rank ${rank} holds nothing at the end`)
    holds(
      activations.every(({ held }) => held > -1e-9 && held <= more.peakActivations + 1e-9),
      `rank ${rank} holds no more than its peak`,
    )
    for (const { cause, end, waitsFor, before } of gaps) {
      if (cause === 'finished') holds(end === makespan, `rank ${rank} idles to the end`)
      else holds(ops[waitsFor!]!.rank !== ops[before!]!.rank, `rank ${rank} waits for another`)
    }
  }
  const path = timeline.criticalPath.map((id) => ops[id]!)
  holds(path.at(-1)!.end === makespan && path[0]!.after === null, 'the path spans the run')
  path.slice(1).forEach((op, at) => {
    const before = path[at]!
    holds(same(op.start, before.end + way(before.rank, op.rank)), `path at ${op.id}`)
  })
  return found
}

describe.each(SCHEDULE_NAMES)('%s', (name) => {
  test('runs every op once, on the rank of its activations, and never deadlocks', () => {
    fc.assert(
      fc.property(shape, (wanted) => {
        const schedule = pipelineSchedule(name, legalShape(name, wanted))
        expect(scheduleProblems(schedule)).toEqual([])
      }),
      { numRuns: 40 },
    )
  })

  test('a run respects every dependency and wastes no time of its own', () => {
    fc.assert(
      fc.property(
        shape,
        fc.array(fc.integer({ min: 0, max: 5 }), { minLength: 96, maxLength: 96 }),
        fc.integer({ min: 0, max: 3 }),
        (wanted, times, send) => {
          const schedule = pipelineSchedule(name, legalShape(name, wanted))
          const { stages } = schedule
          const costs = {
            forward: times.slice(0, stages),
            backwardInput: times.slice(stages, 2 * stages),
            backwardWeight: times.slice(2 * stages, 3 * stages),
            send,
          }
          const timeline = simulate(schedule, costs)
          expect(violations(timeline, send)).toEqual([])
          expect(makespanBound(schedule, costs)).toBeLessThanOrEqual(timeline.makespan)
        },
      ),
      { numRuns: 25 },
    )
  })

  test('splits backwards as its rule says, and survives the notation', () => {
    const schedule = pipelineSchedule(name, legalShape(name, { ranks: 4, microbatches: 8 }))
    const lines = formatSchedule(schedule)
    expect(lines.join(' ').includes('W')).toBe(SCHEDULE_RULES[name].splitBackward)
    expect(parseSchedule(lines).ranks).toEqual(schedule.ranks)
  })
})

describe('orders', () => {
  test('naive: forward, then backward, one rank at a time', () => {
    expect(formatSchedule(naive(3))).toEqual(['0F0 0B0', '1F0 1B0', '2F0 2B0'])
    // Four micro-batches in one piece: each op takes, and holds, four times as much.
    const timeline = simulate(naive(3, 4))
    expect(timeline.makespan).toBe(3 * 4 * 3)
    expect(timeline.ranks[0]!.peakActivations).toBe(4)
  })
  test('1F1B with fewer micro-batches than ranks', () => {
    expect(formatSchedule(oneForwardOneBackward(4, 2))[0]).toBe('0F0 0F1 0B0 0B1')
  })
  test('interleaved: groups as in Megatron and PyTorch', () => {
    expect(defaultGroupSize(4, 8)).toBe(4)
    expect(defaultGroupSize(4, 10)).toBe(5) // PyTorch: two rounds of 5
    expect(defaultGroupSize(4, 6)).toBe(6) // one round
    expect(defaultGroupSize(4, 3)).toBe(3)
    expect(defaultGroupSize(4, 9)).toBe(5) // Megatron: 5, then 4
  })
  test('a last group smaller than p can deadlock', () => {
    expect(() => simulate(interleaved1F1B(4, 5, 3, 4))).toThrow(/must not deadlock/)
    expect(scheduleProblems(interleaved1F1B(4, 5, 3, 4))[0]!.kind).toBe('deadlock')
  })
  test('zero-bubble names what it is', () => {
    expect(zeroBubble(4, 8, 4)).toEqual(zbH1(4, 8))
    expect(zeroBubble(4, 8, 7)).toEqual(zbH2(4, 8))
    expect(zeroBubble(4, 8, 5).name).toBe('zb')
    expect(zbH2(1, 2).ranks).toEqual(zbH1(1, 2).ranks)
  })
  test('zero-bubble holds its cap', () => {
    for (let cap = 4; cap <= 9; cap++) {
      const peaks = simulate(zeroBubble(4, 12, cap)).ranks.map((rank) => rank.peakActivations)
      expect(peaks).toEqual([cap, cap, cap, cap])
    }
  })
  test('DualPipe enters at both ends', () => {
    const { ranks } = dualPipe(4, 8)
    expect(ranks[0]![0]).toEqual({ kind: 'forward', stage: 0, microbatch: 0 })
    expect(ranks[3]![0]).toEqual({ kind: 'forward', stage: 0, microbatch: 4 })
  })
  test('DualPipeV is half of DualPipe', () => {
    const half = dualPipe(4, 16).ranks.slice(0, 2)
    const folded = dualPipeV(2, 8).ranks
    const shapes = (ranks: readonly (typeof half)[number][]) =>
      ranks.map((list) => list.map((slot) => slot.kind))
    expect(shapes(folded)).toEqual(shapes(half))
  })
})

test('the shape nearest to the one asked for', () => {
  expect(legalShape('dualpipe', { ranks: 3, microbatches: 5 })).toEqual({
    ranks: 4,
    microbatches: 8,
    chunks: 2,
  })
  expect(legalShape('interleaved', { ranks: 3, microbatches: 5, chunks: 1 }).chunks).toBe(2)
  expect(legalShape('gpipe', { ranks: 3, microbatches: 5, chunks: 7 })).toEqual({
    ranks: 3,
    microbatches: 5,
    chunks: 1,
  })
})

test('breadth first: the bubble of interleaving at the memory of GPipe', () => {
  fc.assert(
    fc.property(shape, ({ ranks: p, microbatches: m, chunks: v }) => {
      const costs = { forward: 2, backwardInput: 3, backwardWeight: 1 }
      const { makespan, ranks } = simulate(breadthFirst(p, m, v), costs)
      // Below p micro-batches a chunk waits for the one before to come round, as in interleaved 1F1B.
      const late = (v - 1) * Math.max(0, p - m)
      expect(makespan).toBe(6 * (m * v + p - 1 + late))
      for (const { peakActivations } of ranks) expect(peakActivations).toBe(m * v)
    }),
  )
  expect(simulate(breadthFirst(4, 8, 1)).makespan).toBe(simulate(gpipe(4, 8)).makespan)
})

test('overlapped 1F1B: the two of a pair never need one another, whatever the size', () => {
  fc.assert(
    fc.property(
      shape,
      fc.integer({ min: 0, max: 2 }),
      ({ ranks: p, microbatches: m, chunks }, less) => {
        const v = chunks - less < 1 ? 1 : chunks - less
        const schedule = overlapped1F1B(p, m, v)
        expect(scheduleProblems(schedule)).toEqual([])
        if (m < p) return
        // Pairs that hide nothing take as long as interleaved 1F1B; what they hide is saved.
        const whole = simulate(schedule)
        expect(whole.makespan).toBe(3 * (m * v + p - 1))
        const hidden = simulate(schedule, { ...UNIT_COSTS, overlapped: 2.5 })
        const pairs = schedule.ranks[p - 1]!.filter(({ kind }) => kind === 'overlapped').length
        expect(hidden.makespan).toBeLessThanOrEqual(whole.makespan - pairs / 2)
      },
    ),
  )
  expect(formatSchedule(overlapped1F1B(2, 3))).toEqual([
    '0F0 0F1 0F2 0B0 0B1 0B2',
    '1F0 (1F1;1B0)OVERLAP_F_B (1F2;1B1)OVERLAP_F_B 1B2',
  ])
})

test('a last group smaller than p can stop all ranks, and is not the default', () => {
  expect(scheduleProblems(interleaved1F1B(4, 9, 3, 4))).toMatchObject([{ kind: 'deadlock' }])
  expect(() => simulate(interleaved1F1B(4, 9, 3, 4))).toThrow(/must not deadlock/)
  expect(scheduleProblems(interleaved1F1B(4, 9, 3))).toEqual([])
})

test('hostile arguments are named', () => {
  const wrong = (value: unknown) => value as never
  for (const build of [naive, gpipe, oneForwardOneBackward, zbH1, zbH2, zbV, vHalf, vMin]) {
    expect(() => build(0, 4)).toThrow(/ranks must be an integer in \[1, .*\], got 0/)
    expect(() => build(4, 0)).toThrow(/microbatches must be .* got 0/)
    expect(() => build(4, 2.5)).toThrow(RangeError)
    expect(() => build(NaN, 4)).toThrow(RangeError)
    expect(() => build(wrong('4'), 4)).toThrow(TypeError)
    expect(() => build(4, wrong(null))).toThrow(TypeError)
    expect(() => build(1e5, 1e5)).toThrow(/ranks × microbatches × chunks/)
  }
  expect(() => interleaved1F1B(4, 8, 1)).toThrow(/chunks must be .* got 1/)
  expect(() => interleaved1F1B(4, 8, 2, 3)).toThrow(/groupSize must be .*\[4, 8\], got 3/)
  expect(() => interleaved1F1B(4, 8, 2, 9)).toThrow(/groupSize/)
  expect(() => zeroBubble(4, 8, 3)).toThrow(/cap must be .* got 3/)
  expect(() => dualPipe(3, 12)).toThrow('ranks must be a multiple of 2 in [2, ∞), got 3')
  expect(() => dualPipe(4, 9)).toThrow('microbatches must be a multiple of 2 in [8, ∞), got 9')
  expect(() => dualPipe(4, 6)).toThrow('microbatches must be a multiple of 2 in [8, ∞), got 6')
  expect(() => dualPipeV(2, 3)).toThrow(/microbatches must be .*\[4, ∞\), got 3/)
})
