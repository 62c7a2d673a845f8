/**
 * Which op needs which: the only facts about training that a pipeline schedule has to respect.
 *
 * - The forward of stage s needs the forward of stage s−1 (its input).
 * - A backward for the input needs the forward of the same stage (its activations) and the backward
 *   of stage s+1 (its output's gradient); the last stage starts from the loss.
 * - A backward for the weights needs the backward for the input of the same stage. (It uses the
 *   same output gradient; every published schedule runs it after.)
 *
 * A full backward is a backward for the input as far as others are concerned.
 */
import { integer } from '../../check.ts'
import type { Op, PipelineSchedule } from './schedule.ts'
import { opsOf } from './schedule.ts'
import { formatOp } from './notation.ts'

/** Ops numbered 0, 1, … rank by rank, in list order; an overlapped pair has two numbers in a row. */
export interface OpIndex {
  readonly ops: readonly Op[]
  /** The rank that runs an op, by the op's number. */
  readonly rankOf: Int32Array
  /** The number of the forward of (stage, micro-batch), at stage·m + micro-batch; −1: none. */
  readonly forwards: Int32Array
  /** The same for the full backward or the backward for the input. */
  readonly backwards: Int32Array
  /** The same for the backward for the weights; −1 too where the backward is full. */
  readonly weights: Int32Array
}

/**
 * Numbers the ops of a schedule and finds each by stage and micro-batch.
 *
 * @throws TypeError, RangeError when an op names no stage or micro-batch of the schedule, or when an
 * op is there twice (a full backward and a backward for the input of the same cell are twice)
 */
export function indexOps(schedule: PipelineSchedule): OpIndex {
  const { stages, microbatches } = schedule
  integer('stages', stages, 1)
  integer('microbatches', microbatches, 1)
  const ops: Op[] = []
  const ranks: number[] = []
  const empty = () => new Int32Array(stages * microbatches).fill(-1)
  const forwards = empty()
  const backwards = empty()
  const weights = empty()
  schedule.ranks.forEach((slots, rank) => {
    for (const slot of slots) {
      for (const op of opsOf(slot)) {
        integer('stage', op.stage, 0, stages - 1)
        integer('microbatch', op.microbatch, 0, microbatches - 1)
        const table =
          op.kind === 'forward' ? forwards : op.kind === 'backward-weight' ? weights : backwards
        const cell = op.stage * microbatches + op.microbatch
        const before = table[cell]!
        if (before >= 0) {
          throw new RangeError(
            `an op may be scheduled once, got ${formatOp(op)} on rank ${rank} ` +
              `and ${formatOp(ops[before]!)} on rank ${ranks[before]}`,
          )
        }
        table[cell] = ops.length
        ops.push(op)
        ranks.push(rank)
      }
    }
  })
  return { ops, rankOf: Int32Array.from(ranks), forwards, backwards, weights }
}

/**
 * The ops that an op needs, as stages and micro-batches; see the head of the file.
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

/** The number of the op that fulfils `needed`, a result of `dependenciesOf`; −1: no rank runs it. */
export function find(
  index: OpIndex,
  { kind, stage, microbatch }: Op,
  microbatches: number,
): number {
  const table =
    kind === 'forward'
      ? index.forwards
      : kind === 'backward-weight'
        ? index.weights
        : index.backwards
  return table[stage * microbatches + microbatch] ?? -1
}
