/**
 * The vocabulary of collective communication: a schedule is a list of rounds, a round is a list of
 * messages, a message carries chunks from one rank to another. Everything else in this folder
 * (executor, validator, cost, timeline) reads this one value and knows no algorithm by name.
 */

/** The eight data-moving primitives, in the order in which they are usually taught. */
export const dataPrimitives = [
  'broadcast',
  'reduce',
  'scatter',
  'gather',
  'all-gather',
  'reduce-scatter',
  'all-reduce',
  'all-to-all',
] as const

/** Every primitive: the eight above, and the barrier, which moves no data. */
export const primitives = [...dataPrimitives, 'barrier'] as const
export type Primitive = (typeof primitives)[number]

/** Every algorithm; which primitives and rank counts each serves is in `catalogue.ts`. */
export const algorithms = [
  'root',
  'chain',
  'ring',
  'bidirectional-ring',
  'binomial-tree',
  'double-binary-tree',
  'recursive-doubling',
  'recursive-halving',
  'recursive-halving-doubling',
  'scatter-ring',
  'bruck',
  'pairwise',
  'dissemination',
  'hierarchical',
] as const
export type Algorithm = (typeof algorithms)[number]

/** How values are combined. `mean` adds, and divides by the ranks when the last value has come. */
export const operators = ['sum', 'mean', 'max', 'min', 'product'] as const
export type Operator = (typeof operators)[number]

/** A list of chunk numbers, each in [0, schedule.chunks). */
export type Chunks = readonly number[]

/**
 * One message: `from` sends its present value of each of `chunks` to `to`, which stores it
 * (`copy`) or combines it with the value that it holds (`reduce`).
 */
export interface Message {
  readonly from: number
  readonly to: number
  readonly chunks: Chunks
  readonly operation: 'copy' | 'reduce'
}

/**
 * What a round is part of: a primitive that the algorithm runs as a phase, or one of the two steps
 * that bring a number of ranks down to a power of two and back (`fold`, `unfold`).
 */
export type Phase = Primitive | 'fold' | 'unfold'

/**
 * Messages that are under way at the same time. All of them read what their sender held when the
 * round began, so their order does not matter to what is read.
 */
export interface Round {
  readonly phase: Phase
  /** Hierarchical schedules only: whether the round stays inside the nodes or crosses them. */
  readonly level?: 'intra-node' | 'inter-node'
  readonly messages: readonly Message[]
}

/**
 * A collective as data. `Rounds` is an array in an ordinary schedule and any re-iterable in a lazy
 * one; whoever only walks the rounds once takes `Schedule<Iterable<Round>>` and so serves both.
 */
export interface Schedule<Rounds extends Iterable<Round> = readonly Round[]> {
  readonly primitive: Primitive
  readonly algorithm: Algorithm
  /** Number of ranks p; ranks are 0 … p−1. */
  readonly ranks: number
  /** The root of a rooted primitive, the hub of an algorithm that has one; else without meaning. */
  readonly root: number
  /** Nodes of a hierarchical schedule (rank = node · devices + device), else 1. */
  readonly nodes: number
  /**
   * How many chunks there are. One chunk is S / chunks of the vector; for all-to-all, where chunk
   * numbers tell source and destination apart, S · ranks / chunks (see `primitives.ts`).
   */
  readonly chunks: number
  readonly rounds: Rounds
}

/** A schedule whose rounds may be lazy: what the executor, validator and cost model accept. */
export type AnySchedule = Schedule<Iterable<Round>>
