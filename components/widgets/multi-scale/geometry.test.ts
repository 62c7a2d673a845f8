import { describe, expect, it } from 'vitest'
import { googlenetModules, inceptionModule } from '../../../math/nets/inception.ts'
import { bandPath, blend, laneOf, middles, plan, scalesFor } from './geometry.ts'

const { inputChannels, widths, size } = googlenetModules[0]!
const cost = (reduced: boolean) =>
  inceptionModule({ inputChannels, widths, reduced }, { height: size, width: size })
const costs = [cost(false), cost(true)]
const lanes = costs.map(({ branches }) => branches.map((branch) => laneOf(branch, inputChannels)))

describe('geometry of an Inception module', () => {
  it('is drawn on one scale: thickness by channels, area by multiply-accumulates', () => {
    const { band, side } = scalesFor(costs, inputChannels)
    expect(band(inputChannels)).toBe(plan.band)
    expect(band(inputChannels / 2)).toBe(plan.band / 2)
    const largest = Math.max(...lanes.flat().flatMap(({ kernelMacs }) => kernelMacs))
    expect(side(largest)).toBe(plan.square)
    expect(side(largest / 4)).toBeCloseTo(plan.square / 2)
    expect(side(0)).toBe(0)
  })

  it('goes evenly from one state to the other', () => {
    const [from, to] = [lanes[0]![2]!, lanes[1]![2]!]
    expect(blend(from, to, 1)).toBe(to)
    const half = blend(from, to, 0.5)
    expect(half.seen).toBe((192 + 16) / 2)
    expect(half.reductionMacs).toBe(to.reductionMacs / 2)
    expect(half.kernelMacs[0]).toBe((from.kernelMacs[0]! + to.kernelMacs[0]!) / 2)
  })

  it('closes a band along its two edges', () => {
    expect(
      bandPath(
        [
          [0, 10],
          [20, 4],
        ],
        50,
      ),
    ).toBe('M0 45C10 45 10 48 20 48L20 52C10 52 10 55 0 55Z')
  })

  it('puts squares side by side about a middle', () => {
    expect(middles(1, [60], 300)).toEqual([300])
    expect(middles(2, [32, 20], 300)).toEqual([280, 320])
  })
})
