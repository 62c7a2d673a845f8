import { fetchWidget } from '../widget/parts.ts'
import type { WidgetParts } from '../widget/parts.ts'
import { stateFrom } from '../widget/state.ts'
import type { State } from '../widget/state.ts'
import type { Language } from '../languages.ts'
import type { AnyExercise, Part, SettingPart } from './define.ts'
import type { AnyVariant } from './variant.ts'

type Widgets = Readonly<Record<string, WidgetParts>>

const settingsOf = (exercise: AnyExercise): readonly SettingPart<unknown>[] =>
  exercise.parts.filter((part: Part<unknown>) => part.kind === 'setting')

/** Folders of the widgets that an exercise is answered with. */
export const widgetsOf = (exercise: AnyExercise): readonly string[] => [
  ...new Set(settingsOf(exercise).map(({ widget }) => widget)),
]

/** Fetches the widgets that an exercise is answered with. */
export async function fetchWidgets(exercise: AnyExercise, language: Language): Promise<Widgets> {
  const ids = widgetsOf(exercise)
  const parts = await Promise.all(ids.map((id) => fetchWidget(id, language)))
  return Object.fromEntries(ids.map((id, index) => [id, parts[index]!]))
}

/** Fetches what the states that a variant opens its widgets in need besides. */
export async function loadWidgets(variant: AnyVariant, widgets: Widgets): Promise<void> {
  await Promise.all(
    settingsOf(variant.exercise).map((part) => {
      const { widget } = widgets[part.widget]!
      return widget.load?.(stateFrom(widget, part.start(variant.facts) as State) as never)
    }),
  )
}
