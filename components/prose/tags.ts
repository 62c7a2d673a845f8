import { createElement } from 'react'
import type { ComponentProps } from 'react'
import { address } from '../base.ts'
import { Exercise } from './Exercise.tsx'
import { Formula } from './Formula.tsx'
import { Aside, ChipNote, Goals, Predict, Recap, Source, SourceNote, Worked } from './notes.tsx'
import { Term } from './Term.tsx'
import { Value } from './Value.tsx'
import { Widget } from './Widget.tsx'

/** A link within the course is written from its root, `/en/collectives/`, wherever it is mounted. */
function Link(props: ComponentProps<'a'>) {
  return createElement('a', { ...props, href: props.href && address(props.href) })
}

/** The tags that chapters may use; there are no others. */
export const tags = {
  a: Link,
  Aside,
  ChipNote,
  Exercise,
  Formula,
  Goals,
  Predict,
  Recap,
  Source,
  SourceNote,
  Term,
  Value,
  Widget,
  Worked,
}
