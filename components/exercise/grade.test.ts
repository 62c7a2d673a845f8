import { describe, expect, test } from 'vitest'
import { pairs, singles, truthOf, earlierOf } from './candidates.ts'
import { defineExercise, setting, type AnyExercise } from './define.ts'
import { defineWidget } from '../widget/definition.ts'
import { flag, int } from '../widget/params.ts'
import { grade } from './grade.ts'
import { slips } from './mistakes.ts'
import { layerCost, ring } from './sample.fixture.ts'
import { restoreVariant, variantOf } from './variant.ts'

// kernel 3, groups 2, 16 → 32 channels: 2304 weights, 2336 params, 2·2304·10² = 460,800 FLOPs.
const layer = restoreVariant(layerCost, 1, { kernel: 3, groups: 2, ci: 16, co: 32, size: 10 })
const eight = restoreVariant(ring, 1, { ranks: 8, bytes: 16e9 })

const judge = (variant: typeof layer | typeof eight, part: string, answer: string | string[]) =>
  grade(
    variant.exercise,
    variant.exercise.parts.find(({ id }) => id === part)!,
    variant.facts,
    answer,
  ).verdict

const wrong = (...mistakes: string[]) => ({ verdict: 'wrong', mistakes })

describe('a number', () => {
  test.each(['2336', '2,336', '2.34 k', '2.336e3', '２３３６'])('%s is right', (answer) => {
    expect(judge(layer, 'params', answer)).toEqual({ verdict: 'correct' })
  })

  test.each(['', 'two thousand', '2336 FLOPs', '2336 bananas'])('%j costs nothing', (answer) => {
    expect(judge(layer, 'params', answer)).toMatchObject({ verdict: 'invalid' })
  })

  test('with too few figures to tell is asked for again', () => {
    expect(judge(layer, 'params', '2.3 k')).toEqual({
      verdict: 'invalid',
      problem: 'too-coarse',
      detail: '3',
    })
    expect(judge(layer, 'params', '3 k')).toMatchObject({ verdict: 'wrong' })
  })

  test('that a wrong formula gives is named', () => {
    expect(judge(layer, 'params', '2304')).toEqual(wrong('forgot-bias'))
    expect(judge(layer, 'params', '2.30k')).toEqual(wrong('forgot-bias'))
    expect(judge(eight, 'steps', '7')).toEqual(wrong('ring-once-not-twice'))
    expect(judge(eight, 'sent', '26.1 GB')).toEqual(wrong('gib-for-gb'))
    expect(judge(eight, 'sent', '28 Gb')).toEqual(wrong('bytes-for-bits'))
  })

  test('that two mistakes together give is named by both', () => {
    // 4 × (460,800 + 2336) or 4 × 460,800, halved
    expect(judge(layer, 'flops', '921600')).toEqual(wrong('ignored-groups', 'macs-for-flops'))
    expect(judge(eight, 'sent', '112 GB')).toEqual(wrong('ring-once-not-twice', 'bits-for-bytes'))
  })

  test('that nothing known explains is plainly wrong', () => {
    expect(judge(layer, 'params', '9999')).toEqual(wrong())
    expect(judge(eight, 'steps', '15')).toEqual(wrong())
    expect(judge(eight, 'sent', '1792 GB')).toEqual(wrong()) // bits for bytes, twice over
  })

  test('in the wrong unit is asked for again, in a convertible one it is converted', () => {
    expect(judge(eight, 'sent', '28 s')).toMatchObject({ problem: 'wrong-kind-of-unit' })
    expect(judge(eight, 'sent', '28')).toMatchObject({ problem: 'missing-unit' })
    expect(judge(eight, 'sent', '224 Gb')).toEqual({ verdict: 'correct' })
    expect(judge(eight, 'share', '12.5%')).toEqual({ verdict: 'correct' })
    expect(judge(eight, 'share', '1/8')).toEqual({ verdict: 'correct' })
    expect(judge(eight, 'share', '12.5')).toMatchObject({ problem: 'missing-unit', detail: '%' })
    expect(judge(eight, 'share', '0.875')).toEqual(wrong('fraction-for-complement'))
  })
})

describe('no guess', () => {
  const twins = defineExercise({
    id: 'twins',
    rev: 1,
    skills: [],
    generate: () => ({}),
    facts: () => ({}),
    parts: [
      {
        id: 'size',
        kind: 'number',
        unit: 'number',
        value: () => 9000,
        mistakes: { low: () => 4000, high: () => 4010, half: { slip: (value) => value / 2 } },
      },
      {
        id: 'near',
        kind: 'number',
        unit: 'number',
        value: () => 4200,
        mistakes: { flat: () => 4000 },
      },
    ],
    hints: 0,
    solution: 1,
  })
  const judgeTwins = (part: number, answer: string) =>
    grade(twins, twins.parts[part]!, {}, answer).verdict

  test('two mistakes that both fit at the precision typed: neither is named', () => {
    expect(judgeTwins(0, '4.005e3')).toEqual(wrong())
    expect(judgeTwins(0, '4.00 k')).toEqual(wrong('low'))
    expect(judgeTwins(0, '4 k')).toEqual({ ...wrong(), unclear: true })
    expect(judgeTwins(0, '4000')).toEqual(wrong('low'))
  })

  test('a mistake that fits only for want of figures is not named', () => {
    expect(judgeTwins(0, '4.5 k')).toEqual(wrong('half')) // to the digit
    expect(judgeTwins(0, '5 k')).toEqual({ ...wrong(), unclear: true })
  })

  test('a known mistake to the last digit is no coarse truth', () => {
    expect(judgeTwins(1, '4000')).toEqual(wrong('flat'))
    expect(judgeTwins(1, '4 k')).toMatchObject({ problem: 'too-coarse' })
  })
})

describe('carrying on', () => {
  const flops = layerCost.parts[1]!

  test('from an earlier wrong answer is right, and said to be', () => {
    const carried = grade(layerCost, flops, layer.facts, '464,000', { params: 3200 })
    expect(carried.verdict).toEqual({ verdict: 'correct', carried: true })
    expect(grade(layerCost, flops, layer.facts, '464,000').verdict).toEqual(wrong())
  })

  test('is not needed by who has the truth', () => {
    const right = grade(layerCost, flops, layer.facts, '463,136', { params: 3200 })
    expect(right.verdict).toEqual({ verdict: 'correct' })
  })
})

describe('a choice', () => {
  test('of one', () => {
    expect(judge(layer, 'grows', ['with-ci'])).toEqual({ verdict: 'correct' })
    expect(judge(layer, 'grows', ['with-co'])).toEqual(wrong('ci-for-co'))
    expect(judge(layer, 'grows', [])).toMatchObject({ problem: 'nothing-chosen' })
    expect(judge(layer, 'grows', ['toString'])).toMatchObject({ problem: 'unknown-option' })
  })

  test('of several needs all of them and no other', () => {
    expect(judge(eight, 'same-bytes', ['reduce-scatter', 'all-gather'])).toEqual({
      verdict: 'correct',
    })
    expect(judge(eight, 'same-bytes', ['all-gather'])).toEqual(wrong())
    expect(judge(eight, 'same-bytes', ['all-gather', 'reduce-scatter', 'broadcast'])).toEqual(
      wrong('naive-for-ring'),
    )
  })
})

test('an answer of the wrong kind is an error of the program', () => {
  expect(() => judge(layer, 'params', ['2336'])).toThrow(TypeError)
  expect(() => judge(layer, 'grows', 'with-ci')).toThrow(TypeError)
})

test('each mistake is diagnosed by its own value, and the truth by none, over thousands of variants', () => {
  let judged = 0
  const exercises: readonly AnyExercise[] = [layerCost, ring]
  for (const exercise of exercises) {
    for (let seed = 0; seed < 1000; seed++) {
      const { facts } = variantOf(exercise, seed)
      for (const part of exercise.parts) {
        if (part.kind !== 'number') continue
        const earlier = earlierOf(exercise, part, facts)
        const base = ['number', 'fraction'].includes(part.unit) ? '' : ` ${part.unit}`
        const known = [
          { mistakes: undefined, value: truthOf(part, facts, earlier) },
          ...singles(part, facts, earlier),
        ]
        for (const { mistakes, value } of known) {
          for (const figures of [3, 4, 6, 12]) {
            const { verdict } = grade(exercise, part, facts, value.toPrecision(figures) + base)
            expect(verdict).toEqual(mistakes ? wrong(...mistakes) : { verdict: 'correct' })
            judged++
          }
        }
        for (const { mistakes, value } of pairs(part, facts, earlier)) {
          const { verdict } = grade(exercise, part, facts, String(value) + base)
          if (verdict.verdict !== 'wrong' || verdict.mistakes.length < 2) continue
          expect(verdict.mistakes.toSorted()).toEqual(mistakes.toSorted())
        }
      }
    }
  }
  expect(judged).toBeGreaterThan(50_000)
})

test('slips undo one another', () => {
  expect(slips['macs-for-flops'].slip(slips['flops-for-macs'].slip(7))).toBe(7)
  expect(slips['gb-for-gib'].slip(slips['gib-for-gb'].slip(7, {})!, {})).toBeCloseTo(7, 12)
  expect(slips['gib-for-gb'].slip(2 ** 30, {})).toBeCloseTo(1e9, 3)
})

describe('a setting', () => {
  const dial = defineWidget({
    params: { n: int(1, 9, 1), half: flag(false), other: int(0, 3, 0) },
    frames: ({ n }) => [n],
    describe: () => ['n', {}],
    cases: { default: {} },
  })
  const reach = defineExercise({
    id: 'toy-reach',
    rev: 1,
    skills: ['dial'],
    generate: (random) => ({ target: random.integer(4, 8) }),
    facts: ({ target }) => ({ target }),
    parts: [
      setting<typeof dial, { target: number }>({
        id: 'dial',
        kind: 'setting',
        widget: 'dial',
        start: () => ({ n: 1 }),
        free: ['n', 'half'],
        goals: {
          reached: ({ n }, { target }) => n >= target,
          whole: ({ half }) => !half,
        },
        mistakes: {
          stopped: { made: ({ n }) => n === 3, sample: () => ({ n: 3 }) },
          halved: { made: ({ half }) => half, sample: () => ({ half: true }) },
        },
        answer: ({ target }) => ({ n: target }),
      }),
    ],
    hints: 0,
    solution: 1,
  })
  const part = reach.parts[0]!
  const set = (values: object) => grade(reach, part, { target: 5 }, values as never).verdict

  test('is right in any state that meets its goals', () => {
    expect(set({ n: 5, half: false, other: 0 })).toEqual({ verdict: 'correct' })
    expect(set({ n: 9, half: false, other: 0 })).toEqual({ verdict: 'correct' })
  })

  test('left as it was costs nothing', () => {
    expect(set({})).toEqual({ verdict: 'invalid', problem: 'nothing-set' })
  })

  test('names what is not met, and a mistake when it was the only one', () => {
    expect(set({ n: 4, half: false, other: 0 })).toEqual({ ...wrong(), unmet: ['reached'] })
    expect(set({ n: 6, half: true, other: 0 })).toEqual({ ...wrong('halved'), unmet: ['whole'] })
    expect(set({ n: 3, half: true, other: 0 })).toEqual({
      ...wrong(),
      unmet: ['reached', 'whole'],
    })
  })

  test('takes no text and no options', () => {
    expect(() => set('5' as never)).toThrow(TypeError)
    expect(() => set(['n'])).toThrow(TypeError)
  })
})
