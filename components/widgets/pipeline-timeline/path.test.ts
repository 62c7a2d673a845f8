import { describe, expect, it } from 'vitest'
import { geometryOf } from './geometry.ts'
import { handoverLine, handovers, opsOfMicrobatch } from './path.ts'
import { timelineOf } from './testing.ts'

const timeline = timelineOf({})
const geometry = geometryOf(timeline)

describe('the way of a micro-batch', () => {
  it('goes down through all stages, turns, and comes back up', () => {
    const ops = opsOfMicrobatch(timeline, 2)
    expect(ops.map(({ kind, rank }) => kind.slice(0, 1) + rank)).toEqual([
      'f0',
      'f1',
      'f2',
      'f3',
      'b3',
      'b2',
      'b1',
      'b0',
    ])
    const ways = handovers(timeline, ops)
    expect(ways.map(({ from, to }) => [from.rank, to.rank])).toEqual([
      [0, 1],
      [1, 2],
      [2, 3],
      [3, 3],
      [3, 2],
      [2, 1],
      [1, 0],
    ])
    // Its input lies on rank 2 from 4 on, until the rank has done backward 0.
    expect(ways[1]).toMatchObject({ sent: 4, arrived: 4, used: 8 })
  })

  it('slants while it is sent and lies along the lane while it waits', () => {
    const sent = timelineOf({ send: 1 })
    const [first] = handovers(sent, opsOfMicrobatch(sent, 0))
    expect(first).toMatchObject({ sent: 1, arrived: 2, used: 2 })
    const lines = handoverLine(geometryOf(sent), first!)
    expect(lines.sending).toMatch(/^M1 .*L2 /)
    expect(lines.waiting).toBe('')
    const [, second] = handovers(timeline, opsOfMicrobatch(timeline, 2))
    expect(handoverLine(geometry, second!).waiting).toMatch(/^M4 .*H8V/)
  })
})
