import type { ComponentType } from 'react'
import type { Heading } from './build/headings.ts'
import type { AnyExercise, ExerciseText } from '../components/exercise/index.ts'
import { fallbackLanguage, languageCodes } from '../components/languages.ts'
import type { Language } from '../components/languages.ts'

/** The head of a chapter's file, written between its `---` lines. */
export interface Frontmatter {
  /** Place in the course, 1 to 12; the same in every language. */
  readonly number: number
  readonly title: string
  /** Two or three sentences under the title, and the chapter's card. */
  readonly lead: string
}

interface ChapterModule {
  readonly default: ComponentType<{ components?: Record<string, unknown> }>
  readonly frontmatter: Frontmatter
  readonly headings: readonly Heading[]
}

export interface Chapter extends Frontmatter {
  /** Folder name, which is also its address. */
  readonly slug: string
  readonly part: Part
  readonly headings: readonly Heading[]
  readonly Body: ChapterModule['default']
  readonly exercises: readonly AnyExercise[]
  readonly exerciseTexts: Readonly<Record<string, ExerciseText>>
}

export const parts = ['light-networks', 'big-clusters', 'laboratory'] as const
export type Part = (typeof parts)[number]

/** Chapters 1–6 are about light networks, 7–11 about clusters; the last is the laboratory. */
const partOf = (number: number): Part =>
  number <= 6 ? 'light-networks' : number <= 11 ? 'big-clusters' : 'laboratory'

const modules = import.meta.glob<ChapterModule>('../content/*/*.mdx', { eager: true })

const exercises = import.meta.glob<readonly AnyExercise[]>('../content/*/exercises.ts', {
  eager: true,
  import: 'default',
})
const exerciseTexts = import.meta.glob<Readonly<Record<string, ExerciseText>>>(
  '../content/*/exercises.??.ts',
  { eager: true, import: 'default' },
)

const folders = [
  ...new Set(Object.keys(modules).map((path) => path.slice(0, path.lastIndexOf('/')))),
]

/** All chapters in the order of the course; one that a language has not yet is shown in English. */
function chaptersOf(language: Language): readonly Chapter[] {
  return folders
    .map((folder) => {
      const module =
        modules[`${folder}/${language}.mdx`] ?? modules[`${folder}/${fallbackLanguage}.mdx`]!
      const texts = (code: Language) => exerciseTexts[`${folder}/exercises.${code}.ts`]
      return {
        slug: folder.slice(folder.lastIndexOf('/') + 1),
        ...module.frontmatter,
        part: partOf(module.frontmatter.number),
        headings: module.headings,
        Body: module.default,
        exercises: exercises[`${folder}/exercises.ts`] ?? [],
        exerciseTexts: { ...texts(fallbackLanguage), ...texts(language) },
      }
    })
    .toSorted((a, b) => a.number - b.number)
}

export const chapters: Readonly<Record<Language, readonly Chapter[]>> = Object.fromEntries(
  languageCodes.map((code) => [code, chaptersOf(code)]),
) as never
