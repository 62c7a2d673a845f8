import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { summarize, toPyTorchModule } from '../../../math/nets/index.ts'
import {
  type Allowed,
  type Block,
  type BlockKind,
  blockKinds,
  changeKind,
  fieldsOf,
  freshBlock,
  maxBlocks,
  readBlocks,
  writeBlocks,
} from './blocks.ts'
import { buildBlocks } from './build.ts'

const kinds = Object.keys(blockKinds) as BlockKind[]
const valueOf = (allowed: Allowed) =>
  'values' in allowed
    ? fc.constantFrom(...allowed.values)
    : fc.integer({ min: 1, max: Math.min(96, allowed.max) })
const anyBlock = fc
  .constantFrom(...kinds.filter((kind) => kind !== 'fc'))
  .chain((kind) =>
    fc
      .record(
        Object.fromEntries(
          Object.entries(fieldsOf(kind)).map(([field, allowed]) => [field, valueOf(allowed)]),
        ),
      )
      .map((fields) => ({ kind, ...fields }) as Block),
  )
const anyLine = fc.array(anyBlock, { maxLength: 8 })

describe('a line of blocks', () => {
  test('is read as it was written', () => {
    fc.assert(
      fc.property(anyLine, (blocks) => {
        expect(readBlocks(writeBlocks(blocks))).toEqual({ blocks, unread: [] })
      }),
    )
  })

  test('leaves defaults out', () => {
    expect(writeBlocks(readBlocks('conv32k3s2 ds64k5 ir64s1f6 sef4 pool fc10').blocks)).toBe(
      'conv32s2 ds64k5 ir64 se pool fc10',
    )
  })

  test('names what it cannot read', () => {
    const line = 'conv32 conv0 conv8k4 what pool9 constructor fc10 conv8'
    expect(readBlocks(line)).toEqual({
      blocks: [
        { kind: 'conv', channels: 32, kernel: 3, stride: 1 },
        { kind: 'fc', channels: 10 },
      ],
      unread: ['conv0', 'conv8k4', 'what', 'pool9', 'constructor', 'conv8'],
    })
    expect(readBlocks('pool '.repeat(maxBlocks + 1)).unread).toEqual(['pool'])
  })
})

test('every line builds at every size, and can be written as PyTorch', () => {
  fc.assert(
    fc.property(anyLine, fc.integer({ min: 1, max: 40 }), (blocks, size) => {
      const graph = buildBlocks([...blocks, freshBlock('fc')])
      expect(summarize(graph, size).output).toEqual([10])
      expect(toPyTorchModule(graph)).toContain('class Own(nn.Module)')
    }),
    { numRuns: 60 },
  )
})

test('the article’s layer: 4608 weights, or 656 in two moves', () => {
  const weights = (line: string) =>
    summarize(buildBlocks(readBlocks(line).blocks), 56).paramsByKind.convWeights
  expect(weights('conv16 conv32') - weights('conv16')).toBe(4608)
  expect(weights('conv16 ds32') - weights('conv16')).toBe(656)
})

test('a changed kind keeps what fits', () => {
  const block: Block = { kind: 'conv', channels: 96, kernel: 5, stride: 2 }
  expect(changeKind(block, 'res')).toEqual({ kind: 'res', channels: 96, stride: 2 })
  expect(changeKind({ kind: 'conv', channels: 999 }, 'dense')).toEqual({
    kind: 'dense',
    channels: 32,
    factor: 4,
  })
})
