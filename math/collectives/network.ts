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

/** What one round costs; byte counts are per rank and direction. */
export interface RoundCost {
  /** α paid, seconds. */
  readonly latency: number
  /** β paid, seconds. */
  readonly transfer: number
  /** γ paid, seconds. */
  readonly reduction: number
  /** The most chunks that one rank sends or receives (with `link` sharing: over one link). */
  readonly busiestChunks: number
  /** The most chunks that one rank combines. */
  readonly reducedChunks: number
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

/** Adds up amounts under keys and knows the largest sum. */
class Loads {
  readonly #loads = new Map<number, number>()
  max = 0

  add(key: number, amount: number): void {
    const load = (this.#loads.get(key) ?? 0) + amount
    this.#loads.set(key, load)
    if (load > this.max) this.max = load
  }
}

/** The most chunks through one port or link of those that the keys name, in either direction. */
function busiest(
  messages: readonly Message[],
  out: (message: Message) => number,
  into: (message: Message) => number,
): number {
  const sent = new Loads()
  const received = new Loads()
  for (const message of messages) {
    sent.add(out(message), message.chunks.length)
    received.add(into(message), message.chunks.length)
  }
  return Math.max(sent.max, received.max)
}

const sender = ({ from }: Message) => from
const receiver = ({ to }: Message) => to

/**
 * What one round costs when a chunk is `bytesPerChunk` bytes. On a two-level network messages
 * inside and between nodes go on at once and the slower kind is what counts.
 */
export function roundCost(
  { messages }: Round,
  bytesPerChunk: number,
  network: Network,
  ranks: number,
): RoundCost {
  const reduced = new Loads()
  for (const { to, chunks, operation } of messages) {
    if (operation === 'reduce') reduced.add(to, chunks.length)
  }
  const reducedChunks = reduced.max
  const reduction = reducedChunks * bytesPerChunk * (network.gamma ?? 0)
  if (network.kind === 'uniform') {
    const pair = ({ from, to }: Message) => from * ranks + to
    const busiestChunks =
      network.sharing === 'link'
        ? busiest(messages, pair, pair)
        : busiest(messages, sender, receiver)
    const latency = messages.length > 0 ? network.alpha : 0
    const transfer = busiestChunks * bytesPerChunk * network.beta
    return { latency, transfer, reduction, busiestChunks, reducedChunks }
  }
  const { devicesPerNode, intra, inter, cards } = network
  const node = (rank: number) => Math.floor(rank / devicesPerNode)
  const card = cards === 'per-node' ? node : (rank: number) => rank
  const level = (link: Link, own: readonly Message[], port: (rank: number) => number) => ({
    latency: own.length > 0 ? link.alpha : 0,
    transfer:
      busiest(
        own,
        ({ from }) => port(from),
        ({ to }) => port(to),
      ) *
      bytesPerChunk *
      link.beta,
  })
  const [inside, across] = [
    level(
      intra,
      messages.filter(({ from, to }) => node(from) === node(to)),
      (rank) => rank,
    ),
    level(
      inter,
      messages.filter(({ from, to }) => node(from) !== node(to)),
      card,
    ),
  ]
  const slower =
    across.latency + across.transfer > inside.latency + inside.transfer ? across : inside
  const busiestChunks = busiest(messages, sender, receiver)
  return { ...slower, reduction, busiestChunks, reducedChunks }
}
