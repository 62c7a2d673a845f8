import type { Language } from '../languages.ts'
import { fetchWidget } from './parts.ts'

/**
 * Wakes `<course-widget widget="collective" instance="w1" lang="en">`: fetches this one widget, its
 * text and the frame, all at once, and brings the picture that is already there to life.
 */
export async function wakeWidget(element: HTMLElement): Promise<void> {
  const language = element.getAttribute('lang') as Language
  const [{ startWidget }, parts] = await Promise.all([
    import('./start.tsx'),
    fetchWidget(element.getAttribute('widget')!, language),
  ])
  await startWidget(element, { ...parts, language })
}
