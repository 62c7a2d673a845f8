import { finite, integer, show } from '../check.ts'
import { checkHeader, chunksBefore, partRange, partsOfVector } from './primitives.ts'
import { range } from './rounds.ts'
import type { AnySchedule } from './types.ts'

/** One vector of real numbers per rank; how long each must be is said by `inputLengths`. */
export type Inputs = readonly (readonly number[])[]

/**
 * Which elements of its owner's vector each chunk is when S is `length` elements: the function
 * gives `[start, end)` of a chunk. Equal parts as far as whole elements allow.
 */
export function elementsOf(
  schedule: AnySchedule,
  length: number,
): (chunk: number) => readonly [number, number] {
  const parts = partsOfVector(schedule)
  const ranges = range(0, parts).map((part) => partRange(length, parts, part))
  return (chunk) => ranges[chunk % parts]!
}

/**
 * How long each rank's input vector must be for a collective of size S = `length` elements: the
 * whole vector where the primitive starts from one, the rank's block in gather and all-gather, and
 * 0 on ranks whose input is not read.
 *
 * @example inputLengths(schedule({ primitive: 'all-gather', algorithm: 'ring', ranks: 3 }), 7)
 * // [3, 2, 2]
 * @throws RangeError when `length` is not a whole number of elements
 */
export function inputLengths(schedule: AnySchedule, length: number): number[] {
  checkHeader(schedule)
  integer('length', length, 0)
  const elements = elementsOf(schedule, length)
  return range(0, schedule.ranks).map((rank) => {
    if (schedule.primitive === 'barrier') return 0
    const chunks = chunksBefore(schedule, rank)
    return chunks.length === 0 ? 0 : elements(chunks.at(-1)!)[1] - elements(chunks[0]!)[0]
  })
}

/**
 * Checks that the inputs fit the schedule and returns S in elements. Inputs that the primitive
 * does not read (on ranks other than the root of a broadcast or scatter, and in a barrier) may be
 * anything.
 *
 * @throws TypeError when something is not a vector of numbers; RangeError when there is not one
 * vector per rank, a length is not that of `inputLengths`, or a number is not finite
 */
export function inputSize(schedule: AnySchedule, inputs: Inputs): number {
  checkHeader(schedule)
  const { primitive, ranks, root } = schedule
  if (primitive === 'barrier') return 0
  const fromRoot = primitive === 'broadcast' || primitive === 'scatter'
  const inBlocks = primitive === 'gather' || primitive === 'all-gather'
  list('inputs', inputs)
  integer('inputs.length', inputs.length, ranks, ranks)
  const read = range(0, ranks).filter((rank) => !fromRoot || rank === root)
  for (const rank of read) list(`inputs[${rank}]`, inputs[rank])
  const size = inBlocks
    ? read.reduce((sum, rank) => sum + inputs[rank]!.length, 0)
    : inputs[read[0]!]!.length
  const lengths = inputLengths(schedule, size)
  for (const rank of read) {
    integer(`inputs[${rank}].length`, inputs[rank]!.length, lengths[rank]!, lengths[rank]!)
    inputs[rank]!.forEach((value, index) => {
      if (!Number.isFinite(value)) finite(`inputs[${rank}][${index}]`, value)
    })
  }
  return size
}

function list(name: string, value: unknown): void {
  if (!Array.isArray(value)) throw new TypeError(`${name} must be a list, got ${show(value)}`)
}
