import { expect, test } from 'vitest'
import { defineWidget } from './definition.ts'
import { flag, int } from './params.ts'
import { createWidgetStore } from './store.ts'

/** A widget whose `heavy` states need code that arrives when the test says so. */
function slow() {
  const waiting: (() => void)[] = []
  let here = false
  const widget = defineWidget({
    params: { heavy: flag(false), n: int(1, 9, 1) },
    load: ({ heavy }) =>
      heavy && !here ? new Promise<void>((arrive) => waiting.push(arrive)) : undefined,
    frames: ({ heavy, n }) => {
      if (heavy && !here) throw new Error('asked too early')
      return [n]
    },
    describe: () => ['x', {}],
    cases: { default: {} },
  })
  const arrive = async () => {
    here = true
    for (const go of waiting) go()
    await Promise.resolve()
    await Promise.resolve()
  }
  return { store: createWidgetStore(widget), arrive }
}

test('a state is shown when its code has arrived, and the one before until then', async () => {
  const { store, arrive } = slow()
  store.getState().load('heavy=1&n=4')
  expect(store.getState()).toMatchObject({ params: { heavy: false, n: 1 }, frames: [1] })
  await arrive()
  expect(store.getState()).toMatchObject({ params: { heavy: true, n: 4 }, frames: [4] })
  // From now on at once.
  store.getState().set({ n: 5 })
  expect(store.getState().frames).toEqual([5])
})

test('what was asked for last counts', async () => {
  const { store, arrive } = slow()
  store.getState().set({ heavy: true })
  store.getState().set({ n: 7 })
  await arrive()
  expect(store.getState()).toMatchObject({ params: { heavy: false, n: 7 }, frames: [7] })
  store.getState().set({ heavy: true })
  store.getState().reset()
  await arrive()
  expect(store.getState().params).toMatchObject({ heavy: false, n: 1 })
})

test('a locked parameter stays as it started, and so does all that would move it', () => {
  const widget = defineWidget({
    params: { groups: int(1, 8, 2), channels: int(1, 8, 4) },
    legal: ({ channels }) => ({ groups: { min: 1, max: channels } }),
    frames: ({ groups }) => [groups],
    describe: () => ['x', {}],
    cases: { default: {} },
  })
  const store = createWidgetStore(widget, { groups: 3 }, 'full', ['groups'])
  store.getState().set({ groups: 1 })
  expect(store.getState().params).toEqual({ groups: 3, channels: 4 })
  store.getState().set({ channels: 6 })
  expect(store.getState().params).toEqual({ groups: 3, channels: 6 })
  // Two channels would leave no room for three groups.
  store.getState().set({ channels: 2 })
  expect(store.getState().params).toEqual({ groups: 3, channels: 6 })
  store.getState().reset()
  expect(store.getState().params).toEqual({ groups: 3, channels: 4 })
})
