/** The languages of the course. A new language is one line here and one text file per folder. */
export const languages = [
  { code: 'en', name: 'English', htmlLang: 'en' },
  { code: 'zh', name: '中文', htmlLang: 'zh-Hans' },
] as const

export type Language = (typeof languages)[number]['code']

/** English is written first; what another language has not yet falls back to it. */
export const fallbackLanguage: Language = 'en'

/** Languages that lack nothing, as the tests see to: their readers need not fetch English besides. */
const completeLanguages: readonly Language[] = ['en', 'zh']

/** The languages whose words a page in `language` needs: its own, and English where it has gaps. */
export const sourceLanguages = (language: Language): readonly Language[] =>
  completeLanguages.includes(language) ? [language] : [language, fallbackLanguage]

export const languageCodes: readonly Language[] = languages.map((language) => language.code)

export function isLanguage(code: string): code is Language {
  return languages.some((language) => language.code === code)
}
