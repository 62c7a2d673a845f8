import type { StepEvent } from '../../../math/parallel/data/index.ts'
import type { Values } from '../../text.ts'
import type { Item } from './lanes.ts'
import { nameOf, roundsOf, sentIn } from './names.ts'
import { isCompute, layerSize, recipe, tolerance } from './run.ts'
import type { Run } from './run.ts'

type Say = (phrase: string, values?: Values) => string

/** Seconds of a collective during which its rank computes nothing. */
export function exposedOf(event: StepEvent, run: Run): number {
  const covered = run.timeline.events
    .filter((other) => other.rank === event.rank && isCompute(other))
    .reduce(
      (sum, { start, end }) =>
        sum + Math.max(0, Math.min(end, event.end) - Math.max(start, event.start)),
      0,
    )
  return event.end - event.start - covered
}

function computed(event: StepEvent, run: Run, say: Say): readonly string[] {
  const { strategy, reshard, noSync, microbatches, ranks, activations } = run.setting
  if (event.kind === 'optimizer') {
    if (strategy === 'dp') return [say('updates master')]
    return [say(strategy === 'ddp' ? 'updates all' : 'updates shard', { ranks })]
  }
  if (event.kind === 'forward') {
    const keeps = say('keeps', { bytes: activations })
    if (strategy !== 'fsdp') return [keeps]
    return [
      keeps,
      say(reshard ? 'drops' : 'keeps gathered', {
        bytes: layerSize(run.setting) * recipe.parameters,
      }),
    ]
  }
  const leaves = say('leaves', { bytes: layerSize(run.setting) * recipe.gradients, activations })
  if (strategy === 'dp') return [leaves]
  if (noSync && event.microBatch < microbatches - 1) return [leaves, say('only adds')]
  if (strategy === 'fsdp') return [leaves, say('then scatters', { ranks })]
  const bucket = run.buckets.findIndex((layers) => layers.includes(event.index))
  // Backward runs from the last layer to the first: the lowest layer of a bucket completes it.
  const first = run.buckets[bucket]![0]!
  return [
    leaves,
    first === event.index
      ? say('fills', { bucket: bucket + 1 })
      : say('not full', { bucket: bucket + 1, layer: first + 1 }),
  ]
}

function sent(event: StepEvent, run: Run, say: Say): readonly string[] {
  const { ranks, latency } = run.setting
  const values = {
    bytes: event.bytes,
    sent: sentIn(event, run),
    ranks,
    rounds: roundsOf(event, ranks),
    latency,
  }
  const near = tolerance(run)
  const exposed = exposedOf(event, run)
  const length = event.end - event.start
  const before = run.timeline.events.find(
    (other) =>
      other.rank === event.rank && !isCompute(other) && Math.abs(other.end - event.start) <= near,
  )
  const wasReady = run.timeline.events.some(
    (other) =>
      other.rank === event.rank && isCompute(other) && Math.abs(other.end - event.start) <= near,
  )
  return [
    say(`cost ${event.kind}`, values),
    ...(before !== undefined && !wasReady && run.setting.strategy !== 'dp' ? [say('queued')] : []),
    exposed <= near
      ? say('hidden')
      : exposed >= length - near
        ? say('exposed all')
        : say('exposed part', { exposed, length }),
  ]
}

/** What was on the wire when a wait began, if the awaited collective stood behind it. */
function aheadOf(item: Item & { kind: 'wait' }, run: Run): StepEvent | null {
  const { cause, start, rank } = item
  const near = tolerance(run)
  if (cause === null || isCompute(cause) || cause.start <= start + near) return null
  return (
    run.timeline.events.find(
      (event) =>
        event.rank === rank && !isCompute(event) && Math.abs(event.end - cause.start) <= near,
    ) ?? null
  )
}

/** What a stretch of a lane is, why it stands where it does, and what it costs. */
export function explain(item: Item, run: Run, say: Say): string {
  const { rank, start, end } = item
  const sentences: string[] = []
  if (item.kind === 'task') {
    const { event } = item
    sentences.push(say('item', { rank, start, end, what: say(...nameOf(event, run)) }))
    sentences.push(...(isCompute(event) ? computed(event, run, say) : sent(event, run, say)))
  } else {
    const values = { rank, start, end, length: end - start }
    if (item.cause === null) sentences.push(say('rests', values))
    else {
      const what = say(...nameOf(item.cause, run))
      sentences.push(
        isCompute(item.cause)
          ? say('waits rank', { ...values, what, other: item.cause.rank })
          : say('waits', { ...values, what }),
      )
      const ahead = aheadOf(item, run)
      if (ahead !== null) {
        sentences.push(say('behind', { what: say(...nameOf(ahead, run)), time: item.cause.start }))
      }
      if (item.late !== null) sentences.push(say('late', { rank: item.late }))
    }
  }
  return sentences.join(say('gap'))
}
