import { bisector } from 'd3-array'
import type {
  ActivationStep,
  RankTimeline,
  TimedOp,
  Timeline,
} from '../../../math/parallel/pipeline/index.ts'
import type { Run } from './runs.ts'

/** One step of the player: one or two runs on one axis, and a moment at which something changes. */
export interface Moment {
  readonly run: Run
  readonly other: Run | null
  /** The axis ends here: with the longer of both. */
  readonly span: number
  readonly time: number
}

/** A moment of one run. */
export interface At {
  readonly timeline: Timeline
  readonly time: number
}

/**
 * Times closer than this are one time. Sums of decimal costs differ in their last bits by the order
 * in which they were added (0.1 + 0.2 and 0.3), and such a difference is neither a moment nor a
 * bubble.
 */
export const tolerance = ({ makespan }: { readonly makespan: number }): number => makespan * 1e-9

/** The moments at which an op starts or ends, from 0 to the end, each once. */
export function momentsOf(run: Run, other: Run | null): readonly Moment[] {
  const timelines = [run, ...(other === null ? [] : [other])].map(({ timeline }) => timeline)
  const span = Math.max(...timelines.map(({ makespan }) => makespan))
  const near = tolerance({ makespan: span })
  const count = timelines.reduce((sum, { ops }) => sum + ops.length, 0)
  const times = new Float64Array(2 * count)
  let place = 0
  for (const { ops } of timelines) {
    for (const { start, end } of ops) {
      times[place++] = start
      times[place++] = end
    }
  }
  times.sort()
  const moments: Moment[] = []
  let last = -Infinity
  for (const time of times) {
    if (time <= last + near) continue
    moments.push({ run, other, span, time })
    last = time
  }
  return moments
}

const byStart = bisector((op: TimedOp) => op.start)
const byTime = bisector((step: ActivationStep) => step.time)

/** What a rank runs at a moment: an op runs from its start until just before its end. */
export function runningAt({ ops }: RankTimeline, { timeline, time }: At): TimedOp | undefined {
  const near = tolerance(timeline)
  const op = ops[byStart.right(ops, time + near) - 1]
  return op !== undefined && time < op.end - near ? op : undefined
}

/** What a rank holds at a moment; 1 is what one micro-batch leaves on a rank's share of the model. */
export function heldAt({ activations }: RankTimeline, { timeline, time }: At): number {
  return activations[byTime.right(activations, time + tolerance(timeline)) - 1]?.held ?? 0
}

/** Whether a rank has done all its work. */
export function finishedAt({ ops }: RankTimeline, { timeline, time }: At): boolean {
  return time >= (ops.at(-1)?.end ?? 0) - tolerance(timeline)
}
