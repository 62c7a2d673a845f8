import { describe, expect, it } from 'vitest'
import { algorithmsFor, cost, isLegal, lowerBound, primitives, schedule } from './index.ts'
import type { Network } from './index.ts'

const uniform: Network = { kind: 'uniform', alpha: 1e-3, beta: 1e-6 }
const twoLevel = (devicesPerNode: number, cards: 'per-node' | 'per-device'): Network => ({
  kind: 'two-level',
  devicesPerNode,
  intra: { alpha: 1e-3, beta: 1e-6 },
  inter: { alpha: 5e-3, beta: 8e-6 },
  cards,
})

describe('lower bounds', () => {
  it('are those of the literature', () => {
    const of = (primitive: (typeof primitives)[number], ranks: number) => {
      const { latency, transfer } = lowerBound(primitive, ranks, 120, uniform)
      return [latency.rounds, transfer.bytes]
    }
    expect(of('broadcast', 8)).toEqual([3, 120])
    expect(of('reduce', 5)).toEqual([3, 120])
    expect(of('all-gather', 4)).toEqual([2, 90])
    expect(of('reduce-scatter', 3)).toEqual([2, 80])
    expect(of('all-reduce', 4)).toEqual([2, 180])
    expect(of('all-to-all', 6)).toEqual([3, 100])
    expect(of('barrier', 6)).toEqual([3, 0])
  })

  it('are undercut by no algorithm, on one level or two', () => {
    for (const primitive of primitives)
      for (const algorithm of algorithmsFor(primitive))
        for (const ranks of [2, 3, 4, 6, 8, 12, 16]) {
          if (!isLegal(primitive, algorithm, ranks)) continue
          const networks = [
            uniform,
            { ...uniform, sharing: 'link' } as const,
            ...[1, 2, 3, 4, ranks]
              .filter((devices) => ranks % devices === 0)
              .flatMap((devices) => [
                twoLevel(devices, 'per-node'),
                twoLevel(devices, 'per-device'),
              ]),
          ]
          const plan = schedule({ primitive, algorithm, ranks })
          for (const network of networks) {
            const { latency, transfer } = cost(plan, 1000, network)
            const least = lowerBound(primitive, ranks, 1000, network)
            const what = `${algorithm} ${primitive} ${ranks} ${JSON.stringify(network)}`
            const slack = 1 - 1e-12
            expect(latency + transfer, what).toBeGreaterThanOrEqual(least.transfer.seconds * slack)
            // These send two messages at once, which the bound on rounds excludes.
            if (algorithm !== 'bidirectional-ring' && algorithm !== 'double-binary-tree')
              expect(latency, what).toBeGreaterThanOrEqual(least.latency.seconds * slack)
            if (network.kind === 'uniform')
              expect(transfer, what).toBeGreaterThanOrEqual(least.transfer.seconds * slack)
          }
        }
  })

  it('are met by algorithms that are known for it', () => {
    const met = (primitive: 'all-reduce' | 'broadcast', algorithm: 'ring' | 'binomial-tree') =>
      cost(schedule({ primitive, algorithm, ranks: 8 }), 1000, uniform)
    const ring = met('all-reduce', 'ring')
    expect(ring.transfer).toBeCloseTo(
      lowerBound('all-reduce', 8, 1000, uniform).transfer.seconds,
      12,
    )
    const tree = met('broadcast', 'binomial-tree')
    expect(tree.latency).toBeCloseTo(lowerBound('broadcast', 8, 1000, uniform).latency.seconds, 12)
    // A two-level all-reduce sends across just what it must.
    const levels = schedule({ primitive: 'all-reduce', algorithm: 'hierarchical', ranks: 8 })
    const network = twoLevel(4, 'per-device')
    expect(cost(levels, 1000, network).paid.inter.bytes).toBeCloseTo(
      lowerBound('all-reduce', 8, 1000, network).transfer.bytes,
      9,
    )
  })

  it('refuse what makes no sense, by name', () => {
    expect(() => lowerBound('all-reduce', 1, 1, uniform)).toThrow('ranks')
    expect(() => lowerBound('all-reduce', 4, -1, uniform)).toThrow('bytes')
    expect(() => lowerBound('all-reduce', 6, 1, twoLevel(4, 'per-node'))).toThrow('devicesPerNode')
    expect(() => lowerBound('all' as never, 4, 1, uniform)).toThrow('primitive')
  })
})
