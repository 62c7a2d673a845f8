import * as fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { accelerator, roof, rooflineOf } from '../../hardware/index.ts'
import {
  forwardFlops,
  inFlightChunks,
  iterationFlops,
  layerActivations,
  layerForwardWork,
  ptdParameters,
  resolve,
  stageActivations,
  trainingFlops,
  trainingStepWork,
  trainingTime,
  type Transformer,
  transformerParameters,
  transformers,
  utilization,
} from './index.ts'

const models: fc.Arbitrary<Transformer> = fc
  .record({
    layers: fc.integer({ min: 1, max: 12 }),
    headSize: fc.integer({ min: 1, max: 16 }),
    groups: fc.integer({ min: 1, max: 4 }),
    share: fc.integer({ min: 1, max: 3 }),
    ffn: fc.integer({ min: 1, max: 512 }),
    gated: fc.boolean(),
    bias: fc.boolean(),
    norm: fc.constantFrom('layer' as const, 'rms' as const),
    tied: fc.boolean(),
    positions: fc.constantFrom('learned' as const, 'none' as const),
    vocabulary: fc.integer({ min: 1, max: 999 }),
    sequence: fc.integer({ min: 1, max: 64 }),
  })
  .map(({ headSize, groups, share, ...rest }) => ({
    ...rest,
    heads: groups * share,
    keyValueHeads: groups,
    hidden: headSize * groups * share,
  }))

const small = { layers: 4, hidden: 64, heads: 4, vocabulary: 100, sequence: 16 }

describe('parameters', () => {
  const published: Record<string, number> = {
    gpt2: 124_439_808,
    'gpt2-xl': 1_557_611_200,
    'llama2-7b': 6_738_415_616,
    'llama2-13b': 13_015_864_320,
    'llama2-70b': 68_976_648_192,
    'llama3-8b': 8_030_261_248,
    'llama3-70b': 70_553_706_496,
    'llama3-405b': 405_853_388_800,
  }
  for (const [id, count] of Object.entries(published)) {
    test(`${id} has ${count} parameters, as its checkpoint`, () => {
      const model = transformers.find((entry) => entry.id === id)!
      expect(transformerParameters(model).total).toBe(count)
    })
  }

  test('the closed form is the count of the default layer without the final norm', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: 50 }),
        fc.integer({ min: 1, max: 50 }),
        fc.integer({ min: 1, max: 9 }),
        (layers, headSize, heads) => {
          const model = { ...small, layers, heads, hidden: headSize * heads, finalNorm: false }
          expect(ptdParameters(model)).toBeCloseTo(transformerParameters(model).total, 3)
        },
      ),
    )
  })

  test('presets resolve, and their names are those of their sizes', () => {
    for (const model of transformers) {
      resolve(model)
      const printed = /(\d+(\.\d+)?)([BT])$/.exec(model.name)
      if (printed === null) continue
      const stated = Number(printed[1]) * (printed[3] === 'T' ? 1e12 : 1e9)
      expect(transformerParameters(model).total / stated, model.id).toBeGreaterThan(0.95)
      expect(transformerParameters(model).total / stated, model.id).toBeLessThan(1.05)
    }
  })
})

describe('FLOPs', () => {
  test('are twice the weights of the products for each token, plus attention', () => {
    fc.assert(
      fc.property(models, (model) => {
        const { layers, hidden, heads, headSize, vocabulary, sequence } = resolve(model)
        const bare = { ...model, bias: false, norm: 'rms', positions: 'none', tied: true } as const
        const { perLayer } = transformerParameters(bare)
        const products = layers * (perLayer.attention + perLayer.mlp) + vocabulary * hidden
        const attention = layers * 4 * sequence * heads * headSize
        expect(forwardFlops(model).total).toBe(2 * products + attention)
      }),
    )
  })

  test('a causal kernel computes half the scores, and the diagonal', () => {
    const full = forwardFlops(small).attention
    expect(forwardFlops(small, { mask: 'causal' }).attention).toBe((full * 17) / 32)
  })

  test('backward is twice forward; recomputation adds what it repeats', () => {
    fc.assert(
      fc.property(models, (model) => {
        const [none, selective, full] = (['none', 'selective', 'full'] as const).map((choice) =>
          trainingFlops(model, choice),
        )
        expect(none!.hardware).toBe(3 * none!.forward)
        expect(selective!.recomputed).toBeLessThanOrEqual(full!.recomputed)
        expect(full!.hardware).toBeLessThanOrEqual(4 * full!.forward)
        expect(iterationFlops(model, 3).model).toBeCloseTo(
          3 * resolve(model).sequence * none!.model,
          3,
        )
      }),
    )
  })
})

describe('activations', () => {
  test('sequence parallelism divides everything by t; tensor parallelism alone cannot', () => {
    fc.assert(
      fc.property(fc.constantFrom(1, 2, 4), fc.boolean(), (t, dropout) => {
        const whole = layerActivations(small, { dropout }).bytes
        const both = { tensorParallel: t, sequenceParallel: true, dropout }
        expect(layerActivations(small, both).bytes).toBeCloseTo(whole / t, 6)
        const alone = layerActivations(small, { tensorParallel: t, dropout }).bytes
        expect(alone).toBeGreaterThanOrEqual(whole / t)
      }),
    )
  })

  test('are proportional to the micro-batch, and each saving saves', () => {
    fc.assert(
      fc.property(models, fc.integer({ min: 1, max: 8 }), (model, microBatch) => {
        const bytes = (options: object) => layerActivations(model, { microBatch, ...options }).bytes
        expect(bytes({})).toBeCloseTo(microBatch * layerActivations(model).bytes, 3)
        expect(bytes({ recompute: 'selective' })).toBeLessThan(bytes({}))
        expect(bytes({ recompute: 'full' })).toBeLessThan(bytes({ recompute: 'selective' }))
        expect(bytes({ dropout: false })).toBeLessThan(bytes({}))
      }),
    )
  })

  test('grouped queries keep smaller K and V, never less than a head on each rank', () => {
    const grouped = { ...small, keyValueHeads: 2 }
    const bytes = (model: Transformer, tensorParallel: number) =>
      layerActivations(model, { tensorParallel, recompute: 'selective' }).bytes
    // K and V of 2 heads of 16 instead of 4: 2 tensors · 2 bytes · 16 tokens · 32 fewer columns.
    expect(bytes(small, 1) - bytes(grouped, 1)).toBe(2 * 2 * 16 * 32)
    expect(bytes(small, 4)).toBe(bytes(grouped, 4))
  })

  test('a gated MLP of two thirds the width keeps as much as a plain one', () => {
    const plain = { ...small, hidden: 96, heads: 4, ffn: 384 }
    const gated = { ...plain, gated: true, ffn: 256 }
    expect(layerActivations(gated).bytes).toBe(layerActivations(plain).bytes)
  })
})

describe('pipeline stages', () => {
  test('1F1B holds min(m, p − r) micro-batches, GPipe all of them', () => {
    expect([0, 1, 2, 3].map((stage) => inFlightChunks(4, stage, 8))).toEqual([4, 3, 2, 1])
    expect([0, 1, 2, 3].map((stage) => inFlightChunks(4, stage, 2))).toEqual([2, 2, 2, 1])
    expect(inFlightChunks(4, 3, 8, 1, 'gpipe')).toBe(8)
    expect([0, 1, 2, 3].map((stage) => inFlightChunks(4, stage, 8, 2))).toEqual([11, 9, 7, 5])
  })

  test('the first stage holds all layers whatever p, once the pipeline fills', () => {
    for (const pipelineParallel of [1, 2, 4]) {
      expect(stageActivations(small, { pipelineParallel }).layersHeld).toBe(4)
    }
  })

  test('only the last stage keeps logits, only the first the embedding’s mask', () => {
    const [first, last] = [0, 3].map((stage) =>
      stageActivations(small, { pipelineParallel: 4, stage }),
    )
    expect(first!.output).toBe(0)
    expect(first!.embedding).toBe(4 * 16 * 64)
    expect(last!.embedding).toBe(0)
    // 4sbh(1 + V/h)
    expect(last!.output).toBeCloseTo(4 * 16 * 64 * (1 + 100 / 64), 9)
  })
})

describe('work for a roofline', () => {
  test('has the FLOPs of the forward pass, and three times that in a step', () => {
    fc.assert(
      fc.property(models, fc.integer({ min: 1, max: 4 }), (model, microBatch) => {
        const { layers, sequence } = resolve(model)
        const { total, logits } = forwardFlops(model)
        const sum = (parts: readonly { flops: number }[]) =>
          parts.reduce((all, { flops }) => all + flops, 0)
        const tokens = microBatch * sequence
        const layer = sum(layerForwardWork(model, microBatch))
        expect(layer).toBeCloseTo((tokens * (total - logits)) / layers, 3)
        expect(sum(trainingStepWork(model, microBatch))).toBeCloseTo(3 * tokens * total, 3)
      }),
    )
  })

  test('a big layer is bound by compute, what lies between its products by memory', () => {
    const gpt3 = transformers.find(({ id }) => id === 'gpt3-175b')!
    const parts = layerForwardWork(gpt3)
    const { points, utilization: share } = rooflineOf(parts, roof(accelerator('a100-80gb'), 'bf16'))
    const bounds = Object.fromEntries(parts.map(({ name }, index) => [name, points[index]!.bound]))
    expect(bounds['MLP up']).toBe('compute')
    expect(bounds['scores']).toBe('memory')
    expect(bounds['between products']).toBe('memory')
    expect(share).toBeGreaterThan(0.5)
  })
})

test('hostile arguments are named', () => {
  expect(() => resolve({ ...small, layers: 0 })).toThrow(/layers/)
  expect(() => resolve({ ...small, heads: 5 })).toThrow(/heads must divide hidden/)
  expect(() => resolve({ ...small, keyValueHeads: 3 })).toThrow(/keyValueHeads must divide/)
  expect(() => resolve({ ...small, ffn: 1.5 })).toThrow(/ffn/)
  expect(() => resolve({ ...small, gated: 'yes' as never })).toThrow(/gated/)
  expect(() => resolve({ ...small, norm: 'batch' as never })).toThrow(/norm/)
  expect(() => layerActivations(small, { tensorParallel: 3 })).toThrow(/tensorParallel/)
  expect(() => layerActivations(small, { recompute: 'some' as never })).toThrow(/recompute/)
  expect(() =>
    layerActivations({ ...small, sequence: 15 }, { tensorParallel: 2, sequenceParallel: true }),
  ).toThrow(/sequence/)
  expect(() => stageActivations(small, { pipelineParallel: 3 })).toThrow(/must divide layers/)
  expect(() => stageActivations(small, { schedule: 'gpipe' })).toThrow(/microBatches/)
  expect(() => stageActivations(small, { stage: 1 })).toThrow(/stage/)
  expect(() => trainingFlops(small, 'all' as never)).toThrow(/recompute/)
  expect(() => trainingTime(1, 1, 0, 1)).toThrow(/devices/)
  expect(() => utilization(1, 0, 1, 1)).toThrow(/seconds/)
})
