import { describe, expect, test } from 'vitest'
import {
  backward,
  backwardInput,
  backwardWeight,
  forward,
  gpipe,
  makespanBound,
  moveProblems,
  oneForwardOneBackward,
  parseSchedule,
  scheduleProblems,
  simulate,
  UNIT_COSTS,
} from './index.ts'

describe('what is wrong with a schedule', () => {
  const kinds = (...lines: string[]) =>
    scheduleProblems(parseSchedule(lines)).map((problem) => problem.kind)
  test('nothing', () => {
    expect(kinds('0F0 0B0')).toEqual([])
    expect(kinds('0F0 0I0 0W0')).toEqual([])
  })
  test('each kind', () => {
    expect(kinds('0F0 0F0 0B0')).toEqual(['twice'])
    expect(kinds('0F0 0B0 0W0')).toEqual(['twice'])
    expect(kinds('0F0', '0B0')).toEqual(['apart'])
    expect(kinds('0F0 0I0')).toEqual(['missing'])
    expect(kinds('0I0 0W0')).toEqual(['needs', 'missing'])
    expect(kinds('0B0 0F0')).toEqual(['order'])
    const outside = { ...gpipe(1, 1), ranks: [[...gpipe(1, 1).ranks[0]!, forward(1, 0)]] }
    expect(scheduleProblems(outside)).toEqual([{ kind: 'outside', op: forward(1, 0), rank: 0 }])
  })
  test('a circle of ranks is told rank by rank', () => {
    const problems = scheduleProblems(parseSchedule(['0F0 0B0 0F1 0B1', '1F1 1B1 1F0 1B0']))
    expect(problems).toEqual([
      {
        kind: 'deadlock',
        circle: [
          { rank: 0, at: backward(0, 0), needs: backward(1, 0) },
          { rank: 1, at: forward(1, 1), needs: forward(0, 1) },
        ],
      },
    ])
  })
  test('a part may stand for itself', () => {
    const part = parseSchedule(['0F0 0F1', '1F0'])
    expect(scheduleProblems(part).every(({ kind }) => kind === 'missing')).toBe(true)
    expect(scheduleProblems(part, { partial: true })).toEqual([])
  })
})

describe('what speaks against a move', () => {
  const empty = { ...gpipe(2, 2), ranks: [[], []] }
  const placed = (...lines: string[]) => ({ ...parseSchedule(lines), stages: 2, microbatches: 2 })
  const ranksOfStages = [0, 1]
  test('nothing', () => {
    expect(moveProblems(empty, 0, forward(0, 0), { ranksOfStages, capacity: 1 })).toEqual([])
  })
  test('each kind', () => {
    expect(moveProblems(empty, 1, forward(1, 0))).toEqual([
      { kind: 'needs', op: forward(1, 0), rank: 1, needed: forward(0, 0) },
    ])
    expect(moveProblems(empty, 1, forward(0, 0), { ranksOfStages })).toEqual([
      { kind: 'apart', op: forward(0, 0), rank: 1, holder: 0 },
    ])
    expect(moveProblems(placed('0F0', ''), 0, forward(0, 0))).toMatchObject([{ kind: 'twice' }])
    const done = placed('0F0', '1F0 1I0')
    expect(moveProblems(done, 1, backward(1, 0))).toMatchObject([{ kind: 'twice' }])
    expect(moveProblems(done, 1, backwardWeight(1, 0))).toEqual([])
    expect(moveProblems(done, 0, backwardInput(0, 0))).toEqual([])
    expect(moveProblems(empty, 0, forward(5, 0))).toMatchObject([{ kind: 'outside' }])
  })
  test('memory is given back by backwards, in parts if they are split', () => {
    const full = placed('0F0', '')
    expect(moveProblems(full, 0, forward(0, 1), { capacity: 1 })).toEqual([
      { kind: 'memory', op: forward(0, 1), rank: 0, held: 2, capacity: 1 },
    ])
    const half = placed('0F0 0I0', '1F0 1I0')
    const next = (keptForWeight: number) =>
      moveProblems(half, 0, forward(0, 1), { capacity: 1, sizes: { keptForWeight } })
    expect(next(1)).toMatchObject([{ kind: 'memory', held: 2 }])
    expect(next(0)).toEqual([])
  })
  test('a schedule can be rebuilt move by move in the order of its run', () => {
    const whole = simulate(oneForwardOneBackward(3, 5))
    const ranks: (typeof whole.ops)[number][][] = [[], [], []]
    for (const op of whole.ops.toSorted((a, b) => a.start - b.start || a.end - b.end)) {
      const so_far = { ...whole.schedule, ranks }
      expect(moveProblems(so_far, op.rank, op, { capacity: 3 })).toEqual([])
      ranks[op.rank]!.push(op)
    }
  })
  test('hostile arguments are named', () => {
    expect(() => moveProblems(empty, 2, forward(0, 0))).toThrow(/rank must be .*\[0, 1\], got 2/)
    expect(() => moveProblems(empty, 0, forward(0, 0), { capacity: -1 })).toThrow(/capacity/)
    expect(() => scheduleProblems({ ...empty, microbatches: 0 })).toThrow(/microbatches/)
  })
})

describe('the bound on the makespan', () => {
  test('is the way in, the work and the way out of the busiest rank', () => {
    expect(makespanBound(oneForwardOneBackward(4, 8))).toBe(3 + 24 + 6)
    // Two forwards of 5 in a row on the slow last stage: 1 + 2·(5 + 2) + 2.
    const slow = { ...UNIT_COSTS, forward: [1, 5] }
    expect(makespanBound(gpipe(2, 2), slow)).toBe(17)
  })
  test('is a chain where one micro-batch takes longer than any rank’s work', () => {
    expect(makespanBound(gpipe(8, 1))).toBe(24)
    expect(makespanBound(gpipe(8, 1), { ...UNIT_COSTS, send: 1 })).toBe(24 + 14)
  })
})
