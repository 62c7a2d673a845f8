import { bytesPerParameter } from '../memory/recipes.ts'
import { type TrainingCollective, ringTime } from '../ring.ts'
import { groupLinks } from './placement.ts'
import type { Plan, ResolvedRequest } from './request.ts'
import type { ShardCosts } from './shard-costs.ts'

/** Seconds of one optimizer step; the parts add up to the total. */
export interface PlanTime {
  /** m · the slowest stage's computation, recomputation included. */
  readonly compute: number
  /** Waiting for the pipeline to fill and drain. */
  readonly bubble: number
  /** Tensor-parallel collectives, never hidden. */
  readonly tensor: number
  /** Activations and gradients between stages, never hidden. */
  readonly pipeline: number
  /** What of the data-parallel collectives does not hide behind computation. */
  readonly data: number
  readonly optimizer: number
  readonly total: number
}

/** Seconds of one optimizer step. */
export function planTime(
  { cluster, model, recipe }: ResolvedRequest,
  shard: ShardCosts,
  plan: Plan,
  m: number,
): PlanTime {
  const { dataParallel: d, tensorParallel: t, pipelineParallel: p, microBatch: b, zero } = plan
  const links = groupLinks(cluster, plan)
  const layers = model.layers / p

  // One layer and one micro-batch: backward costs twice forward, recomputation comes on top.
  const again = { none: 0, selective: shard.coreForward, full: shard.layerForward }[plan.recompute]
  const layerForward = b * shard.layerForward
  const layerBackward = b * (2 * shard.layerForward + again)
  // Two all-reduces each way (or the all-gathers and reduce-scatters that replace them).
  const oneWay = 2 * ringTime('all-reduce', t, b * shard.layerInput, links.tensor)
  const layerTensor = oneWay * (plan.recompute === 'full' ? 3 : 2)
  const logits = 3 * b * shard.logitsForward

  const middle = layers * (layerForward + layerBackward)
  const compute = m * (middle + logits)
  const tensor = m * layers * layerTensor
  // One hop forward and one back per chunk; t ranks share the message.
  const hop = links.pipeline.latency + (b * shard.layerInput) / t / links.pipeline.bandwidth
  const hops = p === 1 ? 0 : 2 * hop
  const pipeline = m * plan.interleave * hops
  // Every stage but the slowest, once: (p − 1)/m of the ideal time when all stages are equal.
  const bubble = (p - 1) * ((middle + layers * layerTensor) / plan.interleave + hops)

  const ends = Math.max(
    shard.embeddingParameters + (p === 1 ? shard.outputParametersAlone : 0),
    p === 1 ? 0 : shard.outputParameters,
  )
  const parameters = layers * shard.layerParameters + ends
  const bytes = bytesPerParameter(recipe)
  // Every layer is a collective of its own, and so is what lies around the layers.
  const collective = (name: TrainingCollective, each: number) =>
    layers * ringTime(name, d, shard.layerParameters * each, links.data) +
    ringTime(name, d, ends * each, links.data)
  const gather = () => collective('all-gather', bytes.parameters)
  const scatter = () => collective('reduce-scatter', bytes.gradients)
  // What is left when a collective runs behind computation; one layer's share never hides.
  const exposed = (seconds: number, behind: number, times: number) =>
    Math.max(times * (seconds - behind), seconds / layers)
  const backward = layers * layerBackward
  const data =
    zero === 0
      ? exposed(collective('all-reduce', bytes.gradients), backward, 1)
      : zero === 3
        ? exposed(2 * gather() + scatter(), middle, m)
        : exposed(scatter(), backward, zero === 1 ? 1 : m) + gather()

  // Reads and writes all states once.
  const updated = parameters / (zero >= 1 ? d : 1)
  const optimizer = (2 * updated * bytes.total) / cluster.device.memory.bandwidth
  const total = compute + bubble + tensor + pipeline + data + optimizer
  return { compute, bubble, tensor, pipeline, data, optimizer, total }
}
