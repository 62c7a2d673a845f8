import { expect, test } from 'vitest'
import { courseMistakes, isCourseMistake, mistakeTitle } from './mistakes.ts'
import { layerCost, ring } from './sample.fixture.ts'
import { checkText, fillIn, type ExerciseText } from './text.ts'
import { restoreVariant } from './variant.ts'

const variant = restoreVariant(ring, 1, { ranks: 8, bytes: 16e9 })

const text: ExerciseText = {
  title: 'A ring of {ranks}',
  prompt: '{ranks} ranks sum {bytes:bytes}.',
  parts: { steps: 'Steps?', sent: 'Bytes?', share: 'Share?', 'same-bytes': 'Which?' },
  hints: [],
  solution: ['{steps} steps send {sent:bytes}, {share:percent} each: {shape}'],
  mistakes: { 'ring-once-not-twice': 'Only {steps} halves.' },
  options: {
    'all-gather': { label: 'all-gather', reason: 'Yes.' },
    'reduce-scatter': { label: 'reduce-scatter', reason: 'Yes.' },
    broadcast: { label: 'broadcast', reason: 'No.' },
  },
}

test('a sentence is filled from givens and facts, per language', () => {
  expect(fillIn(text.prompt, variant, 'en')).toBe('8 ranks sum 16\u00a0GB.')
  expect(fillIn(text.solution[0]!, variant, 'zh')).toBe(
    '14 steps send 28\u00a0GB, 12.5\u00a0% each: 8 × 16000000000',
  )
})

test('a complete text has no problems', () => {
  expect(checkText(ring, text)).toEqual([])
})

test.each<[Partial<ExerciseText>, string]>([
  [{ title: ' ' }, 'title is empty'],
  [{ hints: ['One.'] }, 'hints must have 0 sentences, has 1'],
  [{ solution: [] }, 'solution must have 1 sentences, has 0'],
  [{ prompt: '{rank}' }, 'prompt: {rank} is no given and no fact'],
  [{ prompt: '{constructor}' }, 'prompt: {constructor} is no given and no fact'],
  [{ solution: ['{share}'] }, 'solution.0: {share} is no whole number and must name its format'],
  [{ mistakes: { 'forgot-bias': 'Bias.' } }, 'mistakes.forgot-bias is unknown'],
  [{ parts: undefined }, 'parts.steps is missing'],
  [{ parts: { ...text.parts, more: 'More?' } }, 'parts.more is unknown'],
  [{ options: undefined }, 'options.broadcast is missing'],
])('%j is found', (change, problem) => {
  expect(checkText(ring, { ...text, ...change })).toContain(problem)
})

test('an unknown format is found', () => {
  const [problem] = checkText(ring, { ...text, prompt: '{bytes:megs}' })
  expect(problem).toMatch(/^prompt: \{bytes:megs\} must have a format of count/)
})

test('a mistake of its own needs a sentence, a course-wide one has a title', () => {
  const own = layerCost.parts.slice(0, 1).map((part) => ({ ...part, mistakes: { mine: () => 1 } }))
  const exercise = { ...layerCost, parts: own, hints: 0 } as unknown as typeof layerCost
  const { parts: _, options: __, ...rest } = text
  const words = { ...rest, title: '{kernel}', prompt: '{ci}', solution: ['{co}'] }
  expect(checkText(exercise, { ...words, mistakes: {} })).toEqual(['mistakes.mine is missing'])
  expect(checkText(exercise, { ...words, mistakes: { mine: 'Mine.' } })).toEqual([])
})

test('every course-wide mistake has a title of its own in each language', () => {
  for (const language of ['en', 'zh'] as const) {
    const titles = courseMistakes.map((id) => mistakeTitle(id, language))
    expect(new Set(titles).size).toBe(courseMistakes.length)
  }
  expect(mistakeTitle('forgot-bias', 'zh')).toMatch(/偏置/)
  expect(mistakeTitle('mine', 'en')).toBeUndefined()
  expect(isCourseMistake('mine')).toBe(false)
})
