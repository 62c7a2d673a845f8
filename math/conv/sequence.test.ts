import { describe, expect, test } from 'vitest'
import { conventions } from './counting.ts'
import { convolutionCost } from './cost.ts'
import { factorisedRatio, separableRatio, stackedLayers, stackedRatio } from './savings.ts'
import {
  bottleneck,
  depthwise,
  factorised,
  pointwise,
  separable,
  sequenceCost,
} from './sequence.ts'

const size = { height: 56, width: 56 }
const layer = { inputChannels: 16, outputChannels: 32, kernel: 3, padding: 1, bias: false }

describe('separable', () => {
  test('takes 4608 weights apart into 144 and 512', () => {
    const cost = sequenceCost(separable(layer), size)
    expect(cost.layers.map(({ params }) => params.total)).toEqual([144, 512])
    expect(cost.params).toBe(656)
    expect(cost.output).toEqual(convolutionCost(layer, size).output)
  })

  test('costs 1/N + 1/k² of the standard one, in weights and multiply-accumulates', () => {
    for (const outputChannels of [1, 32, 512]) {
      for (const kernel of [1, 3, [5, 3] as const]) {
        const standard = { ...layer, outputChannels, kernel, padding: 'same' as const }
        const whole = convolutionCost(standard, size)
        const apart = sequenceCost(separable(standard), size)
        expect(apart.params / whole.params.total).toBeCloseTo(separableRatio(standard), 12)
        expect(apart.macs / whole.macs).toBeCloseTo(separableRatio(standard), 12)
      }
    }
    expect(1 / separableRatio(layer)).toBeCloseTo(7.02, 2)
    expect(1 / separableRatio({ ...layer, outputChannels: 512 })).toBeCloseTo(8.84, 2)
  })

  test('the stride stays in the depthwise layer, which may have a multiplier', () => {
    const [deep, point] = separable({ ...layer, stride: 2 })
    expect([deep.stride, point.stride]).toEqual([
      [2, 2],
      [1, 1],
    ])
    expect(depthwise({ inputChannels: 16, kernel: 3, bias: false }, 2)).toMatchObject({
      outputChannels: 32,
      groups: 16,
    })
  })
})

describe('other ways to take a layer apart', () => {
  test('bottleneck: reduce, look, expand', () => {
    const block = { ...layer, inputChannels: 256, middleChannels: 64, outputChannels: 256 }
    const cost = sequenceCost(bottleneck(block), size)
    expect(cost.layers.map(({ params }) => params.total)).toEqual([16384, 36864, 16384])
    const strided = sequenceCost(bottleneck({ ...block, stride: 2 }), size)
    expect(strided.layers.map(({ output }) => output[2])).toEqual([56, 28, 28])
  })

  test('inverted residual: expand, look depthwise, project', () => {
    const block = { ...layer, inputChannels: 24, middleChannels: 144, outputChannels: 24 }
    const cost = sequenceCost(bottleneck({ ...block, groups: 144 }), size)
    expect(cost.layers.map(({ params }) => params.total)).toEqual([3456, 1296, 3456])
  })

  test('a column and a row see as far as the whole kernel for (kₕ + k_w)/(kₕ·k_w) of its cost', () => {
    for (const kernel of [3, 5, [7, 3] as const]) {
      const whole = { ...layer, outputChannels: 16, kernel, stride: 2, padding: 2 }
      const one = convolutionCost(whole, size)
      const two = sequenceCost(factorised(whole), size)
      expect(two.output).toEqual(one.output)
      expect(two.params / one.params.total).toBeCloseTo(factorisedRatio(kernel), 12)
    }
  })

  test('stacked small kernels keep the field and cost m·k²/n²', () => {
    const one = convolutionCost({ ...layer, outputChannels: 16, kernel: 7, padding: 0 }, size)
    const small = { ...layer, outputChannels: 16, padding: 0 }
    const stack = sequenceCost([small, small, small], size)
    expect(stackedLayers(7, 3)).toBe(3)
    expect(stack.output).toEqual(one.output)
    expect(stack.params / one.params.total).toBeCloseTo(stackedRatio(7, 3), 12)
  })
})

describe('a sequence', () => {
  test('adds up its layers', () => {
    const layers = bottleneck({ ...layer, middleChannels: 8, bias: true })
    const options = { batchNorm: 'separate', precision: 'bf16' } as const
    const cost = sequenceCost(layers, { ...size, batch: 3 }, options)
    let next = { batch: 3, ...size }
    const parts = layers.map((part) => {
      const one = convolutionCost(part, next, options)
      next = { batch: 3, height: one.output[2], width: one.output[3] }
      return one
    })
    const add = (value: (part: (typeof parts)[number]) => number) =>
      parts.reduce((sum, part) => sum + value(part), 0)
    expect(cost.layers).toEqual(parts)
    expect(cost.bytes).toBe(add(({ bytes }) => bytes.total))
    expect(cost.memoryAccessCost).toBe(add((part) => part.memoryAccessCost))
    for (const name of conventions) {
      expect(cost.operations[name]).toBe(add(({ operations }) => operations[name].total))
    }
  })

  test('refuses layers that do not follow one another', () => {
    expect(() => sequenceCost([], size)).toThrow(
      'layers.length must be an integer in [1, ∞), got 0',
    )
    expect(() => sequenceCost([layer, layer], size)).toThrow(
      'layers[1].inputChannels must be 32, the output of the layer before it, got 16',
    )
    expect(() => separable({ ...layer, groups: 2 })).toThrow('groups must be an integer in [1, 1]')
    expect(() => bottleneck({ ...layer, middleChannels: 0 })).toThrow('middleChannels must be')
    expect(() => depthwise({ inputChannels: 4, kernel: 3 }, 1.5)).toThrow('multiplier must be')
    expect(() => pointwise({ inputChannels: 4, outputChannels: 6, groups: 4 })).toThrow('groups')
  })
})
