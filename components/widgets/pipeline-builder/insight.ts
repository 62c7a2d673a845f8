import { adviceFor } from '../../../math/parallel/pipeline/advice.ts'
import type { Advice } from '../../../math/parallel/pipeline/advice.ts'
import { bestOf, scoreOf } from '../../../math/parallel/pipeline/puzzles.ts'
import type { Best, Level } from '../../../math/parallel/pipeline/puzzles.ts'
import { historyOf, isFinished } from '../../../math/parallel/pipeline/puzzle.ts'
import type { Position } from '../../../math/parallel/pipeline/puzzle.ts'
import { simulate } from '../../../math/parallel/pipeline/simulate.ts'
import type { Timeline } from '../../../math/parallel/pipeline/timeline.ts'

/** What can be said about a position beyond its moves. */
export interface Insight {
  readonly advice: Advice
  readonly timeline: Timeline
  /** What the level counts, once all is placed. */
  readonly score: number | null
  readonly best: Best
  readonly finished: boolean
}

const known = new WeakMap<Position, Insight>()

/** Searched for once per position; a picture asks at every drawing. */
export function insightInto(level: Level, position: Position): Insight {
  const found = known.get(position)
  if (found) return found
  const finished = isFinished(position)
  const insight = {
    advice: adviceFor(level, historyOf(position)),
    timeline: simulate(position.schedule, level.puzzle.costs),
    score: finished ? scoreOf(level, position) : null,
    best: bestOf(level),
    finished,
  }
  known.set(position, insight)
  return insight
}
