import { describe, expect, it } from 'vitest'
import {
  algorithms,
  algorithmsFor,
  blockOf,
  chunkBytes,
  chunkPlace,
  chunkRule,
  chunksAfter,
  chunksBefore,
  dataPrimitives,
  inputLengths,
  isLegal,
  partRange,
  primitives,
  primitivesFor,
  schedule,
  standardNodes,
  usesRoot,
  type ScheduleRequest,
} from './index.ts'

describe('what is legal', () => {
  it('has root and ring for all eight primitives, and something for the barrier', () => {
    for (const primitive of dataPrimitives) {
      expect(algorithmsFor(primitive)).toEqual(expect.arrayContaining(['root', 'ring']))
    }
    expect(algorithmsFor('barrier')).toContain('dissemination')
    for (const algorithm of algorithms) expect(primitivesFor(algorithm)).not.toEqual([])
  })

  it('takes any number of ranks but where the algorithm needs a power of two', () => {
    for (const primitive of primitives) {
      for (const algorithm of algorithmsFor(primitive)) {
        const needsPower = primitive === 'reduce-scatter' && algorithm === 'recursive-doubling'
        expect(isLegal(primitive, algorithm, 8)).toBe(true)
        expect(isLegal(primitive, algorithm, 7)).toBe(!needsPower)
      }
    }
  })

  it('never throws, whatever it is asked', () => {
    for (const ranks of [1, 0, -4, 2.5, 4097, Number.NaN, Infinity]) {
      expect(isLegal('all-reduce', 'ring', ranks)).toBe(false)
    }
    expect(isLegal('constructor' as never, 'ring', 4)).toBe(false)
    expect(isLegal('all-reduce', 'toString' as never, 4)).toBe(false)
    expect(isLegal('scatter', 'bruck', 4)).toBe(false)
  })

  it('knows whether the root matters', () => {
    expect(usesRoot('broadcast', 'ring')).toBe(true)
    expect(usesRoot('all-reduce', 'root')).toBe(true)
    expect(usesRoot('all-reduce', 'ring')).toBe(false)
    for (const primitive of dataPrimitives) {
      for (const algorithm of algorithmsFor(primitive)) {
        const at = (root: number) => schedule({ primitive, algorithm, ranks: 8, root }).rounds
        const differs = JSON.stringify(at(0)) !== JSON.stringify(at(3))
        expect(usesRoot(primitive, algorithm)).toBe(differs)
      }
    }
  })

  it('says which chunk counts are legal', () => {
    expect(chunkRule('all-reduce', 'ring', 6)).toEqual({ unit: 6, standard: 6 })
    expect(chunkRule('all-reduce', 'recursive-halving-doubling', 6)).toEqual({
      unit: 4,
      standard: 4,
    })
    expect(chunkRule('all-to-all', 'bruck', 3)).toEqual({ unit: 9, standard: 9 })
    expect(chunkRule('all-gather', 'bidirectional-ring', 4).unit).toBe(8)
    expect(chunkRule('all-gather', 'bidirectional-ring', 5).unit).toBe(5)
    expect(chunkRule('broadcast', 'ring', 5)).toEqual({ unit: 1, standard: 5 })
  })
})

describe('schedule refuses by name', () => {
  const good: ScheduleRequest = { primitive: 'all-reduce', algorithm: 'ring', ranks: 4 }
  const bad: [Partial<ScheduleRequest>, string][] = [
    [{ primitive: 'gossip' as never }, 'primitive must be one of'],
    [{ algorithm: 'magic' as never }, 'algorithm must be one of'],
    [{ algorithm: 'bruck' }, 'algorithm for all-reduce must be one of'],
    [{ ranks: 1 }, 'ranks must be an integer in [2, 4096], got 1'],
    [{ ranks: 4.5 }, 'ranks'],
    [{ ranks: '4' as never }, 'ranks'],
    [{ primitive: 'reduce-scatter', algorithm: 'recursive-doubling', ranks: 6 }, 'power of two'],
    [{ root: 4 }, 'root'],
    [{ root: -1 }, 'root'],
    [{ chunks: 6 }, 'chunks must be a multiple of 4'],
    [{ chunks: 0 }, 'chunks'],
    [{ nodes: 2 }, 'nodes (hierarchical schedules only)'],
    [{ algorithm: 'hierarchical', nodes: 3 }, 'nodes must divide ranks = 4, got 3'],
    [{ algorithm: 'hierarchical', nodes: 0 }, 'nodes'],
  ]
  for (const [wrong, message] of bad) {
    it(JSON.stringify(wrong), () => {
      expect(() => schedule({ ...good, ...wrong })).toThrow(message)
    })
  }
})

describe('what primitives mean', () => {
  const plan = (primitive: ScheduleRequest['primitive'], chunks?: number) =>
    schedule({ primitive, algorithm: 'root', ranks: 3, root: 1, chunks })

  it('places chunks before and after', () => {
    const scatter = plan('scatter', 6)
    expect(chunksBefore(scatter, 1)).toEqual([0, 1, 2, 3, 4, 5])
    expect(chunksBefore(scatter, 0)).toEqual([])
    expect(chunksAfter(scatter, 2)).toEqual([4, 5])
    const exchange = plan('all-to-all')
    expect(chunksBefore(exchange, 1)).toEqual([3, 4, 5])
    expect(chunksAfter(exchange, 1)).toEqual([1, 4, 7])
    expect(() => chunksAfter(exchange, 3)).toThrow('rank')
  })

  it('says whose a chunk is', () => {
    expect(chunkPlace(plan('all-to-all'), 5)).toEqual({ source: 1, destination: 2 })
    expect(chunkPlace(plan('scatter', 6), 5)).toEqual({ source: 1, destination: 2 })
    expect(chunkPlace(plan('all-gather'), 2)).toEqual({ source: 2, destination: null })
    expect(chunkPlace(plan('reduce'), 0)).toEqual({ source: null, destination: 1 })
    expect(() => chunkPlace(plan('reduce'), 1)).toThrow('chunk')
  })

  it('sizes chunks by S in the sense of each primitive', () => {
    expect(chunkBytes(plan('all-gather'), 12)).toBe(4)
    expect(chunkBytes(plan('all-to-all'), 12)).toBe(4)
    expect(chunkBytes(plan('broadcast'), 12)).toBe(12)
    expect(chunkBytes(plan('barrier'), 12)).toBe(0)
    expect(() => chunkBytes(plan('broadcast'), -1)).toThrow('bytes')
  })

  it('cuts vectors that do not divide, longer parts first', () => {
    expect([0, 1, 2, 3].map((index) => partRange(10, 4, index))).toEqual([
      [0, 3],
      [3, 6],
      [6, 8],
      [8, 10],
    ])
    expect(partRange(1, 3, 2)).toEqual([1, 1])
    expect(inputLengths(plan('gather'), 7)).toEqual([3, 2, 2])
    expect(inputLengths(plan('scatter'), 7)).toEqual([0, 7, 0])
    expect(inputLengths(plan('all-to-all'), 7)).toEqual([7, 7, 7])
    expect(inputLengths(plan('barrier'), 7)).toEqual([0, 0, 0])
    expect(() => inputLengths(plan('gather'), 1.5)).toThrow('length')
    expect(() => partRange(3, 0, 0)).toThrow('parts')
    expect(blockOf({ ranks: 2, chunks: 4 }, 1)).toEqual([2, 3])
  })

  it('makes nodes as large as they can be', () => {
    expect([2, 8, 9, 15, 7].map(standardNodes)).toEqual([2, 2, 3, 3, 7])
  })
})
