import { defineExercise, setting } from '../../components/exercise/index.ts'
import type chipDesigner from '../../components/widgets/chip-designer/widget.ts'
import {
  chipPreset,
  decoding,
  designUnits,
  priceOf,
  runWorkload,
  speedUp,
} from '../../math/chip-design/index.ts'
import type { ChipDesign } from '../../math/chip-design/index.ts'
import { transformers } from '../../math/parallel/transformer/index.ts'

const ms = 1e-3

/** Amdahl's law on a step of four waits. */
export const fasterUnits = defineExercise({
  id: 'faster-units',
  rev: 1,
  skills: ['amdahl'],
  generate: (random) => ({
    matrix: random.integer(30, 90) * ms,
    memory: random.integer(8, 45) * ms,
    links: random.integer(8, 45) * ms,
    pauses: random.integer(2, 9) * ms,
    factor: random.pick([1.9, 2.4, 3.2, 3.6]),
  }),
  facts: (given) => {
    const { matrix, memory, links, pauses, factor } = given
    const total = matrix + memory + links + pauses
    const { after, speedUp: gained, limit } = speedUp(total, matrix, factor)
    const rest = total - matrix
    return {
      ...given,
      total,
      after,
      gained,
      limit,
      rest,
      matrixAfter: matrix / factor,
      averaged: (matrix * factor + rest) / total,
    }
  },
  // One answer to what is waited for most, and by a clear margin.
  accept: ({ memory, links, factor }, { matrixAfter, gained }) => {
    const [most, second] = [matrixAfter, memory, links].toSorted((a, b) => b - a)
    return most! > 1.15 * second! && gained < 0.9 * factor
  },
  parts: [
    {
      id: 'after',
      kind: 'number',
      unit: 's',
      value: ({ after }) => after,
      mistakes: {
        'everything-faster': ({ total, factor }) => total / factor,
        'rest-forgotten': ({ matrixAfter }) => matrixAfter,
        'saved-the-wrong-part': ({ total, matrixAfter }) => total - matrixAfter,
      },
    },
    {
      id: 'gained',
      kind: 'number',
      unit: 'number',
      value: ({ gained }) => gained,
      mistakes: {
        'everything-faster': ({ factor }) => factor,
        'inverted-ratio': ({ gained }) => 1 / gained,
        'averaged-the-factors': ({ averaged }) => averaged,
      },
    },
    {
      id: 'limit',
      kind: 'number',
      unit: 'number',
      value: ({ limit }) => limit,
      mistakes: {
        'matrix-for-rest': ({ total, matrix }) => total / matrix,
        'one-more-doubling': ({ gained, factor }) => gained * factor,
      },
    },
    {
      id: 'next-wait',
      kind: 'choice',
      options: { 'more-matrix': {}, 'more-bandwidth': {}, 'more-links': {} },
      correct: ({ matrixAfter, memory, links }) => {
        const most = Math.max(matrixAfter, memory, links)
        if (most === matrixAfter) return ['more-matrix']
        return [most === memory ? 'more-bandwidth' : 'more-links']
      },
    },
  ],
  hints: 3,
  solution: 4,
  preset: () => ({ widget: 'chip-designer', params: { focus: 'training' } }),
})

/** Elasticity over share. */
export const spendIt = defineExercise({
  id: 'spend-it',
  rev: 1,
  skills: ['elasticity'],
  generate: (random) => ({
    matrix: random.integer(20, 60) * ms,
    memory: random.integer(15, 60) * ms,
    links: random.integer(10, 50) * ms,
    pauses: random.integer(2, 9) * ms,
    matrixPrice: 20 * random.integer(20, 120),
    memoryPrice: 20 * random.integer(20, 100),
    linkPrice: 20 * random.integer(10, 60),
    otherPrice: 20 * random.integer(20, 80),
  }),
  facts: (given) => {
    const { matrix, memory, links, pauses } = given
    const { matrixPrice, memoryPrice, linkPrice, otherPrice } = given
    const total = matrix + memory + links + pauses
    const price = matrixPrice + memoryPrice + linkPrice + otherPrice
    const ratio = (time: number, cost: number) => time / total / (cost / price)
    return {
      total,
      price,
      spend: price / 100,
      elasticity: memory / total,
      share: memoryPrice / price,
      gain: ratio(memory, memoryPrice) / 100,
      matrixRatio: ratio(matrix, matrixPrice),
      memoryRatio: ratio(memory, memoryPrice),
      linkRatio: ratio(links, linkPrice),
      ofOthers: memory / (total - memory),
    }
  },
  accept: (_given, { matrixRatio, memoryRatio, linkRatio }) => {
    const [most, second] = [matrixRatio, memoryRatio, linkRatio].toSorted((a, b) => b - a)
    return most! > 1.2 * second!
  },
  parts: [
    {
      id: 'elasticity',
      kind: 'number',
      unit: 'fraction',
      value: ({ elasticity }) => elasticity,
      mistakes: {
        'fraction-for-complement': ({ elasticity }) => 1 - elasticity,
        'of-the-others': ({ ofOthers }) => ofOthers,
        'price-for-time': ({ share }) => share,
      },
    },
    {
      id: 'gain',
      kind: 'number',
      unit: 'fraction',
      value: ({ gain }) => gain,
      mistakes: {
        'share-forgotten': ({ elasticity }) => elasticity / 100,
        'share-multiplied': ({ elasticity, share }) => (elasticity * share) / 100,
        'inverted-ratio': ({ elasticity, share }) => share / elasticity / 100,
      },
    },
    {
      id: 'buy',
      kind: 'choice',
      options: { 'buy-matrix': {}, 'buy-memory': {}, 'buy-links': {} },
      correct: ({ matrixRatio, memoryRatio, linkRatio }) => {
        const most = Math.max(matrixRatio, memoryRatio, linkRatio)
        return [
          most === matrixRatio ? 'buy-matrix' : most === memoryRatio ? 'buy-memory' : 'buy-links',
        ]
      },
    },
  ],
  hints: 2,
  solution: 3,
})

const llama = transformers.find(({ id }) => id === 'llama3-8b')!
const start = chipPreset('a100').design

/** What a token takes, and what the chip costs, at settings of the widget. */
function outcome(
  { matrix, bandwidth, capacity }: Amounts,
  { sequences, context }: { readonly sequences: number; readonly context: number },
) {
  const design: ChipDesign = {
    ...start,
    matrix: matrix * designUnits.matrix,
    bandwidth: bandwidth * designUnits.bandwidth,
    capacity: capacity * designUnits.capacity,
  }
  const alone = { tensorParallel: 1, dataParallel: 1 }
  const run = runWorkload(design, decoding(llama, { ...alone, sequences, context }))
  return { time: run.time, price: priceOf(design).total, fits: run.fits, need: run.need }
}

interface Amounts {
  readonly matrix: number
  readonly bandwidth: number
  readonly capacity: number
}

const before: Amounts = {
  matrix: start.matrix / designUnits.matrix,
  bandwidth: start.bandwidth / designUnits.bandwidth,
  capacity: start.capacity / designUnits.capacity,
}

/** As much bandwidth as the time asks for, paid with FLOP/s and memory that nobody waits for. */
function answer(asked: {
  readonly sequences: number
  readonly context: number
  readonly target: number
}): Amounts {
  const capacity = Math.ceil(outcome(before, asked).need / designUnits.capacity) + 4
  const cheap = { matrix: 40, capacity }
  let bandwidth = Math.ceil(before.bandwidth)
  while (outcome({ ...cheap, bandwidth }, asked).time > asked.target) bandwidth += 20
  return { ...cheap, bandwidth }
}

function tokenFacts(given: {
  readonly sequences: number
  readonly context: number
  readonly faster: number
}) {
  const now = outcome(before, given)
  // Rounded as it is shown.
  const target = Number((now.time / given.faster).toPrecision(2))
  const found = answer({ ...given, target })
  const cost = outcome(found, given).price
  return {
    ...given,
    now: now.time,
    nowPrice: now.price,
    need: now.need,
    target,
    budget: Math.ceil((cost * 1.03) / 50) * 50,
    found,
    foundBandwidth: found.bandwidth * designUnits.bandwidth,
    foundCapacity: found.capacity * designUnits.capacity,
    foundMatrix: found.matrix,
    foundPrice: cost,
    foundTime: outcome(found, given).time,
  }
}

/** A budget moved to where a decoding chip waits. */
export const tokenInTime = defineExercise({
  id: 'token-in-time',
  rev: 1,
  skills: ['design-a-chip'],
  generate: (random) => ({
    sequences: random.pick([1, 2, 4, 8]),
    context: random.pick([2048, 4096, 8192]),
    faster: random.pick([1.3, 1.5, 1.7]),
  }),
  facts: tokenFacts,
  // The old chip with enough more bandwidth would cost too much.
  accept: (_given, { budget, nowPrice }) => budget < nowPrice,
  parts: [
    setting<typeof chipDesigner, ReturnType<typeof tokenFacts>>({
      id: 'chip',
      kind: 'setting',
      widget: 'chip-designer',
      start: ({ sequences, context, budget }) => ({
        focus: 'decoding',
        chips: 1,
        tensorParallel: 1,
        sequences,
        context,
        budget,
      }),
      free: ['matrix', 'bandwidth', 'capacity'],
      goals: {
        'in-time': (values, facts) => outcome(values, facts).time <= facts.target,
        'within-budget': (values, facts) => outcome(values, facts).price <= facts.budget,
        'it-fits': (values, facts) => outcome(values, facts).fits,
      },
      mistakes: {
        'bought-flops': {
          made: ({ matrix }) => matrix > before.matrix,
          sample: () => ({ matrix: 2 * before.matrix }),
        },
        'no-room-for-the-model': {
          made: (values, facts) => values.matrix <= before.matrix && !outcome(values, facts).fits,
          sample: ({ found }) => ({ ...found, capacity: 8 }),
        },
      },
      answer: ({ found }) => found,
    }),
  ],
  hints: 3,
  solution: 3,
  preset: ({ sequences, context }) => ({
    widget: 'chip-designer',
    params: { focus: 'decoding', chips: 1, tensorParallel: 1, sequences, context },
  }),
})
