import { ringTime } from '../ring.ts'
import { type Bucket, ddpBuckets } from './buckets.ts'
import type { ResolvedStep, StepPlan } from './step.ts'
import type { TaskList } from './tasks.ts'

/** Buckets of a model and, for each, the layer whose backward pass completes it. */
function bucketsOf(step: ResolvedStep): readonly (Bucket & { readonly completedBy: number })[] {
  const tensors = step.layers.flatMap(({ parameters }, layer) =>
    parameters.map((elements) => ({ bytes: elements * step.recipe.gradients, layer })),
  )
  const buckets = ddpBuckets(tensors, true, { bucketCap: step.bucketCap })
  // Backward runs from the last layer to the first, so the lowest layer comes last.
  return buckets.map((bucket) => ({
    ...bucket,
    completedBy: Math.min(...bucket.parameters.map((index) => tensors[index]!.layer)),
  }))
}

/**
 * DDP, ZeRO-1 and ZeRO-2: whole parameters on every rank; gradients are reduced bucket by bucket
 * while the backward pass goes on. DDP all-reduces them and every rank updates everything; ZeRO-1
 * and 2 reduce-scatter them, update a shard each and gather the parameters, and ZeRO-2 keeps no
 * more of a reduced gradient than its shard.
 */
export function bucketedStep(step: ResolvedStep, list: TaskList): StepPlan {
  const { strategy, ranks, recipe, layers, sizes, parameters, microBatches, link } = step
  const isDdp = strategy === 'ddp'
  const isZero2 = strategy === 'zero-2'
  const buckets = bucketsOf(step)
  const collective = isDdp ? 'all-reduce' : 'reduce-scatter'
  const shard = isDdp ? 1 : 1 / ranks
  const separateGradients = !(isDdp && step.gradientAsBucketView)
  const reductions: string[] = []
  let kept = 0

  for (let microBatch = 0; microBatch < microBatches; microBatch++) {
    layers.forEach((layer, index) =>
      list.compute({
        kind: 'forward',
        index,
        microBatch,
        seconds: layer.forward,
        // A backward pass that synchronises ends when its last bucket is reduced.
        after: index === 0 ? reductions : [],
        allocate: { activations: layer.activationBytes ?? 0 },
      }),
    )
    const synchronises = step.sync === 'every' || microBatch === microBatches - 1
    let next = 0
    for (let index = layers.length - 1; index >= 0; index--) {
      const isNew = microBatch === 0 || (isZero2 && step.sync === 'every')
      const taken = separateGradients && isNew ? sizes[index]! * recipe.gradients : 0
      kept += taken
      const backward = list.compute({
        kind: 'backward',
        index,
        microBatch,
        seconds: layers[index]!.backward,
        allocate: { gradients: taken },
        release: { activations: layers[index]!.activationBytes ?? 0 },
      })
      if (!synchronises) continue
      for (; next < buckets.length && buckets[next]!.completedBy === index; next++) {
        const { bytes } = buckets[next]!
        // The first sum of ZeRO-2 leaves its shard behind, a later one is added into it.
        const isFirst = microBatch === 0 || step.sync === 'last'
        const given = isZero2 ? bytes * (isFirst ? 1 - 1 / ranks : 1) : 0
        kept -= given
        reductions.push(
          list.communicate({
            kind: collective,
            index: next,
            microBatch,
            seconds: ringTime(collective, ranks, bytes, link),
            bytes,
            after: [backward],
            release: { gradients: given },
          }),
        )
      }
    }
  }
  const optimizer = list.compute({
    kind: 'optimizer',
    seconds: step.optimizer * shard,
    after: reductions,
    release: { gradients: kept },
  })
  if (!isDdp) {
    const bytes = parameters * recipe.parameters
    list.communicate({
      kind: 'all-gather',
      seconds: ringTime('all-gather', ranks, bytes, link),
      bytes,
      after: [optimizer],
    })
  }
  const rest = {
    parameters: parameters * recipe.parameters,
    optimizer: parameters * (recipe.master + recipe.moments) * shard,
    buckets: isDdp ? parameters * recipe.gradients : 0,
  }
  return { rest: list.ranks.map(() => rest) }
}
