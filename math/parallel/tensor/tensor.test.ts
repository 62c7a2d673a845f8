import * as fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { random } from '../../random.ts'
import { randomTensor, type Tensor } from '../../tensor.ts'
import {
  assemble,
  gatheredInputBytes,
  layerCommunication,
  linearRun,
  type MlpOptions,
  mlpMistakes,
  tensorParallelAttention,
  tensorParallelMlp,
} from './index.ts'

const seeds = fc.integer({ min: 0, max: 1e6 })
const sizes = fc.integer({ min: 1, max: 3 })
const cut = fc.constantFrom('column' as const, 'row' as const)
const ranksOf = fc.integer({ min: 1, max: 4 })

describe('tensor parallelism equals one rank, forward and backward', () => {
  test('linear, both cuts', () => {
    fc.assert(
      fc.property(seeds, ranksOf, sizes, sizes, sizes, cut, (seed, ranks, m, k, n, along) => {
        const stream = random(seed)
        const matrix = (...shape: number[]) => randomTensor(shape, stream)
        const run = linearRun({
          input: matrix(m, k * ranks),
          weight: matrix(k * ranks, n * ranks),
          bias: matrix(n * ranks).data,
          ranks,
          cut: along,
          outputGradient: matrix(m, n * ranks),
        })
        expect(run.error).toBeLessThan(1e-12)
        expect(run.backward!.error).toBeLessThan(1e-12)
        if (ranks === 1) expect(run.events).toEqual([])
      }),
    )
  })

  test('MLP, all four pairs of cuts, with and without sequence parallelism', () => {
    fc.assert(
      fc.property(
        seeds,
        ranksOf,
        sizes,
        sizes,
        fc.tuple(cut, cut),
        fc.constantFrom('gelu' as const, 'relu' as const, 'identity' as const),
        fc.boolean(),
        (seed, ranks, m, k, cuts, activation, sequenceParallel) => {
          const stream = random(seed)
          const matrix = (...shape: number[]) => randomTensor(shape, stream)
          const [tokens, hidden, ffn] = [m * ranks, k * ranks, 2 * ranks]
          const run = tensorParallelMlp({
            input: matrix(tokens, hidden),
            up: matrix(hidden, ffn),
            down: matrix(ffn, hidden),
            upBias: matrix(ffn).data,
            downBias: matrix(hidden).data,
            activation,
            ranks,
            cuts,
            sequenceParallel,
            outputGradient: matrix(tokens, hidden),
          })
          expect(run.error).toBeLessThan(1e-12)
          expect(run.backward!.error).toBeLessThan(1e-12)
        },
      ),
    )
  })

  test('attention with shared key-value heads, several sequences, causal or not', () => {
    fc.assert(
      fc.property(
        seeds,
        fc.integer({ min: 1, max: 3 }),
        sizes,
        sizes,
        fc.integer({ min: 1, max: 2 }),
        fc.boolean(),
        fc.constantFrom('fused' as const, 'separate' as const),
        fc.boolean(),
        (seed, ranks, sequences, headSize, share, causal, projections, sequenceParallel) => {
          const stream = random(seed)
          const matrix = (...shape: number[]) => randomTensor(shape, stream)
          const keyValueHeads = ranks
          const heads = share * keyValueHeads
          const [tokens, hidden] = [sequences * 2 * ranks, 3]
          const run = tensorParallelAttention({
            input: matrix(tokens, hidden),
            query: matrix(hidden, heads * headSize),
            key: matrix(hidden, keyValueHeads * headSize),
            value: matrix(hidden, keyValueHeads * headSize),
            output: matrix(heads * headSize, hidden),
            heads,
            keyValueHeads,
            sequences,
            causal,
            ranks,
            projections,
            sequenceParallel,
            outputGradient: matrix(tokens, hidden),
          })
          expect(run.error).toBeLessThan(1e-12)
          expect(run.backward!.error).toBeLessThan(1e-12)
        },
      ),
      { numRuns: 60 },
    )
  })
})

describe('gradients', () => {
  const stream = random('gradients')
  const matrix = (...shape: number[]) => randomTensor(shape, stream)

  /** Σ output ∘ weight, changed by nudging one input element up and down. */
  const slope = (run: (input: Tensor) => Tensor, input: Tensor, offset: number, weight: Tensor) => {
    const nudged = (by: number) => ({
      shape: input.shape,
      data: input.data.map((value, index) => value + (index === offset ? by : 0)),
    })
    const loss = (from: Tensor) =>
      run(from).data.reduce((sum, value, index) => sum + value * weight.data[index]!, 0)
    return (loss(nudged(1e-5)) - loss(nudged(-1e-5))) / 2e-5
  }

  test('of the MLP’s input agree with finite differences', () => {
    const rest = { up: matrix(4, 8), down: matrix(8, 4), ranks: 2 }
    const [input, outputGradient] = [matrix(2, 4), matrix(2, 4)]
    const { backward } = tensorParallelMlp({ ...rest, input, outputGradient })
    backward!.inputGradient!.data.forEach((gradient, offset) => {
      const run = (from: Tensor) => tensorParallelMlp({ ...rest, input: from }).output
      expect(gradient).toBeCloseTo(slope(run, input, offset, outputGradient), 7)
    })
  })

  test('of the attention’s input and weights agree with finite differences', () => {
    const rest = { value: matrix(4, 4), output: matrix(4, 4), heads: 2, ranks: 2 }
    const given = { input: matrix(3, 4), query: matrix(4, 4), key: matrix(4, 4) }
    const outputGradient = matrix(3, 4)
    const { backward } = tensorParallelAttention({ ...rest, ...given, outputGradient })
    const gradients = {
      input: backward!.inputGradient!,
      query: assemble(backward!.parameters['query']!),
      key: assemble(backward!.parameters['key']!),
    }
    for (const name of ['input', 'query', 'key'] as const) {
      const run = (from: Tensor) =>
        tensorParallelAttention({ ...rest, ...given, [name]: from }).output
      gradients[name].data.forEach((gradient, offset) => {
        expect(gradient).toBeCloseTo(slope(run, given[name], offset, outputGradient), 7)
      })
    }
  })
})

describe('what is wrong is seen to be wrong', () => {
  const stream = random('mistakes')
  const matrix = (...shape: number[]) => randomTensor(shape, stream)
  const base: MlpOptions = {
    input: matrix(2, 4),
    up: matrix(4, 8),
    down: matrix(8, 4),
    ranks: 2,
  }
  const setups: Record<(typeof mlpMistakes)[number], Partial<MlpOptions>> = {
    'activate-partial-sums': { cuts: ['row', 'column'] },
    'bias-on-every-rank': { downBias: [1, 1, 1, 1] },
    'skip-last-reduce': {},
  }
  for (const mistake of mlpMistakes) {
    test(mistake, () => {
      expect(tensorParallelMlp({ ...base, ...setups[mistake] }).error).toBeLessThan(1e-12)
      const wrong = tensorParallelMlp({ ...base, ...setups[mistake], mistake })
      expect(wrong.error).toBeGreaterThan(1e-3)
    })
  }

  test('with a linear function in between, activating partial sums would be right', () => {
    const run = tensorParallelMlp({
      ...base,
      ...setups['activate-partial-sums'],
      activation: 'identity',
      mistake: 'activate-partial-sums',
    })
    expect(run.error).toBeLessThan(1e-12)
  })

  test('a mistake that these cuts cannot make is refused', () => {
    expect(() => tensorParallelMlp({ ...base, mistake: 'activate-partial-sums' })).toThrow(
      /mistake/,
    )
    expect(() => tensorParallelMlp({ ...base, mistake: 'bias-on-every-rank' })).toThrow(/mistake/)
  })
})

test('layer volume: full recomputation repeats the forward collectives', () => {
  const model = { layers: 1, hidden: 8, heads: 4, vocabulary: 8, sequence: 4 }
  const none = layerCommunication(model, { tensorParallel: 4 }).sent
  expect(layerCommunication(model, { tensorParallel: 4, recompute: 'full' }).sent).toBe(1.5 * none)
  expect(layerCommunication(model).sent).toBe(0)
  // Two inputs of 4 × 8 numbers, two bytes each, three quarters of which are other ranks' rows.
  expect(gatheredInputBytes(model, { tensorParallel: 4 })).toBe(96)
  expect(gatheredInputBytes(model)).toBe(0)
})

test('hostile arguments are named', () => {
  const matrix = (...shape: number[]) => randomTensor(shape, random(1))
  const good = { input: matrix(2, 4), up: matrix(4, 8), down: matrix(8, 4), ranks: 2 }
  expect(() => tensorParallelMlp({ ...good, ranks: 3 })).toThrow(/ranks must divide columns \(8\)/)
  expect(() => tensorParallelMlp({ ...good, ranks: 0 })).toThrow(/ranks/)
  expect(() => tensorParallelMlp({ ...good, down: matrix(7, 4) })).toThrow(/down must have 8 rows/)
  expect(() => tensorParallelMlp({ ...good, input: matrix(4) })).toThrow(/input.shape/)
  expect(() => tensorParallelMlp({ ...good, upBias: [1] })).toThrow(/ranks must divide|bias.length/)
  expect(() => tensorParallelMlp({ ...good, activation: 'swish' as never })).toThrow(/activation/)
  expect(() => tensorParallelMlp({ ...good, outputGradient: matrix(1, 4) })).toThrow(
    /outputGradient.shape/,
  )
  const odd = { ...good, input: matrix(3, 4), sequenceParallel: true }
  expect(() => tensorParallelMlp(odd)).toThrow(/ranks must divide the tokens/)
  const attention = {
    input: matrix(2, 4),
    query: matrix(4, 4),
    key: matrix(4, 4),
    value: matrix(4, 4),
    output: matrix(4, 4),
    heads: 4,
    ranks: 2,
  }
  expect(() => tensorParallelAttention({ ...attention, ranks: 3 })).toThrow(
    /ranks must divide heads/,
  )
  expect(() => tensorParallelAttention({ ...attention, keyValueHeads: 3 })).toThrow(/keyValueHeads/)
  expect(() => tensorParallelAttention({ ...attention, key: matrix(4, 2) })).toThrow(
    /key must have/,
  )
  expect(() =>
    linearRun({ input: matrix(1, 2), weight: matrix(2, 2), ranks: 2, cut: 'diagonal' as never }),
  ).toThrow(/cut/)
  const linear = { input: matrix(1, 2), weight: matrix(2, 2), ranks: 2 }
  expect(() => linearRun({ ...linear, cut: 'column', inputIsSplit: true })).toThrow(/inputIsSplit/)
  expect(() => linearRun({ ...linear, cut: 'row', gatherOutput: false })).toThrow(/gatherOutput/)
})
