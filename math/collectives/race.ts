import { finite, integer } from '../check.ts'
import { coefficients, secondsOf } from './coefficients.ts'
import type { Wire } from './coefficients.ts'
import { algorithmsFor, chunkRule, isLegal } from './legality.ts'
import type { Algorithm, Primitive } from './types.ts'

/**
 * Algorithms of one primitive against each other on a uniform network, where the time of each is a
 * straight line over the size: R·α + w·S·β. An algorithm that hands its data on in pieces has one
 * line per number of pieces, and takes the lowest at each size.
 */

/** One way to run an algorithm: a straight line over the size. */
export interface RaceLine {
  /** Number of chunks that the vector is cut into. */
  readonly chunks: number
  readonly rounds: number
  readonly waited: number
}

/** An algorithm in the race. */
export interface Racer {
  readonly algorithm: Algorithm
  readonly lines: readonly RaceLine[]
}

/** Numbers of pieces that are tried, as multiples of the smallest legal one. */
const pieces = [1, 2, 4, 8, 16, 32, 64]

/** Made for two levels of links, or for nothing but a barrier: no part of this race. */
const elsewhere: readonly Algorithm[] = ['hierarchical', 'dissemination']

const racing = new Map<string, readonly Racer[]>()

/**
 * All algorithms that serve a primitive on n ranks, with the lines of each.
 *
 * @param ranks n, in [2, 256]
 * @example racers('all-gather', 8).find(({ algorithm }) => algorithm === 'ring').lines // 7 rounds, w = 0.875
 * @throws RangeError for an illegal number of ranks
 */
export function racers(primitive: Primitive, ranks: number): readonly Racer[] {
  integer('ranks', ranks, 2, 256)
  const key = `${primitive} ${ranks}`
  const found = racing.get(key)
  if (found) return found
  const list = algorithmsFor(primitive)
    .filter((algorithm) => !elsewhere.includes(algorithm) && isLegal(primitive, algorithm, ranks))
    .map((algorithm) => ({ algorithm, lines: linesOf(primitive, algorithm, ranks) }))
  // Where a chain and a ring do the very same, one of them runs.
  const linesBy = (name: Algorithm) => list.find(({ algorithm }) => algorithm === name)?.lines
  const different = list.filter(
    ({ algorithm, lines }) => algorithm !== 'chain' || !sameLines(lines, linesBy('ring') ?? []),
  )
  racing.set(key, different)
  return different
}

const sameLines = (a: readonly RaceLine[], b: readonly RaceLine[]) =>
  a.length === b.length &&
  a.every(({ rounds, waited }, index) => rounds === b[index]!.rounds && waited === b[index]!.waited)

function linesOf(primitive: Primitive, algorithm: Algorithm, ranks: number): readonly RaceLine[] {
  const { unit } = chunkRule(primitive, algorithm, ranks)
  const line = (chunks: number): RaceLine => {
    const { rounds, waited } = coefficients({ primitive, algorithm, ranks, chunks })
    return { chunks, rounds, waited }
  }
  const first = line(unit)
  const second = line(2 * unit)
  // More pieces make more, smaller rounds only where they follow each other down a chain or tree.
  if (second.rounds === first.rounds) return [first]
  return [first, second, ...pieces.slice(2).map((times) => line(times * unit))]
}

/** How an algorithm does at one size. */
export interface RaceTime extends RaceLine {
  readonly algorithm: Algorithm
  readonly seconds: number
  /** R·α. */
  readonly latency: number
  /** w·S·β. */
  readonly transfer: number
}

/**
 * The best an algorithm can do for S = `bytes`.
 *
 * @example raceTime(ring, 1e9, { latency: 1e-6, bandwidth: 1e10 }).seconds
 * @throws RangeError for negative bytes
 */
export function raceTime({ algorithm, lines }: Racer, bytes: number, wire: Wire): RaceTime {
  finite('bytes', bytes, 0)
  const times = lines.map((line) => ({
    ...line,
    algorithm,
    seconds: secondsOf(line, bytes, wire),
    latency: line.rounds * wire.latency,
    transfer: (line.waited * bytes) / wire.bandwidth,
  }))
  return times.reduce((best, time) => (time.seconds < best.seconds ? time : best))
}

/** Sizes at which one algorithm is the fastest: from `from` bytes up to the next lead. */
export interface Lead {
  readonly algorithm: Algorithm
  readonly from: number
}

/**
 * Who leads at which size, from 0 bytes on: the lower envelope of all lines. The sizes at which the
 * lead changes are the crossovers; they are exact, S = (R₂ − R₁)·α / ((w₁ − w₂)·β).
 *
 * @example
 * // two lines: 2 rounds and w = 2 against 6 rounds and w = 1.5, at α·B = 1000 bytes
 * leads([short, long], { latency: 1e-6, bandwidth: 1e9 }) // short from 0, long from 8000
 */
export function leads(field: readonly Racer[], { latency, bandwidth }: Wire): readonly Lead[] {
  const lines = field.flatMap(({ algorithm, lines: own }) =>
    own.map((line) => ({ ...line, algorithm })),
  )
  // At no bytes rounds alone count; of equal ones the line that rises more slowly leads from then on.
  let leader = lines.reduce((best, line) =>
    line.rounds < best.rounds || (line.rounds === best.rounds && line.waited < best.waited)
      ? line
      : best,
  )
  const found: Lead[] = [{ algorithm: leader.algorithm, from: 0 }]
  for (;;) {
    const current = leader
    const next = lines
      .filter(({ waited }) => waited < current.waited)
      .map((line) => ({
        line,
        at: ((line.rounds - current.rounds) / (current.waited - line.waited)) * latency * bandwidth,
      }))
      .reduce<{ readonly line: (typeof lines)[number]; readonly at: number } | undefined>(
        (best, one) =>
          !best || one.at < best.at || (one.at === best.at && one.line.waited < best.line.waited)
            ? one
            : best,
        undefined,
      )
    if (!next) return found
    leader = next.line
    if (leader.algorithm !== found.at(-1)!.algorithm) {
      found.push({ algorithm: leader.algorithm, from: next.at })
    }
  }
}

/**
 * An all-reduce that the switches do: each rank sends its vector up once and receives the sum once,
 * both at the same time, in pieces too small to matter: 2α + S·β. Not modelled: limits of the
 * switches on size, format and number of groups.
 *
 * @example inSwitchSeconds(1e9, { latency: 1e-6, bandwidth: 1e10 }) // 0.100002; the ring nearly 0.2
 * @throws RangeError for negative bytes
 * @source Graham et al., "Scalable Hierarchical Aggregation Protocol (SHArP)", COMHPC 2016;
 *   NVIDIA/nccl-tests issues 153, 274 and 279 on its bus bandwidth
 */
export function inSwitchSeconds(bytes: number, { latency, bandwidth }: Wire): number {
  return 2 * latency + finite('bytes', bytes, 0) / bandwidth
}
