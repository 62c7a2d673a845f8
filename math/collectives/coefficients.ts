import { finite, object } from '../check.ts'
import { chunkBytes } from './primitives.ts'
import { lazySchedule } from './schedule.ts'
import type { ScheduleRequest } from './schedule.ts'
import type { AnySchedule } from './types.ts'

/** A collective's bill before it is known how large it is and on what network it runs. */
export interface Coefficients {
  /** R: rounds, one after the other. */
  readonly rounds: number
  readonly messages: number
  /** Bytes that the busiest rank sends, per byte of S. */
  readonly sent: number
  /** Bytes on all links together, per byte of S. */
  readonly total: number
  /** w: bytes that stand before β in the time, per byte of S: the busiest port of each round, summed. */
  readonly waited: number
}

const known = new Map<string, Coefficients>()

/**
 * Rounds and bytes of a schedule, counted message by message for S = 1 byte. On a uniform network
 * the time is then `secondsOf`: R·α + w·S·β. Remembered, because a schedule of many ranks has
 * thousands of messages and is asked for again and again.
 *
 * @example coefficients({ primitive: 'all-reduce', algorithm: 'ring', ranks: 4 }) // 6 rounds, w = 1.5
 * @throws RangeError as `schedule`
 */
export function coefficients(request: ScheduleRequest): Coefficients {
  const {
    primitive,
    algorithm,
    ranks,
    root = 0,
    nodes = 0,
    chunks = 0,
  } = object('request', request)
  const key = `${primitive} ${algorithm} ${ranks} ${root} ${nodes} ${chunks}`
  const found = known.get(key)
  if (found) return found
  const counted = count(lazySchedule(request))
  known.set(key, counted)
  return counted
}

/** What `cost` says of the schedule for S = 1 byte on a uniform network, and nothing besides. */
function count(schedule: AnySchedule): Coefficients {
  const sent = new Uint32Array(schedule.ranks)
  // Of the present round: what went out of each port and came in.
  const out = new Uint32Array(schedule.ranks)
  const into = new Uint32Array(schedule.ranks)
  let [rounds, messages, total, waited] = [0, 0, 0, 0]
  for (const round of schedule.rounds) {
    let busiest = 0
    for (const { from, to, chunks } of round.messages) {
      out[from]! += chunks.length
      into[to]! += chunks.length
      busiest = Math.max(busiest, out[from]!, into[to]!)
    }
    for (const { from, to } of round.messages) {
      sent[from]! += out[from]!
      total += out[from]!
      out[from] = 0
      into[to] = 0
    }
    rounds++
    messages += round.messages.length
    waited += busiest
  }
  const size = chunkBytes(schedule, 1)
  return {
    rounds,
    messages,
    sent: Math.max(...sent) * size,
    total: total * size,
    waited: waited * size,
  }
}

/** Latency in seconds per round and bandwidth in bytes per second. */
export interface Wire {
  readonly latency: number
  readonly bandwidth: number
}

/**
 * Seconds on a uniform network: every round costs α, every byte that is waited for costs β.
 *
 * @param wire its bandwidth is above 0; `Infinity` leaves α alone
 * @example secondsOf({ rounds: 6, waited: 1.5 }, 1e9, { latency: 1e-6, bandwidth: 1e10 }) // 0.150006
 * @throws TypeError or RangeError when a count, the bytes or the latency are negative or not finite,
 * or the bandwidth is not positive
 */
export function secondsOf(
  counts: Pick<Coefficients, 'rounds' | 'waited'>,
  bytes: number,
  wire: Wire,
): number {
  const { rounds, waited } = object('counts', counts)
  const { latency, bandwidth } = object('wire', wire)
  finite('counts.rounds', rounds, 0)
  finite('counts.waited', waited, 0)
  finite('bytes', bytes, 0)
  finite('wire.latency', latency, 0)
  if (bandwidth !== Infinity) finite('wire.bandwidth', bandwidth, Number.MIN_VALUE)
  return rounds * latency + (waited * bytes) / bandwidth
}
