import { show } from '../../math/check.ts'
import type { AnyExercise } from './define.ts'
import { grade, type Answer } from './grade.ts'
import type { AnyVariant } from './variant.ts'

/**
 * One learner, one exercise instance: what happened, as events, and where that leaves them.
 *
 * Events are the only truth. They are plain data for an append-only log, whose store adds identity,
 * time and device; state is what reducing them gives. Reducing never grades, so restoring a state
 * reports no answer again, and a log keeps its verdicts when an exercise changes. Each event says
 * what was reached ("two hints are showing"), so one that arrives twice does no harm.
 */
interface Instance {
  readonly ex: string
  readonly rev: number
  readonly seed: number
}

/** An instance was opened. Its givens are kept because generators change. */
export interface StartEvent extends Instance {
  readonly type: 'start'
  readonly given: object
}

export interface AttemptEvent extends Instance {
  readonly type: 'attempt'
  readonly given: object
  readonly part: string
  readonly raw: Answer
  /** In the base unit, where a number could be read. */
  readonly parsed?: number
  readonly verdict: 'correct' | 'wrong' | 'invalid'
  readonly carried?: true
  /** Diagnosed mistakes: mostly one, two for a composition. */
  readonly mistakes: readonly string[]
  readonly unclear?: true
  readonly unmet?: readonly string[]
  /** Why an invalid answer could not be judged. */
  readonly problem?: string
  readonly detail?: string
  /** Which judged attempt at this part it is, from 1; an invalid one does not count. */
  readonly attemptNo: number
  /** Hints that were showing, and whether the solution was. */
  readonly hints: number
  readonly solution: boolean
  /** How sure the learner was, 0–1, where they were asked before seeing. */
  readonly confidence?: number
  /** Time on the part before answering, in milliseconds. */
  readonly ms?: number
}

export interface RevealEvent extends Instance {
  readonly type: 'reveal'
  /** How many hints now show, or that the worked solution does. */
  readonly hints?: number
  readonly solution?: true
}

export type ExerciseEvent = StartEvent | AttemptEvent | RevealEvent

export interface PartState {
  readonly status: 'open' | 'solved'
  /** Judged attempts; format problems are not among them. */
  readonly attempts: number
  readonly last?: AttemptEvent
  /** The last number given that could be judged, for parts that carry on from it. */
  readonly answered?: number
  /** Every mistake diagnosed so far, in order, each once. */
  readonly mistakes: readonly string[]
  /** Whether it was solved only once the solution was showing. */
  readonly afterSolution: boolean
}

export interface AttemptState extends Instance {
  readonly given: object
  readonly hints: number
  readonly solution: boolean
  readonly parts: Readonly<Record<string, PartState>>
}

const untouched: PartState = { status: 'open', attempts: 0, mistakes: [], afterSolution: false }

/** The state of one part; parts that nobody has touched are not stored. */
export function partState(state: AttemptState, part: string): PartState {
  return Object.hasOwn(state.parts, part) ? state.parts[part]! : untouched
}

const instanceOf = ({ ex, rev, seed }: Instance): Instance => ({ ex, rev, seed })

/** The learner opens a variant: the first one, or "another one". */
export function start(variant: AnyVariant): StartEvent {
  const { exercise, seed, given } = variant
  return { type: 'start', ex: exercise.id, rev: exercise.rev, seed, given }
}

/**
 * The learner answers a part.
 *
 * @throws RangeError when there is no such part or the state is of another variant
 */
export function submit(
  state: AttemptState,
  variant: AnyVariant,
  part: string,
  raw: Answer,
  extra: Pick<AttemptEvent, 'confidence' | 'ms'> = {},
): AttemptEvent {
  const exercise: AnyExercise = variant.exercise
  const asked = exercise.parts.find(({ id }) => id === part)
  if (asked === undefined) {
    throw new RangeError(
      `part must be one of ${exercise.parts.map(({ id }) => id).join(', ')}, got ${show(part)}`,
    )
  }
  if (state.ex !== exercise.id || state.seed !== variant.seed) {
    throw new RangeError(
      `state must be of ${exercise.id}, seed ${variant.seed}, got ${state.ex}, seed ${state.seed}`,
    )
  }
  const answered: Record<string, number> = {}
  for (const [id, { answered: value }] of Object.entries(state.parts)) {
    if (value !== undefined) answered[id] = value
  }
  const { verdict, parsed } = grade(exercise, asked, variant.facts, raw, answered)
  return {
    type: 'attempt',
    ...instanceOf(state),
    given: state.given,
    part,
    raw,
    parsed,
    mistakes: [],
    ...verdict,
    attemptNo: partState(state, part).attempts + 1,
    hints: state.hints,
    solution: state.solution,
    ...extra,
  }
}

/** The learner asks for one more hint; nothing happens when all are showing. */
export function revealHint(state: AttemptState, exercise: AnyExercise): RevealEvent | undefined {
  if (state.hints >= exercise.hints) return undefined
  return { type: 'reveal', ...instanceOf(state), hints: state.hints + 1 }
}

export function revealSolution(state: AttemptState): RevealEvent {
  return { type: 'reveal', ...instanceOf(state), solution: true }
}

/** The state of a fresh instance. */
export function opened({ ex, rev, seed, given }: StartEvent): AttemptState {
  return { ex, rev, seed, given, hints: 0, solution: false, parts: {} }
}

function attempted(part: PartState, event: AttemptEvent): PartState {
  if (part.status === 'solved') return part
  if (event.verdict === 'invalid') return { ...part, last: event }
  return {
    status: event.verdict === 'correct' ? 'solved' : 'open',
    attempts: Math.max(part.attempts, event.attemptNo),
    last: event,
    answered: event.parsed,
    mistakes: [...new Set([...part.mistakes, ...event.mistakes])],
    afterSolution: event.solution,
  }
}

/**
 * The state after one more event. An event of another instance changes nothing, except that a
 * start opens its own; a solved part stays solved.
 */
export function reduce(state: AttemptState, event: ExerciseEvent): AttemptState {
  const here = event.ex === state.ex && event.rev === state.rev && event.seed === state.seed
  if (event.type === 'start') return here ? state : opened(event)
  if (!here) return state
  if (event.type === 'reveal') {
    return {
      ...state,
      hints: Math.max(state.hints, event.hints ?? 0),
      solution: state.solution || event.solution === true,
    }
  }
  const part = attempted(partState(state, event.part), event)
  return { ...state, parts: { ...state.parts, [event.part]: part } }
}

/**
 * How an instance went, for mastery and review: `open` while a part is, `shown` when the solution
 * was shown before all were solved, else by whether it took a wrong answer or a hint.
 */
export type Outcome = 'open' | 'unaided' | 'hinted' | 'corrected' | 'shown'

export function outcome(state: AttemptState, exercise: AnyExercise): Outcome {
  const parts = exercise.parts.map(({ id }) => partState(state, id))
  const solved = parts.every(({ status }) => status === 'solved')
  if (parts.some(({ afterSolution }) => afterSolution)) return 'shown'
  if (!solved) return state.solution ? 'shown' : 'open'
  if (parts.some(({ attempts }) => attempts > 1)) return 'corrected'
  return parts.some(({ last }) => last!.hints > 0) ? 'hinted' : 'unaided'
}
