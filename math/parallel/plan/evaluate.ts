import { integer, object, oneOf } from '../../check.ts'
import { zeroStages } from '../memory/states.ts'
import { iterationFlops, recomputations } from '../transformer/index.ts'
import { type PlanMemory, planMemory } from './plan-memory.ts'
import { type PlanTime, planTime } from './plan-time.ts'
import { type Plan, type PlanRequest, type ResolvedRequest, resolveRequest } from './request.ts'
import { type ShardCosts, shardCosts, tensorObstacle } from './shard-costs.ts'

/** Why a plan cannot be run. */
export type RejectionCode =
  | 'devices'
  | 'heads'
  | 'ffn'
  | 'sequence'
  | 'layers'
  | 'batch'
  | 'micro-batch'
  | 'interleave'
  | 'memory'

/** A plan that cannot be run, with the number that broke the rule. */
export interface Rejection {
  readonly plan: Plan
  readonly code: RejectionCode
  /** What would have to divide `of`, or the bytes needed. */
  readonly got: number
  /** What would have to be divided, or the bytes there are. */
  readonly of: number
}

/** A plan that can be run. */
export interface Evaluation {
  readonly plan: Plan
  /** m, micro-batches per step. */
  readonly microBatches: number
  readonly memory: PlanMemory
  readonly time: PlanTime
}

/** Everything about a request that does not depend on the plan. */
export interface Evaluator {
  readonly request: ResolvedRequest
  readonly evaluate: (plan: Plan) => Evaluation | Rejection
}

/**
 * Tells the two outcomes of an evaluation apart.
 *
 * @example isRejected(evaluatePlan(request, plan)) // false when it can be run
 */
export function isRejected(outcome: Evaluation | Rejection): outcome is Rejection {
  return 'code' in outcome
}

/**
 * Prepares a request so that many plans can be evaluated fast.
 *
 * @throws RangeError as `resolveRequest`
 * @example evaluator(request).evaluate(plan)
 */
export function evaluator(asked: PlanRequest): Evaluator {
  const request = resolveRequest(asked)
  const shards = new Map<number, ShardCosts>()
  const shardOf = (t: number) => {
    const known = shards.get(t)
    if (known !== undefined) return known
    const costs = shardCosts(request, t)
    shards.set(t, costs)
    return costs
  }
  const evaluate = (plan: Plan) => {
    const rejection = structuralRejection(request, plan)
    if (rejection !== undefined) return rejection
    const shard = shardOf(plan.tensorParallel)
    const microBatches = request.globalBatch / (plan.dataParallel * plan.microBatch)
    const memory = planMemory(request, shard, plan, microBatches)
    if (memory.total > request.capacity) {
      return { plan, code: 'memory', got: memory.total, of: request.capacity } as const
    }
    return { plan, microBatches, memory, time: planTime(request, shard, plan, microBatches) }
  }
  return { request, evaluate }
}

/**
 * Evaluates one plan: its memory, its time, or why it cannot be run.
 *
 * @throws RangeError as `resolveRequest`, or when the plan's numbers are not positive integers
 * @example evaluatePlan(request, { dataParallel: 1, tensorParallel: 8, … }).time.total
 */
export function evaluatePlan(request: PlanRequest, plan: Plan): Evaluation | Rejection {
  for (const name of [
    'dataParallel',
    'tensorParallel',
    'pipelineParallel',
    'microBatch',
    'interleave',
  ] as const) {
    integer(`plan.${name}`, object('plan', plan)[name], 1)
  }
  oneOf('zero', plan.zero, zeroStages)
  oneOf('recompute', plan.recompute, recomputations)
  return evaluator(request).evaluate(plan)
}

/** The first rule about sizes that a plan breaks. */
function structuralRejection(request: ResolvedRequest, plan: Plan): Rejection | undefined {
  const { dataParallel: d, tensorParallel: t, pipelineParallel: p, microBatch: b } = plan
  const { model, devices, globalBatch } = request
  const reject = (code: RejectionCode, got: number, of: number) => ({ plan, code, got, of })
  if (d * t * p !== devices) return reject('devices', d * t * p, devices)
  const obstacle = tensorObstacle(request, t)
  if (obstacle !== undefined) return reject(obstacle, t, model[obstacle])
  const chunks = p * plan.interleave
  if (model.layers % chunks !== 0) return reject('layers', chunks, model.layers)
  if (globalBatch % d !== 0) return reject('batch', d, globalBatch)
  const perReplica = globalBatch / d
  if (perReplica % b !== 0) return reject('micro-batch', b, perReplica)
  const microBatches = perReplica / b
  if (plan.interleave > 1 && (p === 1 || microBatches % p !== 0)) {
    return reject('interleave', p, microBatches)
  }
  return undefined
}

/** What a running plan achieves. */
export interface PlanPerformance {
  /** Tokens per second, all devices together. */
  readonly tokensPerSecond: number
  /** Model FLOP/s over peak. */
  readonly modelUtilization: number
  /** FLOP/s over peak with recomputation counted. */
  readonly hardwareUtilization: number
  /** Bubble over total time. */
  readonly bubbleFraction: number
}

/**
 * Throughput and utilisation of an evaluated plan.
 *
 * @throws RangeError as `resolveRequest`
 * @example performanceOf(request, evaluation).modelUtilization // 0.47
 */
export function performanceOf(request: PlanRequest, evaluation: Evaluation): PlanPerformance {
  const { model, globalBatch, peak, devices } = resolveRequest(request)
  const { total, bubble } = evaluation.time
  const flops = iterationFlops(model, globalBatch, evaluation.plan.recompute)
  const possible = total * devices * peak
  return {
    tokensPerSecond: (globalBatch * model.sequence) / total,
    modelUtilization: flops.model / possible,
    hardwareUtilization: flops.hardware / possible,
    bubbleFraction: bubble / total,
  }
}
