import { expect, test } from 'vitest'
import {
  opened,
  outcome,
  partState,
  reduce,
  revealHint,
  revealSolution,
  start,
  submit,
  type AttemptState,
  type ExerciseEvent,
} from './attempt.ts'
import type { Answer } from './grade.ts'
import { layerCost } from './sample.fixture.ts'
import { nextSeed, restoreVariant, variantOf } from './variant.ts'

// 2336 params; 460,800 + 2336 FLOPs.
const variant = restoreVariant(layerCost, 1, { kernel: 3, groups: 2, ci: 16, co: 32, size: 10 })
const fresh = opened(start(variant))
const answer = (state: AttemptState, part: string, raw: Answer) =>
  reduce(state, submit(state, variant, part, raw))

const solve = (state: AttemptState) =>
  (
    [
      ['params', '2336'],
      ['flops', '463,136'],
      ['grows', ['with-ci']],
    ] as const
  ).reduce((now, [part, raw]) => answer(now, part, raw), state)

test('an event holds all that is needed to show the attempt again', () => {
  const event = submit(fresh, variant, 'params', '2304', { ms: 900, confidence: 0.5 })
  expect(event).toEqual({
    type: 'attempt',
    ex: 'toy-layer-cost',
    rev: 1,
    seed: 1,
    given: variant.given,
    part: 'params',
    raw: '2304',
    parsed: 2304,
    verdict: 'wrong',
    mistakes: ['forgot-bias'],
    attemptNo: 1,
    hints: 0,
    solution: false,
    ms: 900,
    confidence: 0.5,
  })
  expect(JSON.parse(JSON.stringify(event))).toEqual(event)
})

test('format problems cost no attempt and lose no earlier answer', () => {
  let state = answer(fresh, 'params', '2304')
  state = answer(state, 'params', '2336 bananas')
  expect(partState(state, 'params')).toMatchObject({
    status: 'open',
    attempts: 1,
    answered: 2304,
    mistakes: ['forgot-bias'],
    last: { verdict: 'invalid', problem: 'unknown-unit', attemptNo: 2 },
  })
  state = answer(state, 'params', '2336')
  expect(partState(state, 'params')).toMatchObject({ status: 'solved', attempts: 2 })
})

test('a solved part stays solved', () => {
  const solved = answer(fresh, 'params', '2336')
  expect(answer(solved, 'params', '1')).toEqual(solved)
})

test('a later part carries on from the last answer that could be judged', () => {
  let state = answer(fresh, 'params', '3200')
  state = answer(state, 'params', 'oops')
  const event = submit(state, variant, 'flops', '464,000')
  expect(event).toMatchObject({ verdict: 'correct', carried: true })
})

test('hints come one by one, as many as there are', () => {
  let state = fresh
  for (const hints of [1, 2]) {
    state = reduce(state, revealHint(state, layerCost)!)
    expect(state.hints).toBe(hints)
  }
  expect(revealHint(state, layerCost)).toBeUndefined()
  expect(submit(state, variant, 'params', '1').hints).toBe(2)
})

test('outcomes', () => {
  expect(outcome(fresh, layerCost)).toBe('open')
  expect(outcome(answer(fresh, 'params', '2336'), layerCost)).toBe('open')
  expect(outcome(solve(fresh), layerCost)).toBe('unaided')
  expect(outcome(solve(answer(fresh, 'params', 'x')), layerCost)).toBe('unaided')
  expect(outcome(solve(reduce(fresh, revealHint(fresh, layerCost)!)), layerCost)).toBe('hinted')
  expect(outcome(solve(answer(fresh, 'params', '2304')), layerCost)).toBe('corrected')
  const shown = reduce(fresh, revealSolution(fresh))
  expect(outcome(shown, layerCost)).toBe('shown')
  expect(outcome(solve(shown), layerCost)).toBe('shown')
  const solved = solve(fresh)
  expect(outcome(reduce(solved, revealSolution(solved)), layerCost)).toBe('unaided')
})

test('replaying a log, some of it twice, gives the same state', () => {
  const log: ExerciseEvent[] = [start(variant)]
  let state = fresh
  const happens = (event: ExerciseEvent) => {
    log.push(event)
    state = reduce(state, event)
  }
  happens(submit(state, variant, 'params', '2304'))
  happens(revealHint(state, layerCost)!)
  happens(submit(state, variant, 'params', ''))
  happens(submit(state, variant, 'params', '2336'))
  happens(revealSolution(state))
  expect(log.reduce(reduce, fresh)).toEqual(state)
  expect(log.flatMap((event) => [event, event]).reduce(reduce, fresh)).toEqual(state)
})

test('another variant starts afresh, and events of the old one change nothing', () => {
  const next = variantOf(layerCost, nextSeed(layerCost, variant.seed))
  const old = submit(fresh, variant, 'params', '2336')
  const state = reduce(reduce(fresh, old), start(next))
  expect(state).toEqual(opened(start(next)))
  expect(reduce(state, old)).toBe(state)
  expect(() => submit(state, variant, 'params', '1')).toThrow(/state must be of toy-layer-cost/)
  expect(() => submit(fresh, variant, 'nothing', '1')).toThrow(/part must be one of params, flops/)
})
