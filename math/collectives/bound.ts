import { finite, integer, oneOf } from '../check.ts'
import { busFactor } from './bandwidth.ts'
import { checkNetwork, type Network } from './network.ts'
import { maxRanks } from './primitives.ts'
import { primitives, type Primitive } from './types.ts'

/**
 * What no algorithm of a primitive can undercut, one term at a time. The two terms hold each by
 * itself; one algorithm seldom meets both at once.
 */
export interface LowerBound {
  readonly latency: {
    /** Rounds that there must be at least. */
    readonly rounds: number
    /** Of these, rounds that must cross between nodes; 0 on a uniform network. */
    readonly crossing: number
    readonly seconds: number
  }
  readonly transfer: {
    /** Bytes that must go through one port: of a rank, or of a card on a two-level network. */
    readonly bytes: number
    readonly seconds: number
  }
}

/**
 * The lower bounds of the α–β model for S = `bytes` (`primitives.ts`).
 *
 * Uniform network: ⌈log₂ p⌉·α, because with one message sent and one received at a time those who
 * know of a value at most double in a round; and f·S·β, f being `busFactor`, because so many bytes
 * must leave or enter some rank.
 *
 * Where every pair of ranks has a link of its own, a rank may use p−1 of them at once: one round,
 * and a share of the bytes through each.
 *
 * Two levels, N nodes of D devices: a node takes the place of a rank. f(N)·S bytes (D times as many
 * in an all-to-all, where each device has a send buffer of S) must pass a node's cards, of which
 * there are 1 or D. Each of a node's D devices may inform one more node in a round, so at least
 * ⌈log of N to the base D+1⌉ rounds cross.
 *
 * Adding is free. Not bounded: algorithms that let switches add or copy; and in rounds those that
 * send two messages at once for one α, as the two-way ring and the double tree do (on three ranks
 * the former gathers in one round).
 *
 * @param ranks p ≥ 2, on a two-level network a multiple of its devices per node
 * @example lowerBound('all-reduce', 4, 100, { kind: 'uniform', alpha: 1, beta: 1 })
 * // { latency: { rounds: 2, crossing: 0, seconds: 2 }, transfer: { bytes: 150, seconds: 150 } }
 * @throws TypeError or RangeError for a wrong primitive, number of ranks, bytes or network
 * @source Chan, Heimlich, Purkayastha & van de Geijn, "Collective communication: theory, practice,
 * and experience", Concurrency and Computation 19 (2007), table I; for the all-reduce Patarasuk &
 * Yuan, "Bandwidth optimal all-reduce algorithms for clusters of workstations", JPDC 69 (2009)
 */
export function lowerBound(
  primitive: Primitive,
  ranks: number,
  bytes: number,
  network: Network,
): LowerBound {
  oneOf('primitive', primitive, primitives)
  integer('ranks', ranks, 2, maxRanks)
  finite('bytes', bytes, 0)
  checkNetwork(network)
  const rounds = roundsToReach(ranks, 2)
  const share = (count: number) =>
    primitive === 'barrier' || count < 2 ? 0 : busFactor(primitive, count) * bytes
  if (network.kind === 'uniform' && network.sharing === 'link') {
    // Every rank may use all its links at once.
    const through = share(ranks) / (ranks - 1)
    return {
      latency: { rounds: 1, crossing: 0, seconds: network.alpha },
      transfer: { bytes: through, seconds: through * network.beta },
    }
  }
  if (network.kind === 'uniform') {
    return {
      latency: { rounds, crossing: 0, seconds: rounds * network.alpha },
      transfer: { bytes: share(ranks), seconds: share(ranks) * network.beta },
    }
  }
  const { devicesPerNode, intra, inter, cards } = network
  const nodes = integer('ranks / network.devicesPerNode', ranks / devicesPerNode, 1)
  const crossing = roundsToReach(nodes, devicesPerNode + 1)
  const fewest = Math.min(intra.alpha, inter.alpha)
  const latency = crossing * inter.alpha + (rounds - crossing) * fewest
  const buffers = primitive === 'all-to-all' ? devicesPerNode : 1
  const through = (share(nodes) * buffers) / (cards === 'per-device' ? devicesPerNode : 1)
  // One node alone has no cards to pass; then its devices' ports are what counts.
  return nodes === 1
    ? {
        latency: { rounds, crossing, seconds: rounds * intra.alpha },
        transfer: { bytes: share(ranks), seconds: share(ranks) * intra.beta },
      }
    : {
        latency: { rounds, crossing, seconds: latency },
        transfer: { bytes: through, seconds: through * inter.beta },
      }
}

/** How many rounds it takes from one to `count` when those reached are multiplied in each. */
function roundsToReach(count: number, growth: number): number {
  let rounds = 0
  for (let reached = 1; reached < count; reached *= growth) rounds++
  return rounds
}
