import { finite } from '../check.ts'

/** What a step gains when one of the things that it waits for becomes faster. */
export interface SpeedUp {
  readonly before: number
  readonly after: number
  /** before / after. */
  readonly speedUp: number
  /** before / (before − waited): what no factor can exceed. */
  readonly limit: number
}

/**
 * Amdahl's law on a step that spends `waited` of its `total` seconds waiting for one resource, when
 * that resource becomes `factor` times as fast and nothing else changes.
 *
 * @param waited seconds, at most `total`
 * @param factor how many times as fast, above 0
 * @throws RangeError when an argument is out of its range
 * @example speedUp(10, 8, 2) // { before: 10, after: 6, speedUp: 1.67, limit: 5 }
 * @source Amdahl, AFIPS Spring Joint Computer Conference (1967)
 */
export function speedUp(total: number, waited: number, factor: number): SpeedUp {
  finite('total', total, Number.MIN_VALUE)
  finite('waited', waited, 0, total)
  finite('factor', factor, Number.MIN_VALUE)
  const after = total - waited + waited / factor
  return { before: total, after, speedUp: total / after, limit: total / (total - waited) }
}

/** Work that one core could do itself or hand to another. */
export interface Handed {
  /** Operations. */
  readonly operations: number
  /** Bytes that go over and come back, each way counted. */
  readonly bytes: number
}

/**
 * Seconds of work done by a core itself, and handed to another: two handovers, and on the other
 * side the longer of computing and of moving the data.
 *
 * @param own operations per second of the first core at this work
 * @param other operations per second of the second
 * @param bandwidth bytes per second between them
 * @param handover seconds, each way
 * @throws RangeError when a rate is not positive or a count is negative
 * @example handingOver({ operations: 1e6, bytes: 1e5 }, 1e9, 1e10, 1e9, 2e-4) // { own: 1e-3, handed: 5e-4 }
 */
export function handingOver(
  { operations, bytes }: Handed,
  own: number,
  other: number,
  bandwidth: number,
  handover: number,
): { readonly own: number; readonly handed: number } {
  for (const [name, rate] of Object.entries({ own, other, bandwidth })) {
    finite(name, rate, Number.MIN_VALUE)
  }
  for (const [name, count] of Object.entries({ operations, bytes, handover }))
    finite(name, count, 0)
  return {
    own: operations / own,
    handed: 2 * handover + Math.max(operations / other, bytes / bandwidth),
  }
}
