/** Why a schedule, or one move in building it, is not allowed: data that a sentence can be made of. */
import { finite, integer } from '../../check.ts'
import type { ActivationSizes } from './costs.ts'
import { expand } from './costs.ts'
import { checkedSchedule, dependenciesOf, indexOps } from './dependencies.ts'
import { formatOp } from './notation.ts'
import { run } from './run.ts'
import type { Op, PipelineSchedule } from './schedule.ts'
import { opsOf } from './schedule.ts'

/** A rank that waits for ever. */
export interface Wait {
  readonly rank: number
  /** The op that it cannot start … */
  readonly at: Op
  /** … before this one, which stands later on a rank that waits itself. */
  readonly needs: Op
}

export type ScheduleProblem =
  /** The op names a stage or micro-batch that the schedule does not have. */
  | { readonly kind: 'outside'; readonly op: Op; readonly rank: number }
  /** It, or a whole backward that contains it, is there already, on rank `earlier`. */
  | { readonly kind: 'twice'; readonly op: Op; readonly rank: number; readonly earlier: number }
  /** The activations that it needs are on rank `holder`. */
  | { readonly kind: 'apart'; readonly op: Op; readonly rank: number; readonly holder: number }
  /** What it needs is nowhere (in a move: not yet). */
  | { readonly kind: 'needs'; readonly op: Op; readonly rank: number; readonly needed: Op }
  /** What it needs stands after it on the same rank. */
  | { readonly kind: 'order'; readonly op: Op; readonly rank: number; readonly needed: Op }
  /** Ranks wait for one another in a circle: each for the next, the last for the first. */
  | { readonly kind: 'deadlock'; readonly circle: readonly Wait[] }
  /** The iteration is not complete without it. */
  | { readonly kind: 'missing'; readonly op: Op }
  /** The rank would hold more than its capacity. */
  | {
      readonly kind: 'memory'
      readonly op: Op
      readonly rank: number
      readonly held: number
      readonly capacity: number
    }

/** What an op takes: a whole backward takes both halves. */
const parts = ({ kind, stage, microbatch }: Op): readonly string[] =>
  kind === 'backward'
    ? [`${stage}I${microbatch}`, `${stage}W${microbatch}`]
    : [formatOp({ kind, stage, microbatch })]

/** Which rank does what, by the parts' notation. */
function partsByRank(schedule: PipelineSchedule): ReadonlyMap<string, number> {
  const ranks = new Map<string, number>()
  schedule.ranks.forEach((slots, rank) => {
    for (const slot of slots)
      for (const op of opsOf(slot)) for (const part of parts(op)) ranks.set(part, rank)
  })
  return ranks
}

const inside = ({ stage, microbatch }: Op, { stages, microbatches }: PipelineSchedule) =>
  Number.isInteger(stage) &&
  Number.isInteger(microbatch) &&
  stage >= 0 &&
  stage < stages &&
  microbatch >= 0 &&
  microbatch < microbatches

/** The rank that holds, or will hold, the activations of an op's stage and micro-batch. */
const holderOf = ({ stage, microbatch }: Op, ranks: ReadonlyMap<string, number>) =>
  ranks.get(`${stage}F${microbatch}`)

/**
 * All that is wrong with a schedule; nothing is, if and only if it can be simulated and, unless
 * `partial`, runs a whole iteration. Circles are looked for only when nothing else is wrong.
 *
 * @param schedule any ops on any ranks
 * @param options `partial`: whether ops may be missing as long as nothing needs them
 * @throws TypeError, RangeError when its numbers of stages or micro-batches are not positive integers
 * @example scheduleProblems(parseSchedule(['0B0 0F0'])) // [{ kind: 'order', op: 0B0, … }]
 */
export function scheduleProblems(
  schedule: PipelineSchedule,
  options: { readonly partial?: boolean } = {},
): readonly ScheduleProblem[] {
  checkedSchedule(schedule)
  const problems: ScheduleProblem[] = []
  const everywhere = partsByRank(schedule)
  const seen = new Map<string, number>()
  schedule.ranks.forEach((slots, rank) => {
    for (const op of slots.flatMap(opsOf)) {
      if (!inside(op, schedule)) {
        problems.push({ kind: 'outside', op, rank })
        continue
      }
      const earlier = parts(op)
        .map((part) => seen.get(part))
        .find((other) => other !== undefined)
      if (earlier !== undefined) problems.push({ kind: 'twice', op, rank, earlier })
      for (const part of parts(op)) seen.set(part, rank)
      const holder = holderOf(op, everywhere)
      if (holder !== undefined && holder !== rank)
        problems.push({ kind: 'apart', op, rank, holder })
      for (const needed of dependenciesOf(op, schedule.stages)) {
        if (!everywhere.has(formatOp(needed))) problems.push({ kind: 'needs', op, rank, needed })
      }
    }
  })
  if (options.partial !== true) problems.push(...missing(schedule, everywhere))
  return problems.length > 0 ? problems : circles(schedule)
}

function missing(
  { stages, microbatches }: PipelineSchedule,
  everywhere: ReadonlyMap<string, number>,
): readonly ScheduleProblem[] {
  const problems: ScheduleProblem[] = []
  for (let stage = 0; stage < stages; stage++) {
    for (let microbatch = 0; microbatch < microbatches; microbatch++) {
      for (const kind of ['forward', 'backward-input', 'backward-weight'] as const) {
        const op: Op = { kind, stage, microbatch }
        if (!everywhere.has(formatOp(op))) problems.push({ kind: 'missing', op })
      }
    }
  }
  return problems
}

/** One problem per op that waits for a later one on its own rank, else one circle of ranks, if any. */
function circles(schedule: PipelineSchedule): readonly ScheduleProblem[] {
  const index = indexOps(schedule)
  const count = index.ops.length
  const nothing = new Float64Array(count)
  const { stuck } = run(index, nothing, 0, new Float64Array(schedule.ranks.length))
  const waits = new Map(
    stuck.map(({ rank, at, needs }) => [
      rank,
      { wait: { rank, at: index.ops[at]!, needs: index.ops[needs]! }, next: index.rankOf[needs]! },
    ]),
  )
  const own = [...waits.values()].filter(({ wait, next }) => wait.rank === next)
  if (own.length > 0) {
    return own.map(({ wait: { rank, at, needs } }) => ({
      kind: 'order',
      op: at,
      rank,
      needed: needs,
    }))
  }
  // Every stuck rank waits for a stuck rank, so following the waits must come round.
  const path: number[] = []
  let rank = stuck[0]?.rank
  while (rank !== undefined && !path.includes(rank)) {
    path.push(rank)
    rank = waits.get(rank)!.next
  }
  if (rank === undefined) return []
  const circle = path.slice(path.indexOf(rank)).map((each) => waits.get(each)!.wait)
  return [{ kind: 'deadlock', circle }]
}

/**
 * What speaks against appending an op to a rank's list, when ops are placed one after another in an
 * order in which they could run.
 *
 * @param schedule what is placed so far; it should have no problems itself
 * @param rank whose list
 * @param op the next op there
 * @param options `capacity`: the most that a rank may hold, in the unit of `sizes`; no limit by
 * default. `ranksOfStages`: the rank of each stage, if stages have fixed ranks
 * @returns nothing when the move is allowed
 * @throws TypeError, RangeError when rank is none, or the capacity or a size is negative
 * @example
 * moveProblems({ ...gpipe(2, 2), ranks: [[], []] }, 1, forward(1, 0))
 * // [{ kind: 'needs', op: 1F0, rank: 1, needed: 0F0 }]
 */
export function moveProblems(
  schedule: PipelineSchedule,
  rank: number,
  op: Op,
  options: {
    readonly capacity?: number
    readonly ranksOfStages?: readonly number[]
    readonly sizes?: ActivationSizes
  } = {},
): readonly ScheduleProblem[] {
  integer('rank', rank, 0, checkedSchedule(schedule).ranks.length - 1)
  const { sizes = {}, ranksOfStages } = options
  if (!inside(op, schedule)) return [{ kind: 'outside', op, rank }]
  const problems: ScheduleProblem[] = []
  const placed = partsByRank(schedule)
  const earlier = parts(op)
    .map((part) => placed.get(part))
    .find((other) => other !== undefined)
  if (earlier !== undefined) problems.push({ kind: 'twice', op, rank, earlier })
  const holder = holderOf(op, placed) ?? ranksOfStages?.[op.stage]
  if (holder !== undefined && holder !== rank) problems.push({ kind: 'apart', op, rank, holder })
  for (const needed of dependenciesOf(op, schedule.stages)) {
    if (!placed.has(formatOp(needed))) problems.push({ kind: 'needs', op, rank, needed })
  }
  if (options.capacity !== undefined && op.kind === 'forward') {
    const capacity = finite('capacity', options.capacity, 0)
    const held = heldBy(schedule, rank, sizes) + sizeOf(op, schedule, sizes)
    if (held > capacity) problems.push({ kind: 'memory', op, rank, held, capacity })
  }
  return problems
}

const sizeOf = (
  { stage }: Op,
  { stages, microbatchesPerOp }: PipelineSchedule,
  sizes: ActivationSizes,
) => expand('perForward', sizes.perForward ?? 1, stages)[stage]! * microbatchesPerOp

/** What a rank holds after all the ops of its list. */
function heldBy(schedule: PipelineSchedule, rank: number, sizes: ActivationSizes): number {
  const kept = finite('keptForWeight', sizes.keptForWeight ?? 1, 0, 1)
  const share = { forward: 1, backward: -1, 'backward-input': kept - 1, 'backward-weight': -kept }
  return schedule.ranks[rank]!.flatMap(opsOf).reduce(
    (held, op) => held + share[op.kind] * sizeOf(op, schedule, sizes),
    0,
  )
}
