import { integer } from '../../check.ts'
import { type ZeroStage, zeroStages } from '../memory/states.ts'
import { type Recomputation, recomputations } from '../transformer/index.ts'
import {
  type Evaluation,
  type Rejection,
  type RejectionCode,
  evaluator,
  isRejected,
} from './evaluate.ts'
import { type Plan, type PlanRequest, type ResolvedRequest, resolveRequest } from './request.ts'

/**
 * All divisors of n, ascending.
 *
 * @throws RangeError when n is not an integer in [1, 2⁴⁰]
 * @example divisors(12) // [1, 2, 3, 4, 6, 12]
 */
export function divisors(n: number): readonly number[] {
  integer('n', n, 1, 2 ** 40)
  const small: number[] = []
  const large: number[] = []
  for (let candidate = 1; candidate * candidate <= n; candidate++) {
    if (n % candidate !== 0) continue
    small.push(candidate)
    if (candidate * candidate !== n) large.unshift(n / candidate)
  }
  return [...small, ...large]
}

/** What a plan may still choose when t and p are fixed. */
export interface Choices {
  readonly dataParallel: number
  readonly microBatches: readonly number[]
  readonly interleaves: readonly number[]
  readonly recomputes: readonly Recomputation[]
  readonly stages: readonly ZeroStage[]
}

/** Micro-batch sizes ascend. */
export function choicesWithin(request: ResolvedRequest, t: number, p: number): Choices {
  const { devices, globalBatch, search } = request
  const dataParallel = devices / (t * p)
  const perReplica = globalBatch / dataParallel
  // Where the batch cannot be divided, one plan stands for all micro-batches.
  const sizes = Number.isInteger(perReplica) ? divisors(perReplica) : [1]
  return {
    dataParallel,
    microBatches: search.microBatch?.toSorted((a, b) => a - b) ?? sizes,
    interleaves: search.interleave ?? [1],
    recomputes: search.recompute ?? recomputations,
    // One replica has nothing to share: the ZeRO stages are one plan.
    stages: dataParallel === 1 ? [0] : (search.zero ?? zeroStages),
  }
}

/** Every t × p that a request allows. */
export function* layouts({
  devices,
  search,
}: ResolvedRequest): Generator<readonly [t: number, p: number]> {
  for (const t of search.tensorParallel ?? divisors(devices)) {
    if (devices % t !== 0) continue
    for (const p of search.pipelineParallel ?? divisors(devices / t)) {
      if ((devices / t) % p === 0) yield [t, p]
    }
  }
}

function* enumerate(request: ResolvedRequest): Generator<Plan> {
  for (const [tensorParallel, pipelineParallel] of layouts(request)) {
    const choices = choicesWithin(request, tensorParallel, pipelineParallel)
    const { dataParallel } = choices
    for (const microBatch of choices.microBatches) {
      for (const interleave of choices.interleaves) {
        for (const recompute of choices.recomputes) {
          for (const zero of choices.stages) {
            yield {
              dataParallel,
              tensorParallel,
              pipelineParallel,
              microBatch,
              zero,
              recompute,
              interleave,
            }
          }
        }
      }
    }
  }
}

/**
 * Every plan that a search considers: t and p over the divisors of the devices, d what is left,
 * micro-batches over the divisors of B/d, ZeRO stages where there are replicas, recomputation, and
 * the chunkings asked for.
 *
 * @throws RangeError as `resolveRequest`
 * @example [...plans(request)].length
 */
export function plans(request: PlanRequest): Generator<Plan> {
  return enumerate(resolveRequest(request))
}

/** The outcome of a search. */
export interface PlanSearch {
  /** Fastest first; of equals, the one that needs less memory. */
  readonly ranked: readonly Evaluation[]
  readonly considered: number
  readonly feasible: number
  /** How many plans each rule turned down. */
  readonly rejected: Readonly<Partial<Record<RejectionCode, number>>>
  /** For each rule the plan that came closest: for memory the one that needs least. */
  readonly nearest: Readonly<Partial<Record<RejectionCode, Rejection>>>
}

/** Faster, or as fast with less memory. */
export const isBetter = (a: Evaluation, b: Evaluation) =>
  a.time.total < b.time.total || (a.time.total === b.time.total && a.memory.total < b.memory.total)

/** Keeps a short list sorted, best first. */
export function insert(ranked: Evaluation[], evaluation: Evaluation, keep: number): void {
  if (ranked.length === keep && !isBetter(evaluation, ranked[keep - 1]!)) return
  let place = ranked.length
  while (place > 0 && isBetter(evaluation, ranked[place - 1]!)) place--
  ranked.splice(place, 0, evaluation)
  if (ranked.length > keep) ranked.pop()
}

/** A search that can be run in slices, so that a page stays responsive. */
export interface PlanSearcher {
  /** Evaluates up to `count` more plans; true when none are left. */
  readonly advance: (count: number) => boolean
  readonly result: () => PlanSearch
}

/**
 * A search to be run in slices.
 *
 * @param keep how many of the fastest plans to keep
 * @throws RangeError as `resolveRequest`, or when `keep` is not a positive integer
 * @example const search = planSearcher(request); while (!search.advance(5000)) await nextFrame()
 */
export function planSearcher(request: PlanRequest, keep = 20): PlanSearcher {
  integer('keep', keep, 1)
  const { request: resolved, evaluate } = evaluator(request)
  const remaining = enumerate(resolved)
  const ranked: Evaluation[] = []
  const rejected: Partial<Record<RejectionCode, number>> = {}
  const nearest: Partial<Record<RejectionCode, Rejection>> = {}
  let considered = 0
  let feasible = 0
  const advance = (count: number) => {
    integer('count', count, 1)
    for (let left = count; left > 0; left--) {
      const next = remaining.next()
      if (next.done) return true
      considered++
      const outcome = evaluate(next.value)
      if (!isRejected(outcome)) {
        feasible++
        insert(ranked, outcome, keep)
        continue
      }
      const { code } = outcome
      rejected[code] = (rejected[code] ?? 0) + 1
      const best = nearest[code]
      if (best === undefined || (code === 'memory' && outcome.got < best.got)) {
        nearest[code] = outcome
      }
    }
    return false
  }
  return {
    advance,
    result: () => ({ ranked: [...ranked], considered, feasible, rejected, nearest }),
  }
}

/**
 * Enumerates DP × TP × PP × micro-batch × ZeRO × recomputation, turns down what cannot be run, and
 * ranks the rest by the time of a step.
 *
 * @param keep how many of the fastest plans to return
 * @throws RangeError when the request is out of range
 * @example searchPlans({ model: gpt3, cluster: dgx('a100-80gb', 128), globalBatch: 1536 }).ranked[0]
 * @source Narayanan et al., arXiv:2104.04473, section 3, for the analytical model
 */
export function searchPlans(request: PlanRequest, keep = 20): PlanSearch {
  const search = planSearcher(request, keep)
  while (!search.advance(1e6));
  return search.result()
}
