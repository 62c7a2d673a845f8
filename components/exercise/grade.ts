import { correctOptions, earlierOf, pairs, singles, truthOf, type Candidate } from './candidates.ts'
import type { State } from '../widget/state.ts'
import type { AnyExercise, ChoicePart, NumberPart, Part, SettingPart } from './define.ts'
import { defaultFigures, fits, isFine, mayBe, same, type Figures } from './precision.ts'
import { parseQuantity, type FormatProblem, type Quantity } from './quantity.ts'

/** What a learner hands in: typed text, ids of chosen options, or a widget's values (`{}`: as it was). */
export type Answer = string | readonly string[] | State

export type Verdict =
  | {
      readonly verdict: 'correct'
      /** Right from here on, given an earlier answer that was not. */
      readonly carried?: true
    }
  | {
      readonly verdict: 'wrong'
      /** One name, two for a composition, none when no known mistake explains the answer. */
      readonly mistakes: readonly string[]
      /** Several mistakes would explain it, or would if it had more figures: none is named. */
      readonly unclear?: true
      /** The goals of a setting that are not met yet. */
      readonly unmet?: readonly string[]
    }
  | ({ readonly verdict: 'invalid' } & FormatProblem)

export interface Graded {
  readonly verdict: Verdict
  /** The value in the base unit, where one could be read. */
  readonly parsed?: number
}

const sameNames = (a: readonly string[], b: readonly string[]) =>
  a.toSorted().join(' ') === b.toSorted().join(' ')

/**
 * Names the mistakes that explain a number: none or one explanation, or `unclear` when there are
 * several, or when a known one would fit had the answer had enough figures.
 */
function diagnose(typed: Quantity, known: readonly Candidate[], figures: Figures): Verdict {
  const fitting = known.filter(({ value }) => fits(typed, value, figures))
  const possible = isFine(typed, figures)
    ? fitting
    : known.filter(({ value }) => mayBe(typed, value, figures))
  const [first] = fitting
  if (first && possible.every(({ mistakes }) => sameNames(mistakes, first.mistakes))) {
    return { verdict: 'wrong', mistakes: first.mistakes }
  }
  const unclear = known.some(({ value }) => mayBe(typed, value, figures))
  return { verdict: 'wrong', mistakes: [], ...(unclear ? { unclear } : {}) }
}

/**
 * Judges a typed number: the truth first, then each named mistake, then two at once. A diagnosis is
 * given when exactly one explanation fits at the precision typed, and never guessed.
 */
function gradeNumber(
  exercise: AnyExercise,
  part: NumberPart<any>,
  facts: object,
  text: string,
  answered: Readonly<Record<string, number>>,
): Graded {
  const typed = parseQuantity(text, part.unit)
  if ('problem' in typed) return { verdict: { verdict: 'invalid', ...typed } }
  const judged = (verdict: Verdict): Graded => ({ verdict, parsed: typed.value })

  const figures = part.figures ?? defaultFigures
  const earlier = earlierOf(exercise, part, facts)
  const truth = truthOf(part, facts, earlier)
  if (fits(typed, truth, figures)) return judged({ verdict: 'correct' })

  const one = singles(part, facts, earlier)
  const two = pairs(part, facts, earlier)
  // 4000 may be 4200 rounded, or a known mistake to the last digit: then it is not too coarse.
  const meant =
    isFine(typed, figures) && [...one, ...two].some(({ value }) => same(typed.value, value))
  if (!meant && mayBe(typed, truth, figures)) {
    return judged({ verdict: 'invalid', problem: 'too-coarse', detail: String(figures) })
  }
  if (part.dependsOn?.some((id) => answered[id] !== undefined)) {
    const carried = part.value(facts, earlierOf(exercise, part, facts, answered))
    if (fits(typed, carried, figures)) return judged({ verdict: 'correct', carried: true })
  }
  const single = diagnose(typed, one, figures)
  const found = single.verdict === 'wrong' && (single.unclear || single.mistakes.length > 0)
  return judged(found ? single : diagnose(typed, two, figures))
}

/** Judges a choice. A mistake is named when one wrong option, and nothing else, is amiss. */
function gradeChoice(part: ChoicePart<any>, facts: object, chosen: readonly string[]): Graded {
  if (chosen.length === 0) return { verdict: { verdict: 'invalid', problem: 'nothing-chosen' } }
  const unknown = chosen.find((id) => !Object.hasOwn(part.options, id))
  if (unknown !== undefined) {
    return { verdict: { verdict: 'invalid', problem: 'unknown-option', detail: unknown } }
  }
  const correct = correctOptions(part, facts)
  const amiss = chosen.filter((id) => !correct.includes(id))
  const missing = part.multiple ? correct.filter((id) => !chosen.includes(id)) : []
  if (amiss.length === 0 && missing.length === 0) return { verdict: { verdict: 'correct' } }
  const mistake = amiss.length === 1 ? part.options[amiss[0]!]!.mistake : undefined
  return { verdict: { verdict: 'wrong', mistakes: mistake === undefined ? [] : [mistake] } }
}

/** Judges a widget's values. A mistake is named when exactly one of the known ones was made. */
function gradeSetting(part: SettingPart<any>, facts: object, values: State): Graded {
  if (Object.keys(values).length === 0) {
    return { verdict: { verdict: 'invalid', problem: 'nothing-set' } }
  }
  const unmet = Object.keys(part.goals).filter((goal) => !part.goals[goal]!(values, facts))
  if (unmet.length === 0) return { verdict: { verdict: 'correct' } }
  const made = Object.keys(part.mistakes).filter((id) => part.mistakes[id]!.made(values, facts))
  return { verdict: { verdict: 'wrong', mistakes: made.length === 1 ? made : [], unmet } }
}

const isList = (answer: Answer): answer is readonly string[] => Array.isArray(answer)

/**
 * Judges one answer to one part.
 *
 * @param answered what the learner gave for earlier number parts, for those that carry on from them
 * @throws TypeError when the answer is not of the part's kind
 */
export function grade(
  exercise: AnyExercise,
  part: Part<any>,
  facts: object,
  answer: Answer,
  answered: Readonly<Record<string, number>> = {},
): Graded {
  if (part.kind === 'number') {
    if (typeof answer === 'string') return gradeNumber(exercise, part, facts, answer, answered)
    throw new TypeError(`${part.id} must be answered with text, got a list of options`)
  }
  if (part.kind === 'setting') {
    if (typeof answer !== 'string' && !isList(answer)) return gradeSetting(part, facts, answer)
    throw new TypeError(`${part.id} must be answered with a widget's values, got something else`)
  }
  if (isList(answer)) return gradeChoice(part, facts, answer)
  throw new TypeError(`${part.id} must be answered with a list of options, got something else`)
}
