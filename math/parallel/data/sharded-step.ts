import { ringTime } from '../ring.ts'
import type { ResolvedStep, StepPlan } from './step.ts'
import type { TaskList } from './tasks.ts'

/**
 * ZeRO-3 or FSDP with one unit per layer: a unit's parameters are gathered before use and freed
 * after it; its gradients are reduce-scattered as soon as its backward pass is over.
 *
 * Collectives are issued in the order of `fsdpStep`. With prefetch a unit is gathered while the one
 * before it computes, so that two units at most are gathered at a time (all of them once
 * `reshardAfterForward` is off).
 */
export function shardedStep(step: ResolvedStep, list: TaskList): StepPlan {
  const { ranks, recipe, layers, sizes, parameters, microBatches, link, prefetch } = step
  const last = layers.length - 1
  const reductions: string[] = []
  const isAlone = ranks === 1
  let kept = 0
  /** What the present micro-batch waits for: the last one's backward pass and reductions. */
  let previous: readonly string[] = []

  const gather = (index: number, microBatch: number, tag: string, after: readonly string[]) => {
    const bytes = sizes[index]! * recipe.parameters
    return list.communicate({
      kind: 'all-gather',
      index,
      microBatch,
      tag,
      seconds: ringTime('all-gather', ranks, bytes, link),
      bytes,
      after,
      allocate: { gathered: isAlone ? 0 : bytes },
    })
  }
  const free = (index: number) => (isAlone ? 0 : sizes[index]! * recipe.parameters)

  for (let microBatch = 0; microBatch < microBatches; microBatch++) {
    const forward: string[] = []
    const gathered: string[] = [gather(0, microBatch, 'forward', previous)]
    layers.forEach((layer, index) => {
      const fetchNext = () => {
        if (index === last) return
        const begun = forward[prefetch ? index - 1 : index]
        const after = begun === undefined ? previous : [begun]
        gathered.push(gather(index + 1, microBatch, 'forward', after))
      }
      if (prefetch) fetchNext()
      forward.push(
        list.compute({
          kind: 'forward',
          index,
          microBatch,
          seconds: layer.forward,
          after: [gathered[index]],
          allocate: { activations: layer.activationBytes ?? 0 },
          release: { gathered: step.reshardAfterForward ? free(index) : 0 },
        }),
      )
      if (!prefetch) fetchNext()
    })

    const again = new Map<number, string>()
    const backward = new Map<number, string>()
    const fetch = (index: number, after: string) => {
      if (index < 0 || again.has(index) || !step.reshardAfterForward) return
      again.set(index, gather(index, microBatch, 'backward', [after]))
    }
    const synchronises = step.sync === 'every' || microBatch === microBatches - 1
    for (let index = last; index >= 0; index--) {
      const before = backward.get(index + 1) ?? forward[last]!
      fetch(index, before)
      if (prefetch) fetch(index - 1, before)
      const gradients = sizes[index]! * recipe.gradients
      const isNew = microBatch === 0 || step.sync === 'every'
      kept += isNew ? gradients : 0
      const done = list.compute({
        kind: 'backward',
        index,
        microBatch,
        seconds: layers[index]!.backward,
        after: [again.get(index)],
        allocate: { gradients: isNew ? gradients : 0 },
        release: { activations: layers[index]!.activationBytes ?? 0, gathered: free(index) },
      })
      backward.set(index, done)
      if (!synchronises) continue
      // The first sum leaves its shard behind, a later one is added into it.
      const isFirst = microBatch === 0 || step.sync === 'last'
      const given = gradients * (isFirst ? 1 - 1 / ranks : 1)
      kept -= given
      reductions.push(
        list.communicate({
          kind: 'reduce-scatter',
          index,
          microBatch,
          seconds: ringTime('reduce-scatter', ranks, gradients, link),
          bytes: gradients,
          after: [done],
          release: { gradients: given },
        }),
      )
    }
    previous = [backward.get(0)!, ...reductions]
  }
  list.compute({
    kind: 'optimizer',
    seconds: step.optimizer / ranks,
    after: reductions,
    release: { gradients: kept },
  })
  const rest = {
    parameters: (parameters * recipe.parameters) / ranks,
    optimizer: (parameters * (recipe.master + recipe.moments)) / ranks,
  }
  return { rest: list.ranks.map(() => rest) }
}
