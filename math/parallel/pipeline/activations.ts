import { finite } from '../../check.ts'
import type { ActivationSizes } from './costs.ts'
import { expand } from './costs.ts'
import type { PipelineSchedule } from './schedule.ts'
import type { ActivationStep, TimedOp } from './timeline.ts'

/**
 * How much one rank holds over time. A forward takes its stage's size when it starts; a full
 * backward gives it back when it ends; of a split backward the input part gives back all but
 * `keptForWeight` of it, and the weight part the rest.
 *
 * @param ops one rank's ops, in order
 * @param schedule the schedule they are of
 * @param sizes per stage; see `ActivationSizes`
 * @returns the curve, one entry per change, times ascending; and the most that was held, be it for
 * no time at all
 * @throws TypeError, RangeError when a size is negative or the kept share is not in [0, 1]
 */
export function activationCurve(
  ops: readonly TimedOp[],
  schedule: PipelineSchedule,
  sizes: ActivationSizes = {},
): { readonly activations: readonly ActivationStep[]; readonly peakActivations: number } {
  const perForward = expand('perForward', sizes.perForward ?? 1, schedule.stages)
  const kept = finite('keptForWeight', sizes.keptForWeight ?? 1, 0, 1)
  const steps: ActivationStep[] = []
  let held = 0
  let peak = 0
  const change = (time: number, by: number) => {
    if (by === 0) return
    held += by
    peak = Math.max(peak, held)
    if (steps.at(-1)?.time === time) steps.pop()
    steps.push({ time, held })
  }
  for (const { kind, stage, start, end } of ops) {
    const size = perForward[stage]! * schedule.microbatchesPerOp
    if (kind === 'forward') change(start, size)
    else if (kind === 'backward') change(end, -size)
    else if (kind === 'backward-input') change(end, -size * (1 - kept))
    else change(end, -size * kept)
  }
  return { activations: steps, peakActivations: peak }
}
