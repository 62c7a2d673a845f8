import { integer, oneOf, show } from '../../math/check.ts'
import type { Random } from '../../math/random.ts'
import type { Figures } from './precision.ts'
import type { AnyWidget, WidgetDefinition, ValuesOf } from '../widget/definition.ts'
import { units, type Unit } from './units.ts'

/**
 * The right value of an earlier part, or what the learner gave for it when a later part is graded
 * on from there. Only parts named in `dependsOn` may be asked for.
 */
export type Earlier = (part: string) => number

/** The value a wrong formula gives; `undefined` where the mistake cannot be made (no bias to forget). */
export type WrongFormula<Facts> = (facts: Facts, earlier: Earlier) => number | undefined

/**
 * A mistake made on the finished number, such as reporting MACs for FLOPs. Being a step after the
 * formula, it can follow any wrong formula, and so these are the mistakes that compose.
 */
export interface Slip<Facts> {
  readonly slip: (value: number, facts: Facts) => number | undefined
}

export type Mistake<Facts> = WrongFormula<Facts> | Slip<Facts>

/** What every kind of part has. Ids are authored slugs, never positions: progress refers to them. */
interface PartBase {
  readonly id: string
  /**
   * Significant figures by which outcomes are told apart, 3 unless said otherwise: those a typed
   * answer needs, or an option shows. Where mistakes are small (a bias among thousands of weights),
   * ask for more, and separable draws abound.
   */
  readonly figures?: Figures
}

/** A number with a unit, typed by the learner. */
export interface NumberPart<Facts> extends PartBase {
  readonly kind: 'number'
  readonly unit: Unit
  readonly value: (facts: Facts, earlier: Earlier) => number
  /** Earlier number parts whose values this one takes up. */
  readonly dependsOn?: readonly string[]
  readonly mistakes: Readonly<Record<string, Mistake<Facts>>>
}

export interface Option<Facts> {
  /** The mistake that leads somebody to this option; the option's own reason is shown either way. */
  readonly mistake?: string
  /** The number this option shows, if it shows one: no two options may then show the same. */
  readonly value?: (facts: Facts) => number
}

/** One or several of some options. */
export interface ChoicePart<Facts> extends PartBase {
  readonly kind: 'choice'
  readonly options: Readonly<Record<string, Option<Facts>>>
  /** Which are right in this variant. */
  readonly correct: (facts: Facts) => readonly string[]
  /** May several be chosen? Then all the right ones must be, and no other. */
  readonly multiple?: boolean
}

/** Values of some of a widget's parameters. */
type Settings<W extends AnyWidget> =
  W extends WidgetDefinition<infer P, infer _Frame, infer _Case> ? Partial<ValuesOf<P>> : never

/** All of a widget's values, as its `frames` receives them. */
export type SettingsOf<W extends AnyWidget> = Required<Settings<W>>

/** A wrong way to set the widget, with one setting that shows it, for the tests. */
export interface WrongSetting<Facts, W extends AnyWidget> {
  readonly made: (values: SettingsOf<W>, facts: Facts) => boolean
  /** `undefined` where this variant leaves no room for the mistake. */
  readonly sample: (facts: Facts) => Settings<W> | undefined
}

/**
 * Answered by setting a widget: any state that meets all goals is right. Write it with `setting`,
 * which knows the widget's parameters.
 */
export interface SettingPart<Facts, W extends AnyWidget = any> extends PartBase {
  readonly kind: 'setting'
  /** Folder of the widget. */
  readonly widget: string
  /** Where the widget opens, as changes of its default case. */
  readonly start: (facts: Facts) => Settings<W>
  /** The parameters that may be set; the others stay as they start, and are not offered. */
  readonly free: readonly (keyof SettingsOf<W> & string)[]
  /** What has to hold, in the order in which it is told. */
  readonly goals: Readonly<Record<string, (values: SettingsOf<W>, facts: Facts) => boolean>>
  /** Told when exactly one of them was made. */
  readonly mistakes: Readonly<Record<string, WrongSetting<Facts, W>>>
  /** One right setting (of the free parameters), found by a rule: proof that there is one. */
  readonly answer: (facts: Facts) => Settings<W>
}

/**
 * A setting part, typed by its widget (of which the exercise needs no more than the type) and by
 * the exercise's facts.
 *
 * @example
 * import type pipeline from '../../components/widgets/pipeline-timeline/widget.ts'
 * setting<typeof pipeline, ReturnType<typeof facts>>({ kind: 'setting', widget: … })
 */
export function setting<W extends AnyWidget, Facts>(
  part: SettingPart<Facts, W>,
): SettingPart<Facts> {
  // From here on the widget is known by its folder alone; only its own values are ever passed.
  return part as unknown as SettingPart<Facts>
}

/** A further kind joins here, in grade.ts (how an answer is judged) and in variant.ts (separability). */
export type Part<Facts> = NumberPart<Facts> | ChoicePart<Facts> | SettingPart<Facts>

/** The widget state that shows the exercise. */
export interface WidgetPreset {
  readonly widget: string
  readonly params: Readonly<Record<string, string | number | boolean>>
}

/**
 * One exercise. Its words live apart, one file per language (text.ts).
 *
 * Drawing and computing are apart as well: `generate` only draws the givens, rounded as the prompt
 * will show them, and `facts` computes everything else from them with the math library. Givens are
 * stored with an attempt, so that it can be shown again after the generator has changed.
 */
export interface Exercise<Given extends object, Facts extends object> {
  readonly id: string
  /** Raised whenever `generate` changes; a seed means nothing without it. */
  readonly rev: number
  readonly skills: readonly string[]
  readonly generate: (random: Random) => Given
  readonly facts: (given: Given) => Facts
  /** Draws that this refuses are never asked: a size that does not divide, a trivial case. */
  readonly accept?: (given: Given, facts: Facts) => boolean
  readonly parts: readonly Part<Facts>[]
  /** How many hints, and how many steps of the worked solution, every language must have. */
  readonly hints: number
  readonly solution: number
  readonly preset?: (given: Given, facts: Facts) => WidgetPreset
}

/** Any exercise at all. Functions of unknown givens need `any`: nothing else accepts them all. */
export type AnyExercise = Exercise<any, any>

/** Not a bare number: objects put such keys first, and parts and options keep their written order. */
const slug = /^(?!\d+$)[a-z0-9]+(?:-[a-z0-9]+)*$/

function requireSlug(name: string, value: string) {
  if (!slug.test(value)) {
    throw new RangeError(`${name} must be lower-case words joined by hyphens, got ${show(value)}`)
  }
}

/**
 * Declares an exercise; TypeScript infers givens and facts from `generate` and `facts`.
 *
 * @throws RangeError when an id is no slug or not unique, a part depends on one that is not an
 * earlier number, a choice has fewer than two options, a setting has nothing to set or to reach,
 * or a count is no count
 */
export function defineExercise<Given extends object, Facts extends object>(
  exercise: Exercise<Given, Facts>,
): Exercise<Given, Facts> {
  const { id, parts } = exercise
  requireSlug('id', id)
  integer(`${id}: rev`, exercise.rev, 1)
  integer(`${id}: hints`, exercise.hints, 0)
  integer(`${id}: solution`, exercise.solution, 1)
  integer(`${id}: parts.length`, parts.length, 1)
  exercise.skills.forEach((skill) => requireSlug(`${id}: skill`, skill))

  const numbers: string[] = []
  const taken = new Set<string>()
  const claim = (name: string, value: string) => {
    requireSlug(`${id}: ${name}`, value)
    if (taken.has(`${name} ${value}`)) {
      throw new RangeError(`${id}: ${name} must be unique, got ${show(value)} twice`)
    }
    taken.add(`${name} ${value}`)
  }
  for (const part of parts) {
    claim('part', part.id)
    const { figures = 1 } = part
    if (figures !== 'exact') integer(`${id}: ${part.id}.figures`, figures, 1, 15)
    if (part.kind === 'number') {
      for (const earlier of part.dependsOn ?? []) {
        if (!numbers.includes(earlier)) {
          throw new RangeError(
            `${id}: ${part.id} must depend on earlier number parts (${numbers.join(', ')}), got ${show(earlier)}`,
          )
        }
      }
      numbers.push(part.id)
      oneOf(`${id}: ${part.id}.unit`, part.unit, units)
      Object.keys(part.mistakes).forEach((mistake) => requireSlug(`${id}: mistake`, mistake))
    } else if (part.kind === 'setting') {
      integer(`${id}: ${part.id}.free.length`, part.free.length, 1)
      integer(`${id}: ${part.id}.goals.length`, Object.keys(part.goals).length, 1)
      Object.keys(part.goals).forEach((goal) => claim('goal', goal))
      Object.keys(part.mistakes).forEach((mistake) => requireSlug(`${id}: mistake`, mistake))
    } else {
      const options = Object.keys(part.options)
      integer(`${id}: ${part.id}.options.length`, options.length, 2)
      options.forEach((option) => claim('option', option))
    }
  }
  return exercise
}

/** Every named mistake that a part can diagnose. */
export function mistakesOf(part: Part<never>): readonly string[] {
  if (part.kind !== 'choice') return Object.keys(part.mistakes)
  const named = Object.values(part.options).flatMap(({ mistake }) => mistake ?? [])
  return [...new Set(named)]
}
