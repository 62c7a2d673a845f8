import { bisector } from 'd3-array'
import type {
  ActivationStep,
  RankTimeline,
  TimedOp,
  Timeline,
} from '../../../math/parallel/pipeline/index.ts'

/** One step of the player: a whole run of the schedule, and a moment at which something changes. */
export interface Moment {
  readonly timeline: Timeline
  readonly time: number
}

/**
 * Times closer than this are one time. Sums of decimal costs differ in their last bits by the order
 * in which they were added (0.1 + 0.2 and 0.3), and such a difference is neither a moment nor a
 * bubble.
 */
export const tolerance = ({ makespan }: Timeline): number => makespan * 1e-9

/** The moments at which an op starts or ends, from 0 to the makespan, each once. */
export function momentsOf(timeline: Timeline): readonly Moment[] {
  const near = tolerance(timeline)
  const times = Float64Array.from(timeline.ops.flatMap(({ start, end }) => [start, end])).toSorted()
  const moments: Moment[] = []
  for (const time of times) {
    if (moments.length === 0 || time > moments.at(-1)!.time + near) moments.push({ timeline, time })
  }
  return moments
}

const byStart = bisector((op: TimedOp) => op.start)
const byTime = bisector((step: ActivationStep) => step.time)

/** What a rank runs at a moment: an op runs from its start until just before its end. */
export function runningAt({ ops }: RankTimeline, { timeline, time }: Moment): TimedOp | undefined {
  const near = tolerance(timeline)
  const op = ops[byStart.right(ops, time + near) - 1]
  return op !== undefined && time < op.end - near ? op : undefined
}

/** What a rank holds at a moment; 1 is what one micro-batch leaves on one stage. */
export function heldAt({ activations }: RankTimeline, { timeline, time }: Moment): number {
  return activations[byTime.right(activations, time + tolerance(timeline)) - 1]?.held ?? 0
}

/** Whether a rank has done all its work. */
export function finishedAt({ ops }: RankTimeline, { timeline, time }: Moment): boolean {
  return time >= (ops.at(-1)?.end ?? 0) - tolerance(timeline)
}
