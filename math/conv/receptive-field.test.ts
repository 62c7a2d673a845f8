import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import {
  describeField,
  type Field,
  type FieldNode,
  fieldsOf,
  fieldThrough,
  type FieldStep,
  mergeFields,
  ownPixel,
  receptiveField,
  unboundedField,
} from './receptive-field.ts'

fc.configureGlobal({ seed: 2009_0117 })

const step = (kernel: number, rest: Partial<FieldStep> = {}): FieldStep => ({
  kernel,
  stride: 1,
  dilation: 1,
  padBegin: 0,
  ...rest,
})

const chain = (...steps: FieldStep[]) => describeField(steps.reduce(fieldThrough, ownPixel))

describe('a chain', () => {
  test('the input sees itself', () => {
    expect(chain()).toEqual({ size: 1, jump: 1, start: 0, centre: 0, aligned: true })
  })

  test('two 3×3 see as much as a 5×5, three as a 7×7', () => {
    expect(chain(step(3), step(3)).size).toBe(chain(step(5)).size)
    expect(chain(step(3), step(3), step(3)).size).toBe(7)
  })

  test('dilation widens, stride multiplies what follows, padding only shifts', () => {
    expect(chain(step(3, { dilation: 2 })).size).toBe(5)
    expect(chain(step(3, { stride: 2 }), step(3))).toMatchObject({ size: 7, jump: 2 })
    expect(chain(step(3, { padBegin: 1 }))).toMatchObject({ size: 3, start: -1, centre: 0 })
  })

  test('a transposed convolution makes neighbours see differently many pixels', () => {
    // Kernel 3, stride 2: outputs see one pixel, then two, then one …
    const up = fieldThrough(ownPixel, step(3, { stride: 2, transposed: true }))
    expect(up.starts.map((start, i) => up.ends[i]! - start + 1)).toEqual([2, 1])
    expect(describeField(up)).toMatchObject({ size: 2, jump: 0.5 })
  })

  test('a stride longer than the kernel leaves outputs that see nothing', () => {
    const up = fieldThrough(ownPixel, step(1, { stride: 2, transposed: true }))
    expect(up.starts).toEqual([0, Infinity])
    expect(describeField(fieldThrough(up, step(2)))).toMatchObject({ size: 1 })
  })

  test('enlarging and halving again restores the jump', () => {
    const there = step(2, { stride: 2, transposed: true })
    expect(chain(there, step(2, { stride: 2 }))).toMatchObject({ size: 1, jump: 1 })
  })
})

describe('branches', () => {
  const wide = fieldThrough(ownPixel, step(5, { padBegin: 2 }))
  const narrow = fieldThrough(ownPixel, step(1))

  test('the largest counts', () => {
    expect(describeField(mergeFields([narrow, wide]))).toEqual(describeField(wide))
  })

  test('different centres are noticed', () => {
    const shifted = fieldThrough(ownPixel, step(5))
    const merged = describeField(mergeFields([wide, shifted]))
    expect(merged).toMatchObject({ aligned: false, start: -2, size: 7 })
    expect(describeField(mergeFields([wide, narrow])).aligned).toBe(true)
  })

  test('different jumps are noticed', () => {
    const strided = fieldThrough(ownPixel, step(1, { stride: 2 }))
    expect(mergeFields([strided, narrow]).aligned).toBe(false)
  })

  test('what sees everything swallows the rest', () => {
    expect(describeField(mergeFields([narrow, unboundedField])).size).toBe(Infinity)
    expect(describeField(fieldThrough(unboundedField, step(3))).size).toBe(Infinity)
  })

  test('no branch is an error', () => {
    expect(() => mergeFields([])).toThrow(RangeError)
  })
})

/** Which input pixels output `o` of a node really sees: the definition, tap by tap. */
function seen(nodes: readonly FieldNode[], index: number, o: number): Set<number> {
  const { inputs, step } = nodes[index]!
  if (inputs.length === 0) return new Set([o])
  const sources: number[] = []
  if (step === undefined) sources.push(o)
  else {
    for (let tap = 0; tap < step.kernel; tap++) {
      const offset = tap * step.dilation
      if (!step.transposed) sources.push(o * step.stride - step.padBegin + offset)
      else if ((o + step.padBegin - offset) % step.stride === 0) {
        sources.push((o + step.padBegin - offset) / step.stride)
      }
    }
  }
  return new Set(inputs.flatMap((i) => sources.flatMap((s) => [...seen(nodes, i, s)])))
}

const anyStep = fc.record({
  kernel: fc.integer({ min: 1, max: 4 }),
  stride: fc.integer({ min: 1, max: 3 }),
  dilation: fc.integer({ min: 1, max: 2 }),
  padBegin: fc.integer({ min: 0, max: 3 }),
  transposed: fc.boolean(),
})

describe('properties', () => {
  test('a chain, enlarging or not, sees exactly what its taps reach', () => {
    fc.assert(
      fc.property(fc.array(anyStep, { maxLength: 4 }), (steps) => {
        const nodes: FieldNode[] = [
          { inputs: [] },
          ...steps.map((step, index) => ({ inputs: [index], step })),
        ]
        const field = fieldsOf(nodes).at(-1)!
        for (let o = 0; o < field.starts.length; o++) {
          const pixels = [...seen(nodes, nodes.length - 1, o)]
          expect(Math.min(...pixels)).toBe(field.starts[o])
          expect(Math.max(...pixels)).toBe(field.ends[o])
        }
        // One period further, everything has moved by `advance`.
        const later = [...seen(nodes, nodes.length - 1, field.starts.length)]
        if (later.length > 0) expect(Math.min(...later)).toBe(field.starts[0]! + field.advance)
      }),
    )
  })

  test('a graph with branches sees exactly what its taps reach', () => {
    const keeping = anyStep.map((step): FieldStep => ({ ...step, stride: 1, transposed: false }))
    fc.assert(
      fc.property(
        fc.array(fc.tuple(keeping, fc.nat(), fc.nat()), { minLength: 1, maxLength: 5 }),
        (rows) => {
          const nodes: FieldNode[] = [{ inputs: [] }]
          for (const [step, a, b] of rows) {
            nodes.push({ inputs: [a % nodes.length, b % nodes.length], step })
          }
          fieldsOf(nodes).forEach((field, index) => {
            const pixels = [...seen(nodes, index, 0)]
            expect([Math.min(...pixels), Math.max(...pixels)]).toEqual([
              field.starts[0],
              field.ends[0],
            ])
          })
        },
      ),
    )
  })

  test('a further layer never sees less, nor a branch more', () => {
    const plain = anyStep.map((step): FieldStep => ({ ...step, transposed: false }))
    const size = (field: Field) => describeField(field).size
    fc.assert(
      fc.property(fc.array(plain, { maxLength: 6 }), plain, (steps, last) => {
        const before = steps.reduce(fieldThrough, ownPixel)
        const after = fieldThrough(before, last)
        expect(size(after)).toBeGreaterThanOrEqual(size(before))
        expect(size(mergeFields([before, after]))).toBeGreaterThanOrEqual(size(after))
      }),
    )
  })
})

describe('windows of math/conv', () => {
  test('both axes, each by its own', () => {
    const { vertical, horizontal } = receptiveField([{ kernel: [1, 7] }, { kernel: [7, 1] }])
    expect([vertical.size, horizontal.size]).toEqual([7, 7])
    expect(receptiveField([{ kernel: [1, 7] }]).vertical.size).toBe(1)
  })

  test("'same' depends on the size: the odd pixel goes to the end", () => {
    const layers = [{ kernel: 3, stride: 2, padding: 'same' }] as const
    expect(receptiveField(layers, { height: 224, width: 321 })).toMatchObject({
      vertical: { start: 0 },
      horizontal: { start: -1 },
    })
    expect(() => receptiveField(layers)).toThrow(/input must be given .* layer 0 is "same"/)
  })
})

test('hostile arguments are named', () => {
  expect(() => fieldThrough(ownPixel, step(0))).toThrow(/kernel must be an integer in \[1/)
  expect(() => fieldThrough(ownPixel, step(3, { stride: 0 }))).toThrow(/stride/)
  expect(() => fieldThrough(ownPixel, step(3, { dilation: 1.5 }))).toThrow(/dilation/)
  expect(() => fieldThrough(ownPixel, step(3, { padBegin: NaN }))).toThrow(/padBegin/)
  expect(() => fieldsOf([{ inputs: [0] }])).toThrow(/inputs of node 0/)
})
