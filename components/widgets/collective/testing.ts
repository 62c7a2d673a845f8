import { caseState } from '../../widget/state.ts'
import { fetchLater } from './later.ts'
import type { Setting } from './run.ts'
import widget from './widget.ts'

/** The default setting with some changes, for tests. */
export const settingOf = (changes: Partial<Setting> = {}): Setting => ({
  ...(caseState(widget) as unknown as Setting),
  ...changes,
})

// Every test may play what only some states need.
await fetchLater(settingOf({ fault: 'lost-rank' }))
