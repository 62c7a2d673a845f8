import { cost } from './cost.ts'
import { lazySchedule } from './schedule.ts'
import type { ScheduleRequest } from './schedule.ts'

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
  const { primitive, algorithm, ranks, root = 0, nodes = 0, chunks = 0 } = request
  const key = `${primitive} ${algorithm} ${ranks} ${root} ${nodes} ${chunks}`
  const found = known.get(key)
  if (found) return found
  const bill = cost(lazySchedule(request), 1)
  const counted: Coefficients = {
    rounds: bill.rounds,
    messages: bill.messages,
    sent: Math.max(...bill.bytesSent),
    total: bill.totalBytes,
    waited: bill.busiestBytes,
  }
  known.set(key, counted)
  return counted
}

/** Latency in seconds per round and bandwidth in bytes per second. */
export interface Wire {
  readonly latency: number
  readonly bandwidth: number
}

/**
 * Seconds on a uniform network: every round costs α, every byte that is waited for costs β.
 *
 * @example secondsOf({ rounds: 6, waited: 1.5 }, 1e9, { latency: 1e-6, bandwidth: 1e10 }) // 0.150006
 */
export const secondsOf = (
  { rounds, waited }: Pick<Coefficients, 'rounds' | 'waited'>,
  bytes: number,
  { latency, bandwidth }: Wire,
): number => rounds * latency + (waited * bytes) / bandwidth
