import { fallbackLanguage, isLanguage, languageCodes } from '../../../components/languages.ts'
import type { Language } from '../../../components/languages.ts'

const key = 'language'

function remembered(): Language | undefined {
  try {
    const code = localStorage.getItem(key)
    return code !== null && isLanguage(code) ? code : undefined
  } catch {
    return undefined
  }
}

/** The reader's first language that the course has: `zh-TW` counts as `zh`. */
function preferred(): Language {
  for (const tag of navigator.languages) {
    const code = languageCodes.find((candidate) => tag.toLowerCase().split('-')[0] === candidate)
    if (code) return code
  }
  return fallbackLanguage
}

/**
 * The front door `/` opens in the reader's language: the one chosen here before, else the browser's.
 * The door itself leaves no trace in the history, so going back never traps anyone.
 */
export function preferLanguage(): void {
  if (document.body.dataset.page !== 'door') return
  const link = document.querySelector<HTMLAnchorElement>(
    `a[data-language="${remembered() ?? preferred()}"]`,
  )
  if (link) location.replace(link.href)
}

/**
 * The one 404 page that some hosts serve for everything speaks all languages; of them stays the one
 * that the address begins with, else the reader's own.
 */
export function speakOneLanguage(): void {
  const all = [...document.querySelectorAll<HTMLElement>('[data-only]')]
  if (all.length === 0) return
  const asked = location.pathname.split('/').find((part) => isLanguage(part))
  const code = asked ?? remembered() ?? preferred()
  for (const one of all) {
    if (one.dataset.only !== code) one.remove()
    else document.documentElement.lang = one.lang
  }
}

/** The section being read: the last heading above the upper third of the window. */
function currentSection(): string | undefined {
  const headings = [...document.querySelectorAll<HTMLElement>('main h2[id]')]
  const limit = window.innerHeight / 3
  return headings.findLast((heading) => heading.getBoundingClientRect().top < limit)?.id
}

/** Changing the language keeps the place in the chapter, and is remembered. */
export function keepPlaceInOtherLanguage(): void {
  for (const link of document.querySelectorAll<HTMLAnchorElement>('a[data-language]')) {
    link.addEventListener('click', () => {
      try {
        localStorage.setItem(key, link.dataset.language!)
      } catch {
        // Not remembered; the link works all the same.
      }
      const section = currentSection()
      if (section) link.hash = section
      // A widget alone keeps its state, which is in the address.
      if (document.body.dataset.page === 'bare') link.search = location.search
    })
  }
}
