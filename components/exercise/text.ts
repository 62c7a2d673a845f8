import { formats, type Format } from '../format.ts'
import type { Language } from '../languages.ts'
import { fill, placeholders, type Values } from '../text.ts'
import { mistakesOf, type AnyExercise } from './define.ts'
import { isCourseMistake } from './mistakes.ts'
import { variantOf, type AnyVariant } from './variant.ts'

/**
 * The words of one exercise in one language. Every sentence may hold placeholders, filled from the
 * givens and facts of the variant: `{stride}`, `{size:bytes}`. So no number is ever typed into one.
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
  /** Each goal of a widget to be set. */
  readonly goals?: Readonly<Record<string, string>>
}

/**
 * What sentences may show of a variant: those givens and facts that are numbers, texts, or lists of
 * numbers (a shape, written 1 × 64 × 56 × 56). A fact stands before a given of the same name.
 */
function valuesOf(variant: AnyVariant): Values {
  const values: Record<string, string | number> = {}
  for (const [name, value] of Object.entries({ ...variant.given, ...variant.facts })) {
    if (typeof value === 'number' || typeof value === 'string') values[name] = value
    else if (Array.isArray(value) && value.every((item) => typeof item === 'number')) {
      values[name] = value.join(' × ')
    }
  }
  return values
}

/** A sentence about this variant. @example fillIn('{kernel} wide', variant, 'en') // '3 wide' */
export function fillIn(sentence: string, variant: AnyVariant, language: Language): string {
  return fill(sentence, valuesOf(variant), language)
}

/** Every sentence of a text, with the path at which it stands: `hints.0`. */
function sentences(value: unknown, path: readonly string[] = []): [string, string][] {
  if (typeof value === 'string') return [[path.join('.'), value]]
  return Object.entries(value ?? {}).flatMap(([key, child]) => sentences(child, [...path, key]))
}

function compareKeys(name: string, needed: readonly string[], given: readonly string[]) {
  return [
    ...needed.filter((key) => !given.includes(key)).map((key) => `${name}.${key} is missing`),
    ...given.filter((key) => !needed.includes(key)).map((key) => `${name}.${key} is unknown`),
  ]
}

/** Placeholders of a sentence that this variant cannot fill, or not well. */
function unfilled(sentence: string, variant: AnyVariant): string[] {
  const values = valuesOf(variant)
  const unknown = placeholders(sentence)
    .filter((name) => !Object.hasOwn(values, name))
    .map((name) => `{${name}} is no given and no fact`)
  const odd = [...sentence.matchAll(/\{(\w+)(?::(\w+))?\}/g)].flatMap(([whole, name, as]) => {
    const value = values[name!]
    if (as !== undefined && !formats.includes(as as Format)) {
      return `${whole} must have a format of ${formats.join(', ')}`
    }
    const rounded = as === undefined && typeof value === 'number' && !Number.isInteger(value)
    return rounded ? `${whole} is no whole number and must name its format` : []
  })
  return [...unknown, ...odd]
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
  const options = exercise.parts.flatMap((part) =>
    part.kind === 'choice' ? Object.keys(part.options) : [],
  )
  const goals = exercise.parts.flatMap((part) =>
    part.kind === 'setting' ? Object.keys(part.goals) : [],
  )
  problems.push(
    ...compareKeys(
      'mistakes',
      mistakes.filter((id) => said.includes(id) || !isCourseMistake(id)),
      said,
    ),
    ...compareKeys('options', options, Object.keys(text.options ?? {})),
    ...compareKeys('goals', goals, Object.keys(text.goals ?? {})),
  )
  if (exercise.parts.length > 1 || text.parts) {
    const ids = exercise.parts.map(({ id }) => id)
    problems.push(...compareKeys('parts', ids, Object.keys(text.parts ?? {})))
  }

  const variants = seeds.map((seed) => variantOf(exercise, seed))
  for (const [path, sentence] of sentences(text)) {
    if (sentence.trim() === '') problems.push(`${path} is empty`)
    const found = new Set(variants.flatMap((variant) => unfilled(sentence, variant)))
    problems.push(...[...found].map((problem) => `${path}: ${problem}`))
  }
  return problems
}
