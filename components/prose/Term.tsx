import type { ReactNode } from 'react'
import type { Hue } from '../hues.ts'

/** A word in the colour of its meaning; touching it lights the same term in formulas and widgets. */
export function Term(props: { readonly is: Hue; readonly children: ReactNode }) {
  return (
    <span className="term" data-term={props.is}>
      {props.children}
    </span>
  )
}
