import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { algorithmsFor, cost, dataPrimitives, schedule, timeline, waits } from './index.ts'

fc.configureGlobal({ seed: 2009_0117 })

const network = { kind: 'uniform', alpha: 1, beta: 1, gamma: 0.5 } as const
const ring = schedule({ primitive: 'all-gather', algorithm: 'ring', ranks: 4 })

describe('timeline', () => {
  it('takes what the cost model says on an even ring, and never longer elsewhere', () => {
    expect(timeline(ring, 4, network).seconds).toBeCloseTo(cost(ring, 4, network).seconds, 12)
    for (const primitive of dataPrimitives) {
      for (const algorithm of algorithmsFor(primitive)) {
        const plan = schedule({ primitive, algorithm, ranks: 8 })
        const free = timeline(plan, 8, network).seconds
        expect(free).toBeLessThanOrEqual(cost(plan, 8, network).seconds * (1 + 1e-12))
      }
    }
  })

  it('lets no rank be in two rounds at once, and no message start before its cause ends', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 2, max: 9 }),
        fc.nat(5),
        fc.double({ min: 1, max: 9, noNaN: true }),
        (ranks, round, factor) => {
          const plan = schedule({ primitive: 'all-reduce', algorithm: 'ring', ranks })
          const { messages } = timeline(plan, ranks, network, {
            slowLinks: [{ from: 0, to: 1, factor }],
            stalls: [{ rank: ranks - 1, round, seconds: factor }],
          })
          for (const { start, end, waitedFor, round } of messages) {
            expect(end).toBeGreaterThan(start)
            if (waitedFor !== null) {
              expect(messages[waitedFor]!.end).toBe(start)
              expect(messages[waitedFor]!.round).toBeLessThan(round)
            }
          }
        },
      ),
      { numRuns: 50 },
    )
  })

  it('spreads a stall along the ring, one rank further each round', () => {
    const { messages, finished } = timeline(ring, 4, network, {
      stalls: [{ rank: 0, round: 0, seconds: 10 }],
    })
    const late = (round: number) =>
      messages
        .filter((timed) => timed.round === round && timed.start >= 10)
        .map(({ message }) => message.from)
    expect(late(0)).toEqual([0, 3])
    expect(late(1)).toEqual([0, 1, 2, 3])
    expect(finished).toEqual([16, 16, 16, 16])
  })

  it('keeps the messages of one port apart, as the example of its documentation says', () => {
    const naive = schedule({ primitive: 'broadcast', algorithm: 'root', ranks: 3 })
    const { messages } = timeline(naive, 4, network)
    expect(messages.map(({ start, end, waitedFor }) => [start, end, waitedFor])).toEqual([
      [0, 5, null],
      [5, 10, 0],
    ])
  })

  it('names who waits for whom', () => {
    const naive = schedule({ primitive: 'broadcast', algorithm: 'root', ranks: 3 })
    expect(waits(timeline(naive, 4, network))).toEqual([
      { rank: 2, for: 0, round: 1, to: 'receive', from: 0, until: 5 },
    ])
    // Nobody waits on an even ring; one late rank holds up its two neighbours first.
    expect(waits(timeline(ring, 4, network))).toEqual([])
    const late = waits(timeline(ring, 4, network, { stalls: [{ rank: 0, round: 0, seconds: 10 }] }))
    expect(late.filter(({ round }) => round === 0)).toEqual([
      { rank: 1, for: 0, round: 0, to: 'receive', from: 0, until: 10 },
      { rank: 3, for: 0, round: 0, to: 'send', from: 0, until: 10 },
    ])
    expect(() => waits(timeline(ring, 4, network), -1)).toThrow('least')
  })

  it('stands still for ever behind a rank that never comes', () => {
    const lost = timeline(ring, 4, network, { stalls: [{ rank: 0, round: 1, seconds: Infinity }] })
    expect(lost.seconds).toBe(Infinity)
    expect(lost.finished).toEqual([Infinity, Infinity, Infinity, Infinity])
    const done = lost.messages.filter(({ end }) => end < Infinity)
    // The first round whole; of the second what does not touch rank 0; of the third nothing.
    expect(done.map(({ round, message }) => [round, message.from])).toEqual([
      [0, 0],
      [0, 1],
      [0, 2],
      [0, 3],
      [1, 1],
      [1, 2],
    ])
    const stuck = waits(lost).filter(({ until }) => until === Infinity)
    expect(stuck.map(({ rank, for: whom }) => [rank, whom])).toEqual([
      [1, 0],
      [3, 0],
      [2, 1],
      [2, 3],
    ])
  })

  it('slows one direction of a link only', () => {
    const chain = schedule({ primitive: 'broadcast', algorithm: 'chain', ranks: 3 })
    const slow = (from: number, to: number) =>
      timeline(chain, 4, network, { slowLinks: [{ from, to, factor: 3 }] }).seconds
    expect(timeline(chain, 4, network).seconds).toBe(10)
    expect(slow(0, 1)).toBe(20)
    expect(slow(1, 0)).toBe(10)
  })

  it('refuses wrong disturbances, by name', () => {
    const run = (disturbance: object) => () => timeline(ring, 4, network, disturbance)
    expect(run({ slowLinks: [{ from: 0, to: 4, factor: 2 }] })).toThrow('slowLinks[0].to')
    expect(run({ slowLinks: [{ from: 0, to: 1, factor: 0.5 }] })).toThrow('slowLinks[0].factor')
    expect(run({ stalls: [{ rank: -1, round: 0, seconds: 1 }] })).toThrow('stalls[0].rank')
    expect(run({ stalls: [{ rank: 0, round: 0, seconds: -1 }] })).toThrow('stalls[0].seconds')
    expect(run({ stalls: [{ rank: 0, round: 0.5, seconds: 1 }] })).toThrow('stalls[0].round')
  })
})
