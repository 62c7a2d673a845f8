import { createContext, useContext } from 'react'
import type { AnyExercise, ExerciseText } from '../exercise/index.ts'
import { fallbackLanguage } from '../languages.ts'
import type { Language } from '../languages.ts'

/** The page that is being drawn. Pages are drawn once, at build, from first line to last. */
export interface PageContext {
  readonly language: Language
  /** Folder of the chapter, when the page is one. */
  readonly chapter?: string
  /** The chapter's exercises and their words in this language. */
  readonly exercises?: readonly AnyExercise[]
  readonly exerciseTexts?: Readonly<Record<string, ExerciseText>>
  /** Counts the islands of the page, so that each has ids of its own. */
  readonly islands: { count: number }
}

export const Page = createContext<PageContext>({
  language: fallbackLanguage,
  islands: { count: 0 },
})

export const usePage = () => useContext(Page)

/** Ids within an island start with its name: `w3-title`. Drawing order is reading order. */
export function nextInstance(page: PageContext, prefix: string): string {
  page.islands.count += 1
  return `${prefix}${page.islands.count}`
}
