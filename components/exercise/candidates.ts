import { show } from '../../math/check.ts'
import type { AnyExercise, ChoicePart, Earlier, NumberPart } from './define.ts'

/** A value that somebody may arrive at, and the mistakes that lead there (none: it is the truth). */
export interface Candidate {
  readonly mistakes: readonly string[]
  readonly value: number
}

/** Lets a part ask for the earlier parts it names, and for no other. */
export function earlierOf(
  exercise: AnyExercise,
  part: { readonly id: string; readonly dependsOn?: readonly string[] },
  facts: object,
  given: Readonly<Record<string, number>> = {},
): Earlier {
  return (id) => {
    const source = exercise.parts.find((candidate) => candidate.id === id)
    if (!part.dependsOn?.includes(id) || source?.kind !== 'number') {
      throw new RangeError(
        `${exercise.id}: ${part.id} must name the parts it uses in dependsOn (${(part.dependsOn ?? []).join(', ')}), got ${show(id)}`,
      )
    }
    return given[id] ?? truthOf(source, facts, earlierOf(exercise, source, facts, given))
  }
}

function requireFinite(part: NumberPart<never>, mistake: string, value: number): number {
  if (Number.isFinite(value)) return value
  throw new RangeError(`${part.id}: ${mistake} must have a finite value, got ${show(value)}`)
}

export function truthOf<Facts>(part: NumberPart<Facts>, facts: Facts, earlier: Earlier): number {
  return requireFinite(part, 'value', part.value(facts, earlier))
}

/** Every named mistake that can be made here, with the value it gives. */
export function singles<Facts>(
  part: NumberPart<Facts>,
  facts: Facts,
  earlier: Earlier,
): Candidate[] {
  const truth = truthOf(part, facts, earlier)
  return Object.entries(part.mistakes).flatMap(([id, mistake]) => {
    const value =
      typeof mistake === 'function' ? mistake(facts, earlier) : mistake.slip(truth, facts)
    return value === undefined ? [] : [{ mistakes: [id], value: requireFinite(part, id, value) }]
  })
}

/** Every single mistake followed by every slip but itself: bias forgotten, then MACs for FLOPs. */
export function pairs<Facts>(part: NumberPart<Facts>, facts: Facts, earlier: Earlier): Candidate[] {
  return singles(part, facts, earlier).flatMap((first) =>
    Object.entries(part.mistakes).flatMap(([id, mistake]) => {
      if (typeof mistake === 'function' || first.mistakes.includes(id)) return []
      const value = mistake.slip(first.value, facts)
      return value === undefined || !Number.isFinite(value)
        ? []
        : [{ mistakes: [...first.mistakes, id], value }]
    }),
  )
}

/**
 * The right options of a choice in this variant.
 *
 * @throws RangeError when there is none, or one that is not among the options
 */
export function correctOptions<Facts>(part: ChoicePart<Facts>, facts: Facts): readonly string[] {
  const correct = part.correct(facts)
  if (correct.length > 0 && correct.every((id) => Object.hasOwn(part.options, id))) return correct
  throw new RangeError(
    `${part.id}: correct must be some of ${Object.keys(part.options).join(', ')}, got ${show(correct)}`,
  )
}
