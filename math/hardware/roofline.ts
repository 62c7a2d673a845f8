import { finite, integer, list, object } from '../check.ts'
import type { Accelerator } from './accelerators.ts'
import { peakFlops } from './accelerators.ts'
import type { Precision } from '../precision.ts'

/** The two limits of a machine: how fast it computes and how fast it is fed. */
export interface Roof {
  /** FLOP/s. */
  readonly peak: number
  /** Bytes per second. */
  readonly bandwidth: number
}

/** A piece of work: a layer, a network, a training step. */
export interface Work {
  /** Operations, with one multiply-accumulate counted as two. */
  readonly flops: number
  /** Bytes that cross the memory interface (or the link, for a communication roofline). */
  readonly bytes: number
}

/** Which limit decides. At the ridge itself both do. */
export type Bound = 'compute' | 'memory' | 'both'

/** Where a piece of work lies under a roof. */
export interface RooflinePoint {
  /** FLOPs per byte; infinite when no bytes move. */
  readonly intensity: number
  /** FLOP/s that the roof allows at this intensity. */
  readonly attainable: number
  /** `attainable / peak`, in [0, 1]. */
  readonly utilization: number
  readonly bound: Bound
  /** FLOPs / peak, seconds. */
  readonly computeTime: number
  /** Bytes / bandwidth, seconds. */
  readonly memoryTime: number
  /** The larger of the two: no schedule can be faster, and perfect overlap reaches it. */
  readonly time: number
}

/**
 * The roof of a chip at a precision, with its main memory as the feed.
 *
 * @example roof(accelerator('tpu-v5e'), 'bf16') // { peak: 197e12, bandwidth: 819e9 }
 * @throws RangeError when the chip publishes no peak for the precision
 */
export function roof(chip: Accelerator, precision: Precision): Roof {
  const peak = peakFlops(chip, precision)
  const { bandwidth } = object('chip.memory', chip.memory)
  return { peak, bandwidth: finite('chip.memory.bandwidth', bandwidth, Number.MIN_VALUE) }
}

const sum = (values: readonly number[]) => values.reduce((total, value) => total + value, 0)

function checkRoof(machine: Roof): void {
  const { peak, bandwidth } = object('roof', machine)
  finite('roof.peak', peak, Number.MIN_VALUE)
  finite('roof.bandwidth', bandwidth, Number.MIN_VALUE)
}

/**
 * The intensity (FLOP/byte) where the slanted roof meets the flat one: peak / bandwidth.
 *
 * @example ridgePoint({ peak: 1.97e14, bandwidth: 8.2e11 }) // 240.2
 * @throws RangeError when a limit is not positive
 * @source Williams, Waterman, Patterson, "Roofline", CACM 52(4), 2009
 */
export function ridgePoint(machine: Roof): number {
  checkRoof(machine)
  return machine.peak / machine.bandwidth
}

/**
 * FLOP/s that the roof allows at an intensity: min(peak, bandwidth · intensity).
 *
 * @param intensity FLOPs per byte, ≥ 0; `Infinity` when no byte moves
 * @throws RangeError when a limit is not positive or the intensity is negative or NaN
 * @example attainable({ peak: 100, bandwidth: 10 }, 4) // 40
 */
export function attainable(machine: Roof, intensity: number): number {
  checkRoof(machine)
  if (intensity === Infinity) return machine.peak
  finite('intensity', intensity, 0)
  return Math.min(machine.peak, machine.bandwidth * intensity)
}

/**
 * Where a layer, a network or a step lies under a roof, and the time it takes at least.
 *
 * @throws RangeError when a limit is not positive or a count is negative
 * @example roofline({ flops: 200, bytes: 10 }, { peak: 100, bandwidth: 10 }).time // 2, compute-bound
 * @source Williams, Waterman, Patterson, "Roofline", CACM 52(4), 2009
 */
export function roofline(work: Work, machine: Roof): RooflinePoint {
  checkRoof(machine)
  object('work', work)
  finite('work.flops', work.flops, 0)
  finite('work.bytes', work.bytes, 0)
  const computeTime = work.flops / machine.peak
  const memoryTime = work.bytes / machine.bandwidth
  const time = Math.max(computeTime, memoryTime)
  const intensity = work.bytes === 0 ? Infinity : work.flops / work.bytes
  const reached = attainable(machine, intensity)
  return {
    intensity,
    attainable: reached,
    utilization: reached / machine.peak,
    bound: computeTime === memoryTime ? 'both' : computeTime > memoryTime ? 'compute' : 'memory',
    computeTime,
    memoryTime,
    time,
  }
}

/** A sequence of pieces of work under one roof: the sum of the parts, and each part's point. */
export interface RooflineSummary {
  readonly points: readonly RooflinePoint[]
  readonly flops: number
  readonly bytes: number
  /** Σ of the parts' times: each part runs alone, as layers do. */
  readonly time: number
  /** max(Σ flops / peak, Σ bytes / bandwidth): if parts could also overlap one another. */
  readonly fusedTime: number
  /** Σ flops / (time · peak). */
  readonly utilization: number
  /** Seconds of `time` spent in parts that the memory decides. */
  readonly memoryBoundTime: number
}

/**
 * The roofline of a network or a training step that runs its parts one after another.
 *
 * The sum of per-part times is never below the time of the sums: a compute-bound layer cannot
 * lend its idle bandwidth to the next one.
 *
 * @throws RangeError as `roofline`, for the first offending part
 * @example rooflineOf([{ flops: 10, bytes: 0 }, { flops: 0, bytes: 10 }], { peak: 1, bandwidth: 1 }).time // 20
 */
export function rooflineOf(parts: readonly Work[], machine: Roof): RooflineSummary {
  checkRoof(machine)
  const points = list('parts', parts).map((part) => roofline(part, machine))
  const flops = sum(parts.map((part) => part.flops))
  const bytes = sum(parts.map((part) => part.bytes))
  const time = sum(points.map((point) => point.time))
  return {
    points,
    flops,
    bytes,
    time,
    fusedTime: Math.max(flops / machine.peak, bytes / machine.bandwidth),
    utilization: time === 0 ? 0 : flops / (time * machine.peak),
    memoryBoundTime: sum(
      points.filter((point) => point.bound === 'memory').map((point) => point.time),
    ),
  }
}

/**
 * FLOPs and bytes of a matrix product C[m×n] = A[m×k] · B[k×n], each operand read once and the
 * result written once.
 *
 * @param elementBytes bytes per element of A and C
 * @param weightBytes bytes per element of B, e.g. 1 for 8-bit weights multiplied as 16-bit ones
 * @throws RangeError when a size is not a positive integer or a byte count is not positive
 * @example matmulWork(240, 1e6, 1e6, 2) // intensity ≈ 240: why a TPU v5e wants batches above 240
 */
export function matmulWork(
  m: number,
  k: number,
  n: number,
  elementBytes = 2,
  weightBytes = elementBytes,
): Work {
  for (const [name, size] of Object.entries({ m, k, n })) integer(name, size, 1)
  finite('elementBytes', elementBytes, Number.MIN_VALUE)
  finite('weightBytes', weightBytes, Number.MIN_VALUE)
  return { flops: 2 * m * k * n, bytes: elementBytes * (m * k + m * n) + weightBytes * k * n }
}
