import { integer, oneOf } from '../check.ts'
import type { ChipDesign, Topology } from './design.ts'
import type { DesignCollective } from './work.ts'

/** What a group of chips gets from the network. */
export interface GroupPath {
  /** Bytes per second and direction that its collectives see. */
  readonly bandwidth: number
  /** Messages one after another in one round of the collective (all-gather or reduce-scatter). */
  readonly rounds: number
}

/** Sides of the squarest rectangle of n chips. */
function rectangle(n: number): readonly [number, number] {
  let side = Math.floor(Math.sqrt(n))
  while (n % side !== 0) side--
  return [side, n / side]
}

/**
 * What the t chips of a tensor group, or the d replicas, get from the network of t · d chips when
 * tensor groups are neighbours.
 *
 * `switched`: every chip reaches every other at full bandwidth; recursive halving takes ⌈log₂ n⌉
 * messages. `ring`: two ports of half the bandwidth each. A group that is the whole ring uses both,
 * in n − 1 messages; a tensor group that is a piece of it is a line, on which the ends' data pass
 * every link and half the bandwidth is left; the t rings of the replicas share every link, and each
 * message makes t hops. `torus`: four ports. A group that is the whole torus uses all, one dimension
 * after the other on two halves of the data; where both kinds of groups exist each has a dimension,
 * a ring of its own with half the ports.
 *
 * @throws RangeError when a count is not a positive integer or the topology is unknown
 * @example groupPath('torus', 4, 4, 'tensor', 300e9) // { bandwidth: 150e9, rounds: 3 }
 */
export function groupPath(
  topology: Topology,
  tensorParallel: number,
  dataParallel: number,
  axis: DesignCollective['axis'],
  bandwidth: number,
): GroupPath {
  const t = integer('tensorParallel', tensorParallel, 1)
  const d = integer('dataParallel', dataParallel, 1)
  oneOf('topology', topology, ['ring', 'torus', 'switched'])
  const n = axis === 'tensor' ? t : d
  if (n === 1) return { bandwidth, rounds: 0 }
  const whole = n === t * d
  switch (topology) {
    case 'switched':
      return { bandwidth, rounds: Math.ceil(Math.log2(n)) }
    case 'ring':
      if (whole) return { bandwidth, rounds: n - 1 }
      return axis === 'tensor'
        ? { bandwidth: bandwidth / 2, rounds: n - 1 }
        : { bandwidth: bandwidth / t, rounds: (n - 1) * t }
    case 'torus': {
      if (!whole) return { bandwidth: bandwidth / 2, rounds: n - 1 }
      const [a, b] = rectangle(n)
      // A prime number of chips has one dimension only, and two of the four ports lie idle.
      return a === 1
        ? { bandwidth: bandwidth / 2, rounds: n - 1 }
        : { bandwidth, rounds: a + b - 2 }
    }
  }
}

/** Seconds of a collective: what its bytes take, and what its messages take. */
export interface CollectiveTime {
  readonly bytes: number
  readonly latency: number
}

/**
 * Seconds of one collective on a design: (n−1)/n of S at the group's bandwidth and α per message,
 * twice for an all-reduce.
 *
 * @throws RangeError as `groupPath`
 * @example
 * // 1 GB over 8 chips behind a switch: 2 · 7/8 GB at 300 GB/s, and 2 · 3 messages
 * collectiveTime(design, 8, 1, { collective: 'all-reduce', axis: 'tensor', bytes: 1e9, … })
 */
export function collectiveTime(
  design: Pick<ChipDesign, 'topology' | 'link' | 'latency'>,
  tensorParallel: number,
  dataParallel: number,
  { axis, collective, bytes }: Pick<DesignCollective, 'axis' | 'collective' | 'bytes'>,
): CollectiveTime {
  const n = axis === 'tensor' ? tensorParallel : dataParallel
  const path = groupPath(design.topology, tensorParallel, dataParallel, axis, design.link)
  const turns = collective === 'all-reduce' ? 2 : 1
  return {
    bytes: n === 1 ? 0 : (turns * ((n - 1) / n) * bytes) / path.bandwidth,
    latency: turns * path.rounds * design.latency,
  }
}
