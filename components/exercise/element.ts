import { sourceLanguages } from '../languages.ts'
import type { Language } from '../languages.ts'
import type { AnyExercise, ExerciseText } from './index.ts'
import { fetchWidgets } from './widgets.ts'

/** Where a chapter's exercises and their words come from; the app knows, because it knows chapters. */
export interface ExerciseSource {
  readonly exercises: (chapter: string) => Promise<readonly AnyExercise[]>
  readonly texts: (
    chapter: string,
    language: Language,
  ) => Promise<Readonly<Record<string, ExerciseText>> | undefined>
}

/** Wakes `<course-exercise chapter="collectives" exercise="ring-bytes" instance="e1" lang="en">`. */
export async function wakeExercise(element: HTMLElement, source: ExerciseSource): Promise<void> {
  const read = (name: string) => element.getAttribute(name)!
  const chapter = read('chapter')
  const language = read('lang') as Language
  const [{ startExercise }, exercises, ...texts] = await Promise.all([
    import('./start.tsx'),
    source.exercises(chapter),
    ...sourceLanguages(language).map((code) => source.texts(chapter, code)),
  ])
  const id = read('exercise')
  const exercise = exercises.find((candidate) => candidate.id === id)!
  await startExercise(element, {
    id: read('instance'),
    exercise,
    text: texts.find((words) => words?.[id])![id]!,
    language,
    widgets: await fetchWidgets(exercise, language),
  })
}
