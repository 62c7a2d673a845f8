import type { AnyWidget } from '../widget/definition.ts'
import { encodeState } from '../widget/state.ts'
import type { State } from '../widget/state.ts'
import { standingIn } from '../widget/store.ts'
import type { WidgetStore } from '../widget/store.ts'

/** What a widget hands in when an exercise is checked: what stands in its picture; `{}` as it opened. */
export function handedIn(widget: AnyWidget, store: WidgetStore): State {
  const standing = standingIn(widget, store.getState())
  const opened = standingIn(widget, store.getInitialState())
  return encodeState(widget, standing) === encodeState(widget, opened) ? {} : standing
}
