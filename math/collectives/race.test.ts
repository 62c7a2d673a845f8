import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { busBandwidth } from './bandwidth.ts'
import { coefficients, secondsOf } from './coefficients.ts'
import { cost } from './cost.ts'
import { inSwitchSeconds, leads, racers, raceTime } from './race.ts'
import { schedule } from './schedule.ts'
import { dataPrimitives } from './types.ts'

const wire = { latency: 5e-6, bandwidth: 25e9 }
const network = { kind: 'uniform', alpha: wire.latency, beta: 1 / wire.bandwidth } as const

describe('a race', () => {
  it.each(dataPrimitives)('%s: every line is what its schedule costs', (primitive) => {
    for (const ranks of [2, 5, 8]) {
      for (const { algorithm, lines } of racers(primitive, ranks)) {
        for (const line of lines.slice(0, 3)) {
          const whole = cost(
            schedule({ primitive, algorithm, ranks, chunks: line.chunks }),
            3e6,
            network,
          )
          expect(secondsOf(line, 3e6, wire)).toBeCloseTo(whole.seconds, 12)
        }
      }
    }
  })

  it('knows the textbook’s lines', () => {
    const lineOf = (algorithm: string, ranks: number) =>
      racers('all-reduce', ranks).find((racer) => racer.algorithm === algorithm)!.lines[0]
    expect(lineOf('ring', 64)).toMatchObject({ rounds: 126, waited: 126 / 64 })
    expect(lineOf('recursive-doubling', 64)).toMatchObject({ rounds: 6, waited: 6 })
    expect(lineOf('recursive-halving-doubling', 64)).toMatchObject({ rounds: 12, waited: 126 / 64 })
    expect(lineOf('binomial-tree', 64)).toMatchObject({ rounds: 12, waited: 12 })
  })

  it('cuts finer for larger sizes where pieces follow each other', () => {
    const tree = racers('all-reduce', 16).find(
      ({ algorithm }) => algorithm === 'double-binary-tree',
    )!
    const chunksAt = (bytes: number) => raceTime(tree, bytes, wire).chunks
    expect(chunksAt(1e3)).toBe(2)
    expect(chunksAt(1e9)).toBeGreaterThan(chunksAt(1e6))
  })

  it('the leader is the fastest at every size, and leads change at crossovers', () => {
    fc.assert(
      fc.property(
        fc.constantFrom(...dataPrimitives),
        fc.integer({ min: 2, max: 20 }),
        fc.double({ min: 0, max: 12, noNaN: true }),
        (primitive, ranks, magnitude) => {
          const bytes = 10 ** magnitude
          const field = racers(primitive, ranks)
          const list = leads(field, wire)
          const leader = list.findLast(({ from }) => from <= bytes)!.algorithm
          const times = field.map((racer) => raceTime(racer, bytes, wire))
          const fastest = Math.min(...times.map(({ seconds }) => seconds))
          const its = times.find(({ algorithm }) => algorithm === leader)!.seconds
          expect(its).toBeLessThanOrEqual(fastest * (1 + 1e-9))
          for (const [index, { from }] of list.entries()) {
            if (index > 0) expect(from).toBeGreaterThanOrEqual(list[index - 1]!.from)
          }
        },
      ),
      { numRuns: 200 },
    )
  })

  it('an adding switch has a bus bandwidth above its links', () => {
    const bytes = 4e9
    const bus = busBandwidth('all-reduce', 8, bytes, inSwitchSeconds(bytes, wire))
    expect(bus / wire.bandwidth).toBeCloseTo(1.75, 3)
  })

  it('refuses what is no race', () => {
    expect(() => racers('all-reduce', 1)).toThrow(RangeError)
    expect(() => racers('all-reduce', 257)).toThrow(RangeError)
    expect(() => inSwitchSeconds(-1, wire)).toThrow(RangeError)
    expect(() => raceTime(racers('all-reduce', 4)[0]!, Number.NaN, wire)).toThrow(RangeError)
  })

  it('coefficients are of one byte', () => {
    expect(coefficients({ primitive: 'all-reduce', algorithm: 'ring', ranks: 4 })).toEqual({
      rounds: 6,
      messages: 24,
      sent: 1.5,
      total: 6,
      waited: 1.5,
    })
  })
})
