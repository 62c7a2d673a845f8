import { expect, expectTypeOf, test } from 'vitest'
import { defineExercise, mistakesOf, type AnyExercise } from './define.ts'
import { layerCost } from './sample.fixture.ts'
import { variantOf } from './variant.ts'

test('givens and facts are inferred', () => {
  const { given, facts } = variantOf(layerCost, 1)
  expectTypeOf(given.kernel).toEqualTypeOf<number>()
  expectTypeOf(facts).toEqualTypeOf<{
    weights: number
    params: number
    flops: number
    perChannel: number
  }>()
  expectTypeOf(layerCost).toExtend<AnyExercise>()
})

test('a part names its mistakes', () => {
  expect(layerCost.parts.map(mistakesOf)).toEqual([
    ['forgot-bias', 'ignored-groups'],
    ['ignored-groups', 'kernel-not-squared', 'macs-for-flops', 'bits-for-bytes', 'added-bias'],
    ['kernel-not-squared', 'ci-for-co'],
  ])
})

const [params, flops, grows] = layerCost.parts

test.each<[object, RegExp]>([
  [{ id: 'Layer Cost' }, /id must be lower-case words joined by hyphens, got "Layer Cost"/],
  [{ id: '1' }, /id must be/],
  [{ rev: 0 }, /rev must be an integer in \[1/],
  [{ hints: 1.5 }, /hints must be an integer/],
  [{ solution: 0 }, /solution must be an integer in \[1/],
  [{ parts: [] }, /parts\.length/],
  [{ skills: ['a b'] }, /skill must be/],
  [{ parts: [params, params] }, /part must be unique, got "params" twice/],
  [{ parts: [grows, { ...grows, id: 'b' }] }, /option must be unique, got "with-ci" twice/],
  [{ parts: [flops] }, /flops must depend on earlier number parts \(\), got "params"/],
  [{ parts: [{ ...params, figures: 0 }] }, /figures must be an integer in \[1, 15\]/],
  [{ parts: [{ ...params, unit: 'GB' }] }, /unit must be one of/],
  [{ parts: [{ ...params, mistakes: { 'a b': () => 1 } }] }, /mistake must be/],
  [{ parts: [{ ...grows, options: { one: {} } }] }, /options\.length/],
])('%j is refused', (change, message) => {
  expect(() => defineExercise({ ...layerCost, ...change } as AnyExercise)).toThrow(message)
})
