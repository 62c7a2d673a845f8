import * as fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { type LayerHolding, layerHoldings } from './holdings.ts'
import { type StepOptions, trainingStep } from './step.ts'
import { dataStrategies } from './volume.ts'

const size = 1_000_000
const base: StepOptions = {
  strategy: 'zero-3',
  layers: Array.from({ length: 4 }, () => ({ parameters: [size], forward: 0.01, backward: 0.02 })),
  ranks: 4,
  link: { bandwidth: 1e9, latency: 1e-6 },
  optimizer: 0.01,
}
const at = (options: StepOptions, rank: number, time: number) =>
  layerHoldings(options, trainingStep(options), rank, time)
const parameters = (holdings: readonly LayerHolding[]) =>
  holdings.map((holding) => holding.parameters)
const gradients = (holdings: readonly LayerHolding[]) =>
  holdings.map((holding) => holding.gradients)

describe('what a rank holds of each layer', () => {
  test('agrees with the ledger, byte for byte', () => {
    fc.assert(
      fc.property(
        fc.record({
          strategy: fc.constantFrom(...dataStrategies),
          ranks: fc.integer({ min: 1, max: 5 }),
          layers: fc.integer({ min: 1, max: 5 }),
          reshardAfterForward: fc.boolean(),
          prefetch: fc.boolean(),
          bucketCap: fc.constantFrom(1, 5, 1000),
          bandwidth: fc.constantFrom(1e8, 1e9, 1e11),
          microBatches: fc.constantFrom(1, 3),
        }),
        ({ layers, bandwidth, ...rest }) => {
          const options: StepOptions = {
            ...base,
            ...rest,
            layers: Array.from({ length: layers }, () => base.layers[0]!),
            link: { bandwidth, latency: 1e-5 },
            sync: 'last',
          }
          const timeline = trainingStep(options)
          for (const [rank, ledger] of timeline.memory.entries()) {
            for (const [index, entry] of ledger.entries()) {
              // Several changes of one moment: the last of them is what lies there.
              if ((ledger[index + 1]?.time ?? Infinity) - entry.time < 1e-9) continue
              const holdings = layerHoldings(options, timeline, rank, entry.time)
              const whole = parameters(holdings).filter(
                (held) => held === 'whole' || held === 'arriving',
              ).length
              const gathers =
                options.ranks > 1 &&
                (options.strategy === 'zero-3' ||
                  (options.strategy === 'data-parallel' && rank > 0))
              expect(entry.bytes.gathered).toBeCloseTo(gathers ? whole * 2 * size : 0, 3)
              const held = gradients(holdings).reduce(
                (sum, state) =>
                  sum + (state === 'none' ? 0 : state === 'shard' ? 1 / options.ranks : 1),
                0,
              )
              // DataParallel sums each micro-batch on the master, which then holds one set more.
              if (options.strategy === 'data-parallel' && options.microBatches! > 1) continue
              expect(entry.bytes.gradients).toBeCloseTo(held * 2 * size, 3)
            }
          }
        },
      ),
      { numRuns: 150 },
    )
  })

  test('FSDP: a shard of everything, one or two layers whole', () => {
    expect(parameters(at(base, 2, 0))).toEqual(['arriving', 'shard', 'shard', 'shard'])
    // All-gather of a layer takes 1.5 ms, a forward 10: during the second one the third is fetched.
    expect(parameters(at(base, 2, 0.012))).toEqual(['shard', 'whole', 'arriving', 'shard'])
    const kept = { ...base, reshardAfterForward: false }
    expect(parameters(at(kept, 2, 0.04))).toEqual(['whole', 'whole', 'whole', 'whole'])
  })

  test('gradients: local, then a shard (FSDP), the sum (DDP), or a shard among leftovers (ZeRO-1)', () => {
    const late = (options: StepOptions) => {
      const timeline = trainingStep(options)
      const update = timeline.events.find(({ kind }) => kind === 'optimizer')!
      return gradients(layerHoldings(options, timeline, 1, update.start))
    }
    expect(new Set(late(base))).toEqual(new Set(['shard']))
    expect(new Set(late({ ...base, strategy: 'ddp' }))).toEqual(new Set(['sum']))
    expect(new Set(late({ ...base, strategy: 'zero-1' }))).toEqual(new Set(['shard-among-local']))
    const one = { ...base, strategy: 'ddp', bucketCap: 1000 } as const
    const { events } = trainingStep(one)
    const reduction = events.find(({ kind }) => kind === 'all-reduce')!
    expect(new Set(gradients(at(one, 0, reduction.start - 1e-4)))).toEqual(new Set(['local']))
    expect(new Set(gradients(at(one, 0, reduction.start + 1e-4)))).toEqual(new Set(['summing']))
  })

  test('DataParallel: workers have a model only while they compute', () => {
    const options = { ...base, strategy: 'data-parallel', inputBytes: 1e6 } as const
    const { duration } = trainingStep(options)
    expect(parameters(at(options, 0, 0))[0]).toBe('whole')
    expect(parameters(at(options, 3, 0))[0]).toBe('none')
    expect(parameters(at(options, 3, 0.02))[0]).toBe('whole')
    expect(at(options, 3, duration)[0]).toEqual({ parameters: 'none', gradients: 'none' })
  })

  test('hostile arguments are named', () => {
    const timeline = trainingStep(base)
    expect(() => layerHoldings(base, timeline, 4, 0)).toThrow(/rank/)
    expect(() => layerHoldings(base, timeline, 0, NaN)).toThrow(/time/)
  })
})
