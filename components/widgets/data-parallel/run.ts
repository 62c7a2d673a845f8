import {
  dataParallelVolume,
  ddpBuckets,
  peakMemory,
  trainingStep,
} from '../../../math/parallel/data/index.ts'
import type {
  CommunicationVolume,
  DataStrategy,
  LedgerEntry,
  StepEvent,
  StepOptions,
  StepTimeline,
} from '../../../math/parallel/data/index.ts'
import { recipes } from '../../../math/parallel/memory/recipes.ts'

/** What the learner has set. */
export interface Setting {
  readonly strategy: 'dp' | 'ddp' | 'zero-1' | 'zero-2' | 'fsdp'
  readonly ranks: number
  readonly layers: number
  /** Millions of parameters of a layer. */
  readonly weights: number
  readonly forward: number
  readonly bandwidth: number
  readonly latency: number
  readonly bucket: number
  readonly microbatches: number
  readonly noSync: boolean
  readonly reshard: boolean
  readonly prefetch: boolean
  readonly overlap: boolean
  readonly inputs: number
  readonly activations: number
  readonly optimizer: number
  readonly straggler: number
  readonly bucketView: boolean
}

/** 16-bit parameters and gradients, 12 bytes of optimizer state: ZeRO's 16 bytes per parameter. */
export const recipe = recipes.mixedAdam

/** Ranks that do the same at the same time, and hold the same. */
export interface Group {
  readonly ranks: readonly number[]
  /** What they are in this strategy. */
  readonly role: 'all' | 'master' | 'workers' | 'fast' | 'slow'
}

/** A training step, run, with everything that the picture and the results show of it. */
export interface Run {
  readonly setting: Setting
  readonly options: StepOptions
  readonly timeline: StepTimeline
  readonly groups: readonly Group[]
  /** Most memory that a rank of each group holds. */
  readonly peaks: readonly LedgerEntry[]
  readonly volume: CommunicationVolume
  /** P: bytes of all parameters, and of all gradients. */
  readonly modelBytes: number
  /** Layers of each bucket, counted from 0; empty where there are none. */
  readonly buckets: readonly (readonly number[])[]
  /** Seconds of the same work of one rank without the others. */
  readonly alone: number
}

const strategyOf: Readonly<Record<Setting['strategy'], DataStrategy>> = {
  dp: 'data-parallel',
  ddp: 'ddp',
  'zero-1': 'zero-1',
  'zero-2': 'zero-2',
  fsdp: 'zero-3',
}

function groupsOf({ strategy, ranks, straggler }: Setting): readonly Group[] {
  const from = (first: number, last: number) =>
    Array.from({ length: last - first + 1 }, (_, index) => first + index)
  const last = ranks - 1
  const slow: readonly Group[] = straggler > 1 ? [{ ranks: [last], role: 'slow' }] : []
  const others = last - slow.length
  if (strategy !== 'dp') {
    return [{ ranks: from(0, others), role: slow.length > 0 ? 'fast' : 'all' }, ...slow]
  }
  const workers: readonly Group[] = others > 0 ? [{ ranks: from(1, others), role: 'workers' }] : []
  return [{ ranks: [0], role: 'master' }, ...workers, ...slow]
}

/** Parameters of one layer. */
export const layerSize = ({ weights }: Setting): number => Math.round(weights * 1e6)

/** The step as the library takes it. Every layer is one block of parameters, ready at once. */
export function optionsOf(setting: Setting): StepOptions {
  const { ranks, layers, forward, bandwidth, latency } = setting
  return {
    strategy: strategyOf[setting.strategy],
    layers: Array.from({ length: layers }, () => ({
      parameters: [layerSize(setting)],
      forward,
      // Two products of the same size as the forward's one.
      backward: 2 * forward,
      activationBytes: setting.activations,
    })),
    ranks,
    link: { bandwidth, latency },
    recipe,
    overlap: setting.overlap,
    microBatches: setting.microbatches,
    sync: setting.noSync ? 'last' : 'every',
    bucketCap: setting.bucket,
    gradientAsBucketView: setting.bucketView,
    reshardAfterForward: setting.reshard,
    prefetch: setting.prefetch,
    optimizer: setting.optimizer,
    slowdown: Array.from({ length: ranks }, (_, rank) =>
      rank === ranks - 1 ? setting.straggler : 1,
    ),
    inputBytes: ranks * setting.inputs,
    outputBytes: ranks * setting.inputs,
  }
}

export function runOf(setting: Setting): Run {
  const options = optionsOf(setting)
  const { ranks, layers, microbatches, strategy } = setting
  const timeline = trainingStep(options)
  const groups = groupsOf(setting)
  const layerBytes = layerSize(setting) * recipe.gradients
  const modelBytes = layers * layerBytes
  return {
    setting,
    options,
    timeline,
    groups,
    peaks: groups.map((group) => peakMemory(timeline.memory[group.ranks[0]!]!)),
    volume: dataParallelVolume({
      strategy: options.strategy,
      ranks,
      parameterBytes: layers * layerSize(setting) * recipe.parameters,
      gradientBytes: modelBytes,
      microBatches: microbatches,
      sync: options.sync,
      reshardAfterForward: setting.reshard,
      inputBytes: microbatches * options.inputBytes!,
      outputBytes: microbatches * options.outputBytes!,
    }),
    modelBytes,
    buckets:
      strategy === 'dp' || strategy === 'fsdp'
        ? []
        : ddpBuckets(
            Array.from({ length: layers }, () => ({ bytes: layerBytes })),
            true,
            { bucketCap: setting.bucket },
          ).map(({ parameters }) => parameters.toSorted((a, b) => a - b)),
    alone: trainingStep({ ...options, strategy: 'ddp', ranks: 1, slowdown: [1] }).duration,
  }
}

/** What a strategy comes to. */
export interface Outcome {
  readonly strategy: Setting['strategy']
  readonly duration: number
  /** Bytes that the rank which sends most sends. */
  readonly sent: number
  /** Bytes on the fullest rank. */
  readonly peak: number
}

/** The same work under every strategy. */
export const outcomesOf = (run: Run): readonly Outcome[] =>
  (Object.keys(strategyOf) as Setting['strategy'][]).map((strategy) => {
    const { timeline, volume, peaks } =
      strategy === run.setting.strategy ? run : runOf({ ...run.setting, strategy })
    return {
      strategy,
      duration: timeline.duration,
      sent: Math.max(...volume.sent),
      peak: Math.max(...peaks.map(({ total }) => total)),
    }
  })

/** One step of the player: the whole run, and a moment at which something starts or ends. */
export interface Moment {
  readonly run: Run
  readonly time: number
}

/** Times closer than this are one time: sums of decimals differ in their last bits. */
export const tolerance = ({ timeline }: Run): number => timeline.duration * 1e-9

export function momentsOf(run: Run): readonly Moment[] {
  const near = tolerance(run)
  const times = Float64Array.from(
    run.timeline.events.flatMap(({ start, end }) => [start, end]),
  ).toSorted()
  const moments: Moment[] = []
  for (const time of times) {
    if (moments.length === 0 || time > moments.at(-1)!.time + near) moments.push({ run, time })
  }
  return moments
}

export const isCompute = ({ kind }: Pick<StepEvent, 'kind'>): boolean =>
  kind === 'forward' || kind === 'backward' || kind === 'optimizer'

/** What a rank computes, and what it communicates, at a moment. */
export function runningAt({ run, time }: Moment, rank: number): readonly StepEvent[] {
  const near = tolerance(run)
  return run.timeline.events.filter(
    (event) => event.rank === rank && event.start <= time + near && time < event.end - near,
  )
}

/** What lies in a rank's memory at a moment. */
export function memoryAt({ run, time }: Moment, rank: number): LedgerEntry {
  const near = tolerance(run)
  return run.timeline.memory[rank]!.findLast((entry) => entry.time <= time + near)!
}
