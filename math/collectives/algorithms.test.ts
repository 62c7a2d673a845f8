import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import {
  algorithmsFor,
  chunkRule,
  execute,
  inputLengths,
  isLegal,
  lazySchedule,
  mismatches,
  operators,
  output,
  play,
  primitives,
  schedule,
  validate,
  type Algorithm,
  type Inputs,
  type Primitive,
  type Schedule,
} from './index.ts'

fc.configureGlobal({ seed: 2009_0117 })

const pairs = primitives.flatMap((primitive) =>
  algorithmsFor(primitive).map((algorithm) => [primitive, algorithm] as const),
)

const divisors = (count: number) =>
  Array.from({ length: count }, (_, index) => index + 1).filter((n) => count % n === 0)

/** Any legal schedule of a pair: ranks, root, nodes and chunks. */
const schedules = (primitive: Primitive, algorithm: Algorithm, most = 20) =>
  fc
    .integer({ min: 2, max: most })
    .filter((ranks) => isLegal(primitive, algorithm, ranks))
    .chain((ranks) =>
      fc.record({
        primitive: fc.constant(primitive),
        algorithm: fc.constant(algorithm),
        ranks: fc.constant(ranks),
        root: fc.nat(ranks - 1),
        nodes: algorithm === 'hierarchical' ? fc.constantFrom(...divisors(ranks)) : fc.constant(1),
        chunks: fc
          .integer({ min: 1, max: 3 })
          .map((times) => times * chunkRule(primitive, algorithm, ranks).unit),
      }),
    )
    .map(schedule)

/** A schedule with inputs that fit it; vectors may be shorter than the chunks are many. */
const runs = (primitive: Primitive, algorithm: Algorithm) =>
  schedules(primitive, algorithm).chain((plan) =>
    fc.nat(2 * plan.ranks).chain((length) =>
      fc.tuple(
        fc.constant(plan),
        fc.tuple(
          ...inputLengths(plan, length).map((size) =>
            fc.array(fc.double({ min: -1e6, max: 1e6, noNaN: true }), {
              minLength: size,
              maxLength: size,
            }),
          ),
        ),
        fc.constantFrom(...operators),
      ),
    ),
  )

const each = (check: (primitive: Primitive, algorithm: Algorithm) => void) => {
  for (const [primitive, algorithm] of pairs) {
    it(`${algorithm} ${primitive}`, () => check(primitive, algorithm))
  }
}

describe('every algorithm leaves what the definition says, whatever the data', () => {
  each((primitive, algorithm) => {
    fc.assert(
      fc.property(runs(primitive, algorithm), ([plan, inputs, operator]) => {
        const last = play(plan, inputs, operator).at(-1)!.state
        expect(mismatches(plan, inputs, operator, last)).toEqual([])
        expect(mismatches(plan, inputs, operator, execute(plan, inputs, operator))).toEqual([])
      }),
      { numRuns: 25 },
    )
  })
})

describe('every schedule is proven', () => {
  each((primitive, algorithm) => {
    fc.assert(
      fc.property(schedules(primitive, algorithm), (plan) => {
        expect(validate(plan)).toEqual([])
      }),
      { numRuns: 25 },
    )
  })
})

describe('a lazy schedule is the same schedule', () => {
  each((primitive, algorithm) => {
    const request = { primitive, algorithm, ranks: 8 }
    const lazy = lazySchedule(request)
    expect([...lazy.rounds]).toEqual(schedule(request).rounds)
    expect(lazy.roundCount).toBe([...lazy.rounds].length)
  })
})

/** Those in which a rank has two messages out or two in at once. */
const needsTwo = (primitive: Primitive, algorithm: Algorithm) =>
  algorithm === 'bidirectional-ring' ||
  algorithm === 'double-binary-tree' ||
  (algorithm === 'chain' && primitive === 'all-reduce')

describe('one port per rank and direction is enough, or the algorithm is known to need two', () => {
  const widest = (plan: Schedule) =>
    Math.max(
      ...plan.rounds.flatMap(({ messages }) =>
        [messages.map(({ from }) => from), messages.map(({ to }) => to)].map(
          (ends) => ends.length - new Set(ends).size + (ends.length > 0 ? 1 : 0),
        ),
      ),
    )
  each((primitive, algorithm) => {
    if (needsTwo(primitive, algorithm)) {
      const { unit } = chunkRule(primitive, algorithm, 8)
      const plan = schedule({ primitive, algorithm, ranks: 8, chunks: 8 * unit })
      expect(widest(plan)).toBeGreaterThan(1)
      return
    }
    fc.assert(
      fc.property(schedules(primitive, algorithm), (plan) => {
        expect(widest(plan)).toBeLessThanOrEqual(1)
      }),
      { numRuns: 15 },
    )
  })
})

describe('all-reduce = reduce-scatter, then all-gather', () => {
  const both = algorithmsFor('reduce-scatter').filter((algorithm) =>
    algorithmsFor('all-gather').includes(algorithm),
  )
  for (const algorithm of both) {
    it(algorithm, () => {
      fc.assert(
        fc.property(runs('reduce-scatter', algorithm), ([plan, inputs, operator]) => {
          const { ranks, root, nodes } = plan
          const scattered = execute(plan, inputs, operator)
          const blocks: Inputs = inputs.map((_, rank) => output(plan, scattered, rank))
          const gather = schedule({
            primitive: 'all-gather',
            algorithm,
            ranks,
            root,
            nodes,
            chunks: plan.chunks,
          })
          const gathered = execute(gather, blocks)
          // The all-reduce's own definition judges the two together; in one chunk, one value a rank.
          const judged = schedule({ primitive: 'all-reduce', algorithm: 'chain', ranks })
          const holdings = inputs.map((_, rank) => {
            const values = output(gather, gathered, rank)
            return { get: () => ({ values, contributions: ranks }) }
          })
          expect(mismatches(judged, inputs, operator, holdings)).toEqual([])
        }),
        { numRuns: 20 },
      )
    })
  }
})
