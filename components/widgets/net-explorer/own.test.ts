import fc from 'fast-check'
import { expect, test } from 'vitest'
import { summarize } from '../../../math/nets/index.ts'
import { isFault, readCode, readLine } from './own.ts'
import { sampleCode } from './sample.ts'

test('the sample is a network', () => {
  const graph = readCode(sampleCode, 64)
  expect(isFault(graph)).toBe(false)
  if (!isFault(graph)) expect(summarize(graph, 64).params).toBe(19_920)
})

test('a layer that does not exist: line, column and word', () => {
  const fault = readCode('nn.Sequential(\n    nn.Conv2D(3, 8, 3),\n)', 32)
  expect(fault).toMatchObject({ line: 2, column: 5, token: 'nn.Conv2D' })
  expect((fault as { reason: string }).reason).toMatch(/^unknown layer/)
})

test('a size that does not fit is found in its line', () => {
  const fault = readCode(sampleCode, 32)
  expect(fault).toMatchObject({
    token: 'nn.Linear',
    line: sampleCode.split('\n').findIndex((l) => l.includes('Linear')) + 1,
  })
  expect((fault as { reason: string }).reason).toMatch(/1690/)
})

test('a kernel larger than its map is found in its line', () => {
  expect(readCode('nn.Sequential(\nnn.Conv2d(3, 8, 3),\nnn.Conv2d(8, 8, 5))', 4)).toMatchObject({
    line: 3,
  })
})

test('features need no image', () => {
  expect(isFault(readCode('nn.Sequential(nn.Linear(4, 2))', 32))).toBe(false)
})

test('any text gives a network or a fault', () => {
  const part = fc.constantFrom(
    'nn.Sequential(',
    'nn.Conv2d(',
    '3, ',
    '8',
    ')',
    '\n',
    "'",
    'OrderedDict([',
    'nn.ReLU()',
    ',',
    '=',
    '9'.repeat(20),
  )
  fc.assert(
    fc.property(
      fc.oneof(
        fc.string({ unit: 'binary' }),
        fc.array(part, { maxLength: 20 }).map((p) => p.join('')),
      ),
      (text) => {
        const read = readCode(text, 32)
        if (isFault(read)) expect(read.reason).not.toBe('')
      },
    ),
    { numRuns: 200 },
  )
})

test('a word that is no block is named', () => {
  expect(readLine('conv8 nonsense')).toMatchObject({ token: 'nonsense' })
})
