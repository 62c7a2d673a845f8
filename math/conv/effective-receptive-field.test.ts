import { describe, expect, test } from 'vitest'
import {
  effectiveReceptiveField,
  effectiveReceptiveFields,
  type Probe,
} from './effective-receptive-field.ts'

const layer = { inputChannels: 1, outputChannels: 1, kernel: 3, padding: 1 }
const repeat = (times: number, spec = layer) => Array.from({ length: times }, () => spec)
const size = { height: 21, width: 21 }

describe('with equal weights the gradient counts paths', () => {
  test('one layer is its kernel, evenly', () => {
    const field = effectiveReceptiveField({ layers: [layer], size: { height: 5, width: 5 } })
    expect(field.unit).toEqual([2, 2])
    expect(field.extent).toEqual({ height: 3, width: 3 })
    expect(field.effectiveSize).toBe(3)
    const inside = field.map.data.filter((value) => value > 0)
    expect(inside).toHaveLength(9)
    for (const value of inside) expect(value).toBeCloseTo(1, 12)
  })

  test('two layers are the triangle 1 2 3 2 1 along each axis', () => {
    const { map } = effectiveReceptiveField({ layers: repeat(2), size: { height: 7, width: 7 } })
    const triangle = [0, 1, 2, 3, 2, 1, 0]
    for (const [pixel, value] of map.data.entries()) {
      const expected = (triangle[Math.floor(pixel / 7)]! * triangle[pixel % 7]!) / 9
      expect(value).toBeCloseTo(expected, 12)
    }
  })

  test.each([1, 2, 4, 8])('of %i layers the variance is n(k² − 1)/12, the extent 2n + 1', (n) => {
    const field = effectiveReceptiveField({ layers: repeat(n), size })
    expect(field.extent).toEqual({ height: 2 * n + 1, width: 2 * n + 1 })
    expect(field.deviation[0] ** 2).toBeCloseTo((n * 8) / 12, 10)
    expect(field.deviation[1] ** 2).toBeCloseTo((n * 8) / 12, 10)
    expect(field.centre[0]).toBeCloseTo(field.unit[0], 10)
  })

  test('the effective size falls behind the theoretical extent as layers are added', () => {
    const share = (n: number) => {
      const field = effectiveReceptiveField({ layers: repeat(n), size })
      return field.effectiveSize / field.extent.height
    }
    expect(share(8)).toBeLessThan(share(4))
    expect(share(4)).toBeLessThan(share(1))
  })

  test('stride and dilation spread the field as the theory says', () => {
    const strided = [{ ...layer, stride: 2 }, layer]
    // 3 + (3 − 1)·2 = 7
    expect(effectiveReceptiveField({ layers: strided, size }).extent).toEqual({
      height: 7,
      width: 7,
    })
    const dilated = { ...layer, dilation: 3, padding: 3 }
    const field = effectiveReceptiveField({ layers: [dilated], size })
    expect(field.extent).toEqual({ height: 7, width: 7 })
    expect(field.effectiveSize).toBe(3) // seven across, but nine pixels in all
  })

  test('a rectangular kernel makes a rectangular field', () => {
    const tall = { ...layer, kernel: [5, 1] as const, padding: [2, 0] as const }
    const field = effectiveReceptiveField({ layers: [tall, tall], size })
    expect(field.extent).toEqual({ height: 9, width: 1 })
    expect(field.deviation[1]).toBe(0)
  })

  test('channels change nothing', () => {
    const wide = [
      { ...layer, inputChannels: 3, outputChannels: 4 },
      { ...layer, inputChannels: 4, outputChannels: 2, groups: 2 },
    ]
    const one = effectiveReceptiveField({ layers: repeat(2), size })
    const many = effectiveReceptiveField({ layers: wide, size })
    for (const [i, value] of one.map.data.entries()) expect(many.map.data[i]).toBeCloseTo(value, 12)
  })
})

describe('with random weights', () => {
  const probe: Probe = {
    layers: [
      { ...layer, outputChannels: 4 },
      { ...layer, inputChannels: 4, outputChannels: 4 },
      { ...layer, inputChannels: 4, outputChannels: 4 },
      { ...layer, inputChannels: 4 },
    ],
    size: { height: 13, width: 13 },
    weights: 'random',
    runs: 30,
  }

  test('the same seed measures the same, another seed another', () => {
    expect(effectiveReceptiveField(probe)).toEqual(effectiveReceptiveField(probe))
    expect(effectiveReceptiveField({ ...probe, seed: 2 }).map).not.toEqual(
      effectiveReceptiveField(probe).map,
    )
  })

  test('the squared gradient averages to the path count: variance n(k² − 1)/12', () => {
    const { map, extent } = effectiveReceptiveField(probe)
    expect(extent).toEqual({ height: 9, width: 9 })
    const power = map.data.map((value) => value ** 2)
    const total = power.reduce((sum, value) => sum + value, 0)
    const variance = power.reduce((sum, value, pixel) => {
      return sum + (value * (Math.floor(pixel / 13) - 6) ** 2) / total
    }, 0)
    expect(Math.abs(variance - (4 * 8) / 12)).toBeLessThan(0.4)
  })

  test('ReLU lets no gradient through where the unit was off', () => {
    // A 1×1 layer, so that each pixel has one hidden unit of its own, on or off by its sign.
    const layers = [{ ...layer, kernel: 1, padding: 0 }, layer]
    const reached = (nonlinearity: 'none' | 'relu') =>
      effectiveReceptiveField({
        layers,
        size: { height: 5, width: 5 },
        weights: 'random',
        nonlinearity,
      }).map.data.filter((value) => value > 0).length
    expect(reached('none')).toBe(9)
    expect(reached('relu')).toBeGreaterThan(0)
    expect(reached('relu')).toBeLessThan(9)
  })

  test('ReLU only removes paths', () => {
    const field = effectiveReceptiveField({ ...probe, nonlinearity: 'relu' })
    expect(field.extent.height).toBeLessThanOrEqual(9)
    expect(field.effectiveSize).toBeLessThanOrEqual(9)
    expect(Math.max(...field.map.data)).toBe(1)
  })
})

describe('run by run', () => {
  test('the n-th is the average of n runs', () => {
    const probe: Probe = { layers: repeat(3), size, weights: 'random', seed: 4 }
    const draws = effectiveReceptiveFields(probe)
    for (let runs = 1; runs <= 4; runs++) {
      expect(draws.next().value).toEqual(effectiveReceptiveField({ ...probe, runs }))
    }
  })

  test('draws that let nothing through are left out', () => {
    // One channel behind each rectifier: most draws are dead somewhere.
    const draws = effectiveReceptiveFields({
      layers: repeat(4, { ...layer, kernel: 1, padding: 0 }),
      size: { height: 1, width: 1 },
      weights: 'random',
      nonlinearity: 'relu',
    })
    for (let run = 0; run < 5; run++) expect(draws.next().value.map.data).toEqual([1])
  })
})

test.each([
  [{ layers: [] }, 'layers.length must be an integer in [1, ∞), got 0'],
  [{ runs: 0 }, 'runs must be an integer in [1, 1000], got 0'],
  [{ weights: 'ones' as 'uniform' }, 'weights must be one of "uniform", "random", got "ones"'],
  [{ nonlinearity: 'gelu' as 'relu' }, 'nonlinearity must be one of'],
  [{ layers: [layer, { ...layer, inputChannels: 2 }] }, 'input channels must be inputChannels = 2'],
  [{ size: { height: 0, width: 3 } }, 'input height must be an integer in [1, ∞), got 0'],
])('wrong probes are refused by name (%#)', (change, message) => {
  expect(() => effectiveReceptiveField({ layers: [layer], size, ...change })).toThrow(message)
})
