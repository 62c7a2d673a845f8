import { finite, integer, object, oneOf } from '../../check.ts'
import type { ActivationSizes, PipelineCosts } from './costs.ts'
import { UNIT_COSTS } from './costs.ts'
import { checkedSchedule } from './dependencies.ts'
import type { PipelineSchedule } from './schedule.ts'
import { simulateFrom } from './simulate.ts'
import type { Timeline } from './timeline.ts'

export interface OptimizerStep {
  readonly start: number
  readonly end: number
}

/** Several iterations in a row; all times count from the start of the first. */
export interface Iterations {
  /** One per iteration. A rank's idle time in it counts from the end of its last optimizer step. */
  readonly timelines: readonly Timeline[]
  /** `optimizerSteps[i][r]`: when rank r updates its weights after iteration i. */
  readonly optimizerSteps: readonly (readonly OptimizerStep[])[]
  /** The end of the last optimizer step. */
  readonly makespan: number
  /** From the end of the last iteration but one to the end of the last: what one more would cost. */
  readonly period: number
  /** Time in which ranks neither run ops nor update, over all time; in [0, 1). */
  readonly bubbleOfTotal: number
}

/**
 * Runs a schedule several times in a row, with an optimizer step on every rank after each.
 *
 * With a `barrier` no rank updates before all have finished: that is what a global gradient norm or
 * a check for overflow asks for, and then an iteration costs its makespan. Without, each rank goes
 * on when it is done itself, so that one iteration drains while the next fills, and what counts is
 * the idle time *inside* a rank's list. That is where ZB-H2 gains and ZB-H1 does not.
 *
 * @param schedule one iteration
 * @param iterations how many, 1 … 1,000
 * @param options `optimizer`: the time of a rank's step, 0 by default; `barrier`: true by default
 * @throws TypeError, RangeError
 * @source the optimizer's post-validation in Qi et al., arXiv:2401.10241, §4
 * @example simulateIterations(zbH2(4, 8), 3, UNIT_COSTS, { barrier: false }).period // 24 = m·T
 * @example simulateIterations(zbH2(4, 8), 3, UNIT_COSTS, { barrier: true }).period // 27
 */
export function simulateIterations(
  schedule: PipelineSchedule,
  iterations: number,
  costs: PipelineCosts = UNIT_COSTS,
  options: { readonly optimizer?: number; readonly barrier?: boolean } = {},
  sizes: ActivationSizes = {},
): Iterations {
  integer('iterations', iterations, 1, 1000)
  const barrier = oneOf('barrier', object('options', options).barrier ?? true, [true, false])
  const optimizer = finite('optimizer', options.optimizer ?? 0, 0)
  const timelines: Timeline[] = []
  const optimizerSteps: OptimizerStep[][] = []
  let free = new Float64Array(checkedSchedule(schedule).ranks.length)
  const ends: number[] = [0]
  let working = 0
  for (let iteration = 0; iteration < iterations; iteration++) {
    const timeline = simulateFrom(free, schedule, costs, sizes)
    const steps = timeline.ranks.map(({ ops }, rank) => {
      const start = barrier ? timeline.makespan : (ops.at(-1)?.end ?? free[rank]!)
      return { start, end: start + optimizer }
    })
    timelines.push(timeline)
    optimizerSteps.push(steps)
    free = Float64Array.from(steps, ({ end }) => end)
    ends.push(free.reduce((last, end) => Math.max(last, end), 0))
    working += timeline.ranks.reduce((sum, { busy }) => sum + busy + optimizer, 0)
  }
  const makespan = ends.at(-1)!
  const total = makespan * schedule.ranks.length
  return {
    timelines,
    optimizerSteps,
    makespan,
    period: makespan - ends.at(-2)!,
    bubbleOfTotal: total === 0 ? 0 : 1 - working / total,
  }
}
