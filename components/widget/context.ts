import { createContext, useContext } from 'react'
import { useStore } from 'zustand'
import { fill } from '../text.ts'
import type { Values } from '../text.ts'
import type { Language } from '../languages.ts'
import type { Messages } from './catalog.ts'
import type { AnyText, AnyWidget, Description } from './definition.ts'
import type { WidgetState, WidgetStore } from './store.ts'

/** What one widget instance is made of; every part of its frame reads it from here. */
export interface Instance {
  readonly id: string
  readonly widget: AnyWidget
  readonly text: AnyText
  readonly messages: Messages
  readonly language: Language
  readonly store: WidgetStore
  /** Address of the widget's own page, without a query; absent on that page itself. */
  readonly home?: string
}

export const InstanceContext = createContext<Instance | null>(null)

export function useInstance(): Instance {
  const instance = useContext(InstanceContext)
  if (!instance) throw new Error('a part of a widget was drawn outside of a widget')
  return instance
}

export function useWidgetState<T>(select: (state: WidgetState) => T): T {
  return useStore(useInstance().store, select)
}

/** A phrase of the widget's text file, filled; a name without a phrase is shown as it is. */
export function sayIn(text: AnyText, language: Language) {
  return (phrase: string, values: Values = {}): string =>
    fill(text.phrases[phrase] ?? phrase, values, language)
}

/** A whole description, sentence after sentence. */
export function tell(
  [phrase, values, ...further]: Description,
  say: (phrase: string, values: Values) => string,
  gap: string,
): string {
  return [[phrase, values] as const, ...further].map((sentence) => say(...sentence)).join(gap)
}
