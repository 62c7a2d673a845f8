import { finite } from '../check.ts'
import { algorithmBandwidth, busBandwidth } from './bandwidth.ts'
import { checkNetwork, roundCost, type Network } from './network.ts'
import { checkHeader, chunkBytes } from './primitives.ts'
import type { AnySchedule, Round } from './types.ts'

/** What a schedule costs, or has cost so far. Bytes are bytes, times are seconds. */
export interface Cost {
  readonly rounds: number
  readonly messages: number
  /** Messages that each rank sends, by rank. */
  readonly messagesSent: readonly number[]
  /** Messages that each rank receives, by rank. */
  readonly messagesReceived: readonly number[]
  /** Bytes that each rank sends, by rank. */
  readonly bytesSent: readonly number[]
  /** Bytes that each rank receives, by rank. */
  readonly bytesReceived: readonly number[]
  /** Bytes that are sent in all. */
  readonly totalBytes: number
  /** The busiest port's bytes, summed over the rounds: what β is multiplied with on a uniform network. */
  readonly busiestBytes: number
  /** The most bytes combined on one rank, summed over the rounds: what γ is multiplied with. */
  readonly reducedBytes: number
  /** α part of the time. */
  readonly latency: number
  /** β part of the time. */
  readonly transfer: number
  /**
   * The same two parts as counts, by the link that each round's slowest message took: rounds are
   * what its α is multiplied with, bytes what its β is. All are `intra` on a uniform network.
   */
  readonly paid: Readonly<Record<'intra' | 'inter', { rounds: number; bytes: number }>>
  /** γ part of the time. */
  readonly reduction: number
  /** latency + transfer + reduction. */
  readonly seconds: number
  /** S / seconds in bytes per second; 0 before the end is reached, and for a barrier. */
  readonly algorithmBandwidth: number
  /** The same in nccl-tests' bus measure (`busFactor`). */
  readonly busBandwidth: number
}

/** The network of most textbooks: only counts matter. */
const countOnly: Network = { kind: 'uniform', alpha: 0, beta: 0 }

/**
 * The running bill: entry i is what the first i rounds cost, so that entry i belongs to frame i of
 * `play`; the last entry is `cost`.
 *
 * @example ledger(ring, 1e9).map(({ messages }) => messages) // [0, 4, 8, 12, …] on 4 ranks
 * @throws TypeError or RangeError as `cost`
 */
export function ledger(schedule: AnySchedule, bytes: number, network: Network = countOnly): Cost[] {
  const entries: Cost[] = []
  const bill = new Bill(schedule, bytes, network)
  entries.push(bill.soFar())
  for (const round of schedule.rounds) {
    bill.add(round)
    entries.push(bill.soFar())
  }
  entries[entries.length - 1] = bill.final()
  return entries
}

/**
 * What a schedule costs for a collective of size S = `bytes` (per primitive as in `primitives.ts`)
 * on a network: rounds run one after the other, and each costs what `roundCost` says.
 *
 * Not modelled: congestion inside the network, per-message overhead on the processor, protocol
 * (eager, rendezvous, NCCL's LL), ranks that arrive late, and chunks too small to be cut evenly.
 *
 * @example
 * const ring = schedule({ primitive: 'all-reduce', algorithm: 'ring', ranks: 4 })
 * cost(ring, 1e9, { kind: 'uniform', alpha: 1e-6, beta: 1e-10 })
 * // 6 rounds, 24 messages, 1.5e9 bytes sent by each rank, 0.150006 s
 * @throws TypeError or RangeError for negative bytes or wrong numbers in the network
 */
export function cost(schedule: AnySchedule, bytes: number, network: Network = countOnly): Cost {
  const bill = new Bill(schedule, bytes, network)
  for (const round of schedule.rounds) bill.add(round)
  return bill.final()
}

/** Sums over rounds. Counts chunks, whole numbers, and turns them into bytes at the end. */
class Bill {
  readonly #schedule: AnySchedule
  readonly #bytes: number
  readonly #bytesPerChunk: number
  readonly #network: Network
  readonly #sent: number[]
  readonly #received: number[]
  readonly #messagesSent: number[]
  readonly #messagesReceived: number[]
  readonly #paid = { intra: { rounds: 0, chunks: 0 }, inter: { rounds: 0, chunks: 0 } }
  #rounds = 0
  #messages = 0
  #busiest = 0
  #reduced = 0
  #latency = 0
  #transfer = 0
  #reduction = 0

  constructor(schedule: AnySchedule, bytes: number, network: Network) {
    checkHeader(schedule)
    checkNetwork(network)
    this.#schedule = schedule
    this.#bytes = finite('bytes', bytes, 0)
    this.#bytesPerChunk = chunkBytes(schedule, bytes)
    this.#network = network
    this.#sent = Array<number>(schedule.ranks).fill(0)
    this.#received = Array<number>(schedule.ranks).fill(0)
    this.#messagesSent = Array<number>(schedule.ranks).fill(0)
    this.#messagesReceived = Array<number>(schedule.ranks).fill(0)
  }

  add(round: Round): void {
    this.#rounds++
    this.#messages += round.messages.length
    for (const { from, to, chunks } of round.messages) {
      this.#sent[from]! += chunks.length
      this.#received[to]! += chunks.length
      this.#messagesSent[from]!++
      this.#messagesReceived[to]!++
    }
    const of = roundCost(round, this.#bytesPerChunk, this.#network)
    this.#busiest += of.busiestChunks
    this.#reduced += of.reducedChunks
    this.#latency += of.latency
    this.#transfer += of.transfer
    this.#reduction += of.reduction
    if (round.messages.length > 0) this.#paid[of.level].rounds++
    this.#paid[of.level].chunks += of.paidChunks
  }

  soFar(): Cost {
    const inBytes = (chunks: number) => chunks * this.#bytesPerChunk
    return {
      rounds: this.#rounds,
      messages: this.#messages,
      messagesSent: [...this.#messagesSent],
      messagesReceived: [...this.#messagesReceived],
      bytesSent: this.#sent.map(inBytes),
      bytesReceived: this.#received.map(inBytes),
      totalBytes: inBytes(this.#sent.reduce((sum, chunks) => sum + chunks, 0)),
      busiestBytes: inBytes(this.#busiest),
      reducedBytes: inBytes(this.#reduced),
      latency: this.#latency,
      transfer: this.#transfer,
      paid: {
        intra: { rounds: this.#paid.intra.rounds, bytes: inBytes(this.#paid.intra.chunks) },
        inter: { rounds: this.#paid.inter.rounds, bytes: inBytes(this.#paid.inter.chunks) },
      },
      reduction: this.#reduction,
      seconds: this.#latency + this.#transfer + this.#reduction,
      algorithmBandwidth: 0,
      busBandwidth: 0,
    }
  }

  final(): Cost {
    const total = this.soFar()
    const { primitive, ranks } = this.#schedule
    if (primitive === 'barrier') return total
    return {
      ...total,
      algorithmBandwidth: algorithmBandwidth(this.#bytes, total.seconds),
      busBandwidth: busBandwidth(primitive, ranks, this.#bytes, total.seconds),
    }
  }
}
