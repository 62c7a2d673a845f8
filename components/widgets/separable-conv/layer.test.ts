import { describe, expect, it } from 'vitest'
import { convolve } from '../../../math/conv/index.ts'
import { follow, relu, takeApart } from './layer.ts'
import { sized } from './network.ts'
import { featureMaps, side } from './scene.ts'

const setting = { inputChannels: 6, outputChannels: 5, kernel: 3, variety: 0.4 }

describe('the layer that is taken apart', () => {
  it('follows an output as the whole layer would make it', () => {
    const apart = takeApart(setting)
    const whole = relu(convolve(apart.spec, apart.input, apart.weights, null))
    const area = side * side
    expect(follow(apart, 3).standard.data).toEqual(whole.data.slice(3 * area, 4 * area))
  })

  it('loses nothing where kernels are alike, and more the more they differ', () => {
    const kept = [0, 0.2, 0.4, 0.8].map((variety) => takeApart({ ...setting, variety }).fit.kept)
    expect(kept[0]).toBeCloseTo(1, 9)
    for (const [index, share] of kept.slice(1).entries()) expect(share).toBeLessThan(kept[index]!)
    expect(follow(takeApart({ ...setting, variety: 0 }), 1).error).toBeLessThan(1e-6)
  })

  it('keeps weights of outputs when more outputs are added', () => {
    const few = takeApart(setting).weights.data
    const many = takeApart({ ...setting, outputChannels: 7 }).weights.data
    expect(many.slice(0, few.length)).toEqual(few)
  })

  it('takes in maps in [0, 1], each with something on it', () => {
    const { data } = featureMaps(16)
    for (let map = 0; map < 16; map++) {
      const values = data.slice(map * side * side, (map + 1) * side * side)
      expect(Math.max(...values)).toBeCloseTo(1, 9)
      expect(Math.min(...values)).toBeGreaterThanOrEqual(0)
    }
  })
})

describe('a MobileNet of any size', () => {
  it('has an accuracy only where one was published', () => {
    expect(sized(0.1 + 13 * 0.05, 224, false).top1?.percent).toBe(68.4)
    expect(sized(0.6, 224, false).top1).toBeUndefined()
    expect(sized(0.5, 256, false).top1).toBeUndefined()
    expect(sized(1, 224, true).top1?.percent).toBe(71.7)
    expect(sized(0.5, 224, true).top1).toBeUndefined()
  })
})
