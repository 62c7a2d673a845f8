import { finite, integer, object, oneOf } from '../check.ts'
import type { Accelerator } from './accelerators.ts'
import type { Link } from './links.ts'
import { link } from './links.ts'
import { server } from './server-chips.ts'

/** An α–β link: `latency + bytes / bandwidth` seconds per message and direction. */
export type AlphaBeta = Pick<Link, 'bandwidth' | 'latency'>

/** Equal nodes of equal devices: a fast link inside a node, a slower one between nodes. */
export interface Cluster {
  readonly device: Accelerator
  readonly nodes: number
  readonly devicesPerNode: number
  /** Between two devices of a node, per device and direction. */
  readonly intra: AlphaBeta
  /** Between two nodes, per device and direction: each device has its own adapter. */
  readonly inter: AlphaBeta
}

/**
 * A cluster, checked.
 *
 * @throws RangeError when a count is not a positive integer or a link has no bandwidth
 * @example cluster({ device: accelerator('a100-80gb'), nodes: 4, devicesPerNode: 8, intra: link('nvlink3'), inter: link('infiniband-hdr') })
 */
export function cluster(description: Cluster): Cluster {
  object('cluster', description)
  integer('nodes', description.nodes, 1)
  integer('devicesPerNode', description.devicesPerNode, 1)
  for (const name of ['intra', 'inter'] as const) {
    object(name, description[name])
    finite(`${name}.bandwidth`, description[name].bandwidth, Number.MIN_VALUE)
    finite(`${name}.latency`, description[name].latency, 0)
  }
  return description
}

/**
 * How many devices a cluster has.
 *
 * @throws RangeError when a count is not a positive integer
 * @example devices(dgx('h100', 16)) // 128
 */
export function devices(machines: Cluster): number {
  const { nodes, devicesPerNode } = object('cluster', machines)
  return integer('nodes', nodes, 1) * integer('devicesPerNode', devicesPerNode, 1)
}

/**
 * The eight-GPU machine of each NVIDIA generation with one network adapter per GPU.
 *
 * @param nodes machines
 * @throws RangeError when `nodes` is not a positive integer or there is no such machine
 * @example dgx('a100-80gb', 64) // 512 A100 on NVLink 3 and InfiniBand HDR
 * @source NVIDIA DGX A100, H100, H200 and B200 datasheets (2020–2024): eight adapters per machine
 */
export function dgx(
  id: 'a100-40gb' | 'a100-80gb' | 'h100' | 'h200' | 'b200',
  nodes: number,
): Cluster {
  oneOf('id', id, ['a100-40gb', 'a100-80gb', 'h100', 'h200', 'b200'])
  const device = server.find((chip) => chip.id === id)!
  return cluster({
    device,
    nodes,
    devicesPerNode: 8,
    intra: link(device.peerLink!),
    inter: link(id.startsWith('a100') ? 'infiniband-hdr' : 'infiniband-ndr'),
  })
}
