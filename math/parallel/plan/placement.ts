import { integer, object } from '../../check.ts'
import { type AlphaBeta, type Cluster, cluster } from '../../hardware/cluster.ts'
import type { Plan } from './request.ts'

/** Links that the three kinds of groups of a plan talk over. */
export interface GroupLinks {
  readonly tensor: AlphaBeta
  readonly data: AlphaBeta
  readonly pipeline: AlphaBeta
}

/**
 * Which links a plan's groups use when ranks are placed tensor-parallel first, then data-parallel,
 * then pipeline, as Megatron-LM places them.
 *
 * A group inside a node uses the fast link. A data-parallel ring over several nodes with k members
 * in each runs over the k adapters of these members, but never faster than the fast link.
 *
 * @throws RangeError when a degree is not a positive integer
 * @example groupLinks(dgx('a100-80gb', 4), { tensorParallel: 2, dataParallel: 16, … }).data.bandwidth // 4 adapters: 100e9
 */
export function groupLinks(
  machines: Cluster,
  plan: Pick<Plan, 'tensorParallel' | 'dataParallel' | 'pipelineParallel'>,
): GroupLinks {
  const { tensorParallel: t, dataParallel: d, pipelineParallel: p } = object('plan', plan)
  const { devicesPerNode, intra, inter } = cluster(machines)
  integer('tensorParallel', t, 1)
  integer('dataParallel', d, 1)
  integer('pipelineParallel', p, 1)
  const fits = (devices: number) => devices <= devicesPerNode && devicesPerNode % devices === 0
  const members = Math.max(1, Math.floor(devicesPerNode / t))
  const acrossNodes = {
    bandwidth: Math.min(intra.bandwidth, members * inter.bandwidth),
    latency: inter.latency,
  }
  return {
    tensor: fits(t) ? intra : inter,
    data: fits(t * d) ? intra : acrossNodes,
    pipeline: fits(t * d * p) ? intra : inter,
  }
}
