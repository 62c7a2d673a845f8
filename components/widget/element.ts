import { defineIsland } from '../island.ts'
import { fallbackLanguage } from '../languages.ts'
import type { Language } from '../languages.ts'
import type { AnyWidget } from './definition.ts'
import type { View } from './WidgetFrame.tsx'

const specs = import.meta.glob<AnyWidget>('../widgets/*/widget.ts', { import: 'default' })
const views = import.meta.glob<View>('../widgets/*/View.tsx')
const texts = import.meta.glob<unknown>('../widgets/*/text.*.ts', { import: 'default' })

/**
 * `<course-widget widget="collective" instance="w1" lang="en">`: fetches this one widget, its text
 * and the frame, all at once, and brings the picture that is already there to life.
 */
export function defineWidgetElement(): void {
  defineIsland('course-widget', async (element) => {
    const id = element.getAttribute('widget')!
    const language = element.getAttribute('lang') as Language
    const folder = `../widgets/${id}`
    const text = (code: Language) => texts[`${folder}/text.${code}.ts`]?.()
    const [{ startWidget }, widget, view, translation, english] = await Promise.all([
      import('./start.tsx'),
      specs[`${folder}/widget.ts`]!(),
      views[`${folder}/View.tsx`]!(),
      text(language),
      text(fallbackLanguage),
    ])
    await startWidget(element, {
      widget,
      view,
      language,
      texts: { [fallbackLanguage]: english, [language]: translation },
    })
  })
}
