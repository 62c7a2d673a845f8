import { renderToString } from 'react-dom/server'
import { expect, test } from 'vitest'
import { createInstance } from '../../widget/instance.tsx'
import * as view from './View.tsx'
import en from './text.en.ts'
import zh from './text.zh.ts'
import type { Frame } from './moves.ts'
import { insightInto } from './insight.ts'
import widget from './widget.ts'

const texts = { en, zh }

/** An own pipeline of three ranks: its goal, the mark on its axis and its results, as words. */
function shown(language: 'en' | 'zh', changes: { microbatches: number; cap: number }) {
  const { store, element } = createInstance({
    instance: 'w',
    widget,
    view,
    texts,
    language,
    start: { level: 'own', ranks: 3, split: true, send: 0, ops: '', ...changes },
    chrome: 'full',
    alone: false,
  })
  const [frame] = store.getState().frames as readonly Frame[]
  const { best } = insightInto(frame!.level, frame!.position)
  const words = renderToString(element, { identifierPrefix: 'w' })
    .replaceAll(/<[^>]*>/g, '\n')
    .split('\n')
    .map((line) => line.trim())
  return { best, words }
}

test('a best that is certain is called so, and one that is not is only the best known', () => {
  const certain = { microbatches: 3, cap: 3 }
  const tried = { microbatches: 6, cap: 2 }
  const times = (words: readonly string[], line: string) =>
    words.filter((one) => one === line).length

  const sure = shown('en', certain)
  expect(sure.best.proven).toBe(true)
  expect(sure.words).toContain(`Goal: all done at ${sure.best.score}.`)
  expect(times(sure.words, `best ${sure.best.score}`)).toBe(2)
  expect(sure.words.join('\n')).not.toContain('best known')

  const { best, words } = shown('en', tried)
  expect(best.proven).toBe(false)
  expect(words).toContain(`Goal: all done at ${best.score}, the best known.`)
  expect(times(words, `best known ${best.score}`)).toBe(2)
  expect(words).toContain('Show the best order known')

  const chinese = shown('zh', tried).words
  expect(chinese).toContain(`目标：${best.score} 全部做完（已知最好）。`)
  expect(times(chinese, `已知最好 ${best.score}`)).toBe(2)
  expect(chinese).toContain('看已知最好的排法')
})
