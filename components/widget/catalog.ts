import type { Language } from '../languages.ts'
import { fallbackLanguage } from '../languages.ts'
import { withFallback } from '../text.ts'
import type { PartialTranslation } from '../text.ts'
import en from './messages.en.ts'
import type { AnyText } from './definition.ts'

export type Messages = typeof en

const translations = import.meta.glob<{ default: PartialTranslation<Messages> }>(
  './messages.*.ts',
  { eager: true },
)

/** The frame's own texts in a language. */
export function messagesFor(language: Language): Messages {
  return withFallback(en, translations[`./messages.${language}.ts`]?.default)
}

/** A widget's text in a language; English, if it is there, fills the gaps. */
export function widgetText(
  texts: Readonly<Partial<Record<Language, unknown>>>,
  language: Language,
): AnyText {
  const english = (texts[fallbackLanguage] ?? texts[language]) as AnyText
  return language === fallbackLanguage
    ? english
    : withFallback(english, texts[language] as PartialTranslation<AnyText> | undefined)
}
