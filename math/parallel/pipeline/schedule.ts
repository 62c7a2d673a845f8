/**
 * What a pipeline schedule is: for every rank, the list of operations it runs, in order.
 *
 * The model is cut into *stages* 0 … S−1, consecutive groups of layers; the batch is cut into
 * *micro-batches* 0 … m−1. A *rank* is a device. A schedule says nothing about time: times come
 * from running it with costs (`simulate.ts`), so one schedule can be drawn, costed and checked.
 */
import { integer } from '../../check.ts'

/**
 * What is done to one micro-batch by one stage.
 *
 * `backward` is the full backward pass, gradients of the stage's input *and* of its weights. It can
 * be split into `backward-input` (the gradient that the previous stage waits for) and
 * `backward-weight` (which nobody but the optimizer waits for). The zero-bubble papers call these
 * two B and W; PyTorch calls them I and W and keeps B for the full backward, as DualPipe does.
 */
export const OP_KINDS = ['forward', 'backward', 'backward-input', 'backward-weight'] as const
export type OpKind = (typeof OP_KINDS)[number]

/** One operation. The rank that runs it is the rank whose list holds it. */
export interface Op {
  readonly kind: OpKind
  readonly stage: number
  readonly microbatch: number
}

/** A forward and a full backward of another micro-batch that one rank runs interwoven, as one. */
export interface OverlappedPair {
  readonly kind: 'overlapped'
  readonly forward: Op
  readonly backward: Op
}

/** One place in a rank's list. */
export type Slot = Op | OverlappedPair

export interface PipelineSchedule {
  readonly name: string
  /** S, the number of stages that the model is cut into: p, or p·v with v chunks on a rank. */
  readonly stages: number
  /** m, the number of micro-batches that the ops are about. */
  readonly microbatches: number
  /** How many micro-batches one op works on at once: 1, but the whole batch in `naive`. */
  readonly microbatchesPerOp: number
  /** `ranks[r]` is the ordered list of what rank r runs; its length is p. */
  readonly ranks: readonly (readonly Slot[])[]
}

export const forward = (stage: number, microbatch: number): Op => ({
  kind: 'forward',
  stage,
  microbatch,
})

export const backward = (stage: number, microbatch: number): Op => ({
  kind: 'backward',
  stage,
  microbatch,
})

export const backwardInput = (stage: number, microbatch: number): Op => ({
  kind: 'backward-input',
  stage,
  microbatch,
})

export const backwardWeight = (stage: number, microbatch: number): Op => ({
  kind: 'backward-weight',
  stage,
  microbatch,
})

/** The ops of a slot: one, or the two of an overlapped pair, the forward first. */
export const opsOf = (slot: Slot): readonly Op[] =>
  slot.kind === 'overlapped' ? [slot.forward, slot.backward] : [slot]

/** The integers 0 … length−1. */
export const range = (length: number): readonly number[] => Array.from({ length }, (_, i) => i)

/**
 * The largest number of stage × micro-batch cells that a schedule may have (1,024 stages × 1,024
 * micro-batches), so that a slip of the hand is an error at once and not minutes of work.
 */
export const MAX_CELLS = 2 ** 20

/**
 * Checks the size of a schedule that is about to be built.
 *
 * @param ranks p ≥ 1
 * @param microbatches m ≥ 1
 * @param chunks v ≥ 1, stages per rank; p·m·v may be at most 2²⁰
 * @throws TypeError, RangeError
 */
export function checkSize(ranks: number, microbatches: number, chunks = 1): void {
  integer('ranks', ranks, 1, MAX_CELLS)
  integer('microbatches', microbatches, 1, MAX_CELLS)
  integer('chunks', chunks, 1, MAX_CELLS)
  integer('ranks × microbatches × chunks', ranks * microbatches * chunks, 1, MAX_CELLS)
}
