import { describe, expect, test } from 'vitest'
import {
  backward,
  forward,
  formatOp,
  gpipe,
  messagesBetween,
  naive,
  oneForwardOneBackward,
  parseSchedule,
  perChunk,
  simulate,
  simulateIterations,
  UNIT_COSTS,
  zbH1,
  zbH2,
} from './index.ts'
import type { PipelineSchedule } from './index.ts'

describe('two ranks, two micro-batches, by hand', () => {
  // rank 0: F0 F1 · · · B0 B0 B1 B1      (F = 1, whole backward = 2)
  // rank 1: ·  F0 B0 B0 F1 B1 B1 · ·
  const timeline = simulate(oneForwardOneBackward(2, 2))
  const [first, second] = timeline.ranks

  test('starts and ends', () => {
    const times = timeline.ranks.map(({ ops }) =>
      ops.map((op) => [formatOp(op), op.start, op.end].join(' ')),
    )
    expect(times).toEqual([
      ['0F0 0 1', '0F1 1 2', '0B0 4 6', '0B1 7 9'],
      ['1F0 1 2', '1B0 2 4', '1F1 4 5', '1B1 5 7'],
    ])
  })
  test('idle intervals say what was waited for', () => {
    const told = (at: number | null) => (at === null ? null : formatOp(timeline.ops[at]!))
    const gaps = timeline.ranks.map((rank) =>
      rank.gaps.map((gap) => [gap.start, gap.end, gap.cause, told(gap.before), told(gap.waitsFor)]),
    )
    expect(gaps).toEqual([
      [
        [2, 4, 'dependency', '0B0', '1B0'],
        [6, 7, 'dependency', '0B1', '1B1'],
      ],
      [
        [0, 1, 'dependency', '1F0', '0F0'],
        [7, 9, 'finished', null, null],
      ],
    ])
  })
  test('sums', () => {
    expect(timeline.makespan).toBe(9)
    expect(first).toMatchObject({ busy: 6, idle: 3, internalIdle: 3, span: 9 })
    expect(second).toMatchObject({ busy: 6, idle: 3, internalIdle: 0, span: 6 })
    expect(timeline.bubble.overIdeal).toBeCloseTo(1 / 2) // (p−1)/m
    expect(timeline.bubble.ofTotal).toBeCloseTo(1 / 3) // (p−1)/(m+p−1)
    expect(timeline.bubble.internal).toBeCloseTo(3 / 15)
  })
  test('activations over time', () => {
    expect(first!.activations).toEqual([
      { time: 0, held: 1 },
      { time: 1, held: 2 },
      { time: 6, held: 1 },
      { time: 9, held: 0 },
    ])
    expect([first!.peakActivations, second!.peakActivations]).toEqual([2, 1])
  })
  test('the critical path', () => {
    const path = timeline.criticalPath.map((id) => formatOp(timeline.ops[id]!))
    expect(path).toEqual(['0F0', '1F0', '1B0', '1F1', '1B1', '0B1'])
  })
})

describe('costs', () => {
  test('sending adds its time at each hop between ranks, and none within a rank', () => {
    // GPipe: p−1 hops on the way in, p−1 on the way out, hidden in between.
    expect(simulate(gpipe(4, 8), { ...UNIT_COSTS, send: 0.5 }).makespan).toBe(33 + 2 * 3 * 0.5)
    const own = parseSchedule(['0F0 1F0 1B0 0B0'])
    expect(simulate(own, { ...UNIT_COSTS, send: 7 }).makespan).toBe(6)
  })
  test('a slow stage is what all others wait for', () => {
    const slow = { ...UNIT_COSTS, forward: [1, 3, 1, 1] }
    const { ranks, makespan } = simulate(gpipe(4, 8), slow)
    expect(makespan).toBe(1 + 8 * 3 + 1 + 1 + (8 + 3) * 2)
    expect(ranks[1]!.busy).toBe(8 * 5)
  })
  test('a pair has its own cost', () => {
    const pair: PipelineSchedule = {
      ...parseSchedule(['0F0 0F1 0B0 0B1']),
      ranks: [
        [
          forward(0, 0),
          { kind: 'overlapped', forward: forward(0, 1), backward: backward(0, 0) },
          backward(0, 1),
        ],
      ],
    }
    expect(simulate(pair).makespan).toBe(1 + 3 + 2)
    const timeline = simulate(pair, { ...UNIT_COSTS, overlapped: 2 })
    expect(timeline.makespan).toBe(1 + 2 + 2)
    expect(timeline.ops[1]).toMatchObject({ start: 1, end: 3, pairedWith: 2 })
    expect(timeline.ops[2]).toMatchObject({ start: 1, end: 3, pairedWith: 1 })
    expect(timeline.ranks[0]!.peakActivations).toBe(2)
  })
  test('the kept share decides when a split backward lets go', () => {
    const held = (keptForWeight: number) =>
      simulate(zbH1(2, 1), UNIT_COSTS, { keptForWeight, perForward: 10 }).ranks[1]!.activations
    expect(held(1)).toEqual([
      { time: 1, held: 10 },
      { time: 4, held: 0 },
    ])
    expect(held(0.25).map((step) => step.held)).toEqual([10, 2.5, 0])
  })
  test('per chunk', () => {
    const costs = { ...UNIT_COSTS, forward: [2, 4], send: 1, overlapped: 6 }
    expect(perChunk(costs, 2)).toEqual({
      forward: [1, 2],
      backwardInput: 0.5,
      backwardWeight: 0.5,
      overlapped: 3,
      send: 1,
    })
  })
})

test('messages: v times as many for interleaving, m in one for no micro-batches', () => {
  expect(messagesBetween(gpipe(2, 8))).toEqual([
    { from: 0, to: 1, activations: 8, gradients: 0 },
    { from: 1, to: 0, activations: 0, gradients: 8 },
  ])
  expect(messagesBetween(naive(2, 8))[0]).toMatchObject({ activations: 8 })
})

describe('iterations in a row', () => {
  const period = (schedule: PipelineSchedule, barrier: boolean) =>
    simulateIterations(schedule, 4, UNIT_COSTS, { barrier }).period
  test('behind a barrier H1 and H2 cost the same; without, H2 has no bubble at all', () => {
    expect([period(zbH1(4, 8), true), period(zbH2(4, 8), true)]).toEqual([27, 27])
    expect([period(zbH1(4, 8), false), period(zbH2(4, 8), false)]).toEqual([27, 24])
    expect(period(oneForwardOneBackward(4, 8), false)).toBe(33)
  })
  test('the optimizer step comes after all, or after the rank’s own work', () => {
    const both = [true, false].map((barrier) =>
      simulateIterations(zbH2(4, 8), 1, UNIT_COSTS, { barrier, optimizer: 2 }),
    )
    expect(both[0]!.optimizerSteps[0]!.map(({ start }) => start)).toEqual([27, 27, 27, 27])
    expect(both[1]!.optimizerSteps[0]!.map(({ start }) => start)).toEqual([24, 25, 26, 27])
    expect(both.map(({ makespan }) => makespan)).toEqual([29, 29])
  })
  test('one iteration is the simulation', () => {
    const once = simulateIterations(gpipe(3, 5), 1)
    expect(once.timelines).toEqual([simulate(gpipe(3, 5))])
    expect(once.bubbleOfTotal).toBeCloseTo(2 / 7)
  })
  test('a later iteration counts its idle time from where the rank came free', () => {
    const { timelines } = simulateIterations(gpipe(3, 5), 3, UNIT_COSTS, { optimizer: 4 })
    for (const { bubble, ranks } of timelines) {
      expect(bubble.ofTotal).toBeCloseTo(2 / 7)
      expect(ranks.map((rank) => rank.idle)).toEqual([6, 6, 6])
    }
    expect(timelines.map(({ makespan }) => makespan)).toEqual([21, 46, 71])
  })
  test('hostile arguments are named', () => {
    expect(() => simulateIterations(gpipe(2, 2), 0)).toThrow(/iterations must be .* got 0/)
    expect(() => simulateIterations(gpipe(2, 2), 2, UNIT_COSTS, { optimizer: -1 })).toThrow(
      /optimizer must be .* got -1/,
    )
  })
})

describe('schedules that cannot run', () => {
  const run =
    (...lines: string[]) =>
    () =>
      simulate(parseSchedule(lines))
  test('name what is wrong', () => {
    expect(run('0F0 0F0 0B0')).toThrow(/scheduled once, got 0F0 on rank 0 and 0F0 on rank 0/)
    expect(run('0F0 0B0 0I0')).toThrow(/scheduled once/)
    expect(run('0F0 0B0 0W0')).toThrow(/scheduled once/)
    expect(run('0F0 0I0 0W0 0B0')).toThrow(/scheduled once/)
    expect(run('0F0', '1F0', '2F1')).toThrow(/2F1 needs 1F1, not scheduled/)
    expect(run('0F0', '1F0 1B0 0B0')).toThrow(/0F0 on rank 0 and 0B0 on rank 1/)
    expect(run('0B0 0F0')).toThrow(/rank 0 waits at 0B0 for 0F0 on rank 0/)
    expect(run('0F0 0B0 0F1 0B1', '1F1 1B1 1F0 1B0')).toThrow(
      /deadlock, but rank 0 waits at 0B0 for 1B0 on rank 1; rank 1 waits at 1F1 for 0F1 on rank 0/,
    )
  })
  test('a part of a schedule can run', () => {
    expect(simulate(parseSchedule(['0F0 0F1', '1F0'])).makespan).toBe(2)
    expect(simulate({ ...gpipe(2, 2), ranks: [[], []] })).toMatchObject({
      makespan: 0,
      criticalPath: [],
      bubble: { overIdeal: 0, ofTotal: 0, internal: 0 },
    })
  })
})

test('hostile arguments are named', () => {
  const wrong = (value: unknown) => value as never
  const one = gpipe(2, 2)
  const cost = (costs: object) => () => simulate(one, { ...UNIT_COSTS, ...costs })
  expect(cost({ forward: -1 })).toThrow(/forward must be a finite number in \[0, ∞\), got -1/)
  expect(cost({ forward: [1, NaN] })).toThrow(/forward\[1\]/)
  expect(cost({ forward: [1] })).toThrow(/forward must have one entry per stage \(2\), got 1/)
  expect(cost({ backwardWeight: '1' })).toThrow(TypeError)
  expect(cost({ backwardInput: undefined })).toThrow(TypeError)
  expect(cost({ send: Infinity })).toThrow(/send/)
  expect(cost({ overlapped: -2 })).toThrow(/overlapped/)
  expect(() => simulate(one, UNIT_COSTS, { keptForWeight: 1.5 })).toThrow(/keptForWeight/)
  expect(() => simulate(one, UNIT_COSTS, { perForward: [1, -1] })).toThrow(/perForward\[1\]/)
  expect(() => simulate({ ...one, stages: 0 })).toThrow(/stages/)
  expect(() => simulate({ ...one, stages: 1 })).toThrow(/stage must be .* got 1/)
  expect(() => simulate({ ...one, microbatchesPerOp: 0 })).toThrow(/microbatchesPerOp/)
  expect(() => simulate({ ...one, ranks: [[forward(0, wrong('0'))]] })).toThrow(TypeError)
  expect(() => perChunk(UNIT_COSTS, 0)).toThrow(/chunks/)
})
