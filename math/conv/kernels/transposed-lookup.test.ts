import * as fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { filled } from '../../tensor.ts'
import { transposedConvolution, transposedShape } from '../transposed.ts'
import { cellAt, eachCell, type Shape4 } from './taps.ts'
import { transposedSum } from './transposed.ts'
import { transposedInputsTouchedBy, transposedOutputsReachedBy } from './transposed-lookup.ts'

const layers = fc
  .record({
    groups: fc.integer({ min: 1, max: 2 }),
    inputs: fc.integer({ min: 1, max: 2 }),
    outputs: fc.integer({ min: 1, max: 2 }),
    kernel: fc.tuple(fc.integer({ min: 1, max: 3 }), fc.integer({ min: 1, max: 3 })),
    stride: fc.tuple(fc.integer({ min: 1, max: 3 }), fc.integer({ min: 1, max: 3 })),
    dilation: fc.integer({ min: 1, max: 2 }),
    padding: fc.integer({ min: 0, max: 2 }),
    height: fc.integer({ min: 1, max: 4 }),
    width: fc.integer({ min: 1, max: 4 }),
  })
  .map(({ groups, inputs, outputs, height, width, ...window }) => ({
    spec: {
      ...window,
      inputChannels: groups * inputs,
      outputChannels: groups * outputs,
      groups,
      bias: false,
    },
    input: [1, groups * inputs, height, width] as Shape4,
  }))
  .filter(({ spec, input }) => {
    try {
      transposedShape(spec, { height: input[2], width: input[3] })
      return true
    } catch {
      return false
    }
  })

/** Every product of the layer, from the sums of all output cells, as `input|weight|output`. */
function products({ spec, input }: { spec: Parameters<typeof transposedSum>[0]; input: Shape4 }) {
  const layer = transposedConvolution(spec)
  const { height, width } = transposedShape(layer, { height: input[2], width: input[3] })
  const weights: Shape4 = [
    layer.inputChannels,
    layer.outputChannels / layer.groups,
    ...layer.kernel,
  ] as unknown as Shape4
  const all: string[] = []
  eachCell([1, layer.outputChannels, height, width], (cell) => {
    const { terms } = transposedSum(spec, filled(input), filled(weights), null, cell)
    for (const term of terms) all.push(`${term.input}|${term.weight}|${cell}`)
  })
  return { all: all.toSorted(), weights }
}

describe('a transposed convolution read from its inputs and its weights', () => {
  test('gives exactly the products of all output sums', () => {
    fc.assert(
      fc.property(layers, ({ spec, input }) => {
        const { all, weights } = products({ spec, input })
        const fromInputs: string[] = []
        eachCell(input, (cell) => {
          for (const { output, weight } of transposedOutputsReachedBy(spec, input, cell)) {
            fromInputs.push(`${cell}|${weight}|${output}`)
          }
        })
        expect(fromInputs.toSorted()).toEqual(all)
        const fromWeights: string[] = []
        eachCell(weights, (_, offset) => {
          const weight = cellAt(weights, offset)
          for (const touch of transposedInputsTouchedBy(spec, input, weight)) {
            fromWeights.push(`${touch.input}|${weight}|${touch.output}`)
          }
        })
        expect(fromWeights.toSorted()).toEqual(all)
      }),
      { seed: 1603, numRuns: 150 },
    )
  })

  test('refuses cells and channels that are not there', () => {
    const up = { inputChannels: 1, outputChannels: 1, kernel: 3 }
    expect(() => transposedOutputsReachedBy(up, [1, 1, 4, 4], [0, 0, 4, 0])).toThrow(RangeError)
    expect(() => transposedOutputsReachedBy(up, [1, 2, 4, 4], [0, 0, 0, 0])).toThrow(
      'input channels must be inputChannels = 1, got 2',
    )
    expect(() => transposedInputsTouchedBy(up, [1, 1, 4, 4], [0, 0, 3, 0])).toThrow(RangeError)
  })
})
