/**
 * Which op needs which: the only facts about training that a pipeline schedule has to respect.
 *
 * - The forward of stage s needs the forward of stage s−1 (its input).
 * - A backward for the input needs the forward of the same stage (its activations) and the backward
 *   of stage s+1 (its output's gradient); the last stage starts from the loss.
 * - A backward for the weights needs the backward for the input of the same stage. (It uses the
 *   same output gradient; every published schedule runs it after.)
 *
 * A full backward is a backward for the input as far as others are concerned. All ops of a stage on a
 * micro-batch are on one rank: the one that holds the activations.
 */
import { integer, list, object, oneOf } from '../../check.ts'
import { formatOp } from './notation.ts'
import type { Op, OpKind, PipelineSchedule, Slot } from './schedule.ts'
import { MAX_CELLS, OP_KINDS } from './schedule.ts'

/**
 * The ops that an op needs; see the head of the file.
 *
 * @param op any op
 * @param stages S
 * @returns at most two ops; a needed backward is named by `backward-input`, and a full backward
 * stands for it just as well
 * @throws TypeError, RangeError when the op is none of a model of S stages
 * @example dependenciesOf(backward(1, 0), 2) // [1F0]: the last stage's own forward
 */
export function dependenciesOf(op: Op, stages: number): readonly Op[] {
  const { kind, stage, microbatch } = object('op', op)
  oneOf('op.kind', kind, OP_KINDS)
  integer('stages', stages, 1)
  integer('op.stage', stage, 0, stages - 1)
  integer('op.microbatch', microbatch, 0)
  if (kind === 'forward') return stage === 0 ? [] : [{ kind, stage: stage - 1, microbatch }]
  if (kind === 'backward-weight') return [{ kind: 'backward-input', stage, microbatch }]
  const own: Op = { kind: 'forward', stage, microbatch }
  return stage === stages - 1
    ? [own]
    : [own, { kind: 'backward-input', stage: stage + 1, microbatch }]
}

/** A schedule's ops numbered rank by rank, in list order; a pair has two numbers in a row. */
export interface OpIndex {
  readonly ops: readonly Op[]
  /** By the op's number: the rank that runs it, and its slot there. */
  readonly rankOf: Int32Array
  readonly slotOf: Int32Array
  /** The number of rank r's first op; its last entry is the number of all ops. */
  readonly first: Int32Array
  /**
   * The numbers of what op i needs, at 2i and 2i+1: its own stage's op, and its neighbour's.
   * −1: nothing.
   */
  readonly needs: Int32Array
}

/**
 * A schedule whose lists can be walked and whose cells (stage × micro-batch) can be counted.
 *
 * @throws TypeError, RangeError when there are no lists, or more than 2²⁰ cells
 */
export function checkedSchedule(schedule: PipelineSchedule): PipelineSchedule {
  const { stages, microbatches, ranks } = object('schedule', schedule)
  integer('stages', stages, 1, MAX_CELLS)
  integer('microbatches', microbatches, 1, MAX_CELLS)
  integer('stages × microbatches', stages * microbatches, 1, MAX_CELLS)
  list('schedule.ranks', ranks).forEach((slots, rank) => list(`schedule.ranks[${rank}]`, slots))
  return schedule
}

/**
 * Numbers the ops of a schedule and finds what each needs.
 *
 * @throws TypeError, RangeError when an op names no stage or micro-batch of the schedule, is there
 * twice (a full backward and a split one of the same cell are twice), needs one that is not there, or
 * is on another rank than the activations it needs
 */
export function indexOps(schedule: PipelineSchedule): OpIndex {
  const { stages, microbatches } = checkedSchedule(schedule)
  const width = (slot: Slot) => (slot.kind === 'overlapped' ? 2 : 1)
  const first = new Int32Array(schedule.ranks.length + 1)
  schedule.ranks.forEach((list, rank) => {
    first[rank + 1] = first[rank]! + list.reduce((sum, slot) => sum + width(slot), 0)
  })
  const count = first.at(-1)!
  const ops: Op[] = []
  const rankOf = new Int32Array(count)
  const slotOf = new Int32Array(count)

  // Which op does what for a stage and micro-batch; a full backward does both parts.
  const nobody = () => new Int32Array(stages * microbatches).fill(-1)
  const forwards = nobody()
  const backwards = nobody()
  const weights = nobody()
  const parts: Record<OpKind, readonly Int32Array[]> = {
    forward: [forwards],
    backward: [backwards, weights],
    'backward-input': [backwards],
    'backward-weight': [weights],
  }

  const add = (op: Op, rank: number, slot: number) => {
    const id = ops.length
    oneOf('kind', op.kind, OP_KINDS)
    const cell =
      integer('stage', op.stage, 0, stages - 1) * microbatches +
      integer('microbatch', op.microbatch, 0, microbatches - 1)
    for (const part of parts[op.kind]) {
      if (part[cell]! >= 0) throw twice(op, rank, ops[part[cell]!]!, rankOf[part[cell]!]!)
      part[cell] = id
    }
    ops.push(op)
    rankOf[id] = rank
    slotOf[id] = slot
  }
  schedule.ranks.forEach((list, rank) => {
    list.forEach((slot, place) => {
      if (slot.kind === 'overlapped') {
        add(slot.forward, rank, place)
        add(slot.backward, rank, place)
      } else add(slot, rank, place)
    })
  })

  const needs = new Int32Array(2 * count).fill(-1)
  const found = (id: number, op: Op) => {
    if (id < 0) throw missing(op, stages, (kind) => parts[kind][0]!, microbatches)
    return id
  }
  ops.forEach((op, id) => {
    const { kind, stage } = op
    const cell = stage * microbatches + op.microbatch
    if (kind !== 'forward') {
      const own = found((kind === 'backward-weight' ? backwards : forwards)[cell]!, op)
      if (rankOf[own] !== rankOf[id]) throw apart(op, rankOf[id]!, ops[own]!, rankOf[own]!)
      needs[2 * id] = own
    }
    if (kind === 'forward' && stage > 0) {
      needs[2 * id + 1] = found(forwards[cell - microbatches]!, op)
    } else if ((kind === 'backward' || kind === 'backward-input') && stage < stages - 1) {
      needs[2 * id + 1] = found(backwards[cell + microbatches]!, op)
    }
  })
  return { ops, rankOf, slotOf, first, needs }
}

const twice = (op: Op, rank: number, other: Op, otherRank: number) =>
  new RangeError(
    `an op may be scheduled once, got ${formatOp(other)} on rank ${otherRank} ` +
      `and ${formatOp(op)} on rank ${rank}`,
  )

const apart = (op: Op, rank: number, other: Op, otherRank: number) =>
  new RangeError(
    `an op must be on the rank that holds its activations, got ${formatOp(other)} ` +
      `on rank ${otherRank} and ${formatOp(op)} on rank ${rank}`,
  )

function missing(
  op: Op,
  stages: number,
  table: (kind: OpKind) => Int32Array,
  microbatches: number,
): RangeError {
  const absent = dependenciesOf(op, stages).filter(
    ({ kind, stage, microbatch }) => table(kind)[stage * microbatches + microbatch]! < 0,
  )
  return new RangeError(
    `${formatOp(op)} needs ${absent.map(formatOp).join(' and ')}, not scheduled`,
  )
}
