import * as fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { recipes } from '../memory/index.ts'
import { dataParallelVolume, dataStrategies } from './volume.ts'
import { fsdpShardElements, fsdpStep } from './fsdp.ts'
import { peakMemory } from './ledger.ts'
import { type StepOptions, trainingStep } from './step.ts'

const layers = fc.array(
  fc.record({
    parameters: fc.array(fc.integer({ min: 0, max: 5_000_000 }), { minLength: 1, maxLength: 3 }),
    forward: fc.integer({ min: 0, max: 20 }).map((ms) => ms / 1e3),
    backward: fc.integer({ min: 0, max: 40 }).map((ms) => ms / 1e3),
    activationBytes: fc.integer({ min: 0, max: 1e8 }),
  }),
  { minLength: 1, maxLength: 6 },
)
const steps: fc.Arbitrary<StepOptions> = fc
  .record({
    strategy: fc.constantFrom(...dataStrategies),
    layers,
    ranks: fc.integer({ min: 1, max: 5 }),
    bandwidth: fc.constantFrom(1e9, 1e10, 3e11),
    latency: fc.constantFrom(0, 1e-5),
    microBatches: fc.integer({ min: 1, max: 3 }),
    sync: fc.constantFrom('every' as const, 'last' as const),
    reshardAfterForward: fc.boolean(),
    prefetch: fc.boolean(),
    gradientAsBucketView: fc.boolean(),
    optimizer: fc.constantFrom(0, 0.01),
    outputBytes: fc.constantFrom(0, 1e6),
    slow: fc.constantFrom(1, 1.5),
  })
  .map(({ bandwidth, latency, slow, ...rest }) => ({
    ...rest,
    link: { bandwidth, latency },
    slowdown: Array.from({ length: rest.ranks }, (_, rank) => (rank === rest.ranks - 1 ? slow : 1)),
  }))

describe('a step on streams', () => {
  test('overlap never makes a step longer', () => {
    fc.assert(
      fc.property(steps, (options) => {
        const overlapped = trainingStep({ ...options, overlap: true }).duration
        const sequential = trainingStep({ ...options, overlap: false }).duration
        expect(overlapped).toBeLessThanOrEqual(sequential * (1 + 1e-12))
      }),
      { numRuns: 150 },
    )
  })

  test('memory ends as it began, is never negative, and every rank’s time adds up', () => {
    fc.assert(
      fc.property(steps, (options) => {
        const { memory, use, duration } = trainingStep(options)
        for (const ledger of memory) {
          const [first, last] = [ledger[0]!, ledger.at(-1)!]
          expect(Math.abs(last.total - first.total)).toBeLessThan(1)
          for (const entry of ledger) {
            for (const bytes of Object.values(entry.bytes)) expect(bytes).toBeGreaterThan(-1)
          }
        }
        for (const { compute, exposed, idle } of use) {
          expect(compute + exposed + idle).toBeCloseTo(duration, 9)
        }
      }),
      { numRuns: 150 },
    )
  })

  test('no event starts before its stream is free', () => {
    fc.assert(
      fc.property(steps, (options) => {
        const { events } = trainingStep(options)
        const free = new Map<string, number>()
        for (const { rank, stream, start, end } of events) {
          expect(start).toBeGreaterThanOrEqual(free.get(`${rank} ${stream}`) ?? 0)
          free.set(`${rank} ${stream}`, end)
        }
      }),
      { numRuns: 50 },
    )
  })

  test('sent bytes on the timeline are those of the volume formula', () => {
    fc.assert(
      fc.property(steps, (options) => {
        const { events } = trainingStep(options)
        const psi = options.layers.flatMap((layer) => layer.parameters).reduce((a, b) => a + b, 0)
        const expected = dataParallelVolume({
          ...options,
          parameterBytes: 2 * psi,
          gradientBytes: 2 * psi,
          outputBytes: (options.outputBytes ?? 0) * (options.microBatches ?? 1),
        })
        const listed = expected.collectives.reduce(
          (sum, { count, bytes }) => sum + count * bytes,
          0,
        )
        const run = events
          .filter((event) => event.rank === 0)
          .reduce((sum, { bytes }) => sum + bytes, 0)
        if (options.ranks > 1) expect(run).toBeCloseTo(listed, 3)
      }),
      { numRuns: 100 },
    )
  })

  const layer = { parameters: [1_000_000], forward: 0.01, backward: 0.02, activationBytes: 1e6 }
  const base = { layers: [layer, layer, layer], ranks: 4, link: { bandwidth: 1e9, latency: 0 } }

  test('on one rank every strategy is the same step', () => {
    const durations = dataStrategies.map(
      (strategy) => trainingStep({ ...base, ranks: 1, strategy, optimizer: 0.005 }).duration,
    )
    for (const duration of durations) expect(duration).toBeCloseTo(0.095, 12)
  })

  test('DDP hides all but the last bucket', () => {
    // Each layer is a bucket of 2 MB (the first closes at 1 MiB): 3 ms, against 20 ms of backward.
    const { use, duration } = trainingStep({ ...base, strategy: 'ddp', bucketCap: 1 })
    expect(use[0]!.exposed).toBeCloseTo(0.003, 12)
    expect(duration).toBeCloseTo(0.093, 12)
    const sequential = trainingStep({ ...base, strategy: 'ddp', bucketCap: 1, overlap: false })
    expect(sequential.use[0]!.exposed).toBeCloseTo(0.009, 12)
  })

  test('DataParallel leaves the workers without work while the master updates', () => {
    const { use, memory } = trainingStep({ ...base, strategy: 'data-parallel', optimizer: 0.05 })
    expect(use[0]!.idle).toBeCloseTo(0, 12)
    expect(use[3]!.idle).toBeCloseTo(0.05, 12)
    expect(memory[0]![0]!.bytes.optimizer).toBe(3e6 * 12)
    expect(memory[3]![0]!.total).toBe(0)
  })

  test('a straggler holds the others up at the collectives', () => {
    const slowdown = [1, 1, 1, 2]
    const { use, duration } = trainingStep({ ...base, strategy: 'ddp', slowdown })
    expect(duration).toBeGreaterThan(0.18)
    expect(use[0]!.idle).toBeGreaterThan(0.08)
    expect(use[3]!.idle).toBeLessThan(0.001)
  })

  test('prefetch gathers two units at most, no prefetch one, no resharding all', () => {
    const unit = 1_000_000 * recipes.mixedAdam.parameters
    const gathered = (options: Partial<StepOptions>) =>
      Math.max(
        ...trainingStep({ ...base, strategy: 'zero-3', ...options }).memory[0]!.map(
          ({ bytes }) => bytes.gathered,
        ),
      )
    expect(gathered({})).toBe(2 * unit)
    expect(gathered({ prefetch: false })).toBe(unit)
    expect(gathered({ reshardAfterForward: false })).toBe(3 * unit)
    expect(gathered({ ranks: 1 })).toBe(0)
  })

  test('each ZeRO stage needs less memory than the one before', () => {
    const peaks = (['ddp', 'zero-1', 'zero-2', 'zero-3'] as const).map((strategy) => {
      const { memory } = trainingStep({
        ...base,
        layers: Array.from({ length: 12 }, () => layer),
        strategy,
      })
      return peakMemory(memory[0]!).total
    })
    expect(peaks).toEqual(peaks.toSorted((a, b) => b - a))
    expect(new Set(peaks).size).toBe(4)
  })

  test('hostile arguments are named', () => {
    const good = { ...base, strategy: 'ddp' } as const
    expect(() => trainingStep({ ...good, ranks: 0 })).toThrow(/ranks/)
    expect(() => trainingStep({ ...good, layers: [] })).toThrow(/layers.length/)
    expect(() => trainingStep({ ...good, strategy: 'magic' as never })).toThrow(/strategy/)
    expect(() => trainingStep({ ...good, slowdown: [1] })).toThrow(/slowdown.length/)
    expect(() => trainingStep({ ...good, layers: [{ ...layer, forward: -1 }] })).toThrow(/forward/)
    expect(() => trainingStep({ ...good, overlap: 1 as never })).toThrow(/overlap/)
  })
})

describe('FSDP collectives', () => {
  test('shards are padded to equal rows', () => {
    expect(fsdpShardElements([[10, 3], [5]], 4)).toBe(3 * 3 + 2)
    expect(fsdpShardElements([[1, 8]], 4)).toBe(8)
  })

  test('backward prefetch of three units: AG₃ AG₂ RS₃ AG₁ RS₂ RS₁', () => {
    const units = [1, 2, 3].map((rows) => ({ shapes: [[rows, 4]] }))
    const short = (options: object) =>
      fsdpStep(units, { ranks: 2, ...options })
        .filter(({ phase }) => phase === 'backward')
        .map(({ collective, unit }) => (collective === 'all-gather' ? 'AG' : 'RS') + (unit + 1))
        .join(' ')
    expect(short({})).toBe('AG3 AG2 RS3 AG1 RS2 RS1')
    expect(short({ backwardPrefetch: false })).toBe('AG3 RS3 AG2 RS2 AG1 RS1')
    expect(short({ reshardAfterForward: false })).toBe('RS3 RS2 RS1')
  })

  test('a unit may keep its parameters although the others do not', () => {
    const units = [{ shapes: [[8]], reshardAfterForward: false }, { shapes: [[8]] }]
    const gathers = fsdpStep(units, { ranks: 2 }).filter(
      ({ collective, phase }) => collective === 'all-gather' && phase === 'backward',
    )
    expect(gathers.map(({ unit }) => unit)).toEqual([1])
  })

  test('hostile arguments are named', () => {
    expect(() => fsdpStep([{ shapes: [[]] }], { ranks: 2 })).toThrow(/shape.length/)
    expect(() => fsdpStep([{ shapes: [[2]] }], { ranks: 0 })).toThrow(/ranks/)
  })
})

describe('volume', () => {
  test('the chain copies and sums move (n−1)ψ in all, as any broadcast and reduce must', () => {
    const { sent } = dataParallelVolume({ strategy: 'data-parallel', ranks: 4, parameterBytes: 10 })
    expect(sent).toEqual([10, 20, 20, 10])
  })

  test('hostile arguments are named', () => {
    const good = { strategy: 'ddp', ranks: 2, parameterBytes: 1 } as const
    expect(() => dataParallelVolume({ ...good, ranks: 1.5 })).toThrow(/ranks/)
    expect(() => dataParallelVolume({ ...good, parameterBytes: NaN })).toThrow(/parameterBytes/)
    expect(() => dataParallelVolume({ ...good, sync: 'never' as never })).toThrow(/sync/)
  })
})
