import { describe, expect, test } from 'vitest'
import {
  adviceFor,
  backward,
  backwardWeight,
  bestOf,
  earliestEnd,
  emptyPosition,
  finishBy,
  formatMoves,
  forward,
  historyOf,
  isFinished,
  LEVEL_NAMES,
  levelOf,
  makespanBound,
  nextOp,
  oneForwardOneBackward,
  outlook,
  peaksIn,
  play,
  readMoves,
  rivalsOf,
  scoreOf,
  simulate,
  timeOf,
  tryOp,
} from './index.ts'

const levels = LEVEL_NAMES.map((name) => [name, levelOf(name)] as const)
const solved = (name: (typeof LEVEL_NAMES)[number]) => {
  const level = levelOf(name)
  return { level, end: play(emptyPosition(level.puzzle), bestOf(level).moves) }
}

describe('placing ops', () => {
  const { puzzle } = levelOf('memory-cap')
  const after = (text: string) => readMoves(puzzle, text).positions.at(-1)!
  const refusal = (text: string, op = forward(0, 0)) => {
    const tried = tryOp(after(text), op)
    return 'refusal' in tried ? tried.refusal : null
  }

  test('an op lies where its rank is free and what it needs is there', () => {
    const tried = tryOp(after('0F0 1F0 2F0 2B0'), backward(1, 0))
    expect(tried).toMatchObject({ placed: { rank: 1, start: 5, end: 7, free: 2, arrival: 5 } })
  })

  test('every refusal has its reason', () => {
    expect(refusal('', forward(1, 0))).toMatchObject({ kind: 'needs', needed: forward(0, 0) })
    expect(refusal('0F0', backward(0, 0))).toMatchObject({ kind: 'needs' })
    expect(refusal('0F0')).toMatchObject({ kind: 'twice' })
    expect(refusal('0F0 0F1 0F2', forward(0, 3))).toMatchObject({
      kind: 'memory',
      held: 4,
      capacity: 3,
    })
    expect(refusal('', forward(0, 5))).toMatchObject({ kind: 'outside' })
    expect(refusal('', forward(7, 0))).toMatchObject({ kind: 'outside' })
    expect(refusal('', backwardWeight(0, 0))).toMatchObject({ kind: 'halves', split: false })
  })

  test('a text is read to the first word that is not allowed', () => {
    expect(readMoves(puzzle, ' 0F0\n1F0 ').stopped).toBeUndefined()
    expect(readMoves(puzzle, '0F0 1B0 1F0')).toMatchObject({
      positions: { length: 2 },
      stopped: { word: '1B0', refusal: { kind: 'needs' }, left: 2 },
    })
    expect(readMoves(puzzle, 'hello').stopped).toEqual({ word: 'hello', left: 1 })
    const moves = bestOf(levelOf('memory-cap')).moves
    expect(readMoves(puzzle, formatMoves(moves)).positions.length).toBe(moves.length + 1)
  })

  test('the next of a kind is the first that may be placed, else the first that is left', () => {
    expect(nextOp(after('0F0 0F1 1F1'), 'forward', 2)).toMatchObject({ microbatch: 1 })
    expect(nextOp(after('0F0'), 'backward', 0)).toMatchObject({ microbatch: 0 })
    expect(nextOp(solved('memory-cap').end, 'forward', 0)).toBeNull()
  })
})

describe.each(levels)('level %s', (name, level) => {
  const { end } = solved(name)

  test('its best is complete, keeps to the caps, and runs as it was placed', () => {
    expect(isFinished(end)).toBe(true)
    const { capacity = [], costs } = level.puzzle
    peaksIn(end).forEach((peak, rank) => expect(peak).toBeLessThanOrEqual(capacity[rank] ?? 99))
    const timeline = simulate(end.schedule, costs)
    expect(timeline.makespan).toBe(timeOf(end))
    expect(timeline.ranks.map(({ peakActivations }) => peakActivations)).toEqual(peaksIn(end))
    for (const move of end.moves) {
      const op = timeline.ranks[move.rank]!.ops.find(
        ({ kind, stage, microbatch }) =>
          kind === move.kind && stage === move.stage && microbatch === move.microbatch,
      )
      expect(op).toMatchObject({ start: move.start, end: move.end, arrival: move.arrival })
    }
  })

  test('nothing is shorter: every shorter time has been tried', () => {
    const { score } = bestOf(level)
    expect(scoreOf(level, end)).toBe(score)
    if (level.counts === 'step') {
      for (let less = 1; less < score; less++) {
        expect(finishBy(emptyPosition(level.puzzle), less).answer).toBe('no')
      }
    } else {
      const { ranks } = simulate(end.schedule, level.puzzle.costs)
      expect(score).toBe(Math.max(...ranks.map(({ busy }) => busy)))
    }
  })

  test('the outlook from nothing is the bound on the makespan', () => {
    const empty = emptyPosition(level.puzzle)
    expect(outlook(empty).end).toBe(makespanBound(end.schedule, level.puzzle.costs))
  })

  test('hints lead from nothing to the best, and no step of it is called lost', () => {
    for (const position of historyOf(end).slice(0, -1)) {
      const advice = adviceFor(level, historyOf(position))
      expect(advice.kind).toBe('move')
      if (advice.kind === 'move') expect(tryOp(position, advice.op)).toHaveProperty('placed')
    }
    expect(adviceFor(level, historyOf(end))).toEqual({ kind: 'finished' })
  })
})

describe('what is out of reach', () => {
  test('the move that lost the best is found, and the time it costs', () => {
    const level = levelOf('zero-bubble')
    // Rank 2 is given F0 I0 W0 and then nothing, because rank 0 has sent nothing else.
    const { positions } = readMoves(level.puzzle, '0F0 1F0 2F0 2I0 2W0 1I0 1W0 0I0 0W0')
    const advice = adviceFor(level, positions)
    expect(advice.kind).toBe('lost')
    if (advice.kind !== 'lost') return
    expect(finishBy(positions[advice.good]!, bestOf(level).score).answer).toBe('yes')
    expect(finishBy(positions[advice.good + 1]!, bestOf(level).score).answer).toBe('no')
    expect(advice.end).toBe(earliestEnd(positions.at(-1)!).end)
    expect(advice.end).toBeGreaterThan(bestOf(level).score)
  })

  test('what could not be found out is not called lost', () => {
    const shape = { ranks: 3, microbatches: 6, cap: 2, send: 0, split: true }
    const level = levelOf('own', shape)
    const text = '0F2 0F3 1F2 2F2 1F3 2F3 2I3 2W3 1I3 0I3 2I2'
    const { positions } = readMoves(level.puzzle, text)
    expect(finishBy(positions.at(-1)!, bestOf(level).score).answer).toBe('unknown')
    // The first move already is another than that of the best order known.
    expect(adviceFor(level, positions)).toEqual({ kind: 'apart', same: 0 })
  })

  test('micro-batches placed out of order keep their order further down', () => {
    const { puzzle } = levelOf('micro-batches')
    const swapped = readMoves(puzzle, '0F2 1F2 2F2 0F0').positions.at(-1)!
    expect(finishBy(swapped, 15).answer).toBe('yes')
  })

  test('trying is given up at its limit', () => {
    const empty = emptyPosition(levelOf('paper').puzzle)
    expect(finishBy(empty, 27, 3)).toEqual({ answer: 'unknown' })
    expect(() => finishBy(empty, 27, 0)).toThrow(/limit/)
  })
})

describe('beside the textbook', () => {
  test('1F1B is the best under a cap, and too little ahead on slow links', () => {
    expect(solved('staircase').end.schedule.ranks).toEqual(oneForwardOneBackward(4, 6).ranks)
    const rival = (name: 'slow-links' | 'half-memory', rivalName: string) =>
      rivalsOf(levelOf(name)).find((one) => one.name === rivalName)
    expect(rival('slow-links', '1f1b')!.score).toBe(29)
    expect(bestOf(levelOf('slow-links')).score).toBe(25)
    expect(rivalsOf(levelOf('half-memory')).some(({ fits }) => fits)).toBe(false)
  })

  test('what runs from both ends, or in chunks, is faster than 1F1B with the same work', () => {
    for (const name of ['two-ends', 'interleaved'] as const) {
      const plain = rivalsOf(levelOf(name)).find((one) => one.name === '1f1b')!
      expect(bestOf(levelOf(name)).score).toBeLessThan(plain.score)
    }
  })
})
