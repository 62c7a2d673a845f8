import { languageCodes } from '../components/languages.ts'

/** The addresses of a page that exists once per language. */
export const perLanguage = (path: (code: string) => string) => () => languageCodes.map(path)
