import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { summarize } from '../nets/summary.ts'
import { mobilenetV1 } from '../nets/zoo/mobilenet-v1.ts'
import { resnet } from '../nets/zoo/resnet.ts'
import { ringTime } from '../parallel/ring.ts'
import { forwardFlops, transformers } from '../parallel/transformer/index.ts'
import { layerCommunication } from '../parallel/tensor/volume.ts'
import {
  assumedPrices,
  type ChipDesign,
  chipDesign,
  chipPreset,
  chipPresets,
  collectiveTime,
  convnetTraining,
  decoding,
  designUnits,
  groupPath,
  mobilenetInference,
  nextEuro,
  operandTraffic,
  priceOf,
  purchases,
  runWorkload,
  tilePasses,
  topologies,
  transformerTraining,
  unitPrices,
  type Workload,
} from './index.ts'

const a100 = chipPreset('a100').design
const llama = transformers.find(({ id }) => id === 'llama3-8b')!
const one = { tensorParallel: 1, dataParallel: 1 }
const eight = { tensorParallel: 8, dataParallel: 1 }

const productFlops = ({ parts }: Workload) =>
  parts.reduce((sum, { times, product }) => {
    return product ? sum + times * 2 * product.m * product.k * product.n * product.copies : sum
  }, 0)

const everything = (t = 8, d = 1) => [
  mobilenetInference(),
  convnetTraining(t * d),
  transformerTraining(llama, { tensorParallel: t, dataParallel: d }),
  decoding(llama, { tensorParallel: t, dataParallel: d, sequences: 8, context: 4096 }),
]

describe('workloads have the work that their networks have', () => {
  it('MobileNet: products and depthwise layers are all its multiply-accumulates', () => {
    const workload = mobilenetInference()
    const depthwise = workload.parts
      .filter(({ group }) => group === 'depthwise convolutions')
      // Two operations per multiply-accumulate, and one for the activation that rides along.
      .reduce((sum, { vectorOps, elements }) => sum + vectorOps - elements.output, 0)
    const { macs } = summarize(mobilenetV1(), 224)
    expect(productFlops(workload) + depthwise).toBe(2 * macs)
  })

  it('ResNet-50 trains with three times its forward products', () => {
    const { macs, params } = summarize(resnet({ depth: 50 }), 224)
    const workload = convnetTraining(4, 8)
    expect(productFlops(workload) / (3 * 8 * 2 * macs)).toBeCloseTo(1, 12)
    expect(workload.collectives[0]!.bytes).toBe(2 * params)
  })

  it('a transformer trains with three times its forward FLOPs, however it is cut', () => {
    for (const tensorParallel of [1, 2, 8]) {
      const workload = transformerTraining(llama, { tensorParallel, dataParallel: 2 })
      const flops = 3 * forwardFlops(llama).total * llama.sequence
      expect((tensorParallel * productFlops(workload)) / flops).toBeCloseTo(1, 12)
    }
  })

  it('a decoded token costs 2 FLOPs per weight and what it looks at', () => {
    const context = 1024
    const workload = decoding(llama, { ...one, sequences: 3, context })
    const flops = 3 * forwardFlops({ ...llama, sequence: context }).total
    expect(productFlops(workload) / flops).toBeCloseTo(1, 12)
    // 8.03 billion parameters of two bytes, and 131,072 bytes of cache per token.
    expect(workload.need / 1e9).toBeCloseTo(16.06 + (3 * context * 131072) / 1e9, 1)
  })

  it('sends what tensor parallelism sends', () => {
    const { collectives } = transformerTraining(llama, eight)
    const run = runWorkload(a100, transformerTraining(llama, eight))
    const { sent } = layerCommunication(llama, { tensorParallel: 8 })
    expect(collectives[0]!.times).toBe(4 * llama.layers)
    expect(run.linkBytes).toBeCloseTo(2 * llama.layers * sent, -2)
  })
})

describe('on-chip memory', () => {
  it('halves the passes when it is four times as large, until everything is read once', () => {
    const product = { m: 4096, k: 4096, n: 4096, copies: 1 }
    expect(tilePasses(product, 4 * 512 ** 2)).toEqual({ input: 8, weights: 8 })
    expect(tilePasses(product, 4 * 1024 ** 2)).toEqual({ input: 4, weights: 4 })
    expect(tilePasses(product, 4 * 4096 ** 2)).toEqual({ input: 1, weights: 1 })
  })

  it('never moves less than each operand once, and no more with more room', () => {
    const size = fc.integer({ min: 1, max: 5000 })
    fc.assert(
      fc.property(size, size, size, fc.integer({ min: 10, max: 26 }), (m, k, n, power) => {
        const product = { m, k, n, copies: 1 }
        const moved = (room: number) => operandTraffic(product, 2 * m * k, 2 * k * n, room)
        expect(moved(2 ** power)).toBeGreaterThanOrEqual(2 * m * k + 2 * k * n)
        expect(moved(2 ** (power + 1))).toBeLessThanOrEqual(moved(2 ** power) * (1 + 1e-12))
      }),
    )
  })

  it('keeps the whole of MobileNet where there is room for it', () => {
    const roomy = { ...chipPreset('phone').design, sram: 1e9 }
    expect(runWorkload(roomy, mobilenetInference()).memoryBytes).toBeLessThan(2e5)
  })
})

describe('links', () => {
  it('give a whole group everything, whatever the topology, but in different rounds', () => {
    expect(groupPath('ring', 16, 1, 'tensor', 1e9)).toEqual({ bandwidth: 1e9, rounds: 15 })
    expect(groupPath('torus', 16, 1, 'tensor', 1e9)).toEqual({ bandwidth: 1e9, rounds: 6 })
    expect(groupPath('switched', 16, 1, 'tensor', 1e9)).toEqual({ bandwidth: 1e9, rounds: 4 })
  })

  it('are shared where there are two kinds of groups', () => {
    expect(groupPath('ring', 4, 4, 'tensor', 1e9)).toEqual({ bandwidth: 5e8, rounds: 3 })
    expect(groupPath('ring', 4, 4, 'data', 1e9)).toEqual({ bandwidth: 2.5e8, rounds: 12 })
    expect(groupPath('torus', 4, 4, 'data', 1e9)).toEqual({ bandwidth: 5e8, rounds: 3 })
    expect(groupPath('switched', 4, 4, 'data', 1e9)).toEqual({ bandwidth: 1e9, rounds: 2 })
  })

  it('time a ring as the collectives library does', () => {
    const design = { topology: 'ring', link: 3e9, latency: 2e-6 } as const
    for (const collective of ['all-reduce', 'all-gather', 'reduce-scatter'] as const) {
      const { bytes, latency } = collectiveTime(design, 8, 1, {
        axis: 'tensor',
        collective,
        bytes: 1e6,
      })
      const link = { bandwidth: 3e9, latency: 2e-6 }
      expect(bytes + latency).toBeCloseTo(ringTime(collective, 8, 1e6, link), 12)
    }
  })

  it('cost nothing alone', () => {
    for (const topology of topologies) {
      const alone = { topology, link: 1e9, latency: 1e-6 }
      const asked = { axis: 'data', collective: 'all-reduce', bytes: 1e9 } as const
      expect(collectiveTime(alone, 1, 1, asked)).toEqual({ bytes: 0, latency: 0 })
    }
  })
})

const designs: fc.Arbitrary<ChipDesign> = fc
  .record({
    preset: fc.constantFrom(...chipPresets),
    factor: fc.double({ min: 0.2, max: 5, noNaN: true }),
    resource: fc.constantFrom(...purchases),
    topology: fc.constantFrom(...topologies),
    secondCore: fc.constantFrom('none' as const, 'vector' as const, 'host' as const),
    linksBeside: fc.boolean(),
    lowPrecision: fc.boolean(),
  })
  .map(({ preset, factor, resource, ...choices }) => ({
    ...preset.design,
    ...choices,
    [resource]: preset.design[resource] * factor,
  }))

describe('a run', () => {
  it('spends its time once, and is busy for at most all of it', () => {
    fc.assert(
      fc.property(designs, (design) => {
        for (const workload of everything(4, 2)) {
          const { time, spent, groups, busy, rate } = runWorkload(design, workload)
          const sum = Object.values(spent).reduce((all, seconds) => all + seconds, 0)
          expect(sum / time).toBeCloseTo(1, 9)
          const parts = groups.reduce((all, group) => all + group.time, 0)
          expect(parts / time).toBeCloseTo(1, 9)
          for (const share of Object.values(busy)) expect(share).toBeLessThanOrEqual(1 + 1e-9)
          expect(rate * time).toBeCloseTo(workload.yields, 6)
        }
      }),
      { numRuns: 40 },
    )
  })

  it('is never slower with more of anything', () => {
    fc.assert(
      fc.property(designs, fc.constantFrom(...purchases), (design, resource) => {
        const better = { ...design, [resource]: design[resource] * 1.5 }
        for (const workload of everything(4, 2)) {
          const before = runWorkload(design, workload).time
          expect(runWorkload(better, workload).time).toBeLessThanOrEqual(before * (1 + 1e-9))
        }
      }),
      { numRuns: 40 },
    )
  })

  it('one chip decodes at the pace of its memory', () => {
    const workload = decoding(llama, { ...one, sequences: 1, context: 1 })
    const run = runWorkload({ ...a100, launch: 0 }, workload)
    expect(run.bound).toBe('memory')
    // All weights but the embedding table, and 20 MB that stay on chip: 15 GB at 2,039 GB/s.
    expect(run.time).toBeGreaterThan(14.98e9 / 2039e9)
    expect(run.time).toBeLessThan(15.1e9 / 2039e9)
  })

  it('twice the FLOP/s help training and do nothing for decoding', () => {
    const twice = { ...a100, matrix: 2 * a100.matrix }
    const faster = (workload: Workload) =>
      runWorkload(a100, workload).time / runWorkload(twice, workload).time
    expect(faster(transformerTraining(llama, eight))).toBeGreaterThan(1.4)
    expect(faster(transformerTraining(llama, eight))).toBeLessThan(2)
    expect(faster(decoding(llama, { ...one, sequences: 1, context: 4096 }))).toBeCloseTo(1, 3)
  })

  it('an 8-bit engine halves the linear layers alone', () => {
    const h100 = chipPreset('h100').design
    const workload = transformerTraining(llama, eight)
    const timeOf = (design: ChipDesign, name: string) =>
      runWorkload(design, workload).groups.find(({ group }) => group === name)?.time ?? 0
    const wide = { ...h100, lowPrecision: false, launch: 0 }
    const narrow = { ...h100, launch: 0 }
    expect(timeOf(wide, 'linear layers') / timeOf(narrow, 'linear layers')).toBeCloseTo(2, 6)
    expect(timeOf(wide, 'attention')).toBe(timeOf(narrow, 'attention'))
    expect(timeOf(wide, 'scaling to 8 bits')).toBe(0)
    expect(timeOf(narrow, 'scaling to 8 bits')).toBeGreaterThan(0)
    expect(runWorkload(wide, workload).time / runWorkload(narrow, workload).time).toBeLessThan(1.5)
  })

  it('handing depthwise layers to the host costs more than computing them', () => {
    const phone = chipPreset('phone').design
    const own = runWorkload(phone, mobilenetInference())
    const host = runWorkload({ ...phone, secondCore: 'host' }, mobilenetInference())
    expect(host.time).toBeGreaterThan(2 * own.time)
    expect(host.bound).toBe('latency')
  })

  it('links that do not run beside computing expose the gradients', () => {
    const spread = { tensorParallel: 1, dataParallel: 8 }
    const workload = transformerTraining(llama, spread)
    const beside = runWorkload(a100, workload).spent.link
    const alone = runWorkload({ ...a100, linksBeside: false }, workload).spent.link
    expect(alone).toBeGreaterThan(1.5 * beside)
  })

  it('says what does not fit', () => {
    const gpt3 = transformers.find(({ id }) => id === 'gpt3-175b')!
    expect(runWorkload(a100, transformerTraining(gpt3, eight)).fits).toBe(false)
    expect(runWorkload(a100, transformerTraining(llama, eight)).fits).toBe(true)
  })
})

describe('the next euro', () => {
  it('adds up to the price', () => {
    for (const { design } of chipPresets) {
      const { by, total } = priceOf(design)
      expect(Object.values(by).reduce((sum, price) => sum + price, 0)).toBeCloseTo(total, 9)
    }
    expect(priceOf(a100).by.capacity).toBe(80 * assumedPrices.capacity)
  })

  it('buys bandwidth for decoding, and links where links are slow', () => {
    expect(nextEuro(a100, [decoding(llama, { ...one, sequences: 1, context: 4096 })]).best).toBe(
      'bandwidth',
    )
    const slow = { ...a100, link: 10e9 }
    expect(nextEuro(slow, [transformerTraining(llama, eight)]).best).toBe('link')
  })

  it('is worth elasticity over share, to first order', () => {
    for (const workload of everything()) {
      for (const { elasticity, share, gain, purchase } of nextEuro(a100, [workload]).offers) {
        if (share < 0.1 || purchase === 'capacity') continue
        expect(gain / 0.01).toBeCloseTo(elasticity / share, 0)
      }
    }
  })

  it('elasticities add up to one where rates alone decide', () => {
    const bare = { ...a100, launch: 0, latency: 0 }
    const { offers } = nextEuro(bare, [transformerTraining(llama, eight)])
    const sum = offers.reduce((all, { elasticity }) => all + elasticity, 0)
    expect(sum).toBeCloseTo(1, 1)
  })

  it('must buy memory first where something does not fit', () => {
    const small = { ...a100, capacity: 8e9 }
    const workload = decoding(llama, { ...one, sequences: 1, context: 4096 })
    const { best, missing } = nextEuro(small, [workload])
    expect(best).toBe('capacity')
    const more = { ...small, capacity: 8e9 + (missing / 15) * designUnits.capacity + 1 }
    expect(runWorkload(more, workload).fits).toBe(true)
  })

  it('sells no vector core to a chip without one', () => {
    expect(unitPrices({ ...a100, secondCore: 'none' }, assumedPrices).vector).toBe(Infinity)
    expect(priceOf({ ...a100, secondCore: 'host' }).by.vector).toBe(0)
  })
})

it('names what is wrong', () => {
  expect(() => chipDesign({ ...a100, matrix: 0 })).toThrow(/matrix/)
  expect(() => chipDesign({ ...a100, latency: -1 })).toThrow(/latency/)
  expect(() => chipDesign({ ...a100, topology: 'star' as never })).toThrow(/topology/)
  expect(() => chipPreset('cray' as never)).toThrow(/id must be one of/)
  expect(() => transformerTraining(llama, { tensorParallel: 3, dataParallel: 1 })).toThrow(/divide/)
  expect(() => decoding(llama, { ...one, sequences: 0, context: 1 })).toThrow(/sequences/)
  expect(() => convnetTraining(0)).toThrow(/replicas/)
  expect(() => nextEuro(a100, [])).toThrow(/workloads/)
  expect(() => priceOf(a100, { ...assumedPrices, link: 0 })).toThrow(/prices.link/)
  expect(() => groupPath('ring', 0, 1, 'tensor', 1)).toThrow(/tensorParallel/)
})
