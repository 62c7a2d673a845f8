import { hydrateRoot } from 'react-dom/client'
import type { InstanceOptions } from './instance.tsx'
import { createInstance } from './instance.tsx'
import { caseState, decodeState, encodeState } from './state.ts'
import { openingStep } from './store.ts'
import type { Chrome, WidgetStore } from './store.ts'
import type { AnyWidget } from './definition.ts'

/** Browsers allow about a hundred address changes in half a minute; a drag makes more. */
const addressDelay = 300

/** Keeps the page's address in step with the widget, so that copying it copies the state. */
function followInAddress(widget: AnyWidget, store: WidgetStore): void {
  let timer = 0
  const write = () => {
    const { params, step, frames } = store.getState()
    const kept = new URLSearchParams(location.search)
    for (const name of [...Object.keys(widget.params), 'case', 'step']) kept.delete(name)
    const search = new URLSearchParams(encodeState(widget, params))
    if (step !== openingStep(widget, frames.length)) search.set('step', String(step))
    for (const [name, value] of kept) search.append(name, value)
    const query = search.toString()
    history.replaceState(history.state, '', `${location.pathname}${query && `?${query}`}`)
  }
  store.subscribe((state, before) => {
    if (state.playing || (state.params === before.params && state.step === before.step)) return
    clearTimeout(timer)
    timer = window.setTimeout(write, addressDelay)
  })
}

export async function startWidget(
  element: HTMLElement,
  parts: Pick<InstanceOptions, 'widget' | 'view' | 'texts' | 'language'>,
): Promise<void> {
  const read = (name: string) => element.getAttribute(name) ?? undefined
  const instance = read('instance')!
  const shown = read('case') ?? 'default'
  await parts.widget.load?.(caseState(parts.widget, shown) as never)
  const { store, element: frame } = createInstance({
    ...parts,
    instance,
    start: shown,
    chrome: (element.dataset.chrome ?? 'full') as Chrome,
    alone: element.hasAttribute('alone'),
    home: read('home'),
  })
  hydrateRoot(element, frame, { identifierPrefix: instance })
  if (element.hasAttribute('alone')) {
    if (location.search) {
      // The island is ready when the state that its address asks for is what it shows.
      await parts.widget.load?.(decodeState(parts.widget, location.search).state as never)
      store.getState().load(location.search)
    }
    followInAddress(parts.widget, store)
  }
}
