import type { Language } from '../languages.ts'
import { messagesFor, widgetText } from './catalog.ts'
import type { AnyWidget } from './definition.ts'
import type { State } from './state.ts'
import { createWidgetStore } from './store.ts'
import type { Chrome } from './store.ts'
import { WidgetFrame } from './WidgetFrame.tsx'
import type { View } from './WidgetFrame.tsx'

/** Everything that the build and the page must agree on, or hydration would find another picture. */
export interface InstanceOptions {
  /** Unique on the page; prefixes every id within. */
  readonly instance: string
  readonly widget: AnyWidget
  readonly view: View
  readonly texts: Readonly<Partial<Record<Language, unknown>>>
  readonly language: Language
  /** Where it starts: a named case, or values that differ from the default one. */
  readonly start: string | State
  readonly chrome: Chrome
  readonly alone: boolean
  /** Address of the widget's own page; absent on that page itself. */
  readonly home?: string
  /** Parameters that cannot be set here. */
  readonly locked?: readonly string[]
}

export function createInstance(options: InstanceOptions) {
  const { instance, widget, view, language, chrome, alone, home } = options
  const store = createWidgetStore(widget, options.start, chrome, options.locked)
  const element = (
    <WidgetFrame
      view={view}
      alone={alone}
      instance={{
        id: instance,
        widget,
        text: widgetText(options.texts, language),
        messages: messagesFor(language),
        language,
        store,
        home,
      }}
    />
  )
  return { store, element }
}
