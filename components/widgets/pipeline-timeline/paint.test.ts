import { describe, expect, it } from 'vitest'
import { heldRuns, paintLane, rowsOf } from './paint.ts'
import type { Colours } from './paint.ts'
import { timelineOf } from './testing.ts'

const colours: Colours = {
  forward: [0, 0, 200],
  backward: [200, 0, 0],
  'backward-input': [200, 0, 0],
  'backward-weight': [100, 100, 0],
}

const painted = (
  lane: Parameters<typeof paintLane>[0],
  from: number,
  to: number,
  columns: number,
  rows = 1,
) => {
  const pixels = new Uint8ClampedArray(4 * rows * columns)
  paintLane(lane, { from, to, columns }, rows, colours, pixels)
  return Array.from({ length: rows * columns }, (_, at) =>
    Array.from(pixels.subarray(4 * at, 4 * at + 4)),
  )
}

describe('paintLane', () => {
  const { ranks } = timelineOf({})

  it('paints what runs, and nothing where the rank idles', () => {
    // Rank 0: four forwards, six idle, then backwards and forwards in turn.
    const pixels = painted(ranks[0]!, 0, 33, 33)
    expect(pixels[0]).toEqual([0, 0, 200, 255])
    expect(pixels[5]).toEqual([0, 0, 0, 0])
    expect(pixels[10]).toEqual([200, 0, 0, 255])
  })

  it('mixes what shares a pixel by the time that each takes of it', () => {
    const [pixel] = painted(ranks[3]!, 3, 27, 1)
    // Eight forwards of 1 and eight backwards of 2 in 24: no time is lost.
    expect(pixel![0]).toBeCloseTo((2 / 3) * 200, -1)
    expect(pixel![2]).toBeCloseTo(200 / 3, -1)
    expect(pixel![3]).toBe(255)
    // Over the whole batch nine of 33 are idle.
    expect(painted(ranks[3]!, 0, 33, 1)[0]![3]).toBeCloseTo((255 * 24) / 33, -1)
  })

  it('shows a window alone', () => {
    expect(painted(ranks[0]!, 10, 12, 2)).toHaveLength(2)
    expect(painted(ranks[0]!, 4, 10, 6).every(([, , , alpha]) => alpha === 0)).toBe(true)
  })

  it('gives weight gradients the lower part of a lane, and a pair one half for each', () => {
    expect(rowsOf(ranks)).toBe(1)
    const split = timelineOf({ schedule: 'zb-h1' })
    expect(rowsOf(split.ranks)).toBe(4)
    const weight = split.ranks[3]!.ops.find(({ kind }) => kind === 'backward-weight')!
    const rows = painted(split.ranks[3]!, weight.start, weight.end, 1, 4)
    expect(rows[0]![3]).toBe(0)
    expect(rows[3]!.slice(0, 3)).toEqual([100, 100, 0])
  })
})

describe('heldRuns', () => {
  it('says the most that is held in each pixel, in runs', () => {
    const { ranks } = timelineOf({})
    expect(heldRuns(ranks[0]!, { from: 0, to: 4, columns: 4 }).map(({ held }) => held)).toEqual([
      1, 2, 3, 4,
    ])
    expect(heldRuns(ranks[0]!, { from: 0, to: 33, columns: 1 })).toEqual([
      { start: 0, end: 1, held: 4 },
    ])
  })
})
