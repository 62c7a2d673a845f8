import { finite, integer } from '../check.ts'
import { burdens, checkNetwork, type Network } from './network.ts'
import { checkHeader, chunkBytes } from './primitives.ts'
import { range } from './rounds.ts'
import type { AnySchedule, Message } from './types.ts'

/**
 * When each message really goes if nobody waits for a round to be over everywhere: a rank goes on
 * to its next round as soon as its own messages of this one are done. On an even network this takes
 * as long as the cost model says or less; a slow link or a late rank is felt only by those that
 * depend on it.
 */

/** What disturbs an even run. */
export interface Disturbance {
  /** Links whose messages take `factor` (≥ 1) times as long, α and β alike, in one direction. */
  readonly slowLinks?: readonly {
    readonly from: number
    readonly to: number
    readonly factor: number
  }[]
  /** Ranks that start their part of a round (from 0) late by some seconds; Infinity: never. */
  readonly stalls?: readonly {
    readonly rank: number
    readonly round: number
    readonly seconds: number
  }[]
}

/** A message with its times in seconds from the start; Infinity where it never comes to pass. */
export interface TimedMessage {
  readonly message: Message
  readonly round: number
  /**
   * When the sender and the receiver had come to this round. The message starts with the later of
   * the two; until then the other one waits for it.
   */
  readonly ready: readonly [from: number, to: number]
  readonly start: number
  readonly end: number
  /** Index in the timeline of the message whose end let this one start; null if none did. */
  readonly waitedFor: number | null
}

export interface Timeline {
  /** In the order of the rounds. */
  readonly messages: readonly TimedMessage[]
  /** When each rank has done its last message. */
  readonly finished: readonly number[]
  /** When all have. */
  readonly seconds: number
}

/**
 * Times every message of a schedule for S = `bytes`. A message starts when both its ranks have
 * come to its round, and takes α + mβ (+ mγ where it is combined), m being what goes
 * through the busier of its ports in this round, as in the cost model.
 *
 * @example
 * timeline(schedule({ primitive: 'broadcast', algorithm: 'root', ranks: 3 }), 1e6,
 *   { kind: 'uniform', alpha: 1e-6, beta: 1e-9 }).messages[1].waitedFor // 0: the root's port
 * @throws TypeError or RangeError for wrong bytes, network or disturbance
 */
export function timeline(
  schedule: AnySchedule,
  bytes: number,
  network: Network,
  disturbance: Disturbance = {},
): Timeline {
  checkHeader(schedule)
  checkNetwork(network)
  checkDisturbance(schedule, disturbance)
  const { slowLinks = [], stalls = [] } = disturbance
  const bytesPerChunk = chunkBytes(schedule, bytes)
  const gamma = network.gamma ?? 0
  const slowness = new Map(slowLinks.map(({ from, to, factor }) => [`${from}:${to}`, factor]))
  const messages: TimedMessage[] = []
  /** Until when each rank is busy, and with which message. */
  let busy = range(0, schedule.ranks).map(() => ({ until: 0, by: null as number | null }))
  let index = 0
  for (const round of schedule.rounds) {
    for (const { rank, round, seconds } of stalls) {
      if (round === index) busy[rank] = { until: busy[rank]!.until + seconds, by: null }
    }
    const carried = burdens(round, network)
    const after = [...busy]
    round.messages.forEach((message, position) => {
      const { from, to, chunks, operation } = message
      const later = busy[from]!.until >= busy[to]!.until ? busy[from]! : busy[to]!
      const { link, chunks: load } = carried[position]!
      const seconds =
        (link.alpha + load * bytesPerChunk * link.beta) * (slowness.get(`${from}:${to}`) ?? 1) +
        (operation === 'reduce' ? chunks.length * bytesPerChunk * gamma : 0)
      const end = later.until + seconds
      const own = messages.push({
        message,
        round: index,
        ready: [busy[from]!.until, busy[to]!.until],
        start: later.until,
        end,
        waitedFor: later.by,
      })
      for (const rank of [from, to]) {
        if (end >= after[rank]!.until) after[rank] = { until: end, by: own - 1 }
      }
    })
    busy = after
    index++
  }
  const finished = busy.map(({ until }) => until)
  return { messages, finished, seconds: Math.max(...finished) }
}

function checkDisturbance({ ranks }: AnySchedule, { slowLinks, stalls }: Disturbance): void {
  slowLinks?.forEach(({ from, to, factor }, index) => {
    integer(`slowLinks[${index}].from`, from, 0, ranks - 1)
    integer(`slowLinks[${index}].to`, to, 0, ranks - 1)
    finite(`slowLinks[${index}].factor`, factor, 1)
  })
  stalls?.forEach(({ rank, round, seconds }, index) => {
    integer(`stalls[${index}].rank`, rank, 0, ranks - 1)
    integer(`stalls[${index}].round`, round, 0)
    if (seconds !== Infinity) finite(`stalls[${index}].seconds`, seconds, 0)
  })
}

/** One rank that stands idle because another has not come yet. */
export interface Wait {
  readonly rank: number
  /** Whom it waits for. */
  readonly for: number
  readonly round: number
  /** What it waits to do: send to that rank, or receive from it. */
  readonly to: 'send' | 'receive'
  /** Seconds from the start. */
  readonly from: number
  /** Infinity when the other never comes. */
  readonly until: number
}

/**
 * Every wait of a timeline, in the order of its messages: a message needs both its ranks, so the
 * one that comes first waits for the other. Messages of which neither end ever comes make no wait:
 * both ranks are stuck in an earlier one.
 *
 * @param least waits shorter than this many seconds are left out; rounding makes some of nothing
 * @example
 * // rank 1 stands ready from the start and gets its message when rank 0's port is free
 * waits(timeline(schedule({ primitive: 'broadcast', algorithm: 'root', ranks: 3 }), 1e6,
 *   { kind: 'uniform', alpha: 1e-6, beta: 1e-9 }))
 * // [{ rank: 2, for: 0, round: 1, to: 'receive', from: 0, until: 0.001001 }]
 * @throws RangeError when `least` is negative
 */
export function waits({ messages }: Pick<Timeline, 'messages'>, least = 1e-12): Wait[] {
  finite('least', least, 0)
  return messages.flatMap(({ message: { from, to }, round, ready: [sender, receiver] }): Wait[] => {
    if (sender === receiver || Math.abs(sender - receiver) < least) return []
    return sender < receiver
      ? [{ rank: from, for: to, round, to: 'send', from: sender, until: receiver }]
      : [{ rank: to, for: from, round, to: 'receive', from: receiver, until: sender }]
  })
}
