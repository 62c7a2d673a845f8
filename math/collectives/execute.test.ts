import { describe, expect, it } from 'vitest'
import {
  contributorsOf,
  cost,
  execute,
  isFinal,
  lazyPlay,
  lazySchedule,
  ledger,
  mismatches,
  output,
  play,
  schedule,
} from './index.ts'

const ring = schedule({ primitive: 'all-reduce', algorithm: 'ring', ranks: 3 })
const inputs = [
  [1, 2, 3],
  [10, 20, 30],
  [100, 200, 300],
]

describe('play', () => {
  const frames = play(ring, inputs, 'sum')

  it('starts with every rank holding its own vector and nothing moving', () => {
    expect(frames[0]!.phase).toBeNull()
    expect(frames[0]!.messages).toEqual([])
    expect(frames[0]!.state[1]!.get(2)).toEqual({
      values: [30],
      contributions: 1,
      contributors: 2n,
    })
  })

  it('shows partial sums with whose values are in them', () => {
    // Rank 0 sends block 2 first, so after one round rank 1 has ranks 0 and 1 combined in it.
    const cell = frames[1]!.state[1]!.get(2)!
    expect(cell.values).toEqual([33])
    expect(contributorsOf(cell)).toEqual([0, 1])
    expect(isFinal(ring, 1, 2, cell)).toBe(false)
  })

  it('ends with the sum everywhere', () => {
    expect(frames).toHaveLength(5)
    for (const rank of [0, 1, 2]) {
      const { state } = frames.at(-1)!
      expect(output(ring, state, rank)).toEqual([111, 222, 333])
      expect(isFinal(ring, rank, 0, state[rank]!.get(0)!)).toBe(true)
    }
  })

  it('names the phase of each round', () => {
    const phases = frames.map(({ phase }) => phase)
    expect(phases).toEqual([null, 'reduce-scatter', 'reduce-scatter', 'all-gather', 'all-gather'])
  })

  it('keeps earlier frames as they were', () => {
    const broadcast = schedule({ primitive: 'broadcast', algorithm: 'root', ranks: 3 })
    const [first, second, third] = play(broadcast, [[7], [], []])
    expect(third!.state.map((buffer) => buffer.size)).toEqual([1, 1, 1])
    expect(second!.state.map((buffer) => buffer.size)).toEqual([1, 1, 0])
    expect(first!.state.map((buffer) => buffer.size)).toEqual([1, 0, 0])
    const [root, other] = first!.state
    expect([...root!]).toEqual([[0, { values: [7], contributions: 1, contributors: 1n }]])
    expect([root!.has(0), other!.has(0), other!.get(0)]).toEqual([true, false, undefined])
    root!.forEach((cell, chunk, buffer) => expect(buffer.get(chunk)).toBe(cell))
    expect([...third!.state[2]!.values()]).toEqual([...root!.values()])
  })

  it('divides a mean when the last contribution comes, not before', () => {
    const [, first, second] = play(ring, inputs, 'mean')
    expect(first!.state[1]!.get(2)!.values).toEqual([33])
    expect(second!.state[2]!.get(2)!.values).toEqual([111])
  })
})

describe('execute', () => {
  it('gives what the last frame of play gives, from a lazy schedule', () => {
    const lazy = lazySchedule(ring)
    expect(lazy.roundCount).toBe(4)
    const state = execute(lazy, inputs, 'max')
    const last = play(ring, inputs, 'max').at(-1)!.state
    for (const rank of [0, 1, 2])
      expect(output(lazy, state, rank)).toEqual(output(ring, last, rank))
    expect([...lazy.rounds]).toEqual(ring.rounds)
  })

  it('refuses to send what a rank does not hold', () => {
    const gather = schedule({ primitive: 'gather', algorithm: 'ring', ranks: 3 })
    const stolen = { from: 1, to: 0, chunks: [2], operation: 'copy' } as const
    const broken = { ...gather, rounds: [{ phase: 'gather', messages: [stolen] } as const] }
    expect(() => execute(broken, [[1], [2], [3]])).toThrow('rank 1 sends chunk 2')
    const reduce = { ...stolen, from: 2, operation: 'reduce' } as const
    const into = { ...gather, rounds: [{ phase: 'gather', messages: [reduce] } as const] }
    expect(() => play(into, [[1], [2], [3]])).toThrow('rank 0 cannot reduce into chunk 2')
  })

  it('refuses inputs that do not fit, by name', () => {
    expect(() => play(ring, [[1, 2, 3]])).toThrow('inputs.length')
    expect(() => play(ring, [[1], [1, 2], [1]])).toThrow('inputs[1].length')
    expect(() => play(ring, [[1], [Number.NaN], [1]])).toThrow('inputs[1][0]')
    expect(() => play(ring, inputs, 'xor' as never)).toThrow('operator')
    expect(() => play(ring, null as never)).toThrow(TypeError)
    expect(() => play(ring, [[1], 'a', [1]] as never)).toThrow('inputs[1]')
  })
})

describe('lazyPlay', () => {
  it('shows the same moments, in whatever order they are looked at', () => {
    const eager = play(ring, inputs, 'mean')
    const lazy = lazyPlay(ring, inputs, 'mean')
    const held = ({ state }: (typeof eager)[number]) => state.map((buffer) => [...buffer])
    for (const step of [2, 0, 4, 1, 3]) expect(held(lazy[step]!)).toEqual(held(eager[step]!))
  })

  it('hands on nothing that is not held, even where nothing is added', () => {
    const gather = schedule({ primitive: 'all-gather', algorithm: 'ring', ranks: 3 })
    const sending = (change: object) => ({
      ...gather,
      rounds: [
        {
          phase: 'all-gather',
          messages: [{ from: 0, to: 1, chunks: [0], operation: 'copy', ...change }],
        },
      ],
    })
    const shards = [[1], [2], [3]]
    // Chunk 4 of rank 0 is not chunk 1 of rank 1.
    expect(() => play(sending({ chunks: [4] }) as never, shards)).toThrow('rank 0 sends chunk 4')
    expect(() => play(sending({ chunks: [1] }) as never, shards)).toThrow('rank 0 sends chunk 1')
    expect(() => play(sending({ to: 3 }) as never, shards)).toThrow('to 3, which is no rank')
  })

  it('runs no round that nobody looks at', () => {
    const wrong = { ...ring.rounds[1]!.messages[0]!, from: 0, to: 1, chunks: [0, 1, 9] }
    const broken = { ...ring, rounds: [ring.rounds[0]!, { ...ring.rounds[1]!, messages: [wrong] }] }
    const frames = lazyPlay(broken, inputs)
    expect(frames[1]!.state[1]!.get(0)!.contributions).toBeGreaterThan(0)
    expect(() => frames[2]!.state[1]!.get(0)).toThrow('rank 0 sends chunk 9')
    expect(() => play(broken, inputs)).toThrow('rank 0 sends chunk 9')
  })
})

describe('mismatches', () => {
  it('finds a wrong and an absent value', () => {
    const state = play(ring, inputs, 'sum')
      .at(-1)!
      .state.map((buffer) => new Map(buffer))
    expect(mismatches(ring, inputs, 'sum', state)).toEqual([])
    state[1]!.set(0, { values: [110], contributions: 3 })
    state[2]!.delete(1)
    expect(mismatches(ring, inputs, 'sum', state)).toEqual([
      { rank: 1, index: 0, actual: 110, expected: 111 },
      { rank: 2, index: 1, actual: undefined, expected: 222 },
    ])
  })
})

describe('cost', () => {
  const network = { kind: 'uniform', alpha: 1e-6, beta: 1e-9, gamma: 1e-10 } as const

  it('counts rounds, messages, bytes and time of a ring', () => {
    const bill = cost(ring, 3e6, network)
    expect(bill).toMatchObject({ rounds: 4, messages: 12, totalBytes: 12e6, busiestBytes: 4e6 })
    expect(bill.bytesSent).toEqual([4e6, 4e6, 4e6])
    expect(bill.seconds).toBeCloseTo(4e-6 + 4e-3 + 2e-4, 12)
    expect(bill.busBandwidth / bill.algorithmBandwidth).toBeCloseTo(4 / 3, 12)
  })

  it('keeps a ledger whose last entry is the cost', () => {
    const entries = ledger(ring, 3e6, network)
    expect(entries.map(({ messages }) => messages)).toEqual([0, 3, 6, 9, 12])
    expect(entries.at(-1)).toEqual(cost(ring, 3e6, network))
  })

  it('refuses wrong bytes and networks, by name', () => {
    expect(() => cost(ring, -1)).toThrow('bytes')
    expect(() => cost(ring, 1, { ...network, beta: -1 })).toThrow('network.beta')
    expect(() => cost(ring, 1, null as never)).toThrow(TypeError)
  })
})
