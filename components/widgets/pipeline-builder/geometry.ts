import { play, bestOf } from '../../../math/parallel/pipeline/puzzles.ts'
import type { Level } from '../../../math/parallel/pipeline/puzzles.ts'
import { emptyPosition, timeOf } from '../../../math/parallel/pipeline/puzzle.ts'
import { simulateIterations } from '../../../math/parallel/pipeline/iterations.ts'
import type { TimedOp } from '../../../math/parallel/pipeline/timeline.ts'
import type { Insight } from './insight.ts'

/** Height of a lane's blocks and of the strip of what it holds, in pixels. */
export const lane = 34
export const strip = 12
/** The least width of a unit of time, in pixels: an op's name fits into it. */
export const unit = 25

/** When the best order of a level has run once. */
const bestTime = (level: Level) => timeOf(play(emptyPosition(level.puzzle), bestOf(level).moves))

/** Ops of the step after, where ranks go on as soon as they can. */
export function following(level: Level, { finished, timeline }: Insight): readonly TimedOp[] {
  if (level.counts === 'step' || !finished) return []
  const { costs } = level.puzzle
  return simulateIterations(timeline.schedule, 2, costs, { barrier: false }).timelines[1]!.ops
}

/** How much time the picture shows: the same while one builds, and more when it takes longer. */
export function spanOf(level: Level, ends: readonly number[]): number {
  const room = level.counts === 'period' ? bestOf(level).score : 0
  return Math.max(Math.ceil(bestTime(level) * 1.15) + room, ...ends.map((end) => end + 1))
}

/** A time as a place across the picture. */
export const across = (time: number, span: number): string =>
  `${+((100 * time) / span).toFixed(3)}%`
