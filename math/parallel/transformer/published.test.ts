import { describe, expect, test } from 'vitest'
import { ptdParameters } from './parameters.ts'
import { ptdComparisons, ptdRuns } from './published.ts'

describe('published runs', () => {
  test('sizes make the printed parameters, and degrees the printed devices', () => {
    for (const { model, billions, devices, tensorParallel: t, pipelineParallel: p } of [
      ...ptdRuns,
      ...ptdComparisons,
    ]) {
      expect(Math.abs(ptdParameters(model) / 1e9 - billions)).toBeLessThan(0.06)
      expect(devices % (t * p)).toBe(0)
      expect(devices % 8).toBe(0)
    }
  })

  test('printed shares of the peak are the printed TFLOP/s over 312', () => {
    for (const { teraflops, percent } of [...ptdRuns, ...ptdComparisons]) {
      expect(Math.abs((100 * teraflops) / 312 - percent)).toBeLessThan(0.6)
    }
  })

  test('batches divide among the replicas', () => {
    for (const { globalBatch, devices, tensorParallel, pipelineParallel } of ptdRuns) {
      expect(globalBatch % (devices / (tensorParallel * pipelineParallel))).toBe(0)
    }
    for (const { globalBatch, devices, modelParallel, microBatch } of ptdComparisons) {
      expect(globalBatch % ((devices / modelParallel) * microBatch)).toBe(0)
    }
  })
})
