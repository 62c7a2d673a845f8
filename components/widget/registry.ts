import { languageCodes } from '../languages.ts'
import type { Language } from '../languages.ts'
import type { AnyWidget } from './definition.ts'
import { caseState } from './state.ts'
import type { View } from './WidgetFrame.tsx'

/**
 * Every widget, found by its folder: widgets/<id>/. This is the whole of them at once, for the
 * build and the tests; in a page each widget comes alone, see element.ts.
 */
const specs = import.meta.glob<AnyWidget>('../widgets/*/widget.ts', {
  eager: true,
  import: 'default',
})
const views = import.meta.glob<View>('../widgets/*/View.tsx', { eager: true })
const texts = import.meta.glob<unknown>('../widgets/*/text.*.ts', {
  eager: true,
  import: 'default',
})

export interface RegisteredWidget {
  readonly id: string
  readonly widget: AnyWidget
  readonly view: View
  readonly texts: Readonly<Partial<Record<Language, unknown>>>
}

export const widgets: readonly RegisteredWidget[] = Object.entries(specs).map(([path, widget]) => {
  const folder = path.slice(0, path.lastIndexOf('/'))
  const view = views[`${folder}/View.tsx`]
  if (!view) throw new Error(`${folder} has no View.tsx`)
  return {
    id: folder.slice(folder.lastIndexOf('/') + 1),
    widget,
    view,
    texts: Object.fromEntries(
      languageCodes.map((language) => [language, texts[`${folder}/text.${language}.ts`]]),
    ),
  }
})

// Code that a page fetches when a state needs it is here from the start, whatever the state.
await Promise.all(
  widgets.flatMap(({ widget }) =>
    Object.keys(widget.cases).map((name) => widget.load?.(caseState(widget, name) as never)),
  ),
)

export function findWidget(id: string): RegisteredWidget | undefined {
  return widgets.find((entry) => entry.id === id)
}
