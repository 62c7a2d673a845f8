import type { ComponentProps } from 'react'
import { hydrateRoot } from 'react-dom/client'
import { Exercise, firstSeed } from './Exercise.tsx'
import { variantOf } from './variant.ts'
import { loadWidgets } from './widgets.ts'

export async function startExercise(
  element: HTMLElement,
  props: ComponentProps<typeof Exercise>,
): Promise<void> {
  await loadWidgets(variantOf(props.exercise, firstSeed), props.widgets)
  hydrateRoot(element, <Exercise {...props} />, { identifierPrefix: props.id })
}
