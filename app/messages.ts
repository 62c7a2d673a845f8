import type { Language } from '../components/languages.ts'
import { withFallback } from '../components/text.ts'
import type { PartialTranslation } from '../components/text.ts'
import en from './messages.en.ts'

const translations = import.meta.glob<{ default: PartialTranslation<typeof en> }>(
  './messages.*.ts',
  { eager: true },
)

export const messagesFor = (language: Language): typeof en =>
  withFallback(en, translations[`./messages.${language}.ts`]?.default)
