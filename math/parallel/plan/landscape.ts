import { integer } from '../../check.ts'
import {
  type Evaluation,
  type Rejection,
  type RejectionCode,
  evaluator,
  isRejected,
} from './evaluate.ts'
import type { PlanRequest } from './request.ts'
import { type PlanSearch, choicesWithin, insert, isBetter, layouts } from './search.ts'

/** All plans of one tensor and one pipeline degree; the data-parallel degree follows from them. */
export interface LayoutCell {
  readonly tensorParallel: number
  readonly pipelineParallel: number
  readonly dataParallel: number
  readonly considered: number
  readonly feasible: number
  /** The fastest plan, where one can be run. */
  readonly best: Evaluation | undefined
  /** Where none can: what came closest to running. A plan that only lacks memory comes first. */
  readonly obstacle: Rejection | undefined
}

/** The outcome of a search, layout by layout. */
export interface Landscape extends PlanSearch {
  readonly cells: readonly LayoutCell[]
}

/** Rules that nothing but t has a say in. */
const ofTensor: ReadonlySet<RejectionCode> = new Set(['heads', 'ffn', 'sequence'])

/** Counts what is turned down, and keeps of each reason the plan that came closest. */
function tally() {
  const rejected: Partial<Record<RejectionCode, number>> = {}
  const nearest: Partial<Record<RejectionCode, Rejection>> = {}
  const turnDown = (rejection: Rejection, count: number) => {
    const { code } = rejection
    rejected[code] = (rejected[code] ?? 0) + count
    const closest = nearest[code]
    if (closest === undefined || (code === 'memory' && rejection.got < closest.got)) {
      nearest[code] = rejection
    }
  }
  return { rejected, nearest, turnDown }
}

/**
 * A search that also tells the best plan of every t × p, or why that layout has none.
 *
 * It finds what `searchPlans` finds, and walks through less: rules about sizes do not look at ZeRO
 * and recomputation, and where a micro-batch is too large for the memory, so is every larger one.
 *
 * @param keep how many of the fastest plans to return
 * @throws RangeError as `searchPlans`
 * @example planLandscape({ model: gpt3, cluster: dgx('a100-80gb', 48), globalBatch: 1536 }).cells
 */
export function planLandscape(request: PlanRequest, keep = 20): Landscape {
  integer('keep', keep, 1)
  const { request: resolved, evaluate } = evaluator(request)
  const ranked: Evaluation[] = []
  const all = tally()
  const explore = (tensorParallel: number, pipelineParallel: number): LayoutCell => {
    const choices = choicesWithin(resolved, tensorParallel, pipelineParallel)
    const { dataParallel, microBatches, interleaves, recomputes, stages } = choices
    const layout = { dataParallel, tensorParallel, pipelineParallel }
    const perSize = recomputes.length * stages.length
    const considered = microBatches.length * interleaves.length * perSize
    const here = tally()
    const turnDown = (rejection: Rejection, count: number) => {
      here.turnDown(rejection, count)
      all.turnDown(rejection, count)
    }
    /** What was too large at a smaller micro-batch. */
    const tooLarge = new Map<number, Rejection>()
    let feasible = 0
    let best: Evaluation | undefined
    const cell = () => ({
      ...layout,
      considered,
      feasible,
      best,
      obstacle:
        best === undefined ? (here.nearest.memory ?? Object.values(here.nearest)[0]) : undefined,
    })
    for (const microBatch of microBatches) {
      for (const [v, interleave] of interleaves.entries()) {
        const sizes = { ...layout, microBatch, interleave }
        const first = evaluate({ ...sizes, recompute: recomputes[0]!, zero: stages[0]! })
        if (isRejected(first) && first.code !== 'memory') {
          if (ofTensor.has(first.code)) {
            turnDown(first, considered)
            return cell()
          }
          turnDown(first, perSize)
          continue
        }
        let index = v * perSize
        for (const recompute of recomputes) {
          for (const zero of stages) {
            const place = index++
            const known = tooLarge.get(place)
            if (known !== undefined) {
              turnDown(known, 1)
              continue
            }
            const outcome = evaluate({ ...sizes, recompute, zero })
            if (isRejected(outcome)) {
              turnDown(outcome, 1)
              tooLarge.set(place, outcome)
              continue
            }
            feasible++
            if (best === undefined || isBetter(outcome, best)) best = outcome
            insert(ranked, outcome, keep)
          }
        }
      }
    }
    return cell()
  }
  const cells = Array.from(layouts(resolved), ([t, p]) => explore(t, p))
  const sum = (of: (cell: LayoutCell) => number) =>
    cells.reduce((total, cell) => total + of(cell), 0)
  return {
    cells,
    ranked,
    considered: sum((cell) => cell.considered),
    feasible: sum((cell) => cell.feasible),
    rejected: all.rejected,
    nearest: all.nearest,
  }
}
