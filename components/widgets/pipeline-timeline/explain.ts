import type { TimedOp, Timeline } from '../../../math/parallel/pipeline/index.ts'
import type { Values } from '../../text.ts'
import type { LaneItem } from './lanes.ts'
import { heldAt, tolerance } from './moments.ts'
import { shortName } from './names.ts'

type Say = (phrase: string, values?: Values) => string

/** An op by its full name: "the forward of micro-batch 2". */
const named = ({ kind, microbatch }: TimedOp, { schedule }: Timeline, say: Say) =>
  say(kind, {
    what:
      schedule.microbatchesPerOp > 1 || schedule.microbatches === 1
        ? say('batch')
        : say('microbatch', { microbatch }),
  })

function explainOp(op: TimedOp, timeline: Timeline, say: Say): string[] {
  const { ops, ranks } = timeline
  const { rank, start, end } = op
  const before =
    op.slot > 0 ? ops.findLast((other) => other.rank === rank && other.slot < op.slot) : null
  const source = op.lastDependency === null ? null : ops[op.lastDependency]!
  const values = {
    arrival: op.arrival,
    start,
    before: before ? shortName(before, timeline.schedule) : '',
  }
  const reason = () => {
    if (source === null) return before ? say('turn', values) : say('first')
    if (op.after === source.id && source.rank !== rank) {
      const from = { ...values, from: source.rank }
      return say(op.kind === 'forward' ? 'inputArrived' : 'gradientArrived', from)
    }
    if (source.rank === rank) return say('loss', values)
    return say(op.kind === 'forward' ? 'inputLay' : 'gradientLay', values)
  }
  return [
    say('opAt', { op: named(op, timeline, say), rank, start, end }),
    reason(),
    op.kind === 'forward'
      ? say('keeps', { held: heldAt(ranks[rank]!, { timeline, time: start }) })
      : say('frees'),
  ]
}

function explainBubble(
  item: LaneItem & { kind: 'bubble' },
  timeline: Timeline,
  say: Say,
): string[] {
  const { bubble, rank, start, end } = item
  const { ops } = timeline
  if (bubble.before === null) return [say('bubbleFinished', { rank, start, end })]
  const next = ops[bubble.before]!
  const sentences = [
    say('bubble', { rank, start, end, length: end - start, op: named(next, timeline, say) }),
  ]
  if (bubble.waitsFor === null) return sentences
  const source = ops[bubble.waitsFor]!
  const values = { op: named(source, timeline, say), from: source.rank, end: source.end }
  sentences.push(say(next.kind === 'forward' ? 'needsInput' : 'needsGradient', values))
  if (end - source.end > tolerance(timeline)) {
    sentences.push(say('underWay', { time: end - source.end }))
  }
  return sentences
}

/** What the pointer or the keyboard is at, in words: when, where, and why then. */
export function explain(item: LaneItem, timeline: Timeline, say: Say): string {
  const sentences =
    item.kind === 'op' ? explainOp(item.op, timeline, say) : explainBubble(item, timeline, say)
  return sentences.join(say('gap'))
}
