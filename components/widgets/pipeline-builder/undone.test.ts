import { expect, test } from 'vitest'
import { caseState } from '../../widget/state.ts'
import { createWidgetStore, standingIn } from '../../widget/store.ts'
import type { Frame } from './moves.ts'
import widget from './widget.ts'

test('what stands at a step is its moves, without those that can be redone', () => {
  for (const name of Object.keys(widget.cases)) {
    const store = createWidgetStore(widget, name)
    const { seek } = store.getState()
    const frames = store.getState().frames as readonly Frame[]
    frames.forEach(({ position }, step) => {
      seek(step)
      const standing = standingIn(widget, store.getState())
      const again = createWidgetStore(widget, standing).getState().frames as readonly Frame[]
      expect(again, `${name}, step ${step}`).toHaveLength(step + 1)
      expect(again.at(-1)!.position.moves).toEqual(position.moves)
    })
    seek(0)
    expect(standingIn(widget, store.getState())).toEqual({ ...caseState(widget, name), ops: '' })
  }
})
