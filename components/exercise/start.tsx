import type { ComponentProps } from 'react'
import { hydrateRoot } from 'react-dom/client'
import { Exercise } from './Exercise.tsx'

export function startExercise(element: HTMLElement, props: ComponentProps<typeof Exercise>): void {
  hydrateRoot(element, <Exercise {...props} />, { identifierPrefix: props.id })
}
