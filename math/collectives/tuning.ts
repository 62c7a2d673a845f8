import { finite, integer, object, oneOf } from '../check.ts'

/**
 * The latency and bandwidth model with which NCCL chooses between its ring and its tree. It counts
 * steps as the α–β model does, but with measured latencies per protocol and kind of link.
 *
 * Not modelled: NCCL's caps on bandwidth per protocol and GPU generation, NVLS, CollNet and PAT,
 * the broadcast and reduce latencies, and what a network card adds to a step across nodes.
 *
 * @source NVIDIA/nccl src/graph/tuning.cc, ncclTopoTuneModel (commit 5067397)
 */

/** The ways in which NCCL moves data: with flags of 8 bytes, of 128 bytes, or with none. */
export const ncclProtocols = ['LL', 'LL128', 'Simple'] as const
export type NcclProtocol = (typeof ncclProtocols)[number]

export const ncclAlgorithms = ['tree', 'ring'] as const
export type NcclAlgorithm = (typeof ncclAlgorithms)[number]

export const ncclPrimitives = [
  'all-reduce',
  'reduce-scatter',
  'all-gather',
  'broadcast',
  'reduce',
] as const
export type NcclPrimitive = (typeof ncclPrimitives)[number]

type PerProtocol = Readonly<Record<NcclProtocol, number>>
type PerAlgorithm = Readonly<Record<NcclAlgorithm, PerProtocol>>

/** NCCL's default latencies in microseconds: once per call, and per step on each kind of link. */
export const ncclLatencies: {
  readonly base: PerAlgorithm
  readonly perStep: Readonly<Record<'nvlink' | 'pci' | 'network', PerAlgorithm>>
} = {
  base: {
    tree: { LL: 6.8, LL128: 14, Simple: 8.4 },
    ring: { LL: 6.6, LL128: 14, Simple: 8.4 },
  },
  perStep: {
    nvlink: {
      tree: { LL: 0.6, LL128: 1.25, Simple: 4 },
      ring: { LL: 0.6, LL128: 1.9, Simple: 3.4 },
    },
    pci: {
      tree: { LL: 1, LL128: 1.9, Simple: 4 },
      ring: { LL: 1, LL128: 2.5, Simple: 5.7 },
    },
    network: {
      tree: { LL: 5, LL128: 8.5, Simple: 14 },
      ring: { LL: 2.7, LL128: 4, Simple: 14 },
    },
  },
}

/**
 * Steps of NCCL's ring on n ranks: 2(n−1) for all-reduce, n−1 for reduce-scatter and all-gather,
 * n for broadcast and reduce.
 *
 * @example ncclRingSteps('all-reduce', 8) // 14
 * @throws RangeError for a primitive outside the model or fewer than 2 ranks
 */
export function ncclRingSteps(primitive: NcclPrimitive, ranks: number): number {
  oneOf('primitive', primitive, ncclPrimitives)
  integer('ranks', ranks, 2)
  if (primitive === 'all-reduce') return 2 * (ranks - 1)
  return primitive === 'broadcast' || primitive === 'reduce' ? ranks : ranks - 1
}

/**
 * Algorithm bandwidth / bus bandwidth: n/steps on the ring, 1/2 on the tree, where every byte goes
 * up and down.
 *
 * @example ncclBandwidthRatio('all-reduce', 'ring', 4) // 2/3
 * @throws RangeError as `ncclRingSteps`, and for a tree of anything but an all-reduce
 */
export function ncclBandwidthRatio(
  primitive: NcclPrimitive,
  algorithm: NcclAlgorithm,
  ranks: number,
): number {
  checkPair(primitive, algorithm)
  return algorithm === 'tree' ? 0.5 : ranks / ncclRingSteps(primitive, ranks)
}

/** Where NCCL runs. */
export interface NcclSetting {
  readonly primitive: 'all-reduce' | 'reduce-scatter' | 'all-gather'
  readonly algorithm: NcclAlgorithm
  readonly protocol: NcclProtocol
  readonly ranks: number
  /** A divisor of `ranks`. */
  readonly nodes: number
  /** The links inside a node. */
  readonly intra: 'nvlink' | 'pci'
  /**
   * Microseconds in which the processor posts one step of a ring that crosses nodes, three times as
   * long under Simple (NCCL_NET_OVERHEAD): no step is faster. 0 unless told, so that latencies are
   * sums of the table's; NCCL itself takes 1, or 2 on an x86 processor of AMD.
   */
  readonly overhead?: number
}

/**
 * Latency in seconds. Ring: base + (steps − across)·intra + across·inter, of which
 * across = 2(nodes−1) steps cross nodes in an all-reduce, nodes−1 otherwise; once a ring crosses nodes, no step is faster
 * than the overhead. Tree: base +
 * 2((n/nodes − 1)·intra + ⌊log₂ nodes⌋·inter): a chain inside each node, a tree between them. With
 * one rank per node the network's tree latency holds for both.
 *
 * @example
 * ncclLatency({ primitive: 'all-reduce', algorithm: 'tree', protocol: 'LL', ranks: 8, nodes: 1,
 *   intra: 'nvlink' }) // 15.2e-6: 6.8 + 2·7·0.6 µs
 * @throws RangeError for a setting outside the model
 */
export function ncclLatency(setting: NcclSetting): number {
  const {
    primitive,
    algorithm,
    protocol,
    ranks,
    nodes,
    intra,
    overhead = 0,
  } = object('setting', setting)
  oneOf('primitive', primitive, ['all-reduce', 'reduce-scatter', 'all-gather'])
  checkPair(primitive, algorithm)
  oneOf('protocol', protocol, ncclProtocols)
  integer('ranks', ranks, 2)
  integer('nodes', nodes, 1, ranks)
  if (ranks % nodes !== 0) {
    throw new RangeError(`nodes must divide ranks = ${ranks}, got ${nodes}`)
  }
  oneOf('intra', intra, ['nvlink', 'pci'])
  finite('overhead', overhead, 0)
  const { base, perStep } = ncclLatencies
  const inside = perStep[intra][algorithm][protocol]
  const across = perStep.network[ranks === nodes ? 'tree' : algorithm][protocol]
  const start = base[algorithm][protocol]
  if (algorithm === 'tree') {
    const depth = Math.floor(Math.log2(nodes))
    return (start + 2 * ((ranks / nodes - 1) * inside + depth * across)) * 1e-6
  }
  const crossing = (primitive === 'all-reduce' ? 2 : 1) * (nodes - 1)
  const posted = overhead * (protocol === 'Simple' ? 3 : 1)
  const step = nodes > 1 ? Math.max(inside, posted) : inside
  return (start + (ncclRingSteps(primitive, ranks) - crossing) * step + crossing * across) * 1e-6
}

/**
 * Time in seconds that the model gives S = `bytes` at a bus bandwidth in bytes per second: latency +
 * S / (bus bandwidth · ratio).
 *
 * @throws RangeError as `ncclLatency`, or when bytes are negative or the bandwidth is not positive
 */
export function ncclTime(setting: NcclSetting, bytes: number, busBandwidth: number): number {
  finite('bytes', bytes, 0)
  finite('busBandwidth', busBandwidth, Number.MIN_VALUE)
  const { primitive, algorithm, ranks } = object('setting', setting)
  const ratio = ncclBandwidthRatio(primitive, algorithm, ranks)
  return ncclLatency(setting) + bytes / (busBandwidth * ratio)
}

function checkPair(primitive: NcclPrimitive, algorithm: NcclAlgorithm): void {
  oneOf('primitive', primitive, ncclPrimitives)
  oneOf('algorithm', algorithm, ncclAlgorithms)
  if (algorithm === 'tree') oneOf<NcclPrimitive>('primitive of a tree', primitive, ['all-reduce'])
}
