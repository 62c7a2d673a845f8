import * as fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { random } from '../../random.ts'
import { at, generate, randomTensor, type Tensor } from '../../tensor.ts'
import { convolution, type ConvolutionSpec } from '../convolution.ts'
import { convolutionCost } from '../cost.ts'
import { fit } from '../shape.ts'
import { outputPaddingFor, transposedCost } from '../transposed.ts'
import { convolutionSum, convolve } from './convolve.ts'
import { convolveBackward } from './gradients.ts'
import { inputsTouchedBy, outputsReachedBy } from './lookup.ts'
import { transposedConvolve, transposedSum } from './transposed.ts'
import { cellAt, eachCell, plan, type Shape4 } from './taps.ts'

fc.configureGlobal({ seed: 1603_07285 })

const upTo = (max: number, min = 1) => fc.integer({ min, max })

/** A small layer of any kind over an input that it fits, with tensors of whole numbers. */
const cases = fc
  .record({
    share: upTo(2),
    outputs: upTo(2),
    groups: upTo(3),
    kernel: fc.tuple(upTo(3), upTo(3)),
    stride: fc.tuple(upTo(3), upTo(3)),
    dilation: fc.tuple(upTo(2), upTo(2)),
    padding: fc.oneof(
      fc.record({ top: upTo(2, 0), bottom: upTo(2, 0), left: upTo(2, 0), right: upTo(2, 0) }),
      fc.constantFrom('same' as const, 'same-lower' as const, 'valid' as const),
    ),
    ceilMode: fc.boolean(),
    bias: fc.boolean(),
    batch: upTo(2),
    height: upTo(6),
    width: upTo(6),
    seed: upTo(1e6, 0),
  })
  .map(({ share, outputs, batch, height, width, seed, ...rest }) => {
    const spec: ConvolutionSpec = {
      ...rest,
      inputChannels: share * rest.groups,
      outputChannels: outputs * rest.groups,
    }
    return { spec, shape: [batch, spec.inputChannels, height, width] as Shape4, seed }
  })
  .filter(({ spec, shape }) => fit(spec, { height: shape[2], width: shape[3] }).fits)
  .map(({ spec, shape, seed }) => {
    const stream = random(seed)
    const whole = (lengths: readonly number[]) => generate(lengths, () => stream.integer(-4, 4))
    const laid = plan(spec, shape)
    const bias = spec.bias === true ? whole([spec.outputChannels]) : null
    return { spec, laid, input: whole(shape), weights: whole(laid.weights), bias, stream, whole }
  })

const dot = (a: Tensor, b: Tensor) =>
  a.data.reduce((sum, value, offset) => sum + value * b.data[offset]!, 0)

/** The same tensor with one element a whole step up. */
const nudged = (values: Tensor, offset: number): Tensor => ({
  ...values,
  data: values.data.map((v, i) => (i === offset ? v + 1 : v)),
})

const key = (...parts: unknown[]) => JSON.stringify(parts)

/** Some channels of a feature map, or some filters of a weight tensor (axis 0). */
function slice(values: Tensor, axis: 0 | 1, from: number, count: number): Tensor {
  const shape = values.shape.map((length, i) => (i === axis ? count : length))
  return generate(shape, (index) =>
    at(
      values,
      index.map((entry, i) => (i === axis ? entry + from : entry)),
    ),
  )
}

describe('convolution', () => {
  test('is what a slide over an explicitly padded image gives', () => {
    fc.assert(
      fc.property(cases, ({ spec, laid, input, weights, bias }) => {
        const { kernel, stride, dilation, groups } = convolution(spec)
        const [, channels, height, width] = laid.input
        const share = channels / groups
        const far = 20
        const padded = generate(
          [laid.input[0], channels, height + far, width + far],
          ([n, c, y, x]) => {
            const row = y! - laid.top
            const column = x! - laid.left
            const inside = row >= 0 && row < height && column >= 0 && column < width
            return inside ? at(input, [n!, c!, row, column]) : 0
          },
        )
        const expected = generate(laid.output, ([n, o, r, c]) => {
          let sum = bias === null ? 0 : bias.data[o!]!
          const first = Math.floor((o! * groups) / spec.outputChannels) * share
          for (let i = 0; i < share; i++) {
            for (let u = 0; u < kernel[0]; u++) {
              for (let v = 0; v < kernel[1]; v++) {
                const y = r! * stride[0] + u * dilation[0]
                const x = c! * stride[1] + v * dilation[1]
                sum += at(padded, [n!, first + i, y, x]) * at(weights, [o!, i, u, v])
              }
            }
          }
          return sum
        })
        expect(convolve(spec, input, weights, bias)).toEqual(expected)
      }),
    )
  })

  test('grouped is the concatenation of its groups', () => {
    fc.assert(
      fc.property(cases, ({ spec, laid, input, weights, bias }) => {
        const groups = spec.groups!
        const share = spec.inputChannels / groups
        const outputs = spec.outputChannels / groups
        const whole = convolve(spec, input, weights, bias)
        const one = { ...spec, groups: 1, inputChannels: share, outputChannels: outputs }
        for (let g = 0; g < groups; g++) {
          const part = convolve(
            one,
            slice(input, 1, g * share, share),
            slice(weights, 0, g * outputs, outputs),
            bias && { shape: [outputs], data: bias.data.slice(g * outputs, (g + 1) * outputs) },
          )
          expect(slice(whole, 1, g * outputs, outputs)).toEqual(part)
        }
        expect(laid.output[1]).toBe(groups * outputs)
      }),
    )
  })

  test('the sums have exactly the counted multiply-accumulates, and add up to the output', () => {
    fc.assert(
      fc.property(cases, ({ spec, laid, input, weights, bias }) => {
        const output = convolve(spec, input, weights, bias)
        const [batch, , height, width] = laid.input
        let products = 0
        eachCell(laid.output, (cell, offset) => {
          const sum = convolutionSum(spec, input, weights, bias, cell)
          products += sum.terms.length
          expect(sum.total).toBe(output.data[offset])
          const written = sum.terms.reduce((total, { product }) => total + product, sum.bias)
          expect(written).toBe(sum.total)
          for (const term of sum.terms) {
            expect(term.inputValue).toBe(term.input === null ? 0 : at(input, term.input))
            expect(term.weightValue).toBe(at(weights, term.weight))
          }
        })
        expect(products).toBe(convolutionCost(spec, { batch, height, width }).macs)
      }),
      { numRuns: 40 },
    )
  })

  test('dilation is a kernel with holes written in', () => {
    fc.assert(
      fc.property(cases, ({ spec, input, weights, bias }) => {
        const { dilation, kernel } = convolution(spec)
        const spans = kernel.map((k, axis) => dilation[axis]! * (k - 1) + 1) as [number, number]
        const holes = generate([...weights.shape.slice(0, 2), ...spans], ([o, i, u, v]) =>
          u! % dilation[0] === 0 && v! % dilation[1] === 0
            ? at(weights, [o!, i!, u! / dilation[0], v! / dilation[1]])
            : 0,
        )
        const dense = { ...spec, kernel: spans, dilation: 1 }
        expect(convolve(dense, input, holes, bias)).toEqual(convolve(spec, input, weights, bias))
      }),
    )
  })

  test('pointwise is a matrix product at every pixel', () => {
    const stream = random('pointwise')
    const input = randomTensor([1, 3, 2, 2], stream)
    const weights = randomTensor([4, 3, 1, 1], stream)
    const layer = { inputChannels: 3, outputChannels: 4, kernel: 1, bias: false }
    const output = convolve(layer, input, weights, null)
    eachCell([1, 4, 2, 2], ([n, o, y, x]) => {
      const expected = [0, 1, 2].reduce(
        (sum, c) => sum + at(input, [n, c, y, x]) * at(weights, [o, c, 0, 0]),
        0,
      )
      expect(at(output, [n, o, y, x])).toBeCloseTo(expected, 12)
    })
  })

  test('separable is depthwise then pointwise: the same as one kernel of rank one in channels', () => {
    const stream = random('separable')
    const depth = randomTensor([2, 1, 3, 3], stream)
    const point = randomTensor([3, 2, 1, 1], stream)
    const input = randomTensor([1, 2, 5, 5], stream)
    const first = { inputChannels: 2, outputChannels: 2, kernel: 3, groups: 2, bias: false }
    const second = { inputChannels: 2, outputChannels: 3, kernel: 1, bias: false }
    const full = { inputChannels: 2, outputChannels: 3, kernel: 3, bias: false }
    const merged = generate([3, 2, 3, 3], ([o, c, u, v]) => {
      return at(point, [o!, c!, 0, 0]) * at(depth, [c!, 0, u!, v!])
    })
    const steps = convolve(second, convolve(first, input, depth, null), point, null)
    const once = convolve(full, input, merged, null)
    for (const [i, value] of once.data.entries()) expect(steps.data[i]).toBeCloseTo(value, 12)
  })
})

describe('looking back', () => {
  test('from inputs and from weights one finds the same products as from outputs', () => {
    fc.assert(
      fc.property(cases, ({ spec, laid, input, weights, bias }) => {
        const forward = new Set<string>()
        eachCell(laid.output, (cell) => {
          for (const term of convolutionSum(spec, input, weights, bias, cell).terms) {
            forward.add(key(cell, term.input, term.weight))
          }
        })
        const fromWeights = new Set<string>()
        eachCell(laid.weights, (weight) => {
          for (const touch of inputsTouchedBy(spec, laid.input, weight)) {
            fromWeights.add(key(touch.output, touch.input, weight))
          }
        })
        expect(fromWeights).toEqual(forward)
        const fromInputs = new Set<string>()
        eachCell(laid.input, (cell) => {
          for (const reach of outputsReachedBy(spec, laid.input, cell)) {
            fromInputs.add(key(reach.output, cell, reach.weight))
          }
        })
        const onImage = [...forward].filter((entry) => JSON.parse(entry)[1] !== null)
        expect(fromInputs).toEqual(new Set(onImage))
      }),
      { numRuns: 15 },
    )
  })
})

describe('the backward pass', () => {
  test('is the derivative: the output is linear in each input and in each weight', () => {
    fc.assert(
      fc.property(cases, ({ spec, laid, input, weights, bias, stream, whole }) => {
        const flow = whole(laid.output)
        const back = convolveBackward(spec, input, weights, flow)
        const value = (x: Tensor, w: Tensor) => dot(convolve(spec, x, w, bias), flow)
        const base = value(input, weights)
        const x = stream.integer(0, input.data.length - 1)
        expect(value(nudged(input, x), weights) - base).toBe(back.input.data[x])
        const w = stream.integer(0, weights.data.length - 1)
        expect(value(input, nudged(weights, w)) - base).toBe(back.weights.data[w])
        expect(back.bias === null).toBe(bias === null)
        if (bias !== null && back.bias !== null) {
          const more = convolve(spec, input, weights, nudged(bias, 0))
          expect(dot(more, flow) - base).toBe(back.bias.data[0])
        }
      }),
    )
  })
})

describe('transposed convolution', () => {
  test('is the adjoint of the convolution with the same weights, and its input gradient', () => {
    fc.assert(
      fc.property(cases, ({ spec, laid, input, weights, whole }) => {
        if (typeof spec.padding === 'string' || spec.ceilMode === true) return
        const there = { ...spec, bias: false }
        const flow = whole(laid.output)
        const { ceilMode: _, ...shared } = there
        const back = {
          ...shared,
          inputChannels: spec.outputChannels,
          outputChannels: spec.inputChannels,
        }
        const [, , height, width] = laid.input
        const small = { height: laid.output[2], width: laid.output[3] }
        const outputPadding = outputPaddingFor(back, small, { height, width })
        const returned = transposedConvolve({ ...back, outputPadding }, flow, weights, null)
        expect(returned.shape).toEqual(input.shape)
        expect(dot(convolve(there, input, weights, null), flow)).toBe(dot(input, returned))
        expect(returned.data.map((v) => v + 0)).toEqual(
          convolveBackward(there, input, weights, flow).input.data.map((v) => v + 0),
        )
      }),
    )
  })

  test('without padding, the sums have exactly the counted multiply-accumulates', () => {
    fc.assert(
      fc.property(cases, ({ spec, laid, whole }) => {
        const { ceilMode: _, padding: __, ...shared } = spec
        const outputPadding = [0, 0] as const
        const layer = { ...shared, outputPadding }
        const input = whole(laid.input)
        const { inputChannels, outputChannels, groups, kernel } = convolution(spec)
        const weights = whole([inputChannels, outputChannels / groups, ...kernel])
        const bias = spec.bias === true ? whole([outputChannels]) : null
        const [batch, , height, width] = laid.input
        const output = transposedConvolve(layer, input, weights, bias)
        let products = 0
        for (const [offset, value] of output.data.entries()) {
          const cell = cellAt(output.shape as unknown as Shape4, offset)
          const sum = transposedSum(layer, input, weights, bias, cell)
          products += sum.terms.length
          expect(sum.total).toBe(value)
        }
        expect(products).toBe(transposedCost(layer, { batch, height, width }).macs)
      }),
      { numRuns: 30 },
    )
  })
})
