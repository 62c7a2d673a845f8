import { createElement } from 'react'
import { renderToString } from 'react-dom/server'
import { Exercise as View } from '../exercise/Exercise.tsx'
import { widgetsOf } from '../exercise/widgets.ts'
import { findWidget } from '../widget/registry.ts'
import { nextInstance, usePage } from './context.ts'

/** An exercise of this chapter, `content/<chapter>/exercises.ts`, by its id. */
export function Exercise(props: { readonly id: string }) {
  const page = usePage()
  const exercise = page.exercises?.find(({ id }) => id === props.id)
  const text = page.exerciseTexts?.[props.id]
  if (!exercise || !text) {
    const known = page.exercises?.map(({ id }) => id).join(', ') ?? 'none'
    throw new RangeError(`Exercise id must be one of ${known}, with its text; got ${props.id}`)
  }
  const id = nextInstance(page, 'e')
  const widgets = Object.fromEntries(
    widgetsOf(exercise).map((widget) => {
      const found = findWidget(widget)
      if (!found) throw new RangeError(`${props.id}: there is no widget ${widget}`)
      return [widget, found]
    }),
  )
  const view = (
    <View id={id} exercise={exercise} text={text} language={page.language} widgets={widgets} />
  )
  return createElement('course-exercise', {
    chapter: page.chapter,
    exercise: props.id,
    instance: id,
    lang: page.language,
    dangerouslySetInnerHTML: { __html: renderToString(view, { identifierPrefix: id }) },
  })
}
