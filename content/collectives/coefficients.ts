import { cost, schedule } from '../../math/collectives/index.ts'
import type { Algorithm, Primitive } from '../../math/collectives/index.ts'

/** A collective's bill before it is known how large it is and on what network it runs. */
export interface Coefficients {
  readonly rounds: number
  readonly messages: number
  /** Bytes that the busiest rank sends, per byte of S. */
  readonly sent: number
  /** Bytes on all links together, per byte of S. */
  readonly total: number
  /** Bytes that stand before β in the time, per byte of S: the busiest port of each round, summed. */
  readonly waited: number
}

const known = new Map<string, Coefficients>()

/**
 * Counted from the schedule, message by message, for S = 1 byte. Kept, because a schedule of 64
 * ranks has thousands of messages and exercises are drawn again and again.
 */
export function coefficients(primitive: Primitive, algorithm: Algorithm, ranks: number) {
  const key = `${primitive} ${algorithm} ${ranks}`
  const found = known.get(key)
  if (found) return found
  const bill = cost(schedule({ primitive, algorithm, ranks }), 1)
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

/** Seconds on a uniform network: every round costs α, every byte that is waited for costs β. */
export const secondsOf = (
  { rounds, waited }: Coefficients,
  bytes: number,
  { latency, bandwidth }: { readonly latency: number; readonly bandwidth: number },
): number => rounds * latency + (waited * bytes) / bandwidth
