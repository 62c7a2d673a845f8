import { createContext, useContext } from 'react'
import type { Language } from '../languages.ts'
import type { WidgetParts } from '../widget/parts.ts'
import type { AnyVariant, ExerciseText } from './index.ts'
import type { ExerciseMessages } from './messages.ts'

/** The exercise being shown, with its words; every part of the view reads it from here. */
export interface ExerciseView {
  readonly id: string
  readonly variant: AnyVariant
  readonly text: ExerciseText
  readonly messages: ExerciseMessages
  readonly language: Language
  /** The widgets that its parts are answered with, by their ids. */
  readonly widgets: Readonly<Record<string, WidgetParts>>
}

export const ExerciseContext = createContext<ExerciseView | null>(null)

export function useExercise(): ExerciseView {
  const view = useContext(ExerciseContext)
  if (!view) throw new Error('a part of an exercise was drawn outside of an exercise')
  return view
}
