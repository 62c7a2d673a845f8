import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import {
  algorithmsFor,
  dataPrimitives,
  isLegal,
  schedule,
  validate,
  type Algorithm,
  type Fault,
  type Message,
  type Primitive,
  type Schedule,
} from './index.ts'

fc.configureGlobal({ seed: 2009_0117 })

/**
 * Algorithms that send some chunks in vain by design: a broadcast by all-gather sends members what
 * they forwarded in the scatter, and doubling carries partial sums that the receiver drops.
 */
const wasteful = [
  'broadcast scatter-ring',
  'broadcast recursive-halving-doubling',
  'reduce-scatter recursive-doubling',
]
const isLean = (primitive: Primitive, algorithm: Algorithm) =>
  !wasteful.includes(`${primitive} ${algorithm}`)

/** A legal schedule of which every chunk of every message is needed, and one message of it. */
const marked = fc
  .constantFrom(
    ...dataPrimitives.flatMap((primitive) =>
      algorithmsFor(primitive)
        .filter((algorithm) => isLean(primitive, algorithm))
        .map((algorithm) => ({ primitive, algorithm })),
    ),
  )
  .chain((pair) =>
    fc
      .integer({ min: 2, max: 12 })
      .filter((ranks) => isLegal(pair.primitive, pair.algorithm, ranks))
      .map((ranks) => schedule({ ...pair, ranks, root: ranks - 1 })),
  )
  .chain((plan) =>
    fc
      .nat(plan.rounds.length - 1)
      .chain((round) =>
        fc
          .nat(plan.rounds[round]!.messages.length - 1)
          .map((message) => ({ plan, round, message })),
      ),
  )

/** The schedule with one message replaced by some others. */
function replace(
  { plan, round, message }: { plan: Schedule; round: number; message: number },
  by: (message: Message) => readonly Message[],
): Schedule {
  const rounds = plan.rounds.map((whole, index) =>
    index === round
      ? {
          ...whole,
          messages: whole.messages.flatMap((each, place) =>
            place === message ? by(each) : [each],
          ),
        }
      : whole,
  )
  return { ...plan, rounds }
}

const faults = (plan: Schedule): Fault[] => validate(plan).map(({ fault }) => fault)

describe('a corrupted schedule is rejected', () => {
  const property = (corrupt: (message: Message, plan: Schedule) => readonly Message[]) =>
    fc.assert(
      fc.property(marked, (mark) => {
        const corrupted = replace(mark, (message) => corrupt(message, mark.plan))
        expect(faults(corrupted)).not.toEqual([])
      }),
      { numRuns: 150 },
    )

  it('when any message is missing', () => property(() => []))

  it('when any message lacks any chunk', () =>
    property((message) => [{ ...message, chunks: message.chunks.slice(1) }]))

  it('when any message takes the other operation', () =>
    property((message) => [
      { ...message, operation: message.operation === 'copy' ? 'reduce' : 'copy' },
    ]))

  it('when any message is sent to its sender, or to no rank', () => {
    property((message) => [{ ...message, to: message.from }])
    property((message, plan) => [{ ...message, to: plan.ranks }])
    property((message) => [{ ...message, from: -1 }])
    property((message) => [{ ...message, from: 0.5 }])
  })

  it('when any message names a chunk that is not there, or twice', () => {
    property((message, plan) => [{ ...message, chunks: [plan.chunks] }])
    property((message) => [{ ...message, chunks: [...message.chunks, message.chunks[0]!] }])
  })

  it('when a reduce comes twice', () =>
    property((message) => [
      { ...message, operation: 'reduce' },
      { ...message, operation: 'reduce' },
    ]))
})

describe('each fault is found where it is', () => {
  const ring = schedule({ primitive: 'all-gather', algorithm: 'ring', ranks: 3 })
  const tree = schedule({ primitive: 'reduce', algorithm: 'binomial-tree', ranks: 4 })
  const at = (plan: Schedule, round: number, message: number, by: Partial<Message>) =>
    validate(replace({ plan, round, message }, (each) => [{ ...each, ...by }]))[0]

  it('not held: rank 0 sends what only rank 1 has', () => {
    expect(at(ring, 0, 0, { chunks: [1] })).toMatchObject({
      fault: 'not-held',
      round: 0,
      rank: 0,
      chunk: 1,
    })
  })

  it('nothing to reduce into', () => {
    expect(at(ring, 0, 0, { operation: 'reduce' })).toMatchObject({
      fault: 'nothing-to-reduce-into',
      rank: 1,
      chunk: 0,
    })
  })

  it('contribution lost: a copy over a partial sum', () => {
    expect(at(tree, 0, 0, { operation: 'copy' })).toMatchObject({ fault: 'contribution-lost' })
  })

  it('counted twice', () => {
    const twice = { ...tree, rounds: [...tree.rounds, tree.rounds[0]!] }
    expect(validate(twice)[0]).toMatchObject({ fault: 'counted-twice', round: 2 })
  })

  it('write conflict: two copies into one cell in one round', () => {
    const twice = replace({ plan: ring, round: 0, message: 0 }, (each) => [each, each])
    expect(validate(twice)[0]).toMatchObject({ fault: 'write-conflict', rank: 1, chunk: 0 })
  })

  it('incomplete result: every rank and chunk that is missing at the end', () => {
    const nothing = validate({ ...ring, rounds: [] })
    expect(nothing).toHaveLength(6)
    expect(nothing[0]).toEqual({
      fault: 'incomplete-result',
      round: 0,
      message: null,
      rank: 0,
      chunk: 1,
    })
  })

  it('a header that is none', () => {
    expect(() => validate(null as never)).toThrow(TypeError)
    expect(() => validate({ ...ring, ranks: 1 })).toThrow('schedule.ranks')
    expect(() => validate({ ...ring, root: 3 })).toThrow('schedule.root')
    expect(() => validate({ ...ring, chunks: 4 })).toThrow('multiple of 3')
    expect(() => validate({ ...ring, primitive: 'gossip' as never })).toThrow('schedule.primitive')
  })
})
