import { defineExercise, setting } from '../../components/exercise/define.ts'
import type tensorParallel from '../../components/widgets/tensor-parallel/widget.ts'
import { nonlinearities } from '../../math/parallel/tensor/linear.ts'
import { matmul } from '../../math/parallel/tensor/matrix.ts'
import { productProgram } from '../../math/parallel/tensor/programs.ts'
import {
  sampleProgram,
  type SampleSetting,
  usualSample,
} from '../../math/parallel/tensor/samples.ts'
import { fromNested } from '../../math/tensor.ts'

const situations = ['gather', 'keep', 'reduce', 'scatter'] as const

/** Which cut it is, and which collective follows, read from the sizes of the blocks. */
export const chooseTheCollective = defineExercise({
  id: 'choose-the-collective',
  rev: 1,
  skills: ['tensor-cuts', 'tensor-collectives'],
  generate: (random) => {
    const ranks = random.pick([2, 4, 8])
    return {
      situation: random.integer(0, situations.length - 1),
      ranks,
      tokens: ranks * random.integer(2, 9),
      inner: ranks * random.integer(10, 40),
      outer: ranks * random.integer(10, 40),
    }
  },
  facts: ({ situation, ranks, tokens, inner, outer }) => {
    const kind = situations[situation]!
    const byColumns = kind === 'gather' || kind === 'keep'
    return {
      kind,
      byColumns: byColumns ? 1 : 0,
      ranks,
      tokens,
      inner,
      outer,
      blockRows: byColumns ? inner : inner / ranks,
      blockColumns: byColumns ? outer / ranks : outer,
      wantedRows: kind === 'scatter' ? tokens / ranks : tokens,
      wantedColumns: kind === 'keep' ? outer / ranks : outer,
    }
  },
  // The two sizes are told apart at sight.
  accept: ({ inner, outer }) => inner !== outer,
  parts: [
    {
      id: 'holds',
      kind: 'choice',
      options: { columns: {}, summand: {}, rows: {}, everything: {} },
      correct: ({ byColumns }) => [byColumns === 1 ? 'columns' : 'summand'],
    },
    {
      id: 'collective',
      kind: 'choice',
      options: {
        none: { mistake: 'nothing-for-something' },
        'all-gather': { mistake: 'blocks-for-summands' },
        'all-reduce': { mistake: 'summands-for-blocks' },
        'reduce-scatter': { mistake: 'scattered-unasked' },
      },
      correct: ({ kind }) => [
        { gather: 'all-gather', keep: 'none', reduce: 'all-reduce', scatter: 'reduce-scatter' }[
          kind
        ],
      ],
    },
  ],
  hints: 2,
  solution: 2,
  preset: (_, { kind, ranks }) => ({
    widget: 'tensor-parallel',
    params: {
      block: 'product',
      ranks,
      cut: kind === 'gather' || kind === 'keep' ? 'column' : 'row',
      collective: {
        gather: 'all-gather',
        keep: 'none',
        reduce: 'all-reduce',
        scatter: 'reduce-scatter',
      }[kind],
    },
  }),
})

const listed = (values: readonly number[]) => values.join(', ').replaceAll('-', '−')

/** Two summands by hand, and what a nonlinearity makes of them too early. */
export const summandByHand = defineExercise({
  id: 'summand-by-hand',
  rev: 1,
  skills: ['tensor-cuts'],
  generate: (random) => ({
    input: Array.from({ length: 4 }, () => random.integer(-3, 3)),
    column: Array.from({ length: 4 }, () => random.integer(-3, 3)),
  }),
  facts: ({ input, column }) => {
    const { output } = productProgram({
      input: fromNested([input]),
      weight: fromNested(column.map((value) => [value])),
      ranks: 2,
      cut: 'row',
      collective: 'none',
    })
    const [first, second] = output!.pieces.map(({ matrix }) => matrix.data[0]!) as [number, number]
    const sum = matmul(fromNested([input]), fromNested(column.map((value) => [value]))).data[0]!
    const relu = nonlinearities.relu.value
    return {
      x: listed(input),
      a: listed(column),
      first,
      second,
      sum,
      right: relu(sum),
      early: relu(first) + relu(second),
      smaller: Math.min(first, second),
    }
  },
  accept: ({ input, column }, { first, second, sum, right, early }) =>
    [...input, ...column].every((value) => value !== 0) &&
    Math.min(first, second) < 0 &&
    sum > 0 &&
    right !== early &&
    new Set([first, second, sum]).size === 3,
  parts: [
    {
      id: 'rank-zero',
      kind: 'number',
      unit: 'number',
      figures: 'exact',
      value: ({ first }) => first,
      mistakes: {
        'whole-for-summand': ({ sum }) => sum,
        'other-rank': ({ second }) => second,
      },
    },
    {
      id: 'sum',
      kind: 'number',
      unit: 'number',
      figures: 'exact',
      value: ({ sum }) => sum,
      mistakes: {
        // The summand that ReLU lets pass is also all that is left when it comes too early.
        'one-summand': ({ first }) => (first < 0 ? first : undefined),
        'activated-early': ({ early }) => early,
      },
    },
    {
      id: 'early',
      kind: 'number',
      unit: 'number',
      figures: 'exact',
      value: ({ early }) => early,
      mistakes: {
        'summed-first': ({ right }) => right,
      },
    },
  ],
  hints: 2,
  solution: 3,
  preset: () => ({
    widget: 'tensor-parallel',
    params: { block: 'product', cut: 'row', collective: 'none' },
  }),
})

const orders = ['row-column', 'column-column', 'row-row'] as const

/** What the learner may set, as the widget runs it. */
const outcome = (values: object) => sampleProgram(values as SampleSetting).check?.verdict ?? 'stuck'

function rescueFacts({ order, ranks }: { readonly order: number; readonly ranks: number }) {
  const [first, second] = orders[order]!.split('-') as ['row' | 'column', 'row' | 'column']
  const sample = sampleProgram({ ...usualSample, order: orders[order]!, ranks })
  const [A, B] = sample.weights.map(({ expected, pieces }) => ({
    whole: expected.shape,
    block: pieces[0]!.matrix.shape,
  }))
  return {
    order: orders[order]!,
    ranks,
    first,
    second,
    wholeA: A!.whole,
    blockA: A!.block,
    wholeB: B!.whole,
    blockB: B!.block,
  }
}

/** An MLP with another pair of cuts: place its collectives and GeLU in the widget. */
export const saveTheMlp = defineExercise({
  id: 'save-the-mlp',
  rev: 1,
  skills: ['tensor-pairs', 'tensor-collectives'],
  generate: (random) => ({
    order: random.integer(0, orders.length - 1),
    ranks: random.pick([2, 4]),
  }),
  facts: rescueFacts,
  parts: [
    setting<typeof tensorParallel, ReturnType<typeof rescueFacts>>({
      id: 'mlp',
      kind: 'setting',
      widget: 'tensor-parallel',
      start: ({ order, ranks }) => ({
        block: 'mlp',
        order,
        ranks,
        between: 'none',
        gelu: 'before',
        collective: 'none',
      }),
      free: ['between', 'gelu', 'collective'],
      goals: {
        runs: (values) => outcome(values) !== 'stuck',
        'right-numbers': (values) => !['wrong', 'stuck'].includes(outcome(values)),
        'whole-everywhere': (values) => outcome(values) === 'whole',
      },
      mistakes: {
        'gelu-before-the-sum': {
          made: ({ gelu, between }, { first }) =>
            first === 'row' && between === 'all-reduce' && gelu === 'before',
          sample: ({ first, second }) =>
            first === 'row'
              ? {
                  between: 'all-reduce',
                  gelu: 'before',
                  collective: second === 'row' ? 'all-reduce' : 'all-gather',
                }
              : undefined,
        },
        'first-sum-missing': {
          made: ({ between }, { first }) => first === 'row' && between === 'none',
          sample: ({ first }) => (first === 'row' ? { between: 'none', gelu: 'after' } : undefined),
        },
        'blocks-not-gathered': {
          made: ({ between }, { first }) => first === 'column' && between === 'none',
          sample: ({ first }) =>
            first === 'column' ? { between: 'none', collective: 'all-gather' } : undefined,
        },
        'wrong-last': {
          made: ({ between, gelu, collective }, { first, second }) =>
            (first === 'row'
              ? between === 'all-reduce' && gelu === 'after'
              : between === 'all-gather') &&
            collective === (second === 'row' ? 'all-gather' : 'all-reduce'),
          sample: ({ first, second }) => ({
            between: first === 'row' ? 'all-reduce' : 'all-gather',
            gelu: 'after',
            collective: second === 'row' ? 'all-gather' : 'all-reduce',
          }),
        },
      },
      answer: ({ first, second }) => ({
        between: first === 'row' ? 'all-reduce' : 'all-gather',
        gelu: 'after',
        collective: second === 'row' ? 'all-reduce' : 'all-gather',
      }),
    }),
  ],
  hints: 2,
  solution: 2,
})

const degrees = [2, 3, 4, 6, 8, 16] as const

/** Degrees that leave every head whole, on one node. */
export const whichDegrees = defineExercise({
  id: 'which-degrees',
  rev: 1,
  skills: ['tensor-pairs'],
  generate: (random) => ({
    heads: random.pick([12, 16, 20, 24, 32, 36, 40, 48, 56, 60, 64, 72, 96]),
  }),
  facts: ({ heads }) => ({
    heads,
    ...Object.fromEntries(
      degrees.flatMap((t) => [
        [`each${t}`, Math.floor(heads / t)],
        [`over${t}`, heads % t],
      ]),
    ),
  }),
  accept: ({ heads }) => degrees.filter((t) => t <= 8 && heads % t !== 0).length >= 1,
  parts: [
    {
      id: 'degrees',
      kind: 'choice',
      multiple: true,
      options: {
        two: { mistake: 'torn-heads' },
        three: { mistake: 'torn-heads' },
        four: { mistake: 'torn-heads' },
        six: { mistake: 'torn-heads' },
        eight: { mistake: 'torn-heads' },
        sixteen: { mistake: 'beyond-the-node' },
      },
      correct: ({ heads }) =>
        (
          [
            ['two', 2],
            ['three', 3],
            ['four', 4],
            ['six', 6],
            ['eight', 8],
          ] as const
        )
          .filter(([, t]) => heads % t === 0)
          .map(([name]) => name),
    },
  ],
  hints: 2,
  solution: 2,
  preset: () => ({ widget: 'tensor-parallel', params: { block: 'attention', ranks: 4 } }),
})
