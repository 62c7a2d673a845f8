import { memo, useLayoutEffect, useRef, useState } from 'react'
import { slotsOf } from './slots.ts'
import type { SlotPlace } from './slots.ts'

const escape = (text: string) =>
  text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;')

type SlotValues = Readonly<Record<string, string | number>> | undefined

const fillSlots = (text: string, values: SlotValues, show: (value: string) => string) =>
  text.replace(/@(\w+)@/g, (whole, name: string) => {
    const value = values?.[name]
    return value === undefined ? whole : show(String(value))
  })

/** Where the slots of a formula are in what the browser makes of it; found once per formula. */
const places = new Map<string, readonly SlotPlace[]>()

function placesIn(html: string): readonly SlotPlace[] {
  let found = places.get(html)
  if (found === undefined) {
    const template = document.createElement('template')
    template.innerHTML = html
    found = slotsOf(template.content)
    places.set(html, found)
  }
  return found
}

const textAt = (root: Node, path: readonly number[]): Node | undefined =>
  path.reduce<Node | undefined>((node, index) => node?.childNodes[index], root)

/**
 * A formula that was set at build (`import html from './macs.tex'`), its slots filled with numbers.
 * `\slot{ci}` in the source is filled by `values.ci`, in the picture and in the MathML alike. New
 * numbers are written into the formula that stands there: setting it again would cost a slider more
 * than all the rest of a picture.
 */
export const Formula = memo(function Formula(props: {
  readonly html: string
  /** What fills the slots, as it is to be shown. */
  readonly values?: Readonly<Record<string, string | number>>
}) {
  const { html, values } = props
  const ref = useRef<HTMLDivElement>(null)
  // What React set; it stays, so that React leaves the formula alone while only numbers change.
  const [first, setFirst] = useState(() => ({ html, filled: fillSlots(html, values, escape) }))
  if (first.html !== html) setFirst({ html, filled: fillSlots(html, values, escape) })
  useLayoutEffect(() => {
    const root = ref.current!
    for (const { path, text } of placesIn(html)) {
      const node = textAt(root, path)
      const filled = fillSlots(text, values, (value) => value)
      if (node === undefined) {
        // An empty text left no node to write into.
        root.innerHTML = fillSlots(html, values, escape)
        return
      }
      if (node.nodeValue !== filled) node.nodeValue = filled
    }
  }, [html, values])
  return <div ref={ref} className="formula" dangerouslySetInnerHTML={{ __html: first.filled }} />
})
