import { defineExercise } from '../../components/exercise/define.ts'
import {
  dataPrimitives,
  definition,
  inputLengths,
  play,
  schedule,
  coefficients,
} from '../../math/collectives/index.ts'
import type { Algorithm, Primitive } from '../../math/collectives/index.ts'
import type { Random } from '../../math/random.ts'

const sum = (values: readonly number[]) => values.reduce((total, value) => total + value, 0)

/** A rank's numbers as the prompt writes them, never broken over lines: `[3 1 4]`, `[–]` for none. */
const written = (values: readonly number[]) =>
  `[${values.length === 0 ? '–' : values.join('\u00a0')}]`

/** The numbers 1 … count in a random order, so that each can be followed from rank to rank. */
function shuffled(random: Random, count: number): number[] {
  const numbers = Array.from({ length: count }, (_, index) => index + 1)
  for (let last = count - 1; last > 0; last--) {
    const other = random.integer(0, last)
    ;[numbers[last], numbers[other]] = [numbers[other]!, numbers[last]!]
  }
  return numbers
}

const threeRanks = 3

/** What three ranks hold before and after: which primitive was it? */
export const nameThePrimitive = defineExercise({
  id: 'name-the-primitive',
  rev: 1,
  skills: ['collective-definitions'],
  generate: (random) => ({
    primitive: random.pick<Primitive>(dataPrimitives),
    root: random.integer(0, threeRanks - 1),
    numbers: shuffled(random, threeRanks ** 2),
  }),
  facts: ({ primitive, root, numbers }) => {
    const plan = schedule({ primitive, algorithm: 'root', ranks: threeRanks, root })
    const before = inputLengths(plan, threeRanks).map((length, rank) =>
      numbers.slice(rank * threeRanks, rank * threeRanks + length),
    )
    const after = definition(plan, before)
    const [before0, before1, before2] = before.map(written)
    const [after0, after1, after2] = after.map(written)
    return { primitive, before0, before1, before2, after0, after1, after2 }
  },
  parts: [
    {
      id: 'primitive',
      kind: 'choice',
      options: {
        broadcast: {},
        reduce: {},
        scatter: {},
        gather: {},
        'all-gather': {},
        'reduce-scatter': {},
        'all-reduce': {},
        'all-to-all': {},
      },
      correct: ({ primitive }) => [primitive],
    },
  ],
  hints: 2,
  solution: 2,
  preset: ({ primitive, root }) => ({
    widget: 'collective',
    params: { primitive, ranks: threeRanks, root },
  }),
})

const ringRanks = 4

/** Follows partial sums round a ring of four. */
export const ringByHand = defineExercise({
  id: 'ring-by-hand',
  rev: 1,
  skills: ['ring-rounds', 'collective-definitions'],
  generate: (random) => ({
    rank: random.integer(0, ringRanks - 1),
    numbers: Array.from({ length: ringRanks ** 2 }, () => random.integer(2, 30)),
  }),
  facts: ({ rank, numbers }) => {
    const inputs = [0, 1, 2, 3].map((owner) =>
      numbers.slice(owner * ringRanks, (owner + 1) * ringRanks),
    )
    const plan = schedule({ primitive: 'all-reduce', algorithm: 'ring', ranks: ringRanks })
    const frames = play(plan, inputs)
    const value = (round: number, of: number, chunk: number) =>
      frames[round]!.state[of]!.get(chunk)!.values[0]!
    // The chunk that the second message carries to this rank.
    const second = frames[2]!.messages.find(({ to }) => to === rank)!
    const chunk = second.chunks[0]!
    const [vector0, vector1, vector2, vector3] = inputs.map(written)
    return {
      vector0,
      vector1,
      vector2,
      vector3,
      chunk,
      before: second.from,
      starter: (second.from + ringRanks - 1) % ringRanks,
      own: inputs[rank]![chunk]!,
      received: value(1, second.from, chunk),
      partial: value(2, rank, chunk),
      sum: value(ringRanks - 1, rank, rank),
      mean: definition(plan, inputs, 'mean')[rank]![rank]!,
      column: sum(inputs.map((vector) => vector[chunk]!)),
      row: sum(inputs[rank]!),
      missing: value(ringRanks - 1, rank, rank) - inputs[rank]![rank]!,
      ranks: ringRanks,
    }
  },
  accept: (_, { mean }) => Number.isInteger(mean),
  parts: [
    {
      id: 'after-two',
      kind: 'number',
      unit: 'number',
      figures: 'exact',
      value: ({ partial }) => partial,
      mistakes: {
        'copied-not-added': ({ received }) => received,
        'own-addend-only': ({ own }) => own,
        'finished-too-early': ({ column }) => column,
      },
    },
    {
      id: 'after-reduce-scatter',
      kind: 'number',
      unit: 'number',
      figures: 'exact',
      value: (facts) => facts.sum,
      mistakes: {
        'row-for-column': ({ row }) => row,
        'own-left-out': ({ missing }) => missing,
        'neighbouring-chunk': ({ column }) => column,
      },
    },
    {
      id: 'after-mean',
      kind: 'number',
      unit: 'number',
      dependsOn: ['after-reduce-scatter'],
      value: (_, earlier) => earlier('after-reduce-scatter') / ringRanks,
      mistakes: {
        'sum-for-mean': (_, earlier) => earlier('after-reduce-scatter'),
        'divided-by-neighbours': (_, earlier) => earlier('after-reduce-scatter') / (ringRanks - 1),
      },
    },
  ],
  hints: 3,
  solution: 3,
  preset: () => ({
    widget: 'collective',
    params: { primitive: 'all-reduce', algorithm: 'ring', ranks: ringRanks, operator: 'mean' },
  }),
})

const sentPerByte = (primitive: Primitive, algorithm: Algorithm, ranks: number) =>
  coefficients({ primitive, algorithm, ranks }).sent

/** Which sequences of primitives are an all-reduce, and what the lavish one of them sends. */
export const makeAnAllReduce = defineExercise({
  id: 'make-an-all-reduce',
  rev: 1,
  skills: ['all-reduce-identity', 'collective-size'],
  generate: (random) => ({
    ranks: random.integer(3, 16),
    bytes: random.integer(12, 95) * 1e7,
  }),
  facts: ({ ranks, bytes }) => ({
    gathered: ranks * bytes,
    lavish: sentPerByte('all-gather', 'ring', ranks) * ranks * bytes,
    thrifty: sentPerByte('all-reduce', 'ring', ranks) * bytes,
    halfThrifty: sentPerByte('reduce-scatter', 'ring', ranks) * bytes,
    others: ranks - 1,
    ratio:
      (sentPerByte('all-gather', 'ring', ranks) * ranks) / sentPerByte('all-reduce', 'ring', ranks),
  }),
  parts: [
    {
      id: 'sequences',
      kind: 'choice',
      multiple: true,
      options: {
        'reduce-then-broadcast': {},
        'reduce-scatter-then-all-gather': {},
        'all-gather-then-add': {},
        'reduce-then-scatter': { mistake: 'one-block-each' },
        'reduce-scatter-then-gather': { mistake: 'only-at-the-root' },
        'gather-then-broadcast': { mistake: 'nobody-added' },
      },
      correct: () => [
        'reduce-then-broadcast',
        'reduce-scatter-then-all-gather',
        'all-gather-then-add',
      ],
    },
    {
      id: 'lavish',
      kind: 'number',
      unit: 'B',
      value: (facts) => facts.lavish,
      mistakes: {
        'vector-for-gathered': (facts) => facts.halfThrifty,
        'ring-twice-not-once': (facts) => 2 * facts.lavish,
        'ranks-for-ranks-minus-one': (facts) => facts.gathered,
        'gib-for-gb': { slip: (value) => value * (1000 / 1024) ** 3 },
      },
    },
    {
      id: 'ratio',
      kind: 'number',
      unit: 'number',
      dependsOn: ['lavish'],
      value: ({ thrifty }, earlier) => earlier('lavish') / thrifty,
      mistakes: {
        'ring-once-not-twice': ({ halfThrifty }, earlier) => earlier('lavish') / halfThrifty,
        'inverted-ratio': { slip: (value) => 1 / value },
      },
    },
  ],
  hints: 3,
  solution: 3,
  preset: ({ ranks, bytes }) => ({
    widget: 'collective',
    params: { primitive: 'all-gather', algorithm: 'ring', ranks, bytes: ranks * bytes },
  }),
})
