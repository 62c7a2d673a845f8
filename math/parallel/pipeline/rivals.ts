import { gpipe, oneForwardOneBackward } from './basic.ts'
import type { PerStage } from './costs.ts'
import { simulateIterations } from './iterations.ts'
import { STEPS } from './puzzles.ts'
import type { Level } from './puzzles.ts'
import { simulate } from './simulate.ts'
import { zbH1, zbH2 } from './zeroBubble.ts'

/** A schedule from the books, run on a level's ranks. */
export interface Rival {
  readonly name: '1f1b' | 'gpipe' | 'zb-h1' | 'zb-h2'
  /** By the level's measure. */
  readonly score: number
  /** What each rank holds at most, in the level's unit. */
  readonly peaks: readonly number[]
  /** Whether the ranks may hold that much. */
  readonly fits: boolean
}

/**
 * What the textbook schedules need on a level, to compare with. Where a level has chunks or two ends,
 * they run the same work with one stage per rank and from one end.
 */
export function rivalsOf({ puzzle, counts }: Level): readonly Rival[] {
  const { ranks, stages, microbatches, costs, capacity, split, placement } = puzzle
  // A rank of the loop has so many chunks, and one stage of the rivals is all of them.
  const chunks = placement === 'loop' ? stages / ranks : 1
  const whole = (cost: PerStage): PerStage => (typeof cost === 'number' ? cost * chunks : cost)
  const own = {
    ...costs,
    forward: whole(costs.forward),
    backwardInput: whole(costs.backwardInput),
    backwardWeight: whole(costs.backwardWeight),
  }
  const schedules = [
    gpipe(ranks, microbatches),
    oneForwardOneBackward(ranks, microbatches),
    ...(split ? [zbH1(ranks, microbatches), zbH2(ranks, microbatches)] : []),
  ]
  return schedules.map((schedule) => {
    const timeline = simulate(schedule, own, { perForward: chunks })
    const peaks = timeline.ranks.map(({ peakActivations }) => peakActivations)
    return {
      name: schedule.name as Rival['name'],
      score:
        counts === 'step'
          ? timeline.makespan
          : simulateIterations(schedule, STEPS, own, { barrier: false }).period,
      peaks,
      fits: peaks.every((peak, rank) => peak <= (capacity?.[rank] ?? Infinity)),
    }
  })
}
