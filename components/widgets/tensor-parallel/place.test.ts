import { describe, expect, test } from 'vitest'
import { sampleProgram, usualSample } from '../../../math/parallel/tensor/samples.ts'
import { cellText, hueOf, pieceName } from './names.ts'
import { arrange, cellHeight, gatheredBlocks, roomOf } from './place.ts'

const base = usualSample
const programOf = sampleProgram

describe('names', () => {
  test('a piece carries its rank’s number unless every rank holds the whole', () => {
    const [, product] = programOf(base).steps
    expect(product!.operands.map((shard) => pieceName(shard, 1))).toEqual(['X', 'A₁'])
    expect(pieceName(product!.result!, 1)).toBe('Y₁')
    const back = programOf({ ...base, pass: 'backward' }).steps[1]!
    expect(pieceName(back.operands[1]!, 0)).toBe('B₀ᵀ')
    expect(hueOf(back.operands[1]!)).toBe('kernel')
    expect(hueOf(back.operands[0]!)).toBe('backward')
  })

  test('numbers in cells', () => {
    expect([-3.82, 4, -0.04, Number.NaN].map(cellText)).toEqual(['−3.8', '4', '0.0', '?'])
  })
})

describe('placing', () => {
  const programs = (['product', 'mlp', 'attention'] as const).flatMap((block) =>
    ([2, 4, 8] as const).flatMap((ranks) =>
      (['forward', 'backward'] as const).map((pass) => programOf({ ...base, block, ranks, pass })),
    ),
  )

  test('no matrix overlaps another, and all stay within the room', () => {
    for (const program of programs) {
      for (const rank of [null, 0, 1]) {
        const room = roomOf(program, rank)
        for (const step of program.steps) {
          const { items } = arrange(step, rank, room.limits)
          const boxes = items.map(({ x, y, columns, cell, rows }) => ({
            left: x,
            right: x + columns * cell,
            top: y,
            bottom: y + rows * cellHeight,
          }))
          for (const [index, box] of boxes.entries()) {
            expect(box.right).toBeLessThanOrEqual(room.width)
            expect(box.bottom).toBeLessThanOrEqual(room.height)
            for (const other of boxes.slice(index + 1)) {
              const apart =
                box.right <= other.left ||
                other.right <= box.left ||
                box.bottom <= other.top ||
                other.bottom <= box.top
              expect(apart).toBe(true)
            }
          }
        }
      }
    }
  })

  test('a matrix keeps its key from the step that makes it to the one that uses it', () => {
    const { steps } = programOf(base)
    const keys = steps.map((step) => arrange(step, 0).items.map(({ key }) => key))
    expect(keys[1]!.at(-1)).toBe(keys[2]![0])
    for (const step of keys) expect(new Set(step).size).toBe(step.length)
  })

  test('a gathered matrix shows whose its blocks were', () => {
    const program = programOf({ ...base, block: 'product', collective: 'all-gather' })
    expect(gatheredBlocks(program, program.output!)).toBe('columns')
    expect(gatheredBlocks(program, program.weights[0]!)).toBeUndefined()
  })
})
