import * as fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { random } from '../../random.ts'
import { fromNested, randomTensor } from '../../tensor.ts'
import {
  addsUp,
  assemble,
  attentionProgram,
  chosenCollectives,
  communicated,
  lay,
  mlpProgram,
  productProgram,
  sampleProgram,
  tensorParallelAttention,
  tensorParallelMlp,
  usualSample,
} from './index.ts'
import { maxDifference } from './matrix.ts'

const seeds = fc.integer({ min: 0, max: 1e6 })
const ranksOf = fc.integer({ min: 2, max: 4 })
const verdictOf = (program: { readonly check?: { readonly verdict: string } }) =>
  program.check?.verdict ?? 'stuck'

function matrices(seed: number | string) {
  const stream = random(seed)
  return (...shape: number[]) => randomTensor(shape, stream)
}

describe('one product', () => {
  const matrix = matrices('product')
  const given = { input: matrix(2, 4), weight: matrix(4, 4), ranks: 2 }
  const outcomes = (cut: 'column' | 'row', backward = false) =>
    chosenCollectives.map((collective) =>
      verdictOf(
        productProgram({
          ...given,
          cut,
          collective,
          ...(backward ? { outputGradient: matrix(2, 4) } : {}),
        }),
      ),
    )

  test('each cut has its collective: none, all-gather, all-reduce, reduce-scatter', () => {
    expect(outcomes('column')).toEqual(['parts', 'whole', 'wrong', 'wrong'])
    expect(outcomes('row')).toEqual(['wrong', 'wrong', 'whole', 'parts'])
  })

  test('backward each needs the other’s', () => {
    expect(outcomes('column', true)).toEqual(['wrong', 'wrong', 'whole', 'parts'])
    expect(outcomes('row', true)).toEqual(['parts', 'whole', 'wrong', 'wrong'])
  })

  test('on paper: a row cut whose sum is left out, and a sum of columns that do not belong together', () => {
    const input = fromNested([[1, 2]])
    const weight = fromNested([
      [3, 4],
      [5, 6],
    ])
    // X₀A₀ = 3 4 and X₁A₁ = 10 12; Y = 13 16.
    const row = productProgram({ input, weight, ranks: 2, cut: 'row', collective: 'none' })
    expect(row.output!.pieces.map(({ matrix: { data } }) => data)).toEqual([
      [3, 4],
      [10, 12],
    ])
    expect(row.check).toMatchObject({ verdict: 'wrong', error: 12 })
    // Each rank has one column, 13 or 16, and adds them: 29 in place of either.
    const column = productProgram({
      input,
      weight,
      ranks: 2,
      cut: 'column',
      collective: 'all-reduce',
    })
    expect(
      column.check!.pieces.map(({ wrong, missing, error }) => [wrong, missing, error]),
    ).toEqual([
      [1, 1, 16],
      [1, 1, 13],
    ])
  })

  test('a split input is gathered before a column cut and used as it is by a row cut', () => {
    const split = { ...given, inputIsSplit: true }
    const column = productProgram({ ...split, cut: 'column', collective: 'none' })
    expect(column.steps.map(({ kind }) => kind)).toEqual(['hold', 'collective', 'local', 'result'])
    expect(verdictOf(column)).toBe('parts')
    const row = productProgram({ ...split, cut: 'row', collective: 'all-reduce' })
    expect(verdictOf(row)).toBe('whole')
    expect(row.steps.at(-1)!.sentSoFar).toBe(8)
  })
})

describe('MLP', () => {
  test('right choices give what one device gives, forward and backward', () => {
    fc.assert(
      fc.property(seeds, ranksOf, fc.boolean(), (seed, ranks, sequenceParallel) => {
        const matrix = matrices(seed)
        const given = {
          input: matrix(ranks, ranks),
          up: matrix(ranks, 2 * ranks),
          down: matrix(2 * ranks, ranks),
          ranks,
          cuts: ['column', 'row'] as const,
          sequenceParallel,
        }
        const choice = {
          between: 'none' as const,
          activateFirst: false,
          collective: sequenceParallel ? ('reduce-scatter' as const) : ('all-reduce' as const),
        }
        const right = sequenceParallel ? 'parts' : 'whole'
        const forward = mlpProgram({ ...given, ...choice })
        expect(verdictOf(forward)).toBe(right)
        expect(
          maxDifference(forward.output!.expected, tensorParallelMlp(given).output),
        ).toBeLessThan(1e-12)

        const outputGradient = matrix(ranks, ranks)
        const program = mlpProgram({ ...given, ...choice, outputGradient, gatherAgain: true })
        expect(verdictOf(program)).toBe(right)
        const run = tensorParallelMlp({ ...given, outputGradient })
        expect(maxDifference(program.output!.expected, run.backward!.inputGradient!)).toBeLessThan(
          1e-12,
        )
        for (const [name, parameter] of [
          ['dB', 'down'],
          ['dA', 'up'],
        ] as const) {
          const gradient = program.gradients.find((each) => each.name === name)!
          const wanted = run.backward!.parameters[parameter]!
          gradient.pieces.forEach(({ matrix: part }, rank) =>
            expect(maxDifference(part, wanted.parts[rank]!)).toBeLessThan(1e-12),
          )
          expect(maxDifference(gradient.expected, assemble(wanted))).toBeLessThan(1e-12)
        }
      }),
      { numRuns: 40 },
    )
  })

  const matrix = matrices('mlp')
  const given = { input: matrix(2, 4), up: matrix(4, 8), down: matrix(8, 4), ranks: 2 }
  const of = (
    cuts: readonly ['column' | 'row', 'column' | 'row'],
    between: (typeof chosenCollectives)[number],
    collective: (typeof chosenCollectives)[number],
    activateFirst = false,
  ) => mlpProgram({ ...given, cuts, between, collective, activateFirst })

  test('other orders are right with other collectives', () => {
    expect(verdictOf(of(['row', 'column'], 'all-reduce', 'all-gather'))).toBe('whole')
    expect(verdictOf(of(['row', 'row'], 'all-reduce', 'all-reduce'))).toBe('whole')
    expect(verdictOf(of(['column', 'column'], 'all-gather', 'all-gather'))).toBe('whole')
    expect(verdictOf(of(['column', 'column'], 'none', 'all-gather'))).toBe('stuck')
  })

  test('GeLU of summands errs exactly as in the tensor-parallel MLP that makes this mistake', () => {
    const program = of(['row', 'column'], 'all-reduce', 'all-gather', true)
    const run = tensorParallelMlp({
      ...given,
      cuts: ['row', 'column'],
      mistake: 'activate-partial-sums',
    })
    expect(verdictOf(program)).toBe('wrong')
    expect(program.check!.error).toBeCloseTo(run.error, 12)
    const first = of(['column', 'row'], 'none', 'none')
    const skipped = tensorParallelMlp({ ...given, mistake: 'skip-last-reduce' })
    expect(first.check!.pieces[0]!.error).toBeCloseTo(skipped.error, 12)
  })

  test('a bias added on every rank counts t times; summands with it no longer add up', () => {
    const row = { shape: [1, 4], data: [1, -3, 0, 2] }
    const right = {
      ...given,
      between: 'none',
      activateFirst: false,
      collective: 'all-reduce',
    } as const
    const biasedAt = (place: 'after' | 'before', cuts: readonly ['column', 'column' | 'row']) =>
      mlpProgram({
        ...right,
        cuts,
        ...(cuts[1] === 'column' ? { between: 'all-gather', collective: 'all-gather' } : {}),
        bias: { row, place },
      })
    expect(verdictOf(biasedAt('after', ['column', 'row']))).toBe('whole')
    const every = biasedAt('before', ['column', 'row'])
    expect(verdictOf(every)).toBe('wrong')
    // Once too often on two ranks.
    expect(every.check!.error).toBeCloseTo(3, 12)
    const run = tensorParallelMlp({ ...given, downBias: row.data, mistake: 'bias-on-every-rank' })
    expect(every.check!.error).toBeCloseTo(run.error, 12)
    const [product, sum] = every.steps.flatMap(({ result }) =>
      result?.layout === 'partial' ? [result] : [],
    )
    expect([addsUp(product!), addsUp(sum!)]).toEqual([true, false])
    // Onto columns each rank adds its own part, before the gather or after it.
    expect(verdictOf(biasedAt('before', ['column', 'column']))).toBe('whole')
    expect(verdictOf(biasedAt('after', ['column', 'column']))).toBe('whole')
    // Summands set side by side are wider than the bias.
    expect(
      verdictOf(
        mlpProgram({
          ...right,
          cuts: ['column', 'row'],
          collective: 'all-gather',
          bias: { row, place: 'after' },
        }),
      ),
    ).toBe('stuck')
  })

  test('GeLU of summands are no summands', () => {
    const early = of(['row', 'column'], 'all-reduce', 'all-gather', true)
    const partial = early.steps.flatMap(({ result }) =>
      result?.layout === 'partial' ? [result] : [],
    )
    expect(partial.map(({ name }) => name)).toEqual(['Y', 'H'])
    expect(partial.map(addsUp)).toEqual([true, false])
  })

  test('an early GeLU before a gather is right: columns are whole numbers, not summands', () => {
    expect(verdictOf(of(['column', 'column'], 'all-gather', 'all-gather', true))).toBe('whole')
  })

  test('a part of the result that no rank holds is noticed', () => {
    expect(verdictOf(of(['row', 'column'], 'reduce-scatter', 'none'))).toBe('lost')
  })

  test('its price: one all-reduce against two collectives', () => {
    const sent = (program: ReturnType<typeof of>) => program.steps.at(-1)!.sentSoFar
    expect(sent(of(['column', 'row'], 'none', 'all-reduce'))).toBe(8)
    // All-reduce of 2 × 8, and half of a gathered 2 × 4.
    expect(sent(of(['row', 'column'], 'all-reduce', 'all-gather'))).toBe(16 + 4)
  })
})

test('attention by heads, forward and backward, fused and separate', () => {
  fc.assert(
    fc.property(seeds, ranksOf, fc.boolean(), fc.boolean(), (seed, ranks, separate, sequence) => {
      const matrix = matrices(seed)
      const heads = 2 * ranks
      const given = {
        input: matrix(ranks, heads),
        query: matrix(heads, heads),
        key: matrix(heads, heads),
        value: matrix(heads, heads),
        output: matrix(heads, heads),
        heads,
        ranks,
        sequenceParallel: sequence,
      }
      const collective = sequence ? ('reduce-scatter' as const) : ('all-reduce' as const)
      const right = sequence ? 'parts' : 'whole'
      const forward = attentionProgram({ ...given, collective })
      expect(verdictOf(forward)).toBe(right)
      const outputGradient = matrix(ranks, heads)
      const run = tensorParallelAttention({
        ...given,
        outputGradient,
        projections: separate ? 'separate' : 'fused',
      })
      expect(maxDifference(forward.output!.expected, run.expected)).toBeLessThan(1e-12)
      const back = attentionProgram({ ...given, collective, outputGradient, separate })
      expect(verdictOf(back)).toBe(right)
      expect(maxDifference(back.output!.expected, run.backward!.inputGradient!)).toBeLessThan(1e-12)
      const count = back.steps.filter(({ kind }) => kind === 'collective').length
      expect(count).toBe(sequence ? 2 : separate ? 3 : 1)
      expect(count).toBe(run.events.filter(({ phase }) => phase === 'backward').length)
    }),
    { numRuns: 40 },
  )
})

test('bytes of ring collectives', () => {
  const rows = lay('X', matrices(1)(4, 4), 'rows', 4)
  expect(communicated(rows, 'all-gather').sent).toBe(12)
  const sums = { ...lay('X', matrices(1)(4, 4), 'replicated', 4), layout: 'partial' as const }
  expect(communicated(sums, 'all-reduce').sent).toBe(24)
  expect(communicated(sums, 'reduce-scatter').sent).toBe(12)
})

test('hostile arguments are named', () => {
  const matrix = matrices(2)
  const given = { input: matrix(3, 4), weight: matrix(4, 4), ranks: 2 } as const
  expect(() => productProgram({ ...given, cut: 'diagonal' as never, collective: 'none' })).toThrow(
    /cut/,
  )
  expect(() => productProgram({ ...given, cut: 'row', collective: 'gossip' as never })).toThrow(
    /collective/,
  )
  expect(() => productProgram({ ...given, ranks: 3, cut: 'row', collective: 'none' })).toThrow(
    /ranks/,
  )
  expect(() => communicated(lay('X', matrix(3, 4), 'replicated', 2), 'reduce-scatter')).toThrow(
    /ranks must divide the rows \(3\)/,
  )
  expect(() => sampleProgram({ ...usualSample, ranks: 3 })).toThrow(/ranks/)
  // A program does not throw: it shows where it got stuck.
  expect(verdictOf(productProgram({ ...given, cut: 'row', collective: 'reduce-scatter' }))).toBe(
    'stuck',
  )
  const mlp = { input: matrix(2, 2), up: matrix(2, 4), down: matrix(4, 2), ranks: 2 } as const
  const rest = { between: 'none', activateFirst: false, collective: 'none' } as const
  expect(() =>
    mlpProgram({ ...mlp, ...rest, cuts: ['row', 'row'], outputGradient: matrix(2, 2) }),
  ).toThrow(/cuts/)
})

test('samples are worth showing: mistakes are seen, and no rank’s share is mostly zero', () => {
  for (const ranks of [2, 4, 8]) {
    const none = sampleProgram({ ...usualSample, ranks, collective: 'none' })
    expect(none.check!.verdict).toBe('wrong')
    for (const { matrix } of none.output!.pieces) {
      expect(matrix.data.filter((value) => Math.abs(value) > 0.05).length).toBeGreaterThan(
        matrix.data.length / 3,
      )
    }
    const early = sampleProgram({
      ...usualSample,
      ranks,
      order: 'row-column',
      between: 'all-reduce',
      gelu: 'before',
      collective: 'all-gather',
    })
    expect(early.check!.error).toBeGreaterThan(1)
  }
})
