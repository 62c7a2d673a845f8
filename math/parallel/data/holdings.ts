import { finite, integer } from '../../check.ts'
import { ddpBuckets } from './buckets.ts'
import type { StepOptions, StepTimeline } from './step.ts'
import type { StepEvent } from './streams.ts'
import { recipes } from '../memory/recipes.ts'

/**
 * What a rank has of a layer's parameters: nothing, its 1/n, the rest on its way, or all.
 */
export type ParameterHolding = 'none' | 'shard' | 'arriving' | 'whole'

/**
 * What a rank has of a layer's gradients: nothing; its own, of its own samples; its own while they
 * are being summed; the sum over all ranks; its 1/n of the sum, the rest freed; or its 1/n of the
 * sum among leftovers that nobody reads (ZeRO-1 keeps the whole buffer).
 */
export type GradientHolding = 'none' | 'local' | 'summing' | 'sum' | 'shard' | 'shard-among-local'

/** What a rank has of one layer. */
export interface LayerHolding {
  readonly parameters: ParameterHolding
  readonly gradients: GradientHolding
}

/** Layers whose gradients a reduction sums: a bucket's, a unit's, or all. */
function layersOf({ index }: StepEvent, options: StepOptions): readonly number[] {
  const { strategy, layers, recipe = recipes.mixedAdam, bucketCap } = options
  if (strategy === 'data-parallel') return layers.map((_, layer) => layer)
  if (strategy === 'zero-3') return [index]
  const tensors = layers.flatMap(({ parameters }, layer) =>
    parameters.map((elements) => ({ bytes: elements * recipe.gradients, layer })),
  )
  const bucket = ddpBuckets(tensors, true, { bucketCap })[index]!
  return [...new Set(bucket.parameters.map((tensor) => tensors[tensor]!.layer))]
}

const isReduction = ({ kind }: StepEvent) =>
  kind === 'all-reduce' || kind === 'reduce-scatter' || kind === 'reduce'

/**
 * What one rank holds of every layer at a moment of a step, in forward order. The bytes agree with
 * the step's ledger; this says of which layer they are, and whose samples are in them.
 *
 * A layer that lies in several buckets counts as summed when the last of them is.
 *
 * @param options of the step that gave the timeline
 * @param time seconds since the step began; a task that ends then has ended
 * @throws RangeError when there is no such rank, or the time is not a number ≥ 0
 * @example layerHoldings(options, trainingStep(options), 2, 0)[0] // zero-3: { parameters: 'shard', gradients: 'none' }
 */
export function layerHoldings(
  options: StepOptions,
  timeline: StepTimeline,
  rank: number,
  time: number,
): readonly LayerHolding[] {
  integer('rank', rank, 0, options.ranks - 1)
  finite('time', time, 0)
  const near = timeline.duration * 1e-9
  const own = timeline.events.filter((event) => event.rank === rank)
  const begun = own.filter(({ start }) => start <= time + near)
  const ended = ({ end }: StepEvent) => end <= time + near
  const { strategy, ranks, microBatches = 1, sync = 'last' } = options

  const parametersOf = (layer: number): ParameterHolding => {
    if (strategy === 'data-parallel') {
      if (rank === 0) return 'whole'
      const copy = begun.findLast(({ kind }) => kind === 'broadcast')
      if (copy === undefined) return 'none'
      if (!ended(copy)) return 'arriving'
      const back = begun.findLast(({ kind }) => kind === 'reduce')
      return back !== undefined && ended(back) && back.microBatch === copy.microBatch
        ? 'none'
        : 'whole'
    }
    if (strategy !== 'zero-3' || ranks === 1) return 'whole'
    const gather = begun.findLast(({ kind, index }) => kind === 'all-gather' && index === layer)
    if (gather === undefined) return 'shard'
    if (!ended(gather)) return 'arriving'
    const reshards = options.reshardAfterForward ?? true
    const until = reshards && gather.id.endsWith('forward') ? 'forward' : 'backward'
    const use = begun.find(
      ({ kind, index, microBatch }) =>
        kind === until && index === layer && microBatch === gather.microBatch,
    )
    return use !== undefined && ended(use) ? 'shard' : 'whole'
  }

  const reductions = new Map<number, StepEvent[]>()
  for (const event of own.filter(isReduction)) {
    for (const layer of layersOf(event, options)) {
      reductions.set(layer, [...(reductions.get(layer) ?? []), event])
    }
  }
  const summed: GradientHolding =
    strategy === 'ddp'
      ? 'sum'
      : strategy === 'data-parallel'
        ? rank === 0
          ? 'sum'
          : 'none'
        : ranks === 1
          ? 'sum'
          : strategy === 'zero-1'
            ? 'shard-among-local'
            : 'shard'

  const updated = begun.some((event) => event.kind === 'optimizer' && ended(event))
  const gradientsOf = (layer: number): GradientHolding => {
    const backward = begun.findLast(({ kind, index }) => kind === 'backward' && index === layer)
    if (backward === undefined || updated) return 'none'
    const { microBatch } = backward
    const synchronises =
      strategy === 'data-parallel' || sync === 'every' || microBatch === microBatches - 1
    if (!synchronises) return 'local'
    const ours = (reductions.get(layer) ?? []).filter((event) => event.microBatch === microBatch)
    if (ours.length > 0 && ours.every(ended)) return summed
    return ours.some((event) => event.start <= time + near) ? 'summing' : 'local'
  }

  return options.layers.map((_, layer) => ({
    parameters: parametersOf(layer),
    gradients: gradientsOf(layer),
  }))
}
