import { describe, expect, it } from 'vitest'
import {
  algorithmsFor,
  isLegal,
  primitives,
  standardNodes,
} from '../../../math/collectives/index.ts'
import type { Algorithm, Primitive } from '../../../math/collectives/index.ts'
import { side } from './geometry.ts'
import { cellAt, cellOffset, layoutOf, visiblePart } from './layout.ts'
import { stacks } from './bulk.ts'
import { isPlain } from './later.ts'
import { packetsOf, positionOf } from './packets.ts'
import { stepsOf } from './run.ts'
import { settingOf } from './testing.ts'

function pictureOf(primitive: Primitive, algorithm: Algorithm, ranks: number, root = 0, nodes = 1) {
  const steps = stepsOf(settingOf({ primitive, algorithm, ranks, root, nodes }))
  const { schedule, buffers } = steps[0]!.run
  return { steps, schedule, layout: layoutOf(schedule, buffers, nodes) }
}

/** Every pair with every number of ranks and, where they are asked for, nodes. */
function* everyPicture(counts: readonly number[]) {
  for (const primitive of primitives)
    for (const algorithm of algorithmsFor(primitive))
      for (const ranks of counts) {
        if (!isLegal(primitive, algorithm, ranks)) continue
        const levels = [standardNodes(ranks), ranks]
        for (const nodes of algorithm === 'hierarchical' ? levels : [1, levels[0]!]) {
          const name = `${algorithm} ${primitive}, ${ranks} ranks, ${nodes} nodes`
          yield { name, ...pictureOf(primitive, algorithm, ranks, 1, nodes) }
        }
      }
}

const counts = [2, 3, 4, 5, 6, 7, 8, 9, 12, 16]

describe('layout', () => {
  it('keeps boxes inside the picture and apart from each other', () => {
    for (const { name, layout } of everyPicture(counts))
      layout.places.forEach((at, rank) => {
        const box = layout.boxes[rank]!
        const inside =
          at.x - box.width / 2 >= 0 &&
          at.y - box.height / 2 >= 0 &&
          at.x + box.width / 2 <= side &&
          at.y + box.height / 2 <= layout.height
        if (!inside) expect.fail(`${name}: rank ${rank} leaves the picture`)
        for (let other = 0; other < rank; other++) {
          const theirs = layout.boxes[other]!
          const apart = Math.max(
            Math.abs(at.x - layout.places[other]!.x) - (box.width + theirs.width) / 2,
            Math.abs(at.y - layout.places[other]!.y) - (box.height + theirs.height) / 2,
          )
          if (apart <= 0) expect.fail(`${name}: ranks ${rank} and ${other} touch`)
        }
      })
  })

  it('finds room for sixty-four ranks', () => {
    for (const algorithm of algorithmsFor('all-reduce')) {
      const { layout } = pictureOf(
        'all-reduce',
        algorithm,
        64,
        0,
        algorithm === 'hierarchical' ? 8 : 1,
      )
      expect(layout.boxes[0]!.width, algorithm).toBeGreaterThan(4)
      expect(layout.height, algorithm).toBeLessThan(800)
    }
  })

  it('shows every number in the picture where ranks pass few chunks', () => {
    for (const algorithm of [
      'ring',
      'root',
      'chain',
      'binomial-tree',
      'recursive-doubling',
    ] as const)
      for (const ranks of [2, 3, 4, 5, 6, 7, 8, 9, 16])
        expect(
          pictureOf('all-reduce', algorithm, ranks).layout.complete,
          `${algorithm} ${ranks}`,
        ).toBe(ranks <= 8)
  })

  it('needs nothing that is fetched later for what is plain', () => {
    for (const primitive of primitives)
      for (const algorithm of algorithmsFor(primitive))
        for (const ranks of [2, 3, 4, 5, 6]) {
          if (!isLegal(primitive, algorithm, ranks)) continue
          if (!isPlain(settingOf({ primitive, algorithm, ranks }))) continue
          const { layout, steps } = pictureOf(primitive, algorithm, ranks)
          const name = `${algorithm} ${primitive} ${ranks}`
          expect(layout.complete, name).toBe(true)
          expect(Math.max(...steps.map(({ messages }) => messages.length)), name).toBeLessThan(40)
        }
  })

  it('leads every way from box to box, with a part that can be seen', () => {
    for (const { name, schedule, layout } of everyPicture([2, 3, 6, 8, 12]))
      for (const message of schedule.rounds.flatMap(({ messages }) => messages)) {
        const { at } = layout.way(message)
        for (const [t, rank] of [
          [0, message.from],
          [1, message.to],
        ] as const) {
          const { x, y } = layout.places[rank]!
          if (Math.hypot(at(t).x - x, at(t).y - y) > 1e-6)
            expect.fail(`${name}: ${message.from} → ${message.to} misses`)
        }
        const [start, end] = visiblePart(layout, message)
        if (end <= start) expect.fail(`${name}: ${message.from} → ${message.to} is hidden`)
      }
  })

  it('knows which cell lies at a point', () => {
    for (const [algorithm, ranks] of [
      ['ring', 16],
      ['binomial-tree', 32],
      ['recursive-doubling', 64],
    ] as const) {
      const { layout, steps } = pictureOf('all-reduce', algorithm, ranks)
      for (const rank of [0, 5, ranks - 1])
        for (const place of [0, 7, steps[0]!.run.buffers.columns - 1]) {
          const { x, y } = cellOffset(layout.boxes[rank]!, place)
          const at = layout.places[rank]!
          expect(cellAt(layout, { x: at.x + x, y: at.y + y })).toEqual({ rank, place })
        }
      expect(cellAt(layout, { x: -1, y: -1 })).toBeNull()
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
          [0, packet.message.from],
          [1, packet.message.to],
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

  it('are at most one path per colour where there are many', () => {
    const { steps, layout } = pictureOf('all-reduce', 'ring', 64)
    const paths = stacks(steps[1]!, layout, 0.5)
    expect(paths.size).toBe(8)
    expect([...paths.values()].join('').match(/M/g)).toHaveLength(64)
  })
})
