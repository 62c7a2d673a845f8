import { createElement } from 'react'
import { renderToString } from 'react-dom/server'
import { address } from '../base.ts'
import { createInstance } from '../widget/instance.tsx'
import { findWidget, widgets } from '../widget/registry.ts'
import type { Chrome } from '../widget/store.ts'
import { nextInstance, usePage } from './context.ts'

/**
 * A widget in a page: drawn here, at build, in the state of a named case; its island takes over
 * when a reader comes near.
 */
export function Widget(props: {
  readonly id: string
  readonly case?: string
  readonly chrome?: Chrome
  /** On a page of its own the widget's title is the page's, and its state is in the address. */
  readonly alone?: boolean
}) {
  const page = usePage()
  const entry = findWidget(props.id)
  if (!entry) {
    throw new RangeError(
      `Widget id must be one of ${widgets.map(({ id }) => id).join(', ')}, got ${props.id}`,
    )
  }
  const { widget, view, texts } = entry
  const name = props.case ?? 'default'
  if (!Object.hasOwn(widget.cases, name)) {
    throw new RangeError(
      `case of ${props.id} must be one of ${Object.keys(widget.cases).join(', ')}, got ${name}`,
    )
  }
  const instance = nextInstance(page, 'w')
  const home = props.alone ? undefined : address(`/${page.language}/embed/${props.id}/`)
  const chrome = props.chrome ?? 'full'
  const { element } = createInstance({
    instance,
    widget,
    view,
    texts,
    language: page.language,
    start: name,
    chrome,
    alone: props.alone ?? false,
    home,
  })
  return createElement('course-widget', {
    widget: props.id,
    instance,
    lang: page.language,
    case: name,
    home,
    'data-chrome': chrome,
    alone: props.alone ? '' : undefined,
    dangerouslySetInnerHTML: { __html: renderToString(element, { identifierPrefix: instance }) },
  })
}
