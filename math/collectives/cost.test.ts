import { describe, expect, it } from 'vitest'
import {
  algorithmsFor,
  busBandwidth,
  busFactor,
  algorithmBandwidth,
  cost,
  fastestChunks,
  schedule,
  type Algorithm,
  type Network,
  type Primitive,
} from './index.ts'

describe('counted bytes are the closed formulas', () => {
  const S = 5040
  const bill = (primitive: Primitive, algorithm: Algorithm, ranks: number, rest = {}) =>
    cost(schedule({ primitive, algorithm, ranks, ...rest }), S)
  const counts = [2, 3, 4, 5, 6, 7, 8, 12, 15, 16]

  it('sends the bytes of the bus factor through every rank of a ring', () => {
    for (const p of counts) {
      for (const primitive of ['all-reduce', 'all-gather', 'reduce-scatter'] as const) {
        const expected = busFactor(primitive, p) * S
        for (const sent of bill(primitive, 'ring', p).bytesSent)
          expect(sent).toBeCloseTo(expected, 8)
        const both = bill(primitive, 'bidirectional-ring', p)
        for (const sent of both.bytesSent) expect(sent).toBeCloseTo(expected, 8)
      }
      const store = bill('all-to-all', 'ring', p)
      for (const sent of store.bytesSent) expect(sent).toBeCloseTo(((p - 1) / 2) * S, 8)
    }
  })

  it('reduces and broadcasts with p−1 whole vectors on any tree or chain', () => {
    for (const p of counts) {
      for (const primitive of ['broadcast', 'reduce'] as const) {
        for (const algorithm of algorithmsFor(primitive)) {
          if (algorithm === 'scatter-ring' || algorithm === 'recursive-halving-doubling') continue
          expect(bill(primitive, algorithm, p).totalBytes).toBeCloseTo((p - 1) * S, 8)
        }
      }
      for (const algorithm of ['double-binary-tree', 'binomial-tree', 'chain', 'root'] as const) {
        expect(bill('all-reduce', algorithm, p).totalBytes).toBeCloseTo(2 * (p - 1) * S, 8)
      }
    }
  })

  it("sends each block once per bit of its distance in Bruck's all-to-all", () => {
    for (const p of counts) {
      let bits = 0
      for (let offset = 1; offset < p; offset++)
        bits += offset.toString(2).replaceAll('0', '').length
      const { bytesSent, rounds } = bill('all-to-all', 'bruck', p)
      expect(rounds).toBe(Math.ceil(Math.log2(p)))
      for (const sent of bytesSent) expect(sent).toBeCloseTo((bits / p) * S, 8)
    }
  })

  it('halves and doubles with a fold of two whole vectors when p is no power of two', () => {
    for (const p of [3, 5, 6, 7, 12, 15]) {
      const active = 2 ** Math.floor(Math.log2(p))
      const { busiestBytes, rounds, reducedBytes } = bill(
        'all-reduce',
        'recursive-halving-doubling',
        p,
      )
      expect(rounds).toBe(2 * Math.log2(active) + 2)
      expect(busiestBytes).toBeCloseTo((2 + (2 * (active - 1)) / active) * S, 8)
      expect(reducedBytes).toBeCloseTo((1 + (active - 1) / active) * S, 8)
    }
  })

  it('pipelines C chunks along a chain and up and down the double tree', () => {
    for (const p of counts) {
      for (const chunks of [2, 4, 10]) {
        expect(bill('broadcast', 'chain', p, { chunks }).rounds).toBe(p - 2 + chunks)
        expect(bill('reduce', 'ring', p, { chunks }).rounds).toBe(p - 2 + chunks)
        expect(bill('all-reduce', 'chain', p, { chunks }).rounds).toBe(2 * (p - 1) + chunks - 1)
      }
    }
    // Eight ranks: trees of height 3, so 2·3 rounds and one more for each further pair of chunks.
    expect(bill('all-reduce', 'double-binary-tree', 8, { chunks: 2 }).rounds).toBe(6)
    expect(bill('all-reduce', 'double-binary-tree', 8, { chunks: 20 }).rounds).toBe(15)
  })

  it('crosses nodes with 2(N−1)/N of a device share in a hierarchical all-reduce', () => {
    for (const [nodes, devices] of [
      [2, 4],
      [3, 2],
      [4, 4],
      [1, 4],
      [5, 1],
    ] as const) {
      const plan = schedule({
        primitive: 'all-reduce',
        algorithm: 'hierarchical',
        ranks: nodes * devices,
        nodes,
      })
      const crossing = Array<number>(nodes * devices).fill(0)
      for (const { level, messages } of plan.rounds) {
        for (const { from, to, chunks } of messages) {
          const crosses = Math.floor(from / devices) !== Math.floor(to / devices)
          expect(level).toBe(crosses ? 'inter-node' : 'intra-node')
          if (crosses) crossing[from]! += (chunks.length / plan.chunks) * S
        }
      }
      for (const bytes of crossing) {
        expect(bytes).toBeCloseTo(((2 * (nodes - 1)) / nodes) * (S / devices), 8)
      }
      // All levels together still send the least that an all-reduce can: 2(p−1)/p per rank.
      const { bytesSent } = cost(plan, S)
      const least = busFactor('all-reduce', nodes * devices) * S
      for (const sent of bytesSent) expect(sent).toBeCloseTo(least, 8)
    }
  })
})

describe('networks', () => {
  const uniform = { kind: 'uniform', alpha: 1e-6, beta: 1e-9 } as const
  const nodes = {
    kind: 'two-level',
    devicesPerNode: 4,
    intra: { alpha: 1e-6, beta: 1e-11 },
    inter: { alpha: 1e-5, beta: 1e-10 },
    cards: 'per-node',
  } as const
  const seconds = (network: Network, algorithm: Algorithm, ranks: number, bytes = 8e9) =>
    cost(schedule({ primitive: 'all-reduce', algorithm, ranks }), bytes, network).seconds

  it('shares a port among the messages of a round, or gives each link its own', () => {
    // Two messages of S/8 a round over one port, or over two links; 2·2 rounds on 4 ranks, of
    // which the middle ones carry halves: S·3/4 in all each way.
    expect(seconds(uniform, 'bidirectional-ring', 4)).toBeCloseTo(4e-6 + 8 * 1.5, 9)
    const links = { ...uniform, sharing: 'link' } as const
    expect(seconds(links, 'bidirectional-ring', 4)).toBeCloseTo(4e-6 + 8 * 0.75, 9)
    expect(seconds(links, 'ring', 4)).toBe(seconds(uniform, 'ring', 4))
  })

  it('is the inner network when all ranks are in one node', () => {
    const inner = { kind: 'uniform', ...nodes.intra } as const
    for (const algorithm of algorithmsFor('all-reduce')) {
      expect(seconds(nodes, algorithm, 4)).toBeCloseTo(seconds(inner, algorithm, 4), 12)
    }
  })

  it('shares a card per node among its devices', () => {
    // Hierarchical on 2 nodes of 4: inside 2·3 rounds of S/4; across 2 rounds, in which each of
    // the 4 devices sends S/8 and the node S/2.
    const inside = 6 * (1e-6 + 2e9 * 1e-11)
    const shared = inside + 2 * (1e-5 + 4e9 * 1e-10)
    expect(seconds(nodes, 'hierarchical', 8)).toBeCloseTo(shared, 12)
    const own = inside + 2 * (1e-5 + 1e9 * 1e-10)
    expect(seconds({ ...nodes, cards: 'per-device' }, 'hierarchical', 8)).toBeCloseTo(own, 12)
  })

  it('lets the slower level decide a round', () => {
    // A flat ring crosses nodes in every round: 14 rounds at the pace of the card.
    const flat = 14 * (1e-5 + 1e9 * 1e-10)
    expect(seconds(nodes, 'ring', 8)).toBeCloseTo(flat, 12)
    expect(seconds(nodes, 'hierarchical', 8)).toBeLessThan(flat)
  })

  it('charges γ for the most that one rank combines', () => {
    const plan = schedule({ primitive: 'reduce', algorithm: 'root', ranks: 4 })
    const bill = cost(plan, 1e9, { ...uniform, gamma: 1e-10 })
    expect(bill.reduction).toBeCloseTo(0.3, 12)
    expect(bill.seconds).toBeCloseTo(bill.latency + bill.transfer + bill.reduction, 12)
  })

  it('bills a barrier with latency only', () => {
    const plan = schedule({ primitive: 'barrier', algorithm: 'dissemination', ranks: 9 })
    const bill = cost(plan, 1e9, uniform)
    expect(bill).toMatchObject({ rounds: 4, messages: 36, totalBytes: 0, busBandwidth: 0 })
    expect(bill.seconds).toBeCloseTo(4e-6, 15)
  })

  it('refuses what is no network, by name', () => {
    const plan = schedule({ primitive: 'broadcast', algorithm: 'root', ranks: 2 })
    const bad: [object, string][] = [
      [{ ...uniform, kind: 'torus' }, 'network.kind'],
      [{ ...uniform, alpha: Number.NaN }, 'network.alpha'],
      [{ ...uniform, gamma: -1 }, 'network.gamma'],
      [{ ...uniform, sharing: 'bus' }, 'network.sharing'],
      [{ ...nodes, devicesPerNode: 0 }, 'network.devicesPerNode'],
      [{ ...nodes, intra: null }, 'network.intra'],
      [{ ...nodes, inter: { alpha: 0, beta: '1' } }, 'network.inter.beta'],
      [{ ...nodes, cards: 'none' }, 'network.cards'],
    ]
    for (const [network, name] of bad) {
      expect(() => cost(plan, 1, network as Network)).toThrow(name)
    }
    expect(() => cost(plan, Infinity)).toThrow('bytes')
    expect(() => cost({ ...plan, chunks: 0 }, 1)).toThrow('schedule.chunks')
  })
})

describe('fastestChunks', () => {
  const network = { kind: 'uniform', alpha: 1e-6, beta: 1e-9 } as const

  it('finds the best power of two around the square-root rule of a chain', () => {
    const request = { primitive: 'broadcast', algorithm: 'chain' } as const
    for (const [ranks, bytes] of [
      [6, 1e6],
      [3, 1e8],
      [16, 1e5],
    ] as const) {
      const time = (chunks: number) => cost(schedule({ ...request, ranks, chunks }), bytes, network)
      const best = fastestChunks({ ...request, ranks }, bytes, network)
      const rule = Math.sqrt(((ranks - 2) * bytes * 1e-9) / 1e-6)
      expect(Math.abs(Math.log2(best / rule))).toBeLessThan(1)
      for (let chunks = 1; chunks <= 4 * best; chunks *= 2) {
        expect(time(best).seconds).toBeLessThanOrEqual(time(chunks).seconds)
      }
    }
  })

  it('gives the example of its documentation', () => {
    const request = { primitive: 'broadcast', algorithm: 'chain', ranks: 6 } as const
    expect(fastestChunks(request, 1e6, network)).toBe(64)
  })

  it('does not cut further where nothing is pipelined, or where cutting only costs', () => {
    const ring = { primitive: 'all-reduce', algorithm: 'ring', ranks: 6 } as const
    expect(fastestChunks(ring, 1e9, network)).toBe(6)
    const chain = { primitive: 'broadcast', algorithm: 'chain', ranks: 6 } as const
    expect(fastestChunks(chain, 1, network)).toBe(1)
  })

  it('stops where rounds cost nothing and ever more pieces would be better', () => {
    const chain = { primitive: 'broadcast', algorithm: 'chain', ranks: 3 } as const
    expect(fastestChunks(chain, 1e6, { ...network, alpha: 0 })).toBe(65536)
  })
})

describe('bandwidth', () => {
  it('is nothing for no bytes or one rank, and infinite for no time', () => {
    expect(algorithmBandwidth(0, 0)).toBe(0)
    expect(algorithmBandwidth(1, 0)).toBe(Infinity)
    expect(busBandwidth('all-reduce', 1, 1e9, 0)).toBe(0)
    expect(busBandwidth('scatter', 4, 1e9, 1)).toBe(0.75e9)
  })

  it('refuses a barrier and wrong numbers', () => {
    expect(() => busFactor('barrier', 4)).toThrow('primitive')
    expect(() => busFactor('all-reduce', 0)).toThrow('ranks')
    expect(() => busBandwidth('all-reduce', 4, -1, 1)).toThrow('bytes')
    expect(() => algorithmBandwidth(1, Number.NaN)).toThrow('seconds')
  })
})

describe('the bill by rank and by link', () => {
  it('counts each rank’s messages', () => {
    const { messagesSent, messagesReceived } = cost(
      schedule({ primitive: 'all-reduce', algorithm: 'root', ranks: 4, root: 1 }),
      8,
    )
    expect(messagesSent).toEqual([1, 3, 1, 1])
    expect(messagesReceived).toEqual([1, 3, 1, 1])
  })

  it('splits latency and transfer by the links that were paid for', () => {
    const intra = { alpha: 1, beta: 3 }
    const inter = { alpha: 7, beta: 11 }
    const network: Network = {
      kind: 'two-level',
      devicesPerNode: 2,
      intra,
      inter,
      cards: 'per-device',
    }
    for (const primitive of ['all-reduce', 'all-to-all', 'broadcast', 'gather'] as const)
      for (const algorithm of algorithmsFor(primitive)) {
        const { paid, latency, transfer } = cost(
          schedule({ primitive, algorithm, ranks: 6 }),
          120,
          network,
        )
        expect(paid.intra.rounds * intra.alpha + paid.inter.rounds * inter.alpha).toBeCloseTo(
          latency,
          9,
        )
        expect(paid.intra.bytes * intra.beta + paid.inter.bytes * inter.beta).toBeCloseTo(
          transfer,
          6,
        )
      }
  })

  it('is all of one kind on a uniform network', () => {
    const bill = cost(schedule({ primitive: 'all-reduce', algorithm: 'ring', ranks: 4 }), 100)
    expect(bill.paid).toEqual({ intra: { rounds: 6, bytes: 150 }, inter: { rounds: 0, bytes: 0 } })
  })
})
