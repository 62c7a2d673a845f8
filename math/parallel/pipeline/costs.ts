/** How long the ops of a pipeline take and how much they hold: the knobs of the simulator. */
import { finite, integer, list, object, show } from '../../check.ts'
import type { PipelineSchedule } from './schedule.ts'

/** One number for all stages, or one per stage. */
export type PerStage = number | readonly number[]

/** Times in any one unit (slots, ms); all are ≥ 0. */
export interface PipelineCosts {
  /** F, the forward of one micro-batch through one stage. */
  readonly forward: PerStage
  /** B, its backward for the stage's input. A full backward takes B + W. */
  readonly backwardInput: PerStage
  /** W, its backward for the stage's weights. */
  readonly backwardWeight: PerStage
  /**
   * F&B, an overlapped pair of one forward and one full backward. Default: F + B + W. A slow rank
   * stretches it as much as it stretches both together.
   */
  readonly overlapped?: number
  /**
   * The time from the end of an op to the moment that its output is there on the next stage's
   * rank, per micro-batch; 0 (the default) between two stages of the same rank. Sending occupies
   * no rank and sends never queue.
   */
  readonly send?: number
  /**
   * How slow each rank is: its ops take this many times as long, all by one factor or each kind by
   * its own. Default: 1 for every rank. Other than costs per stage it tells a slow device from a
   * heavy stage, and holds for DualPipe as well, where a stage is on two ranks.
   */
  readonly slowness?: readonly (number | Slowness)[]
}

/** How many times as long the ops of a rank take, kind by kind; a full backward is both its halves. */
export interface Slowness {
  readonly forward: number
  readonly backwardInput: number
  readonly backwardWeight: number
}

/** What a micro-batch leaves on a rank between its forward and its backward. */
export interface ActivationSizes {
  /** The size held from the forward's start, per stage, in any unit. Default: 1. */
  readonly perForward?: PerStage
  /**
   * The share, in [0, 1], of that size which `backward-input` leaves for `backward-weight`
   * (M_W / M_B of the zero-bubble paper). 1, the default, holds everything until the weight's
   * gradient is done; 0 lets go of everything after the input's gradient.
   */
  readonly keptForWeight?: number
}

/** F = B = W = 1: the full backward costs twice the forward, as it does for matrix products. */
export const UNIT_COSTS: PipelineCosts = { forward: 1, backwardInput: 1, backwardWeight: 1 }

/**
 * The costs of one chunk when each rank's share of the model is cut into v chunks: all divided by
 * v, except for `send`, because a boundary's tensor does not shrink with the stage.
 *
 * @param costs of one rank's whole share
 * @param chunks v ≥ 1
 * @example perChunk({ forward: 2, backwardInput: 2, backwardWeight: 2 }, 2).forward // 1
 * @throws TypeError, RangeError
 */
export function perChunk(costs: PipelineCosts, chunks: number): PipelineCosts {
  finite('chunks', chunks, 1)
  object('costs', costs)
  const divide = (name: string, cost: PerStage): PerStage =>
    typeof cost === 'number'
      ? finite(name, cost, 0) / chunks
      : list(name, cost).map((one, at) => finite(`${name}[${at}]`, one, 0) / chunks)
  finite('send', costs.send ?? 0, 0)
  return {
    ...costs,
    forward: divide('forward', costs.forward),
    backwardInput: divide('backwardInput', costs.backwardInput),
    backwardWeight: divide('backwardWeight', costs.backwardWeight),
    ...(costs.overlapped === undefined
      ? {}
      : { overlapped: finite('overlapped', costs.overlapped, 0) / chunks }),
  }
}

/**
 * One number per stage, checked.
 *
 * @throws TypeError, RangeError when a cost is negative or not finite, or the list's length is not
 * the number of stages
 */
export function expand(name: string, cost: PerStage, stages: number): Float64Array {
  if (typeof cost === 'number') return new Float64Array(stages).fill(finite(name, cost, 0))
  if (!Array.isArray(cost)) {
    throw new TypeError(`${name} must be a number or a list of numbers, got ${show(cost)}`)
  }
  if (cost.length !== stages) {
    throw new RangeError(`${name} must have one entry per stage (${stages}), got ${cost.length}`)
  }
  return Float64Array.from(cost, (one, stage) => finite(`${name}[${stage}]`, one, 0))
}

const parts = ['forward', 'backwardInput', 'backwardWeight'] as const

/**
 * How slow each rank is, by kind of op, checked; 1 where nothing is said.
 *
 * @throws TypeError, RangeError when a factor is negative or not finite, or there is not one per rank
 */
export function slownessOf(
  { slowness }: PipelineCosts,
  ranks: number,
): Readonly<Record<keyof Slowness, Float64Array>> {
  if (slowness !== undefined && !Array.isArray(slowness)) {
    throw new TypeError(`slowness must be a list with an entry per rank, got ${show(slowness)}`)
  }
  if (slowness !== undefined && slowness.length !== ranks) {
    throw new RangeError(`slowness must have one entry per rank (${ranks}), got ${slowness.length}`)
  }
  const [forward, backwardInput, backwardWeight] = parts.map((part) =>
    Float64Array.from({ length: ranks }, (_, rank) => {
      const own: number | Slowness = slowness?.[rank] ?? 1
      return typeof own === 'number'
        ? finite(`slowness[${rank}]`, own, 0)
        : finite(`slowness[${rank}].${part}`, own[part], 0)
    }),
  )
  return { forward: forward!, backwardInput: backwardInput!, backwardWeight: backwardWeight! }
}

/** The time to send one op's result to another rank. */
export const sendTime = ({ microbatchesPerOp }: PipelineSchedule, { send = 0 }: PipelineCosts) =>
  integer('microbatchesPerOp', microbatchesPerOp, 1) * finite('send', send, 0)
