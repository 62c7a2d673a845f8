import { iterationOf } from '../../../math/parallel/pipeline/index.ts'
import type { JoinedTimeline, TimedOp } from '../../../math/parallel/pipeline/index.ts'
import type { Values } from '../../text.ts'
import type { LaneItem } from './lanes.ts'
import { heldAt, tolerance } from './moments.ts'
import { manyStages, slotName } from './names.ts'

export type Say = (phrase: string, values?: Values) => string

/** An op by its full name: "the forward of micro-batch 2". */
function named(op: TimedOp, { schedule }: JoinedTimeline, say: Say): string {
  const { kind, microbatch, stage } = op
  const whole = schedule.microbatchesPerOp > 1 || schedule.microbatches === 1
  const what = whole
    ? say('batch')
    : say(manyStages(schedule) ? 'microbatchOnStage' : 'microbatch', { microbatch, stage })
  return say(kind, { what })
}

/** Both halves of a pair, or the op itself. */
function slotNamed(op: TimedOp, timeline: JoinedTimeline, say: Say): string {
  if (op.pairedWith === null) return named(op, timeline, say)
  const [first, second] = [op.id, op.pairedWith]
    .toSorted((a, b) => a - b)
    .map((id) => named(timeline.ops[id]!, timeline, say))
  return say('pair', { first: first!, second: second! })
}

/** The op before a slot on its rank. */
function beforeOf(op: TimedOp, { ranks }: JoinedTimeline): TimedOp | undefined {
  const list = ranks[op.rank]!.ops
  return list[list.indexOf(op) - 1]
}

function explainOp(op: TimedOp, timeline: JoinedTimeline, say: Say): string[] {
  const { ops, ranks, schedule } = timeline
  const { rank, start, end } = op
  const before = beforeOf(op, timeline)
  const source = op.lastDependency === null ? null : ops[op.lastDependency]!
  const values = {
    arrival: op.arrival,
    start,
    before: before ? slotName(before, ops, schedule) : '',
  }
  const input = source?.kind === 'forward'
  const reason = () => {
    if (source === null) {
      if (before) return say('turn', values)
      return say('first')
    }
    if (op.after === source.id && source.rank !== rank) {
      return say(input ? 'inputArrived' : 'gradientArrived', { ...values, from: source.rank })
    }
    if (op.kind === 'backward-weight') return say('weightTurn', values)
    if (source.rank === rank)
      return say(input && op.kind === 'forward' ? 'ownInput' : 'loss', values)
    return say(input ? 'inputLay' : 'gradientLay', values)
  }
  const held = heldAt(ranks[rank]!, { timeline, time: start })
  const keeping =
    op.pairedWith !== null
      ? say('pairKeeps')
      : op.kind === 'forward'
        ? say('keeps', { held })
        : say(op.kind === 'backward-input' ? 'keepsForWeight' : 'frees')
  return [say('opAt', { op: slotNamed(op, timeline, say), rank, start, end }), reason(), keeping]
}

function explainBubble(
  item: LaneItem & { kind: 'bubble' },
  timeline: JoinedTimeline,
  say: Say,
): string[] {
  const { bubble, rank, start, end } = item
  const { ops } = timeline
  const source = bubble.waitsFor === null ? null : ops[bubble.waitsFor]!
  if (bubble.cause === 'barrier') {
    return [
      say('bubbleBarrier', { rank, start, end, length: end - start }),
      ...(source
        ? [say('barrierLast', { op: slotNamed(source, timeline, say), from: source.rank })]
        : []),
    ]
  }
  if (bubble.before === null) {
    return [say('bubbleFinished', { rank, start, end, length: end - start })]
  }
  const next = ops[bubble.before]!
  const sentences = [
    say('bubble', { rank, start, end, length: end - start, op: slotNamed(next, timeline, say) }),
  ]
  if (source === null) return sentences
  const values = { op: slotNamed(source, timeline, say), from: source.rank, end: source.end }
  sentences.push(say(source.kind === 'forward' ? 'needsInput' : 'needsGradient', values))
  if (end - source.end > tolerance(timeline)) {
    sentences.push(say('underWay', { time: end - source.end }))
  }
  return sentences
}

/** What the pointer or the keyboard is at, in words: when, where, and why then. */
export function explain(item: LaneItem, timeline: JoinedTimeline, say: Say): string {
  const sentences =
    item.kind === 'op' ? explainOp(item.op, timeline, say) : explainBubble(item, timeline, say)
  const op = item.kind === 'op' ? item.op : (timeline.ops[item.bubble.before ?? -1] ?? null)
  if (timeline.iterations > 1 && op !== null) {
    sentences.unshift(say('inIteration', { iteration: iterationOf(op, timeline) + 1 }))
  }
  return sentences.join(say('gap'))
}
