import { describe, expect, test } from 'vitest'
import { convolutionCost, memoryAccessCost, parameters } from './cost.ts'
import { conventions } from './counting.ts'

const layer = { inputChannels: 16, outputChannels: 32, kernel: 3, padding: 1, bias: false }
const size = { height: 56, width: 56 }

describe('parameters', () => {
  test('3×3, 16 → 32 channels without bias is 4608', () => {
    expect(parameters(layer).total).toBe(4608)
  })

  test('a bias adds one per output channel, a batch norm two and two buffers', () => {
    expect(parameters({ ...layer, bias: true }).total).toBe(4640)
    expect(parameters(layer, 'separate')).toMatchObject({ batchNorm: 64, total: 4672, buffers: 64 })
  })

  test('a folded batch norm is a bias, whether or not there was one', () => {
    expect(parameters(layer, 'folded')).toEqual(parameters({ ...layer, bias: true }, 'folded'))
    expect(parameters(layer, 'folded').total).toBe(4640)
  })

  test('groups divide the weights', () => {
    expect(parameters({ ...layer, groups: 4 }).weights).toBe(4608 / 4)
    expect(parameters({ ...layer, outputChannels: 16, groups: 16 }).weights).toBe(144)
  })
})

describe('operations', () => {
  test('the article counts (k²Cᵢ + 1) per output element', () => {
    const { operations } = convolutionCost({ ...layer, bias: true }, size)
    expect(operations.article.total).toBe(56 * 56 * (9 * 16 + 1) * 32)
  })

  test('FLOPs are exactly twice the multiply-accumulates with a bias, an output fewer without', () => {
    const biased = convolutionCost({ ...layer, bias: true }, size)
    expect(biased.operations['exact-flops'].total).toBe(2 * biased.macs)
    const bare = convolutionCost(layer, size)
    expect(bare.operations['exact-flops'].total).toBe(2 * bare.macs - 32 * 56 * 56)
    expect(bare.operations.flops.total).toBe(2 * bare.macs)
    expect(bare.operations.article.total).toBe(bare.macs)
  })

  test('a separate batch norm costs one multiply-accumulate per output, a folded one nothing', () => {
    const outputs = 32 * 56 * 56
    const separate = convolutionCost(layer, size, { batchNorm: 'separate' })
    expect(separate.operations.macs.batchNorm).toBe(outputs)
    expect(separate.operations.flops.batchNorm).toBe(2 * outputs)
    const folded = convolutionCost(layer, size, { batchNorm: 'folded' })
    expect(folded.operations.macs.total).toBe(folded.macs)
    expect(folded.operations.article.bias).toBe(outputs)
  })

  test('the batch multiplies operations and leaves parameters alone', () => {
    const one = convolutionCost(layer, size)
    const eight = convolutionCost(layer, { ...size, batch: 8 })
    expect(eight.params).toEqual(one.params)
    for (const convention of conventions) {
      expect(eight.operations[convention].total).toBe(8 * one.operations[convention].total)
    }
  })
})

describe('bytes', () => {
  test('every tensor crosses once, in the chosen precision', () => {
    const { bytes } = convolutionCost(layer, size, { precision: 'fp16' })
    expect(bytes.input).toBe(2 * 16 * 56 * 56)
    expect(bytes.output).toBe(2 * 32 * 56 * 56)
    expect(bytes.weights).toBe(2 * 4608)
    expect(bytes.read + bytes.written).toBe(bytes.total)
  })

  test('a separate batch norm reads and writes the output again', () => {
    const { bytes } = convolutionCost(layer, size, { batchNorm: 'separate' })
    expect(bytes.batchNorm).toBe(2 * bytes.output)
    expect(bytes.weights).toBe(4 * (4608 + 4 * 32))
    expect(bytes.read + bytes.written).toBe(bytes.total)
  })

  test('intensity is FLOP per byte', () => {
    const cost = convolutionCost(layer, size)
    expect(cost.arithmeticIntensity).toBe((2 * cost.macs) / cost.bytes.total)
  })

  test('memory access cost counts elements: hw(c₁ + c₂) + c₁c₂/g for a 1×1', () => {
    const pointwise = { inputChannels: 24, outputChannels: 48, kernel: 1, groups: 3 }
    expect(memoryAccessCost(pointwise, size)).toBe(56 * 56 * 72 + (24 * 48) / 3)
  })
})

test.each([
  [{ ...layer, groups: 3 }, 'groups must be a divisor of inputChannels = 16, got 3'],
  [{ ...layer, outputChannels: 12, groups: 8 }, 'divisor of outputChannels = 12, got 8'],
  [{ ...layer, inputChannels: 0 }, 'inputChannels must be an integer in [1, ∞), got 0'],
  [{ ...layer, kernel: [3, 0] as const }, 'kernel[1] (width) must be an integer in [1, ∞), got 0'],
  [{ ...layer, stride: 0.5 }, 'stride must be an integer in [1, ∞), got 0.5'],
  [{ ...layer, padding: -1 }, 'padding must be an integer in [0, ∞), got -1'],
  [{ ...layer, dilation: NaN }, 'dilation must be an integer in [1, ∞), got NaN'],
])('a wrong layer is refused by name (%#)', (spec, message) => {
  expect(() => convolutionCost(spec, size)).toThrow(RangeError)
  expect(() => convolutionCost(spec, size)).toThrow(message)
})

test('wrong options are refused by name', () => {
  expect(() => convolutionCost(layer, { ...size, batch: 0 })).toThrow('batch must be an integer')
  expect(() => convolutionCost(layer, { height: 0, width: 9 })).toThrow('input height must be')
  const precision = 'fp12' as 'fp16'
  expect(() => convolutionCost(layer, size, { precision })).toThrow('precision must be one of')
  const batchNorm = 'yes' as 'none'
  expect(() => convolutionCost(layer, size, { batchNorm })).toThrow('batchNorm must be one of')
})
