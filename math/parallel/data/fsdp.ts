import { integer, list, object, oneOf } from '../../check.ts'

/** A module that FSDP shards as one unit. */
export interface FsdpUnit {
  /** Shapes of its parameters; each is cut along its first dimension. */
  readonly shapes: readonly (readonly number[])[]
  /** Overrides the model-wide choice, as the root module usually does with `false`. */
  readonly reshardAfterForward?: boolean
}

/** How FSDP runs a step. */
export interface FsdpOptions {
  /** n, ranks that share each parameter. */
  readonly ranks: number
  readonly reshardAfterForward?: boolean
  readonly microBatches?: number
  /** Reduce-scatter after every micro-batch, or after the last alone. */
  readonly sync?: 'every' | 'last'
  /** Gather the next unit of the backward pass before the present one's gradients are reduced. */
  readonly backwardPrefetch?: boolean
}

/** One collective that FSDP issues, with the element counts of one rank's buffers. */
export interface FsdpCollective {
  readonly microBatch: number
  readonly phase: 'forward' | 'backward'
  readonly collective: 'all-gather' | 'reduce-scatter'
  /** Index of the unit, in forward order. */
  readonly unit: number
  readonly outputElements: number
  readonly inputElements: number
}

/**
 * Elements of a unit's shard on each rank: ⌈rows / n⌉ rows of every parameter, so that all ranks
 * send equally much; the last ranks' shards are padded.
 *
 * @throws RangeError when a shape is empty or a length is not a positive integer
 * @example fsdpShardElements([[32, 8], [8, 32]], 4) // 64 + 64 = 128
 * @source PyTorch, torch/distributed/fsdp/_fully_shard/_fsdp_param.py, _init_sharded_param
 */
export function fsdpShardElements(shapes: readonly (readonly number[])[], ranks: number): number {
  integer('ranks', ranks, 1)
  return list('shapes', shapes).reduce((total, shape) => {
    integer('shape.length', list('shape', shape).length, 1)
    const [rows, ...rest] = shape.map((length) => integer('shape', length, 1))
    return total + Math.ceil(rows! / ranks) * rest.reduce((size, length) => size * length, 1)
  }, 0)
}

/**
 * The collectives of one FSDP step in the order in which they are issued.
 *
 * Forward gathers every unit. Backward runs from the last unit to the first; a unit that was
 * resharded is gathered again, the next one already while the present one computes (so the order
 * is AG₃ AG₂ RS₃ AG₁ RS₂ RS₁), and its gradients are reduce-scattered. With
 * `reshardAfterForward: false` backward gathers nothing. After backward every unit is resharded, so
 * that the next micro-batch gathers again.
 *
 * @param units in forward order
 * @throws RangeError when a count or shape is out of range
 * @example fsdpStep([{ shapes: [[32, 8], [8, 32]] }], { ranks: 4 }).length // AG, AG, RS: 3
 * @source PyTorch, torch/distributed/fsdp/_fully_shard/_fsdp_param_group.py; traced on torch 2.13.0
 */
export function fsdpStep(
  units: readonly FsdpUnit[],
  options: FsdpOptions,
): readonly FsdpCollective[] {
  const n = integer('ranks', object('options', options).ranks, 1)
  const microBatches = integer('microBatches', options.microBatches ?? 1, 1, 2 ** 16)
  const sync = oneOf('sync', options.sync ?? 'every', ['every', 'last'])
  const reshard = oneOf('reshardAfterForward', options.reshardAfterForward ?? true, [true, false])
  const prefetch = oneOf('backwardPrefetch', options.backwardPrefetch ?? true, [true, false])
  const shards = list('units', units).map((unit, index) => {
    oneOf(
      `units[${index}].reshardAfterForward`,
      object(`units[${index}]`, unit).reshardAfterForward ?? reshard,
      [true, false],
    )
    return fsdpShardElements(unit.shapes, n)
  })
  const events: FsdpCollective[] = []
  for (let microBatch = 0; microBatch < microBatches; microBatch++) {
    const issue = (
      phase: FsdpCollective['phase'],
      collective: FsdpCollective['collective'],
      unit: number,
    ) => {
      const [shard, whole] = [shards[unit]!, shards[unit]! * n]
      const [outputElements, inputElements] =
        collective === 'all-gather' ? [whole, shard] : [shard, whole]
      events.push({ microBatch, phase, collective, unit, outputElements, inputElements })
    }
    units.forEach((_, unit) => issue('forward', 'all-gather', unit))
    const gathered = new Set<number>()
    const gather = (unit: number) => {
      const unitReshards = units[unit]?.reshardAfterForward ?? reshard
      if (unit < 0 || gathered.has(unit) || !unitReshards) return
      gathered.add(unit)
      issue('backward', 'all-gather', unit)
    }
    for (let unit = units.length - 1; unit >= 0; unit--) {
      gather(unit)
      if (prefetch) gather(unit - 1)
      if (sync === 'every' || microBatch === microBatches - 1) {
        issue('backward', 'reduce-scatter', unit)
      }
    }
  }
  return events
}
