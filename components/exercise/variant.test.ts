import { describe, expect, test } from 'vitest'
import { defineExercise, type ChoicePart } from './define.ts'
import { layerCost, ring } from './sample.fixture.ts'
import {
  acceptance,
  coincidences,
  nextSeed,
  optionOrder,
  restoreVariant,
  streamOf,
  variantOf,
} from './variant.ts'

const choice = layerCost.parts[2] as ChoicePart<any>
const seeds = Array.from({ length: 500 }, (_, seed) => seed)

test('one seed, one variant', () => {
  for (const seed of [0, 1, 2 ** 32 - 1]) {
    expect(variantOf(layerCost, seed).given).toEqual(variantOf(layerCost, seed).given)
  }
  const drawn = new Set(seeds.map((seed) => JSON.stringify(variantOf(layerCost, seed).given)))
  expect(drawn.size).toBeGreaterThan(490)
})

test('a new revision draws anew', () => {
  const revised = { ...layerCost, rev: 2 }
  const same = seeds.filter(
    (seed) =>
      JSON.stringify(variantOf(layerCost, seed).given) ===
      JSON.stringify(variantOf(revised, seed).given),
  )
  expect(same.length).toBeLessThan(5)
})

test('every variant is separable and accepted', () => {
  for (const seed of seeds) {
    const { given, facts } = variantOf(layerCost, seed)
    expect(coincidences(layerCost, facts)).toEqual([])
    expect(given.kernel).toBeGreaterThan(1)
    expect(given.groups).toBeGreaterThan(1)
  }
})

test('coincidences are named, part and pair', () => {
  // With 256 input channels the bias is less than one unit of the third figure.
  const { facts } = restoreVariant(layerCost, 1, {
    kernel: 7,
    groups: 2,
    ci: 256,
    co: 8,
    size: 10,
  })
  expect(coincidences(layerCost, facts)).toEqual([
    { part: 'params', between: ['truth', 'forgot-bias'] },
  ])
})

test('acceptance is measured, with the reasons for the rest', () => {
  const { rate, reasons } = acceptance(layerCost, 4000)
  expect(rate).toBeGreaterThan(0.005)
  expect(rate).toBeLessThan(0.1)
  expect(reasons[0]![0]).toBe('refused by accept')
  expect(reasons.map(([reason]) => reason)).toContain('params: truth = forgot-bias')
  expect(acceptance(layerCost, 4000)).toEqual({ rate, reasons })
})

describe('what cannot be drawn', () => {
  const hopeless = defineExercise({
    id: 'hopeless',
    rev: 1,
    skills: [],
    generate: (random) => ({ n: random.integer(2, 9) }),
    facts: ({ n }) => ({ n }),
    parts: [
      {
        id: 'n',
        kind: 'number',
        unit: 'number',
        value: (f) => f.n,
        mistakes: { same: (f) => f.n },
      },
    ],
    hints: 0,
    solution: 1,
  })

  test('says why', () => {
    expect(() => variantOf(hopeless, 7)).toThrow(
      /hopeless must have separable draws, got none in 20000 for seed 7 \(n: truth = same in 20000\)/,
    )
    expect(acceptance(hopeless, 10).rate).toBe(0)
  })

  test('a value that is no number', () => {
    const broken = { ...hopeless, facts: () => ({ n: NaN }) }
    expect(() => variantOf(broken, 7)).toThrow(/n: value must have a finite value, got NaN/)
  })

  test('an earlier part that is not named', () => {
    const [part] = hopeless.parts
    const careless = {
      ...hopeless,
      parts: [
        part!,
        { ...part!, id: 'm', value: (_: object, earlier: (id: string) => number) => earlier('n') },
      ],
    }
    expect(() => variantOf(careless as typeof hopeless, 7)).toThrow(/dependsOn/)
  })

  test('a choice without a right option, or with two that show the same', () => {
    const options = { a: { value: () => 10 }, b: { value: () => 10 } }
    const same = {
      ...hopeless,
      parts: [{ id: 'c', kind: 'choice', options, correct: () => ['a'] }],
    }
    expect(acceptance(same as unknown as typeof hopeless, 1).reasons).toEqual([['c: a = b', 1]])
    const close = { ...options, b: { value: () => 4640 }, a: { value: () => 4608 } }
    const few = { id: 'c', kind: 'choice', options: close, correct: () => ['a'] }
    const parts = [few, { ...few, figures: 4, id: 'd', options: { e: close.a, f: close.b } }]
    parts[1]!.correct = () => ['e']
    expect(acceptance({ ...hopeless, parts } as unknown as typeof hopeless, 1).reasons).toEqual([
      ['c: a = b', 1],
    ])
    const none = { ...hopeless, parts: [{ id: 'c', kind: 'choice', options, correct: () => [] }] }
    expect(() => variantOf(none as unknown as typeof hopeless, 1)).toThrow(/correct must be some/)
  })
})

test('stored givens stand, whatever the generator draws', () => {
  const given = { ranks: 8, bytes: 16e9 }
  expect(restoreVariant(ring, 3, given)).toMatchObject({ given, facts: { steps: 14 } })
})

test('options come in every order, each by its own stream', () => {
  const orders = new Map<string, number>()
  for (const seed of seeds) {
    const order = optionOrder(variantOf(layerCost, seed), choice)
    expect(order.toSorted()).toEqual(['with-ci', 'with-co', 'with-k'])
    orders.set(order.join(), (orders.get(order.join()) ?? 0) + 1)
  }
  expect(orders.size).toBe(6)
  for (const times of orders.values()) expect(times).toBeGreaterThan(40)

  const renamed = { ...choice, id: 'other' }
  const differ = seeds.filter((seed) => {
    const variant = variantOf(layerCost, seed)
    return optionOrder(variant, choice).join() !== optionOrder(variant, renamed).join()
  })
  expect(differ.length).toBeGreaterThan(300)
})

test('streams of one seed are independent', () => {
  expect(streamOf(ring, 1, 'a').next()).not.toBe(streamOf(ring, 1, 'b').next())
  expect(streamOf(ring, 1, 'a').next()).toBe(streamOf(ring, 1, 'a').next())
  expect(() => streamOf(ring, -1, 'a')).toThrow(/seed must be an integer/)
})

test('another variant has another seed', () => {
  let seed = 1
  const seen = new Set([seed])
  for (let times = 0; times < 200; times++) seen.add((seed = nextSeed(ring, seed)))
  expect(seen.size).toBe(201)
})
