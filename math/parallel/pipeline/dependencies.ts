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
import { integer } from '../../check.ts'
import { formatOp } from './notation.ts'
import type { Op, PipelineSchedule } from './schedule.ts'

/**
 * The ops that an op needs; see the head of the file.
 *
 * @param op any op
 * @param stages S
 * @returns at most two ops; a needed backward is named by `backward-input`, and a full backward
 * stands for it just as well
 * @example dependenciesOf(backward(1, 0), 2) // [1F0]: the last stage's own forward
 */
export function dependenciesOf({ kind, stage, microbatch }: Op, stages: number): readonly Op[] {
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
 * Numbers the ops of a schedule and finds what each needs.
 *
 * @throws TypeError, RangeError when an op names no stage or micro-batch of the schedule, is there
 * twice (a full backward and a split one of the same cell are twice), needs one that is not there, or
 * is on another rank than the activations it needs
 */
export function indexOps(schedule: PipelineSchedule): OpIndex {
  const { stages, microbatches } = schedule
  integer('stages', stages, 1)
  integer('microbatches', microbatches, 1)
  const ops: Op[] = []
  const ranks: number[] = []
  const slots: number[] = []
  const first = [0]
  const empty = () => new Int32Array(stages * microbatches).fill(-1)
  const forwards = empty()
  const backwards = empty()
  const weights = empty()

  const add = (op: Op, rank: number, slot: number) => {
    integer('stage', op.stage, 0, stages - 1)
    integer('microbatch', op.microbatch, 0, microbatches - 1)
    const cell = op.stage * microbatches + op.microbatch
    const mine =
      op.kind === 'forward' ? forwards : op.kind === 'backward-weight' ? weights : backwards
    // A full backward takes the place of both halves.
    const other = op.kind === 'backward' && weights[cell]! >= 0 ? weights : mine
    const twice = op.kind === 'backward-weight' ? ops[backwards[cell]!]?.kind === 'backward' : false
    if (other[cell]! >= 0 || twice) {
      const earlier = twice ? backwards[cell]! : other[cell]!
      throw new RangeError(
        `an op may be scheduled once, got ${formatOp(op)} on rank ${rank} ` +
          `and ${formatOp(ops[earlier]!)} on rank ${ranks[earlier]}`,
      )
    }
    mine[cell] = ops.length
    ops.push(op)
    ranks.push(rank)
    slots.push(slot)
  }
  schedule.ranks.forEach((list, rank) => {
    list.forEach((slot, place) => {
      if (slot.kind === 'overlapped') {
        add(slot.forward, rank, place)
        add(slot.backward, rank, place)
      } else add(slot, rank, place)
    })
    first.push(ops.length)
  })

  const needs = new Int32Array(2 * ops.length).fill(-1)
  const missing = (op: Op): never => {
    const absent = dependenciesOf(op, stages).filter(({ kind, stage, microbatch }) => {
      const table = kind === 'forward' ? forwards : backwards
      return table[stage * microbatches + microbatch]! < 0
    })
    throw new RangeError(
      `${formatOp(op)} needs ${absent.map(formatOp).join(' and ')}, not scheduled`,
    )
  }
  ops.forEach((op, id) => {
    const cell = op.stage * microbatches + op.microbatch
    if (op.kind !== 'forward') {
      const own = (op.kind === 'backward-weight' ? backwards : forwards)[cell]!
      needs[2 * id] = own < 0 ? missing(op) : own
      if (ranks[own] !== ranks[id]) {
        throw new RangeError(
          `an op must be on the rank that holds its activations, got ` +
            `${formatOp(ops[own]!)} on rank ${ranks[own]} and ${formatOp(op)} on rank ${ranks[id]}`,
        )
      }
    }
    if (op.kind === 'backward-weight') return
    const [table, neighbour] = op.kind === 'forward' ? [forwards, -1] : [backwards, 1]
    if (op.stage + neighbour < 0 || op.stage + neighbour >= stages) return
    const sent = table[cell + neighbour * microbatches]!
    needs[2 * id + 1] = sent < 0 ? missing(op) : sent
  })
  return {
    ops,
    rankOf: Int32Array.from(ranks),
    slotOf: Int32Array.from(slots),
    first: Int32Array.from(first),
    needs,
  }
}
