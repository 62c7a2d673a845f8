import { describe, expect, it } from 'vitest'
import { dataPrimitives } from '../../../math/collectives/index.ts'
import type { Algorithm, Primitive } from '../../../math/collectives/index.ts'
import { cellOffset, layoutOf, side, visiblePart } from './layout.ts'
import { packetsOf, positionOf } from './packets.ts'
import { stepsOf } from './run.ts'

const algorithms: readonly Algorithm[] = ['ring', 'root']

function pictureOf(primitive: Primitive, algorithm: Algorithm, ranks: number) {
  const steps = stepsOf(
    {
      primitive,
      algorithm,
      ranks,
      root: 0,
      operator: 'sum',
      bytes: 1,
      latency: 1e-6,
      bandwidth: 1e9,
    },
    algorithms,
  )
  const { schedule, buffers } = steps[0]!.run
  return { steps, schedule, layout: layoutOf(schedule, buffers) }
}

const everyNumber = Array.from({ length: 15 }, (_, index) => index + 2)

describe('layout', () => {
  it('keeps boxes inside the picture and apart from each other', () => {
    for (const primitive of dataPrimitives)
      for (const algorithm of algorithms)
        for (const ranks of everyNumber) {
          const { layout } = pictureOf(primitive, algorithm, ranks)
          layout.places.forEach((at, rank) => {
            const box = layout.boxes[rank]!
            const name = `${algorithm} ${primitive}, rank ${rank} of ${ranks}`
            expect(at.x - box.width / 2, name).toBeGreaterThanOrEqual(0)
            expect(at.y - box.height / 2, name).toBeGreaterThanOrEqual(0)
            expect(at.x + box.width / 2, name).toBeLessThanOrEqual(side)
            expect(at.y + box.height / 2, name).toBeLessThanOrEqual(side)
            for (let other = 0; other < rank; other++) {
              const theirs = layout.boxes[other]!
              const apart = Math.max(
                Math.abs(at.x - layout.places[other]!.x) - (box.width + theirs.width) / 2,
                Math.abs(at.y - layout.places[other]!.y) - (box.height + theirs.height) / 2,
              )
              expect(apart, `${name} and rank ${other}`).toBeGreaterThan(0)
            }
          })
        }
  })

  it('shows every number in the picture up to eight ranks, save on a crowded hub', () => {
    for (const primitive of dataPrimitives)
      for (const algorithm of algorithms)
        for (const ranks of everyNumber) {
          const square = primitive === 'all-to-all' && algorithm === 'root'
          const { layout } = pictureOf(primitive, algorithm, ranks)
          expect(layout.complete, `${algorithm} ${primitive} ${ranks}`).toBe(
            ranks <= (square ? 6 : 8),
          )
        }
  })

  it('leads every way from box to box, with a part that can be seen', () => {
    for (const algorithm of algorithms)
      for (const ranks of everyNumber) {
        const { schedule, layout } = pictureOf('all-reduce', algorithm, ranks)
        for (const { from, to } of schedule.rounds.flatMap(({ messages }) => messages)) {
          const way = layout.way(from, to)
          for (const [t, rank] of [
            [0, from],
            [1, to],
          ] as const) {
            expect(way(t).x).toBeCloseTo(layout.places[rank]!.x)
            expect(way(t).y).toBeCloseTo(layout.places[rank]!.y)
          }
          const [start, end] = visiblePart(layout, from, to)
          expect(end).toBeGreaterThan(start)
        }
      }
  })
})

describe('packets', () => {
  it('leave the cell that holds the value and arrive at the cell that takes it', () => {
    const { steps, layout } = pictureOf('all-to-all', 'root', 4)
    const { buffers } = steps[0]!.run
    for (let index = 1; index < steps.length; index++)
      for (const packet of packetsOf(steps[index - 1]!, steps[index]!, layout)) {
        for (const [t, rank] of [
          [0, packet.from],
          [1, packet.to],
        ] as const) {
          const inside = cellOffset(layout.boxes[rank]!, buffers.place(rank, packet.chunk))
          const { x, y } = positionOf(packet, layout, t)
          expect(x).toBeCloseTo(layout.places[rank]!.x + inside.x)
          expect(y).toBeCloseTo(layout.places[rank]!.y + inside.y)
        }
      }
  })

  it('keep their key from round to round and share it with no other', () => {
    const { steps, layout } = pictureOf('all-gather', 'ring', 5)
    const keys = steps
      .slice(1)
      .map((step, index) => packetsOf(steps[index]!, step, layout).map(({ key }) => key))
    for (const round of keys) {
      expect(new Set(round).size).toBe(round.length)
      expect(round.toSorted()).toEqual(keys[0]!.toSorted())
    }
  })
})
