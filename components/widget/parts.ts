import { sourceLanguages } from '../languages.ts'
import type { Language } from '../languages.ts'
import type { AnyWidget } from './definition.ts'
import type { View } from './WidgetFrame.tsx'

/** What a widget is made of, its words in the languages that a page needs. */
export interface WidgetParts {
  readonly widget: AnyWidget
  readonly view: View
  readonly texts: Readonly<Partial<Record<Language, unknown>>>
}

const specs = import.meta.glob<AnyWidget>('../widgets/*/widget.ts', { import: 'default' })
const views = import.meta.glob<View>('../widgets/*/View.tsx')
const texts = import.meta.glob<unknown>('../widgets/*/text.*.ts', { import: 'default' })

/** Fetches one widget: definition, View and words, all at once. For pages; see also registry.ts. */
export async function fetchWidget(id: string, language: Language): Promise<WidgetParts> {
  const folder = `../widgets/${id}`
  const [widget, view, ...words] = await Promise.all([
    specs[`${folder}/widget.ts`]!(),
    views[`${folder}/View.tsx`]!(),
    ...sourceLanguages(language).map(
      async (code) => [code, await texts[`${folder}/text.${code}.ts`]?.()] as const,
    ),
  ])
  return { widget, view, texts: Object.fromEntries(words) }
}
