import { describe, expect, test } from 'vitest'
import {
  dataParallelCriticalTokens,
  gradientOverlapRatio,
  mixedCriticalTokens,
  ringTime,
  tensorParallelCriticalDegree,
} from './index.ts'

const chip = { peak: 4.59e14, axisBandwidth: 1.8e11 }

describe('communication bounds', () => {
  test('the mixed bound lies where a tensor-parallel degree and a data-parallel rest both just hide', () => {
    // Best proportion: with Y = axes·F/α and batch per chip α·2·α/F the two bounds multiply to 2α².
    const alpha = chip.peak / chip.axisBandwidth
    expect(mixedCriticalTokens(chip, 30000) * 30000).toBeCloseTo(2 * alpha ** 2, 3)
    expect(
      tensorParallelCriticalDegree(chip, 30000) * dataParallelCriticalTokens(chip),
    ).toBeCloseTo(30000, 6)
  })

  test('the overlap ratio is the quotient of the two times, whatever the number of parameters', () => {
    for (const parameters of [1e6, 7e9]) {
      const [tokens, ranks, flops, bandwidth] = [4096, 8, 1.5e14, 5e10]
      const link = { bandwidth, latency: 0 }
      const communication = ringTime('all-reduce', ranks, 2 * parameters, link)
      const backward = (4 * tokens * parameters) / flops
      const ratio = gradientOverlapRatio(tokens, ranks, flops, bandwidth)
      expect(ratio).toBeCloseTo(communication / backward, 12)
    }
    expect(gradientOverlapRatio(1, 1, 1, 1)).toBe(0)
  })

  test('hostile arguments are named', () => {
    expect(() => dataParallelCriticalTokens({ peak: 0, axisBandwidth: 1 })).toThrow(/peak/)
    expect(() => dataParallelCriticalTokens(chip, 0)).toThrow(/axes/)
    expect(() => mixedCriticalTokens(chip, NaN)).toThrow(/ffn/)
    expect(() => gradientOverlapRatio(0, 2, 1, 1)).toThrow(/tokens/)
    expect(() => gradientOverlapRatio(1, 0, 1, 1)).toThrow(/ranks/)
  })
})
