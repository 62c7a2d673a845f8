import { integer } from '../../math/check.ts'
import { random, type Random } from '../../math/random.ts'
import { correctOptions, earlierOf, singles, truthOf } from './candidates.ts'
import type { ChoicePart, Exercise, Part } from './define.ts'
import { coincide, defaultFigures } from './precision.ts'

/** One concrete exercise: the numbers that this learner sees, and everything computed from them. */
export interface Variant<Given extends object, Facts extends object> {
  readonly exercise: Exercise<Given, Facts>
  readonly seed: number
  readonly given: Given
  readonly facts: Facts
}

export type AnyVariant = Variant<any, any>

/** Two outcomes of a part that one typed answer could not tell apart. */
export interface Coincidence {
  readonly part: string
  readonly between: readonly [string, string]
}

const maxTries = 20_000

/**
 * The stream of one purpose. Each (exercise, rev, seed, purpose) has its own, so that drawing one
 * number more in one place changes nothing in any other.
 */
export function streamOf(
  exercise: { readonly id: string; readonly rev: number },
  seed: number,
  purpose: string,
): Random {
  return random(
    `${exercise.id}@${exercise.rev}/${integer('seed', seed, 0, 2 ** 32 - 1)}/${purpose}`,
  )
}

function outcomes<Facts extends object>(
  exercise: Exercise<any, Facts>,
  part: Part<Facts>,
  facts: Facts,
): { name: string; value: number }[] {
  // A setting has no value that could coincide with another; its samples are tried by the tests.
  if (part.kind === 'setting') return []
  if (part.kind === 'choice') {
    correctOptions(part, facts)
    return Object.entries(part.options).flatMap(([name, { value }]) =>
      value === undefined ? [] : [{ name, value: value(facts) }],
    )
  }
  const earlier = earlierOf(exercise, part, facts)
  return [
    { name: 'truth', value: truthOf(part, facts, earlier) },
    ...singles(part, facts, earlier).map(({ mistakes, value }) => ({ name: mistakes[0]!, value })),
  ]
}

/** Every two outcomes that an answer of the required figures could not tell apart; none if separable. */
export function coincidences<Facts extends object>(
  exercise: Exercise<any, Facts>,
  facts: Facts,
): Coincidence[] {
  return exercise.parts.flatMap((part) => {
    const figures = part.figures ?? defaultFigures
    const all = outcomes(exercise, part, facts)
    return all.flatMap((a, index) =>
      all
        .slice(index + 1)
        .filter((b) => coincide(a.value, b.value, figures))
        .map((b) => ({ part: part.id, between: [a.name, b.name] as const })),
    )
  })
}

/** One draw, and what is wrong with it: `refused` by the exercise itself, or some coincidences. */
function draw<Given extends object, Facts extends object>(
  exercise: Exercise<Given, Facts>,
  stream: Random,
) {
  const given = exercise.generate(stream)
  const facts = exercise.facts(given)
  const refused = exercise.accept?.(given, facts) === false
  return { given, facts, refused, clashes: refused ? [] : coincidences(exercise, facts) }
}

/** Counts reasons for rejection, the commonest first. */
class Reasons {
  readonly #counts = new Map<string, number>()

  add({ refused, clashes }: { refused: boolean; clashes: readonly Coincidence[] }) {
    const reasons = refused
      ? ['refused by accept']
      : clashes.map(({ part, between }) => `${part}: ${between.join(' = ')}`)
    for (const reason of reasons) this.#counts.set(reason, (this.#counts.get(reason) ?? 0) + 1)
  }

  sorted(): readonly (readonly [reason: string, draws: number])[] {
    return [...this.#counts].toSorted((a, b) => b[1] - a[1])
  }
}

/**
 * The variant of a seed: the first draw of its stream in which the truth and all named mistakes can
 * be told apart at the precision that will be accepted.
 *
 * @throws RangeError when none of many draws is separable, naming the pairs that coincide most
 */
export function variantOf<Given extends object, Facts extends object>(
  exercise: Exercise<Given, Facts>,
  seed: number,
): Variant<Given, Facts> {
  const stream = streamOf(exercise, seed, 'given')
  const reasons = new Reasons()
  for (let tries = 0; tries < maxTries; tries++) {
    const drawn = draw(exercise, stream)
    if (!drawn.refused && drawn.clashes.length === 0) {
      return { exercise, seed, given: drawn.given, facts: drawn.facts }
    }
    reasons.add(drawn)
  }
  const worst = reasons.sorted().slice(0, 3)
  throw new RangeError(
    `${exercise.id} must have separable draws, got none in ${maxTries} for seed ${seed} (${worst
      .map(([reason, draws]) => `${reason} in ${draws}`)
      .join('; ')})`,
  )
}

/** A variant as it was stored: its givens stand, whatever the generator draws by now. */
export function restoreVariant<Given extends object, Facts extends object>(
  exercise: Exercise<Given, Facts>,
  seed: number,
  given: Given,
): Variant<Given, Facts> {
  return { exercise, seed, given, facts: exercise.facts(given) }
}

/** The order in which a choice is shown, shuffled (Fisher–Yates) by the part's own stream. */
export function optionOrder(variant: AnyVariant, part: ChoicePart<any>): readonly string[] {
  const stream = streamOf(variant.exercise, variant.seed, `options/${part.id}`)
  const order = Object.keys(part.options)
  for (let last = order.length - 1; last > 0; last--) {
    const other = stream.integer(0, last)
    ;[order[last], order[other]] = [order[other]!, order[last]!]
  }
  return order
}

/** The seed after this one, for "another variant": always the same one, and never itself. */
export function nextSeed(exercise: { readonly id: string; readonly rev: number }, seed: number) {
  const next = streamOf(exercise, seed, 'next seed').integer(0, 2 ** 32 - 1)
  return next === seed ? (seed + 1) % 2 ** 32 : next
}

/** How many draws are usable, and what makes the others useless: the author's way to a generator that is quick. */
export function acceptance(exercise: Exercise<any, any>, draws: number, seed = 0) {
  integer('draws', draws, 1)
  const stream = streamOf(exercise, seed, 'acceptance')
  const reasons = new Reasons()
  let accepted = 0
  for (let index = 0; index < draws; index++) {
    const drawn = draw(exercise, stream)
    if (!drawn.refused && drawn.clashes.length === 0) accepted++
    reasons.add(drawn)
  }
  return { rate: accepted / draws, reasons: reasons.sorted() }
}
