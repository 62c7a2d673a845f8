import { finite, integer, list, object, oneOf } from '../../check.ts'
import type { AlphaBeta } from '../../hardware/cluster.ts'
import { type StateRecipe, recipes } from '../memory/recipes.ts'
import { bucketedStep } from './bucketed-step.ts'
import { type LedgerEntry, memoryLedger } from './ledger.ts'
import { masterStep } from './master-step.ts'
import { shardedStep } from './sharded-step.ts'
import { type MemoryBytes, type RankUse, type StepEvent, rankUse, runStreams } from './streams.ts'
import { type TaskList, taskList } from './tasks.ts'
import { type DataStrategy, dataStrategies } from './volume.ts'

/** A layer of a network, as a training step sees it. */
export interface StepLayer {
  /** Element counts of its parameter tensors, in registration order. */
  readonly parameters: readonly number[]
  /** Seconds of one micro-batch on one rank. */
  readonly forward: number
  readonly backward: number
  /** Bytes kept from forward to backward, per micro-batch and rank. */
  readonly activationBytes?: number
}

/** A training step of data parallelism. */
export interface StepOptions {
  readonly strategy: DataStrategy
  /** Layers in forward order. */
  readonly layers: readonly StepLayer[]
  /** n, replicas; at most 1024. */
  readonly ranks: number
  /** What connects the ranks, as a ring. */
  readonly link: AlphaBeta
  /** Bytes per parameter; gradients are reduced and parameters gathered in their own format. */
  readonly recipe?: StateRecipe
  /** Collectives run beside computation, on a stream of their own. */
  readonly overlap?: boolean
  readonly microBatches?: number
  readonly sync?: 'every' | 'last'
  /** DDP and ZeRO-1/2: `bucket_cap_mb`, in MiB; 1 then 25 unless told. */
  readonly bucketCap?: number
  /** DDP: gradients live inside the buckets instead of being copied there. */
  readonly gradientAsBucketView?: boolean
  /** ZeRO-3 */
  readonly reshardAfterForward?: boolean
  /** ZeRO-3: gather the next unit while this one computes. */
  readonly prefetch?: boolean
  /** Seconds to update all parameters on one rank; a shard takes its share. */
  readonly optimizer?: number
  /** Factor on every computation, by rank: 2 is half as fast. */
  readonly slowdown?: readonly number[]
  /** `data-parallel`: bytes of one micro-batch's inputs and outputs, over all ranks. */
  readonly inputBytes?: number
  readonly outputBytes?: number
}

/** The options of a step, checked, with every default. */
export interface ResolvedStep extends Required<Omit<StepOptions, 'bucketCap'>> {
  readonly bucketCap: number | undefined
  /** ψ by layer. */
  readonly sizes: readonly number[]
  /** ψ of all layers. */
  readonly parameters: number
}

/** A step written as tasks, and the memory that each rank holds before and after it. */
export interface StepPlan {
  readonly rest: readonly MemoryBytes[]
}

/** A step that was run. */
export interface StepTimeline {
  readonly strategy: DataStrategy
  readonly events: readonly StepEvent[]
  /** Seconds until the last rank has finished. */
  readonly duration: number
  /** How each rank spends them. */
  readonly use: readonly RankUse[]
  /** Memory of each rank over the step; it ends as it began. */
  readonly memory: readonly (readonly LedgerEntry[])[]
}

function resolveStep(options: StepOptions): ResolvedStep {
  const ranks = integer('ranks', object('options', options).ranks, 1, 1024)
  integer('layers.length', list('layers', options.layers).length, 1)
  const sizes = options.layers.map((layer, index) => {
    object(`layers[${index}]`, layer)
    finite(`layers[${index}].forward`, layer.forward, 0)
    finite(`layers[${index}].backward`, layer.backward, 0)
    finite(`layers[${index}].activationBytes`, layer.activationBytes ?? 0, 0)
    return layer.parameters.reduce(
      (sum, size) => sum + integer(`layers[${index}].parameters`, size, 0),
      0,
    )
  })
  const microBatches = integer('microBatches', options.microBatches ?? 1, 1)
  // Every rank computes every layer for every micro-batch: more would take minutes and gigabytes.
  integer('ranks × layers × microBatches', ranks * sizes.length * microBatches, 1, 2 ** 20)
  const slowdown = options.slowdown ?? Array.from({ length: ranks }, () => 1)
  integer('slowdown.length', slowdown.length, ranks, ranks)
  slowdown.forEach((factor, rank) => finite(`slowdown[${rank}]`, factor, Number.MIN_VALUE))
  const flag = (name: keyof StepOptions & string, fallback: boolean) =>
    oneOf(name, (options[name] ?? fallback) as boolean, [true, false])
  return {
    strategy: oneOf('strategy', options.strategy, dataStrategies),
    layers: options.layers,
    ranks,
    link: options.link,
    recipe: options.recipe ?? recipes.mixedAdam,
    overlap: flag('overlap', true),
    microBatches,
    sync: oneOf('sync', options.sync ?? 'last', ['every', 'last']),
    bucketCap: options.bucketCap,
    gradientAsBucketView: flag('gradientAsBucketView', false),
    reshardAfterForward: flag('reshardAfterForward', true),
    prefetch: flag('prefetch', true),
    optimizer: finite('optimizer', options.optimizer ?? 0, 0),
    slowdown,
    inputBytes: finite('inputBytes', options.inputBytes ?? 0, 0),
    outputBytes: finite('outputBytes', options.outputBytes ?? 0, 0),
    sizes,
    parameters: sizes.reduce((sum, size) => sum + size, 0),
  }
}

const writers: Record<DataStrategy, (step: ResolvedStep, list: TaskList) => StepPlan> = {
  'data-parallel': masterStep,
  ddp: bucketedStep,
  'zero-1': bucketedStep,
  'zero-2': bucketedStep,
  'zero-3': shardedStep,
}

/**
 * One optimizer step of a data-parallel strategy: what every rank computes and sends when, what
 * communication is exposed, and what lies in memory.
 *
 * Collectives take their ring time and start together; a rank that computes more slowly holds the
 * others up there. Overlapping streams do not slow one another.
 *
 * @throws RangeError when an option is out of range
 * @example trainingStep({ strategy: 'ddp', layers, ranks: 4, link: link('nvlink3') }).use[0].exposed
 * @source Li et al., PyTorch Distributed, arXiv:2006.15704; Zhao et al., PyTorch FSDP, arXiv:2304.11277
 */
export function trainingStep(options: StepOptions): StepTimeline {
  const step = resolveStep(options)
  const list = taskList(step.slowdown, step.overlap)
  const { rest } = writers[step.strategy](step, list)
  const events = runStreams(list.tasks)
  const duration = events.reduce((latest, { end }) => Math.max(latest, end), 0)
  const own = list.ranks.map((): StepEvent[] => [])
  for (const event of events) own[event.rank]!.push(event)
  const tasks = new Map(list.tasks.map((task) => [task.id, task]))
  return {
    strategy: step.strategy,
    events,
    duration,
    use: list.ranks.map((rank) => rankUse(own[rank]!, rank, duration)),
    memory: list.ranks.map((rank) => memoryLedger(rest[rank]!, tasks, own[rank]!, rank)),
  }
}
