import { describe, expect, it } from 'vitest'
import { publishedRatios, residualDepths, weightedResidualNetwork } from './squeeze-excite.ts'
import type { ResidualDepth } from './squeeze-excite.ts'

describe('channel weighting in a residual network', () => {
  it('adds 2.51 M weights to ResNet-50, most of them in its last stage', () => {
    const { stages, weights, biases, params, plainParams } = weightedResidualNetwork(50, 16)
    // (2/r)·Σ Nₛ·Cₛ² over the four stages
    const blocks = [3, 4, 6, 3]
    const channels = [256, 512, 1024, 2048]
    const formula = blocks.reduce((sum, n, s) => sum + (2 / 16) * n * channels[s]! ** 2, 0)
    expect(weights).toBe(formula)
    expect(weights).toBe(2_514_944)
    expect(stages.map((stage) => stage.blocks)).toEqual(blocks)
    expect(stages.map((stage) => stage.channels)).toEqual(channels)
    expect(stages.map((stage) => stage.size)).toEqual([56, 28, 14, 7])
    // Read for the mean, read and written for the scaling: 3·C·H·W elements per block.
    expect(stages[3]!.movedBytes).toBe(4 * 3 * 3 * 2048 * 49)
    expect(stages[3]!.weights).toBe(1_572_864)
    expect(plainParams).toBe(25_557_032)
    expect(params).toBe(plainParams + weights + biases)
  })

  it.each(residualDepths.flatMap((depth) => [1, 16, 32].map((r) => [depth, r] as const)))(
    'ResNet-%i, r = %i: the stages add up to the difference of the two networks',
    (depth: ResidualDepth, r: number) => {
      const net = weightedResidualNetwork(depth, r)
      expect(net.params - net.plainParams).toBe(net.weights + net.biases)
      expect(net.macs - net.plainMacs).toBe(net.weights)
      for (const stage of net.stages) expect(stage.middle).toBe(stage.channels / r)
    },
  )

  it('agrees with the published sizes of SE-ResNet-50, to 0.15 M as they are printed', () => {
    for (const { reduction, params } of publishedRatios) {
      const net = weightedResidualNetwork(50, reduction ?? 16)
      const own = reduction === null ? net.plainParams : net.params
      expect(Math.abs(own / 1e6 - params), String(reduction)).toBeLessThan(0.15)
    }
  })

  it('names what is wrong', () => {
    expect(() => weightedResidualNetwork(51 as 50, 16)).toThrow(/depth must be one of .*got 51/)
    expect(() => weightedResidualNetwork(50, 65)).toThrow(/reduction .*got 65/)
  })
})
