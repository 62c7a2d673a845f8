import { describe, expect, test } from 'vitest'
import { cost, schedule } from '../collectives/index.ts'
import { ringBytes, ringTime } from './ring.ts'

describe('ring collectives in closed form', () => {
  test('equal the cost of the ring schedules', () => {
    const link = { bandwidth: 2e9, latency: 3e-6 }
    for (const primitive of ['all-reduce', 'all-gather', 'reduce-scatter'] as const) {
      for (const ranks of [2, 3, 4, 7, 16]) {
        const ring = schedule({ primitive, algorithm: 'ring', ranks })
        const paid = cost(ring, 6e6, {
          kind: 'uniform',
          alpha: link.latency,
          beta: 1 / link.bandwidth,
        })
        expect(ringTime(primitive, ranks, 6e6, link) / paid.seconds).toBeCloseTo(1, 12)
        expect(ringBytes(primitive, ranks, 6e6)).toBeCloseTo(paid.bytesSent[0]!, 3)
      }
    }
  })

  test('one rank and no bytes need no time', () => {
    expect(ringTime('all-reduce', 1, 1e9, { bandwidth: 1, latency: 1 })).toBe(0)
    expect(ringTime('broadcast', 1, 1e9, { bandwidth: 1, latency: 1 })).toBe(0)
    expect(ringTime('all-reduce', 8, 0, { bandwidth: 1, latency: 1 })).toBe(0)
    expect(ringBytes('broadcast', 1, 5)).toBe(0)
  })

  test('hostile arguments are named', () => {
    const link = { bandwidth: 1, latency: 0 }
    expect(() => ringTime('all-reduce', 0, 1, link)).toThrow(/ranks/)
    expect(() => ringTime('all-reduce', 2, -1, link)).toThrow(/bytes/)
    expect(() => ringTime('all-reduce', 2, 1, { bandwidth: 0, latency: 0 })).toThrow(/bandwidth/)
  })
})
