import { describe, expect, it } from 'vitest'
import {
  ncclBandwidthRatio,
  ncclLatency,
  ncclRingSteps,
  ncclTime,
  type NcclSetting,
} from './index.ts'

const setting: NcclSetting = {
  primitive: 'all-reduce',
  algorithm: 'ring',
  protocol: 'LL',
  ranks: 8,
  nodes: 1,
  intra: 'nvlink',
}

describe("NCCL's tuning model", () => {
  it('adds base and step latencies', () => {
    expect(ncclLatency(setting)).toBeCloseTo((6.6 + 14 * 0.6) * 1e-6, 15)
    expect(ncclLatency({ ...setting, algorithm: 'tree' })).toBeCloseTo((6.8 + 14 * 0.6) * 1e-6, 15)
    const gather = { ...setting, primitive: 'all-gather', nodes: 2 } as const
    expect(ncclLatency(gather)).toBeCloseTo((6.6 + 6 * 0.6 + 1 * 2.7) * 1e-6, 15)
  })

  it("takes the network's tree latency when every rank is a node", () => {
    const spread = { ...setting, nodes: 8 }
    expect(ncclLatency(spread)).toBeCloseTo((6.6 + 14 * 5) * 1e-6, 15)
  })

  it('lets the overhead of the network hide faster steps inside the nodes', () => {
    const across = { ...setting, nodes: 2, overhead: 1 }
    expect(ncclLatency(across)).toBeCloseTo((6.6 + 12 * 1 + 2 * 2.7) * 1e-6, 15)
    expect(ncclLatency({ ...setting, overhead: 1 })).toBe(ncclLatency(setting))
    // Three times as much under Simple: 3 µs hide behind a step over NVLink, 6 µs do not.
    const simple = { ...across, protocol: 'Simple' } as const
    expect(ncclLatency(simple)).toBeCloseTo((8.4 + 12 * 3.4 + 2 * 14) * 1e-6, 15)
    expect(ncclLatency({ ...simple, overhead: 2 })).toBeCloseTo((8.4 + 12 * 6 + 2 * 14) * 1e-6, 15)
  })

  it('prefers the tree for small and the ring for large messages across many nodes', () => {
    const far = { ...setting, protocol: 'Simple', ranks: 256, nodes: 32 } as const
    const tree = (bytes: number) => ncclTime({ ...far, algorithm: 'tree' }, bytes, 1e11)
    const ring = (bytes: number) => ncclTime(far, bytes, 1e11 * 1.1)
    expect(tree(1e4)).toBeLessThan(ring(1e4))
    expect(tree(1e10)).toBeGreaterThan(ring(1e10))
  })

  it('refuses what it does not model, by name', () => {
    const wrong = (change: object) => () => ncclLatency({ ...setting, ...change })
    expect(wrong({ primitive: 'broadcast' })).toThrow('primitive')
    expect(wrong({ primitive: 'all-gather', algorithm: 'tree' })).toThrow('primitive of a tree')
    expect(wrong({ protocol: 'LL256' })).toThrow('protocol')
    expect(wrong({ nodes: 3 })).toThrow('nodes must divide')
    expect(wrong({ intra: 'cable' })).toThrow('intra')
    expect(wrong({ overhead: -1 })).toThrow('overhead')
    expect(() => ncclRingSteps('all-to-all' as never, 4)).toThrow('primitive')
    expect(() => ncclBandwidthRatio('all-reduce', 'ring', 1)).toThrow('ranks')
    expect(() => ncclTime(setting, 1, 0)).toThrow('busBandwidth')
  })
})
