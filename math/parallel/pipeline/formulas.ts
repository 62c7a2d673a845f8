/**
 * What is known about the schedules in closed form, and when it is exact.
 *
 * Symbols: p ranks, m micro-batches, v chunks (stages) per rank; F, B, W the times of a rank's
 * *whole* share of the model for one micro-batch, so that schedules can be compared: a chunk takes
 * F/v. T = F + B + W. All stages take equally long and sending takes no time.
 */
import { finite, integer, multiple, object, oneOf } from '../../check.ts'
import type { PipelineShape, ScheduleName } from './catalog.ts'
import { SCHEDULE_NAMES, SCHEDULE_RULES } from './catalog.ts'
import { formulaTerms } from './formulaTerms.ts'
import { checkSize, range } from './schedule.ts'

export interface FormulaCosts {
  /** F, forward of a rank's whole share. */
  readonly forward: number
  /** B, backward for the input. */
  readonly backwardInput: number
  /** W, backward for the weights. */
  readonly backwardWeight: number
  /** F&B of DualPipe, for a rank's whole share. Default: F + B + W. */
  readonly overlapped?: number
  /** M_W / M_B: the share of activations that a split backward keeps for W. Default: 1. */
  readonly keptForWeight?: number
}

/** Times in the unit of the costs; activations in those of a rank's whole share. */
export interface PipelineFormulas {
  /**
   * The bubble as the schedule's authors print it. For ZB-H2 and ZB-V it is the idle time between a
   * rank's first and last op, on the rank where it is longest; for all others the idle time of a
   * whole iteration. V-Half and V-Min: asymptotic.
   */
  readonly bubbleTime: number
  /** The end of the last op. */
  readonly makespan: number
  /** makespan minus working time, per rank. */
  readonly idlePerRank: readonly number[]
  /** Idle over working time, over all ranks; (p−1)/m for GPipe and 1F1B. */
  readonly bubbleOverIdeal: number
  /** Idle over all time, over all ranks; (p−1)/(m+p−1) for GPipe and 1F1B. */
  readonly bubbleOfTotal: number
  /** The most that each rank holds. */
  readonly peakPerRank: readonly number[]
  readonly peakActivations: number
  /** Tensors between ranks r and r+1 in an iteration, both ways; 0 when p = 1. */
  readonly messagesPerBoundary: number
  /** The same between the last rank and the first: interleaving goes round the ranks. */
  readonly messagesAround: number
  readonly parameterCopies: 1 | 2
  /** Which of them `simulate` reproduces exactly; the rest are approximations. */
  readonly exact: {
    readonly bubbleTime: boolean
    /** makespan, idlePerRank and both fractions. */
    readonly time: boolean
    /** peakPerRank. */
    readonly peak: boolean
  }
}

/**
 * The closed formulas of a schedule.
 *
 * | | printed bubble | exact for | peak on rank r, in chunks |
 * |---|---|---|---|
 * | naive | (p−1)·m·T | always | m |
 * | GPipe | (p−1)T | always | m |
 * | 1F1B | (p−1)T | always | min(m, p−r) |
 * | 1F1B overlapped | (p−1)T | F&B = T | min(m, 2(p−r)) |
 * | interleaved | (p−1)T/v | m ≥ p | min(mv, 2(p−r−1)+(v−1)g+1) |
 * | breadth-first | (p−1)T/v | m ≥ p | mv |
 * | ZB-H1 | (p−1)(F+B−W) | W ≤ F, W ≤ B, m ≥ p | p |
 * | ZB-H2 | (p−1)(F+B−2W), at least 0 | W ≤ F, W ≤ B, m ≥ 2p−1 | 2p−1 |
 * | ZB-V | 0 | F = B = W, m ≥ 2p−1 | 2p |
 * | V-Half | (p−1)T/2 | never, asymptotic | 2⌈(p+1)/2⌉ |
 * | V-Min | 2(p−1)T/3 | never, asymptotic | 2⌊(p+4)/3⌋ |
 * | DualPipe | (p/2−1)(F&B+(B+W)−3W) | F = B, W ≤ B, F&B = F+B+W | p+1 |
 * | DualPipeV | (p−1)(F&B+(B+W)−3W)/2 | the same | 2p+1 |
 *
 * Peaks are those for large m; small m is taken into account. The idle time goes further than what
 * the authors print, and is exact
 * - for interleaved and breadth-first at any m: with m < p, (p−1)T/v + (v−1)(p−m)T/v;
 * - for ZB-H1 at any F, B, W when m ≥ p: (p−1)·max(F, B, F+B−W);
 * - for ZB-H2 at any F, B, W when m ≥ 2p−1: (p−1)·max(F, B−F, F+B−2W);
 * - for both at fewer micro-batches, when W ≤ F and W ≤ B: (p−1)(F+B) − (m−1)W, at least (p−1)F;
 * - for ZB-V at any m, for V-Half from m = p+2 and for V-Min from m = p+1 on, when F = B = W;
 * - for overlapped 1F1B at any F, B, W and max(F, B+W) ≤ F&B ≤ T: the last rank, which pairs m−1
 *   times, idles (p−1)T, the others less;
 * - for both DualPipes at any F, B, W and max(F, B+W) ≤ F&B ≤ F+B+W. With n = p/2 (n = p for
 *   DualPipeV) the rank with most pairs idles max(2(n−1)F, (n−1)B + (n−2)F) +
 *   (n−1)(max(0, B−W) − (F+B+W − F&B)); outer ranks have fewer pairs, work longer and idle less. So
 *   with F&B < F+B+W the printed bubble is that of the middle ranks alone, and with F ≠ B of none:
 *   at p = 4, F = W = 1, B = 2, F&B = 4 it says 4, and every rank idles 3.
 *
 * @param name one of `SCHEDULE_NAMES`
 * @param shape p, m, and for `interleaved` and `breadth-first` v ≥ 1 (with v = 1 they are 1F1B and GPipe). DualPipe's m is counted
 * over both directions
 * @param costs F, B, W of a rank's whole share. Default: 1 each
 * @throws TypeError, RangeError for a shape that the schedule cannot have, or a negative cost
 * @source arXiv:2104.04473 §2.2, arXiv:2401.10241 table 2, arXiv:2405.15362, and the table in
 * deepseek-ai/DualPipe's README; what goes beyond them was found by simulation and is tested against
 * it
 * @example pipelineFormulas('1f1b', { ranks: 4, microbatches: 8 }).bubbleOverIdeal // 3/8
 */
export function pipelineFormulas(
  name: ScheduleName,
  shape: PipelineShape,
  costs: FormulaCosts = { forward: 1, backwardInput: 1, backwardWeight: 1 },
): PipelineFormulas {
  const rule = SCHEDULE_RULES[oneOf('name', name, SCHEDULE_NAMES)]
  const p = object('shape', shape).ranks
  checkSize(p, 1)
  multiple('ranks', p, rule.multipleOf)
  const least = Math.max(1, rule.microbatchesPerRank * p)
  const m = multiple('microbatches', shape.microbatches, rule.multipleOf, least)
  const v = rule.chunks === 'any' ? integer('chunks', shape.chunks ?? 2, 1) : rule.chunks
  const F = finite('forward', costs.forward, 0)
  const B = finite('backwardInput', costs.backwardInput, 0)
  const W = finite('backwardWeight', costs.backwardWeight, 0)
  const T = F + B + W
  finite('overlapped', costs.overlapped ?? T, 0)
  finite('keptForWeight', costs.keptForWeight ?? 1, 0, 1)

  const terms = formulaTerms(name, {
    p,
    m,
    v,
    F,
    B,
    W,
    T,
    O: costs.overlapped ?? T,
    kept: costs.keptForWeight ?? 1,
  })
  const busy = range(p).map((rank) => m * T - (terms.saved?.(rank) ?? 0))
  const makespan = busy.reduce((least, time) => Math.min(least, time)) + terms.idle
  const idlePerRank = busy.map((time) => makespan - time)
  const sum = (list: readonly number[]) => list.reduce((total, one) => total + one, 0)
  const share = (part: number, whole: number) => (whole === 0 ? 0 : part / whole)
  return {
    bubbleTime: terms.bubbleTime,
    makespan,
    idlePerRank,
    bubbleOverIdeal: share(sum(idlePerRank), sum(busy)),
    bubbleOfTotal: share(sum(idlePerRank), p * makespan),
    peakPerRank: terms.peakPerRank,
    peakActivations: terms.peakPerRank.reduce((most, peak) => Math.max(most, peak)),
    // DualPipe's two stages on a rank belong to two directions with m/2 micro-batches each.
    messagesPerBoundary: p === 1 ? 0 : 2 * m * (name === 'dualpipe' ? 1 : v),
    messagesAround: p > 1 && rule.chunks === 'any' ? 2 * m * (v - 1) : 0,
    parameterCopies: rule.parameterCopies,
    exact: terms.exact,
  }
}
