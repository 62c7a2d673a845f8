/** The languages of the course. A new language is one line here and one text file per folder. */
export const languages = [
  { code: 'en', name: 'English', htmlLang: 'en' },
  { code: 'zh', name: '中文', htmlLang: 'zh-Hans' },
] as const

export type Language = (typeof languages)[number]['code']

/** English is written first; what another language has not yet falls back to it. */
export const fallbackLanguage: Language = 'en'

export const languageCodes: readonly Language[] = languages.map((language) => language.code)

export function isLanguage(code: string): code is Language {
  return languages.some((language) => language.code === code)
}
