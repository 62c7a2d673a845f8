import { show } from '../../math/check.ts'
import { mistakesOf, type AnyExercise } from './define.ts'
import * as format from './format.ts'
import { isCourseMistake } from './mistakes.ts'
import { variantOf, type AnyVariant } from './variant.ts'

/**
 * The words of one exercise in one language. Every sentence may hold placeholders, filled from the
 * givens and facts of the variant: `{stride}`, `{output.height}`, `{size|bytes}`. So no number is
 * ever typed into a text.
 */
export interface ExerciseText {
  readonly title: string
  readonly prompt: string
  /** What each part asks; needed when there are several. */
  readonly parts?: Readonly<Record<string, string>>
  readonly hints: readonly string[]
  readonly solution: readonly string[]
  /** What to say to each named mistake; course-wide ones have a title to fall back on. */
  readonly mistakes: Readonly<Record<string, string>>
  /** Each option, and why it is right or wrong. */
  readonly options?: Readonly<Record<string, { readonly label: string; readonly reason: string }>>
}

const formats: Readonly<Record<string, (value: number, locale: string) => string>> = {
  count: format.formatCount,
  number: format.formatFigures,
  si: format.formatSI,
  flops: (value, locale) => format.formatSI(value, locale, 'FLOP'),
  macs: (value, locale) => format.formatSI(value, locale, 'MAC'),
  bytes: format.formatBytes,
  binary: format.formatBinaryBytes,
  seconds: format.formatSeconds,
  percent: format.formatPercent,
}

const placeholder = /\{([A-Za-z]\w*(?:\.\w+)*)(?:\|([\w-]+))?\}/g

/** Givens and facts under one roof; a fact of the same name wins. */
const scopeOf = (variant: AnyVariant): unknown => ({ ...variant.given, ...variant.facts })

function lookUp(scope: unknown, path: string): unknown {
  return path
    .split('.')
    .reduce<unknown>(
      (value, key) =>
        value !== null && typeof value === 'object' && Object.hasOwn(value, key)
          ? (value as Record<string, unknown>)[key]
          : undefined,
      scope,
    )
}

/** A number, some text, or a list of them (a shape: 1 × 64 × 56 × 56); `undefined` if not showable. */
function write(value: unknown, name: string | undefined, locale: string): string | undefined {
  if (name !== undefined && !Object.hasOwn(formats, name)) return undefined
  if (typeof value === 'number') {
    const chosen = name ?? (Number.isInteger(value) ? 'count' : 'number')
    return Number.isFinite(value) ? formats[chosen]!(value, locale) : undefined
  }
  if (Array.isArray(value)) {
    const items = value.map((item) => write(item, name, locale))
    return items.includes(undefined) ? undefined : items.join(' × ')
  }
  return typeof value === 'string' && name === undefined ? value : undefined
}

/**
 * A sentence with its placeholders filled in.
 *
 * @example fill('{macs|macs} per image', variant, 'en') // '14.45 MMAC per image'
 * @throws RangeError when a placeholder names no given or fact that can be shown
 */
export function fill(sentence: string, variant: AnyVariant, locale: string): string {
  const scope = scopeOf(variant)
  return sentence.replace(placeholder, (whole: string, path: string, name?: string) => {
    const written = write(lookUp(scope, path), name, locale)
    if (written !== undefined) return written
    throw new RangeError(
      `${variant.exercise.id}: a placeholder must name a given or a fact and a known format, got ${show(whole)}`,
    )
  })
}

/** Every sentence of a text, with the path at which it stands. */
function sentences(text: ExerciseText): [path: string, sentence: string][] {
  const walk = (value: unknown, path: string): [string, string][] =>
    typeof value === 'string'
      ? [[path, value]]
      : value !== null && typeof value === 'object'
        ? Object.entries(value).flatMap(([key, child]) =>
            walk(child, path ? `${path}.${key}` : key),
          )
        : []
  return walk(text, '')
}

function compareKeys(name: string, needed: readonly string[], given: readonly string[]) {
  return [
    ...needed.filter((key) => !given.includes(key)).map((key) => `${name}.${key} is missing`),
    ...given.filter((key) => !needed.includes(key)).map((key) => `${name}.${key} is unknown`),
  ]
}

/**
 * Everything that is wrong with the words of an exercise: missing and unknown keys, empty
 * sentences, counts that differ, placeholders that some variant cannot fill. Empty when all is well.
 *
 * @param seeds variants on which placeholders are tried
 */
export function checkText(
  exercise: AnyExercise,
  text: ExerciseText,
  seeds: readonly number[] = [1, 2, 3],
): string[] {
  const problems: string[] = []
  for (const list of ['hints', 'solution'] as const) {
    if (text[list].length !== exercise[list]) {
      problems.push(`${list} must have ${exercise[list]} sentences, has ${text[list].length}`)
    }
  }
  const mistakes = [...new Set(exercise.parts.flatMap(mistakesOf))]
  const said = Object.keys(text.mistakes)
  problems.push(
    ...compareKeys(
      'mistakes',
      mistakes.filter((id) => said.includes(id) || !isCourseMistake(id)),
      said,
    ),
    ...compareKeys(
      'options',
      exercise.parts.flatMap((part) => (part.kind === 'choice' ? Object.keys(part.options) : [])),
      Object.keys(text.options ?? {}),
    ),
  )
  if (exercise.parts.length > 1 || text.parts) {
    const ids = exercise.parts.map(({ id }) => id)
    problems.push(...compareKeys('parts', ids, Object.keys(text.parts ?? {})))
  }

  const variants = seeds.map((seed) => variantOf(exercise, seed))
  for (const [path, sentence] of sentences(text)) {
    if (sentence.trim() === '') problems.push(`${path} is empty`)
    for (const [whole, key, name] of sentence.matchAll(placeholder)) {
      const fails = variants.some(
        (variant) => write(lookUp(scopeOf(variant), key!), name, 'en') === undefined,
      )
      if (fails) problems.push(`${path}: ${whole} cannot be filled in`)
    }
  }
  return problems
}
