import * as fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import {
  accelerator,
  attainable,
  matmulWork,
  ridgePoint,
  roof,
  roofline,
  rooflineOf,
} from './index.ts'

const positive = fc.double({ min: 1e-3, max: 1e18, noNaN: true })
const count = fc.oneof(fc.constant(0), positive)

describe('roofline', () => {
  test('a TPU v5e multiplies at its peak from a batch of about 240', () => {
    const machine = roof(accelerator('tpu-v5e'), 'bf16')
    expect(ridgePoint(machine)).toBeCloseTo(240.5, 0)
    const huge = 1_000_000
    expect(roofline(matmulWork(240, huge, huge), machine).bound).toBe('memory')
    expect(roofline(matmulWork(242, huge, huge), machine).bound).toBe('compute')
    // 8-bit weights halve the bytes that matter, so half the batch will do
    expect(roofline(matmulWork(121, huge, huge, 2, 1), machine).bound).toBe('compute')
  })

  test('the two definitions of attainable agree, and the roof is never exceeded', () => {
    fc.assert(
      fc.property(count, count, positive, positive, (flops, bytes, peak, bandwidth) => {
        const machine = { peak, bandwidth }
        const point = roofline({ flops, bytes }, machine)
        expect(point.time).toBeGreaterThanOrEqual(Math.max(point.computeTime, point.memoryTime))
        expect(point.utilization).toBeLessThanOrEqual(1)
        expect(point.attainable).toBe(attainable(machine, point.intensity))
        if (flops > 0) expect(flops / point.time / point.attainable).toBeCloseTo(1, 9)
      }),
    )
  })

  test('parts that run alone take at least as long as their sums', () => {
    const part = fc.record({ flops: count, bytes: count })
    fc.assert(
      fc.property(fc.array(part), positive, positive, (parts, peak, bandwidth) => {
        const summary = rooflineOf(parts, { peak, bandwidth })
        expect(summary.time * (1 + 1e-12)).toBeGreaterThanOrEqual(summary.fusedTime)
        expect(summary.utilization).toBeLessThanOrEqual(1 + 1e-12)
        expect(summary.memoryBoundTime).toBeLessThanOrEqual(summary.time)
      }),
    )
    expect(rooflineOf([], { peak: 1, bandwidth: 1 }).time).toBe(0)
  })

  test('at the ridge both limits bind', () => {
    expect(roofline({ flops: 100, bytes: 10 }, { peak: 10, bandwidth: 1 }).bound).toBe('both')
    expect(roofline({ flops: 1, bytes: 0 }, { peak: 10, bandwidth: 1 }).intensity).toBe(Infinity)
  })

  test('hostile arguments are named', () => {
    const machine = { peak: 1, bandwidth: 1 }
    expect(() => ridgePoint({ peak: 1, bandwidth: 0 })).toThrow(/roof.bandwidth/)
    expect(() => attainable(machine, -1)).toThrow(/intensity/)
    expect(() => attainable(machine, NaN)).toThrow(RangeError)
    expect(() => roofline({ flops: -1, bytes: 1 }, machine)).toThrow(/work.flops/)
    expect(() => roofline({ flops: '1' as never, bytes: 1 }, machine)).toThrow(TypeError)
    expect(() => matmulWork(0, 1, 1)).toThrow(/m must be/)
    expect(() => matmulWork(1, 1, 1, 0)).toThrow(/elementBytes/)
  })
})
