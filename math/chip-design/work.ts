import type { TrainingCollective } from '../parallel/ring.ts'

/**
 * Which formats a part can do with. `wide`: 16 bits throughout. `products`: where there is an
 * 8-bit engine the two operands of a product are 8 bits wide and its result 16. `all`: everything
 * is 8 bits wide (integer inference).
 */
export type Narrowing = 'wide' | 'products' | 'all'

/** A matrix product C[m×n] = A[m×k] · B[k×n], `copies` of them side by side. */
export interface Product {
  readonly m: number
  readonly k: number
  readonly n: number
  readonly copies: number
}

/** One step of a workload on one chip: at most one kind of product, and the work around it. */
export interface DesignPart {
  /** What it belongs to when a workload is shown in few lines. */
  readonly group: string
  /** How often it runs, one after another. */
  readonly times: number
  readonly product?: Product
  /** Operations that are no matrix product, for the second core. */
  readonly vectorOps: number
  /**
   * What crosses main memory when the on-chip memory holds nothing, each once, in elements. The
   * input of a product is its A, the weights are its B.
   */
  readonly elements: { readonly input: number; readonly weights: number; readonly output: number }
  /** Bytes that no format and no on-chip memory changes: optimizer states, key-value caches. */
  readonly fixedBytes: number
  readonly narrowing: Narrowing
  /** Work that only an 8-bit engine makes: scaling and casting. */
  readonly onlyNarrow?: boolean
}

/** A collective of a workload. `axis`: among the t chips of a tensor group, or among d replicas. */
export interface DesignCollective {
  readonly group: string
  readonly axis: 'tensor' | 'data'
  readonly collective: Extract<TrainingCollective, 'all-reduce' | 'all-gather' | 'reduce-scatter'>
  readonly times: number
  /** S of each, in bytes. */
  readonly bytes: number
  /**
   * Seconds of the parts whose groups are named here can hide it; without names it is waited for.
   */
  readonly behind?: readonly string[]
}

/** Something to run on a design: parts one after another, and what is sent meanwhile. */
export interface Workload {
  readonly id: WorkloadId
  readonly parts: readonly DesignPart[]
  readonly collectives: readonly DesignCollective[]
  /** Chips that share the work: t · d. */
  readonly tensorParallel: number
  readonly dataParallel: number
  /**
   * One result of a part is the next one's input, and weights serve again in the next run, so that
   * both may stay on chip. In training they are kept for the backward pass and change.
   */
  readonly stays: boolean
  /** Bytes that a chip has to hold, and of these the ones that an 8-bit engine halves. */
  readonly need: number
  readonly narrowedNeed: number
  /** Pictures or tokens that one run delivers, all chips together. */
  readonly yields: number
}

export const workloadIds = [
  'mobilenet-inference',
  'convnet-training',
  'transformer-training',
  'decoding',
] as const
export type WorkloadId = (typeof workloadIds)[number]
