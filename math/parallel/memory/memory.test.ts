import * as fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { peakMemory, trainingStep } from '../data/index.ts'
import { transformerParameters, transformers } from '../transformer/index.ts'
import {
  adafactorMoments,
  bytesPerParameter,
  deepSpeedZero2,
  deepSpeedZero3,
  fullestStage,
  largestModel,
  megatronMemory,
  modelStates,
  recipes,
  shardSizes,
  stageParameters,
  strategyMemory,
  tensorShardParameters,
  trainingMemory,
  type ZeroStage,
} from './index.ts'

const stage = fc.constantFrom<ZeroStage[]>(0, 1, 2, 3)
const recipe = fc.constantFrom(...Object.values(recipes))
const model = {
  layers: 12,
  hidden: 96,
  heads: 12,
  keyValueHeads: 4,
  vocabulary: 1001,
  sequence: 32,
}

describe('model states', () => {
  test('each stage shards one more; what is sharded adds up to the whole', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: 1e12 }),
        fc.integer({ min: 1, max: 4096 }),
        recipe,
        (psi, d, kept) => {
          const whole = bytesPerParameter(kept)
          const states = ([0, 1, 2, 3] as const).map((zero) => modelStates(psi, d, zero, kept))
          for (const [index, { total }] of states.entries()) {
            if (index > 0) expect(total).toBeLessThanOrEqual(states[index - 1]!.total)
          }
          expect((states[3]!.total * d) / (whole.total * psi)).toBeCloseTo(1, 12)
          expect(states[1]!.optimizer * d).toBeCloseTo(whole.optimizer * psi, -3)
          expect(states[1]!.parameters).toBe(states[0]!.parameters)
        },
      ),
    )
  })

  test('with one rank every stage is the baseline', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 1e9 }), stage, recipe, (psi, zero, kept) => {
        expect(modelStates(psi, 1, zero, kept)).toEqual(modelStates(psi, 1, 0, kept))
      }),
    )
  })

  test('the largest model just fits', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 512 }), stage, (d, zero) => {
        const psi = largestModel(80e9, d, zero)
        expect(modelStates(psi, d, zero).total).toBeCloseTo(80e9, 0)
      }),
    )
  })

  test('shards cover every element once', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 0, max: 1e6 }),
        fc.integer({ min: 1, max: 300 }),
        (elements, ranks) => {
          const shards = shardSizes(elements, ranks)
          expect(shards).toHaveLength(ranks)
          expect(shards.reduce((sum, size) => sum + size, 0)).toBe(elements)
          expect(Math.max(...shards)).toBe(Math.ceil(elements / ranks))
        },
      ),
    )
  })

  test('the conventions: ZeRO 16, Megatron 18, and the others', () => {
    const totals = Object.fromEntries(
      Object.values(recipes).map((entry) => [entry.id, bytesPerParameter(entry).total]),
    )
    expect(totals).toMatchObject({
      mixedAdam: 16,
      megatronAdam: 18,
      fullAdam: 16,
      pureBf16Adam: 8,
      sgd: 8,
      momentum: 12,
      mixedMomentum: 12,
    })
    expect(totals['adam8bit']).toBeCloseTo(10, 2)
    expect(adafactorMoments(4096, 1024)).toBe(20480)
    expect(adafactorMoments(1, 1024)).toBe(4096)
  })
})

describe('parameters of a rank', () => {
  test('stages add up to the model; a tied matrix is stored twice once there are two stages', () => {
    for (const tied of [true, false]) {
      const whole = transformerParameters({ ...model, tied }).total
      for (const p of [1, 2, 3, 12]) {
        const sum = Array.from({ length: p }, (_, index) => index)
          .map((index) => stageParameters({ ...model, tied }, 1, p, index).total)
          .reduce((all, each) => all + each, 0)
        expect(sum - whole).toBe(tied && p > 1 ? 1001 * 96 : 0)
      }
    }
  })

  test('tensor-parallel shards add up to the layer, but for what every rank holds', () => {
    const layer = tensorShardParameters(model, 1)
    const replicated = 2 * 2 * 96 + 2 * 96 // two LayerNorms, two row biases
    for (const t of [2, 4]) {
      expect(t * tensorShardParameters(model, t) - (t - 1) * replicated).toBe(layer)
    }
    // Twelve ranks share four key-value heads: each holds one whole, three ranks the same.
    const copies = 8 * (2 * 8) * (96 + 1)
    expect(12 * tensorShardParameters(model, 12) - 11 * replicated - copies).toBe(layer)
  })
})

describe('training memory', () => {
  test('on one rank ZeRO-3 is the baseline, whether it reshards or not', () => {
    const baseline = trainingMemory(model)
    for (const zero of [1, 2, 3] as const) {
      for (const reshardAfterForward of [true, false]) {
        expect(trainingMemory(model, { zero, reshardAfterForward })).toEqual(baseline)
      }
    }
  })

  test('ZeRO-3 that keeps what it gathered holds a whole copy, and resharding two layers', () => {
    const layout = { dataParallel: 8, zero: 3 } as const
    const kept = trainingMemory(model, { ...layout, reshardAfterForward: false })
    expect(kept.gathered).toBe(2 * kept.stageParameters.total)
    expect(trainingMemory(model, layout).gathered).toBeLessThan(kept.gathered)
  })
})

describe('the fullest stage', () => {
  test('no other stage needs more', () => {
    fc.assert(
      fc.property(
        fc.constantFrom(1, 2, 3, 4, 6, 12),
        fc.integer({ min: 1, max: 16 }),
        fc.constantFrom('1f1b' as const, 'gpipe' as const),
        stage,
        (pipelineParallel, microBatches, schedule, zero) => {
          const layout = { pipelineParallel, microBatches, schedule, zero, dataParallel: 4 }
          const { memory } = fullestStage(model, layout)
          for (let at = 0; at < pipelineParallel; at++) {
            const other = trainingMemory(model, { ...layout, stage: at })
            expect(other.total).toBeLessThanOrEqual(memory.total)
          }
        },
      ),
    )
  })
})

test('a table of positions that is longer than the sequence counts whole', () => {
  const gpt2 = transformers.find(({ id }) => id === 'gpt2')!
  const short = { ...gpt2, sequence: 128, positionRows: 1024 }
  expect(transformerParameters(short).total).toBe(transformerParameters(gpt2).total)
  expect(stageParameters(short).total).toBe(stageParameters(gpt2).total)
  expect(() => transformerParameters({ ...gpt2, positionRows: 1023 })).toThrow(/positionRows/)
})

describe('strategies', () => {
  const layer = { parameters: [1_000_000], forward: 1, backward: 2 }
  const step = { layers: [layer, layer, layer], ranks: 4, link: { bandwidth: 1e9, latency: 0 } }

  test('hold what the ledger of a step says they hold at its peak', () => {
    for (const strategy of ['data-parallel', 'ddp', 'zero-1'] as const) {
      for (const gradientAsBucketView of [false, true]) {
        const { memory } = trainingStep({ ...step, strategy, gradientAsBucketView })
        for (const rank of [0, 3]) {
          const setup = { strategy, parameters: 3e6, ranks: 4, rank, gradientAsBucketView }
          expect(strategyMemory(setup).total).toBe(peakMemory(memory[rank]!).total)
        }
      }
    }
  })

  test('ZeRO-3 gathers one unit, two, or all', () => {
    const setup = { strategy: 'zero-3', parameters: 3e6, ranks: 4, largestUnit: 1e6 } as const
    expect(strategyMemory(setup).gathered).toBe(2 * 2e6)
    expect(strategyMemory({ ...setup, prefetch: false }).gathered).toBe(2e6)
    expect(strategyMemory({ ...setup, reshardAfterForward: false }).gathered).toBe(6e6)
    expect(strategyMemory({ ...setup, ranks: 1 }).gathered).toBe(0)
  })
})

describe('others’ estimators', () => {
  test('Megatron’s counts the parts that it knows of', () => {
    const plain = { ...model, keyValueHeads: 12, bias: false, positions: 'none' } as const
    const { parameters, weightAndOptimizer } = megatronMemory(plain)
    expect(parameters).toBe(transformerParameters(plain).total)
    expect(weightAndOptimizer).toBe(18 * parameters)
    // Norms are whole on each of two ranks: 4h a layer, of which dividing would leave half, and 2h.
    const norms = model.hidden * (4 * model.layers + 2)
    const halved = megatronMemory(plain, { tensorParallel: 2 })
    expect(halved.parameters).toBe((parameters - norms) / 2 + norms)
    const filled = megatronMemory(plain, { pipelineParallel: 4 })
    const short = megatronMemory(plain, { pipelineParallel: 4, microBatches: 2 })
    expect(short.activations).toBe(filled.activations / 2)
    const chunked = megatronMemory(plain, { pipelineParallel: 4, interleave: 3 })
    expect(chunked.activations / filled.activations).toBeCloseTo(1 + 3 / 12, 12)
  })

  test('DeepSpeed’s offload needs at least the whole model on the host while it is built', () => {
    const setup = { parameters: 1e9, gpusPerNode: 8, nodes: 2 }
    const plain = deepSpeedZero3(setup, 1e7, { zeroInit: false })
    expect(plain.cpu).toBe(1e9 * 32 * 1.5)
    expect(deepSpeedZero3(setup, 1e7).cpu).toBe(1e9 * 9 * 1.5)
    expect(deepSpeedZero2(setup).cpu).toBe(1e9 * 64 * 1.5)
  })
})

test('hostile arguments are named', () => {
  expect(() => modelStates(-1)).toThrow(/parameters/)
  expect(() => modelStates(1, 0)).toThrow(/dataParallel/)
  expect(() => modelStates(1, 1, 4 as never)).toThrow(/stage/)
  expect(() => modelStates(1, 1, '3' as never)).toThrow(TypeError)
  expect(() => bytesPerParameter({ ...recipes.sgd, moments: NaN })).toThrow(/recipe.moments/)
  expect(() => shardSizes(1.5, 2)).toThrow(/elements/)
  expect(() => deepSpeedZero3({ parameters: 1 }, 2)).toThrow(/largestLayer/)
  expect(() =>
    deepSpeedZero3({ parameters: 9 }, 2, { offloadOptimizer: false, offloadParameters: true }),
  ).toThrow(/offloadParameters/)
  expect(() => deepSpeedZero2({ parameters: 1, nodes: 0 })).toThrow(/nodes/)
  expect(() => stageParameters(model, 1, 5)).toThrow(/pipelineParallel/)
  expect(() => stageParameters(model, 1, 2, 2)).toThrow(/stage/)
  expect(() => tensorShardParameters(model, 5)).toThrow(/tensorParallel/)
  expect(() => megatronMemory(model, { interleave: 0 })).toThrow(/interleave/)
  const ddp = { strategy: 'ddp', parameters: 1, ranks: 2 } as const
  expect(() => strategyMemory({ ...ddp, rank: 2 })).toThrow(/rank/)
  expect(() => strategyMemory({ ...ddp, largestUnit: 2 })).toThrow(/largestUnit/)
  expect(() => trainingMemory(model, { dataParallel: 0 })).toThrow(/dataParallel/)
})
