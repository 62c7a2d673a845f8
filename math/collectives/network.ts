import { finite, integer, oneOf, show } from '../check.ts'
import type { Message, Round } from './types.ts'

/**
 * What a round of messages costs on a network. The model is Hockney's: a message of m bytes takes
 * α + mβ, and combining m bytes takes mγ. Links carry both directions at once. Within a round all
 * messages start together; a round is over when its slowest part is.
 *
 * @source Hockney, "The communication challenge for MPP", Parallel Computing 20 (1994);
 * Thakur, Rabenseifner & Gropp, "Optimization of collective communication operations in MPICH",
 * IJHPCA 19 (2005)
 */

/** Latency α in seconds per message, and β in seconds per byte: the inverse of bandwidth. */
export interface Link {
  readonly alpha: number
  readonly beta: number
}

/** Every pair of ranks is equally far apart. */
export interface UniformNetwork extends Link {
  readonly kind: 'uniform'
  /** γ, seconds per byte combined; default 0. */
  readonly gamma?: number
  /**
   * What a rank's messages of one round share. `port` (default): one port into a switch, so their
   * bytes add up, in each direction apart. `link`: each ordered pair of ranks has a link of its
   * own, as neighbours on a torus have. Alike while a rank sends and receives one message a round.
   */
  readonly sharing?: 'port' | 'link'
}

/** Nodes of several devices: rank = node · devicesPerNode + device. */
export interface TwoLevelNetwork {
  readonly kind: 'two-level'
  readonly devicesPerNode: number
  /** Between devices of a node; each device has one port. */
  readonly intra: Link
  /** Between nodes, through network cards. */
  readonly inter: Link
  /** One card that the devices of a node share, or one per device. */
  readonly cards: 'per-node' | 'per-device'
  /** γ, seconds per byte combined; default 0. */
  readonly gamma?: number
}

export type Network = UniformNetwork | TwoLevelNetwork

/** What one round costs. */
export interface RoundCost {
  /** α paid, seconds. */
  readonly latency: number
  /** β paid, seconds. */
  readonly transfer: number
  /** γ paid, seconds. */
  readonly reduction: number
  /** The most chunks through one port (of a rank, a card or a link) in one direction. */
  readonly busiestChunks: number
  /** The most chunks that one rank combines. */
  readonly reducedChunks: number
  /** Which kind of link the slowest message took; `intra` on a uniform network. */
  readonly level: 'intra' | 'inter'
  /** Chunks through the busier port of the slowest message: what β was multiplied with. */
  readonly paidChunks: number
}

/**
 * Checks a network's numbers.
 *
 * @throws TypeError or RangeError naming the first wrong one
 */
export function checkNetwork(network: Network): void {
  if (typeof network !== 'object' || network === null) {
    throw new TypeError(`network must be an object, got ${show(network)}`)
  }
  oneOf('network.kind', network.kind, ['uniform', 'two-level'])
  finite('network.gamma', network.gamma ?? 0, 0)
  if (network.kind === 'uniform') {
    checkLink('network', network)
    oneOf('network.sharing', network.sharing ?? 'port', ['port', 'link'])
  } else {
    integer('network.devicesPerNode', network.devicesPerNode, 1)
    checkLink('network.intra', network.intra)
    checkLink('network.inter', network.inter)
    oneOf('network.cards', network.cards, ['per-node', 'per-device'])
  }
}

function checkLink(name: string, link: Link): void {
  if (typeof link !== 'object' || link === null) {
    throw new TypeError(`${name} must be an object, got ${show(link)}`)
  }
  finite(`${name}.alpha`, link.alpha, 0)
  finite(`${name}.beta`, link.beta, 0)
}

/** What carries a message: its link, and how many chunks go through the busier of its two ports. */
export interface Burden {
  readonly link: Link
  readonly chunks: number
}

/** The link and ports that a message takes; ports are numbered so that no two kinds meet. */
function routes(network: Network): (message: Message) => { link: Link; out: number; into: number } {
  if (network.kind === 'uniform') {
    if (network.sharing !== 'link')
      return ({ from, to }) => ({ link: network, out: from, into: to })
    return ({ from, to }) => {
      const pair = from * 2 ** 20 + to
      return { link: network, out: pair, into: pair }
    }
  }
  const { devicesPerNode, intra, inter, cards } = network
  const node = (rank: number) => Math.floor(rank / devicesPerNode)
  const card = (rank: number) => -1 - (cards === 'per-node' ? node(rank) : rank)
  return ({ from, to }) =>
    node(from) === node(to)
      ? { link: intra, out: from, into: to }
      : { link: inter, out: card(from), into: card(to) }
}

/** What carries each message of a round, in the order of the messages. */
export function burdens({ messages }: Round, network: Network): Burden[] {
  const routed = messages.map(routes(network))
  const sent = new Map<number, number>()
  const received = new Map<number, number>()
  routed.forEach(({ out, into }, index) => {
    const { length } = messages[index]!.chunks
    sent.set(out, (sent.get(out) ?? 0) + length)
    received.set(into, (received.get(into) ?? 0) + length)
  })
  return routed.map(({ link, out, into }) => ({
    link,
    chunks: Math.max(sent.get(out)!, received.get(into)!),
  }))
}

/**
 * What one round costs when a chunk is `bytesPerChunk` bytes: every message takes α + mβ, m being
 * what goes through the busier of its ports in this round, and the slowest message decides.
 */
export function roundCost(round: Round, bytesPerChunk: number, network: Network): RoundCost {
  const { messages } = round
  const combined: number[] = []
  let reducedChunks = 0
  for (const { to, chunks, operation } of messages) {
    if (operation !== 'reduce') continue
    combined[to] = (combined[to] ?? 0) + chunks.length
    reducedChunks = Math.max(reducedChunks, combined[to])
  }
  const reduction = reducedChunks * bytesPerChunk * (network.gamma ?? 0)
  return { ...slowestOf(round, bytesPerChunk, network), reduction, reducedChunks }
}

type Slowest = Omit<RoundCost, 'reduction' | 'reducedChunks'>

function slowestOf(round: Round, bytesPerChunk: number, network: Network): Slowest {
  if (network.kind === 'uniform' && network.sharing !== 'link') {
    // All links are alike, so the busiest port is the slowest.
    const busiestChunks = busiestPort(round)
    return {
      latency: round.messages.length > 0 ? network.alpha : 0,
      transfer: busiestChunks * bytesPerChunk * network.beta,
      busiestChunks,
      level: 'intra',
      paidChunks: busiestChunks,
    }
  }
  let busiestChunks = 0
  let slowest = { latency: 0, transfer: 0, paidChunks: 0, level: 'intra' as 'intra' | 'inter' }
  for (const { link, chunks } of burdens(round, network)) {
    const transfer = chunks * bytesPerChunk * link.beta
    const seconds = slowest.latency + slowest.transfer
    if (link.alpha + transfer > seconds || slowest.paidChunks === 0) {
      const across = network.kind === 'two-level' && link === network.inter
      slowest = {
        latency: link.alpha,
        transfer,
        paidChunks: chunks,
        level: across ? 'inter' : 'intra',
      }
    }
    busiestChunks = Math.max(busiestChunks, chunks)
  }
  return { ...slowest, busiestChunks }
}

/** The most chunks that one rank sends, or receives, in a round. */
function busiestPort({ messages }: Round): number {
  const sent: number[] = []
  const received: number[] = []
  let most = 0
  for (const { from, to, chunks } of messages) {
    sent[from] = (sent[from] ?? 0) + chunks.length
    received[to] = (received[to] ?? 0) + chunks.length
    most = Math.max(most, sent[from], received[to])
  }
  return most
}
