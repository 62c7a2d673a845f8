import { format, formats } from './format.ts'
import type { Format } from './format.ts'
import type { Language } from './languages.ts'

/** What a sentence's `{placeholders}` are filled with; a number is formatted per language. */
export type Values = Readonly<Record<string, string | number>>

const placeholder = /\{(\w+)(?::(\w+))?\}/g

/**
 * Fills a sentence: `{name}` takes a text as it is and a number as a count, `{name:bytes}` takes a
 * number in a named format. A placeholder without a value stays visible, so that a test finds it.
 *
 * @example fill('{n} ranks send {b:bytes}', { n: 4, b: 1500 }, 'en') // '4 ranks send 1.5 kB'
 */
export function fill(sentence: string, values: Values, language: Language): string {
  return sentence.replace(placeholder, (whole, name: string, as: string | undefined) => {
    const value = values[name]
    if (value === undefined) return whole
    if (typeof value === 'string') return value
    const known = formats.find((candidate) => candidate === as)
    return format(value, (known ?? 'count') satisfies Format, language)
  })
}

/** The names of a sentence's placeholders, each once. */
export function placeholders(sentence: string): string[] {
  return [...new Set([...sentence.matchAll(placeholder)].map((match) => match[1]!))]
}

/** The same keys, any sentences: what a translation of `T` has to look like. */
export type Translation<T> = T extends string
  ? string
  : { readonly [K in keyof T]: Translation<T[K]> }

/** A translation in progress: what is missing is taken from English. */
export type PartialTranslation<T> = T extends string
  ? string
  : { readonly [K in keyof T]?: PartialTranslation<T[K]> }

/** Lays a (possibly incomplete) translation over the English text. */
export function withFallback<T>(english: T, translation: PartialTranslation<T> | undefined): T {
  if (translation === undefined) return english
  if (typeof english === 'string') return translation as T
  const merged: Record<string, unknown> = {}
  for (const [key, entry] of Object.entries(english as Record<string, unknown>)) {
    merged[key] = withFallback(entry, (translation as Record<string, never>)[key])
  }
  return merged as T
}

/** Paths of the sentences that a translation lacks, for the coverage test: `params.ranks`. */
export function missingKeys(english: unknown, translation: unknown, path = ''): string[] {
  if (translation === undefined) return [path]
  if (typeof english === 'string') return typeof translation === 'string' ? [] : [path]
  return Object.entries(english as Record<string, unknown>).flatMap(([key, entry]) =>
    missingKeys(
      entry,
      (translation as Record<string, unknown>)[key],
      path ? `${path}.${key}` : key,
    ),
  )
}
