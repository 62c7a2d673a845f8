import type { Language } from '../languages.ts'
import { withFallback } from '../text.ts'
import type { PartialTranslation } from '../text.ts'
import en from './messages.en.ts'

const translations = import.meta.glob<{ default: PartialTranslation<typeof en> }>(
  './messages.??.ts',
  { eager: true },
)

export type ExerciseMessages = typeof en

export const messagesFor = (language: Language): ExerciseMessages =>
  withFallback(en, translations[`./messages.${language}.ts`]?.default)
