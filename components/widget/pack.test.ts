import fc from 'fast-check'
import { expect, test } from 'vitest'
import { pack, unpack } from './pack.ts'

const block = (channels: number) =>
  `    nn.Conv2d(${channels}, ${channels}, 3, padding=1, bias=False),\n    nn.BatchNorm2d(${channels}),\n    nn.ReLU(),\n`

test('any text comes back, whatever the primer', () => {
  const texts = fc.oneof(
    fc.string({ unit: 'binary', maxLength: 200 }),
    fc
      .array(fc.constantFrom('ab', 'abab', 'nn.ReLU(),\n', '\ud800'), { maxLength: 90 })
      .map((parts) => parts.join('')),
  )
  fc.assert(
    fc.property(texts, fc.constantFrom('', 'nn.ReLU()', block(64)), (text, primer) => {
      const code = pack(text, primer)
      expect(code).toMatch(/^~[\w-]*$/)
      expect(unpack(code, primer)).toBe(text)
    }),
    { numRuns: 2000 },
  )
})

test('any code gives a text or none', () => {
  fc.assert(
    fc.property(fc.string({ maxLength: 60 }), (rest) => {
      const text = unpack(`~${rest}`, 'primer', 50)
      if (text !== null) expect(text.length).toBeLessThanOrEqual(50)
    }),
    { numRuns: 2000 },
  )
  expect(unpack('plain')).toBeNull()
  // A copy from before the beginning.
  expect(unpack('~ABA', 'x')).toBeNull()
})

test('a network of forty layers takes a quarter of its length', () => {
  const text = `nn.Sequential(\n${[16, 32, 64, 128, 256].map((c) => block(c) + block(c) + block(c)).join('')})`
  expect(pack(text).length).toBeLessThan(text.length / 4)
})

test('a bomb stops at the limit', () => {
  const code = `~${'j'}${'f'.concat('AA').repeat(1000)}`
  expect(unpack(code, '', 100)!.length).toBeLessThanOrEqual(100)
})
