import type { ReactNode } from 'react'
import type { Chapter } from './content.ts'
import type { Language } from '../components/languages.ts'

/** What a page's function is given. */
export interface PageInput {
  readonly language: Language
  readonly routeParams: Readonly<Record<string, string>>
}

/** What it gives back: a page is a function from its address to this. */
export interface PageOutput {
  readonly title: string
  readonly description: string
  readonly body: ReactNode
  /** The same page in another language, without the base: `/zh/collectives/`. */
  readonly path: (language: Language) => string
  /** `bare` pages (embeds) and the front `door` have no header and footer. */
  readonly shell?: 'full' | 'bare' | 'door'
  /** The page that a reader will most likely open next; fetched ahead. */
  readonly next?: string
  /** The chapter that the page shows. */
  readonly chapter?: Chapter
}

export type PageFunction = (input: PageInput) => PageOutput
