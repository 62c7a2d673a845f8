import { expect, test } from 'vitest'
import { defineWidget } from '../widget/definition.ts'
import { int, text } from '../widget/params.ts'
import { createWidgetStore } from '../widget/store.ts'
import { handedIn } from './handedIn.ts'

/** A board of letters, one a step; those after the step shown can be redone. */
const board = defineWidget({
  params: { letters: text(9, ''), size: int(1, 9, 3) },
  frames: ({ letters }) =>
    Array.from({ length: letters.length + 1 }, (_, n) => letters.slice(0, n)),
  standing: (letters) => ({ letters }),
  describe: () => ['x', {}],
  cases: { default: {} },
})

test('what has been undone is not handed in, and counts again once redone', () => {
  const store = createWidgetStore(board)
  store.getState().set({ letters: 'abc' })
  store.getState().seek(3)
  expect(handedIn(board, store)).toEqual({ letters: 'abc', size: 3 })
  store.getState().seek(1)
  expect(handedIn(board, store)).toEqual({ letters: 'a', size: 3 })
  store.getState().seek(3)
  expect(handedIn(board, store)).toEqual({ letters: 'abc', size: 3 })
})

test('a board on which nothing new stands is no answer yet', () => {
  const store = createWidgetStore(board)
  expect(handedIn(board, store)).toEqual({})
  store.getState().set({ letters: 'abc' })
  store.getState().seek(0)
  expect(handedIn(board, store)).toEqual({})
})

test('undoing alone is an answer, where the board opens with moves', () => {
  const store = createWidgetStore({ ...board, opening: 1 }, { letters: 'ab' })
  expect(handedIn(board, store)).toEqual({})
  store.getState().seek(1)
  expect(handedIn(board, store)).toEqual({ letters: 'a', size: 3 })
})

test('without a word on what stands, the values count whatever the step', () => {
  const { standing: _, ...plain } = board
  const store = createWidgetStore(plain, { letters: '' })
  store.getState().set({ letters: 'abc' })
  store.getState().seek(1)
  expect(handedIn(plain, store)).toEqual({ letters: 'abc', size: 3 })
})
