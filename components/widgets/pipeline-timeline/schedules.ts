import {
  perChunk,
  pipelineSchedule,
  SCHEDULE_RULES,
  zeroBubble,
} from '../../../math/parallel/pipeline/index.ts'
import type {
  ActivationSizes,
  PipelineCosts,
  PipelineSchedule,
  ScheduleName,
  ScheduleRule,
} from '../../../math/parallel/pipeline/index.ts'
import { factorsOf } from './uneven.ts'

/** All schedules of the library, by family; `zb` is zero-bubble under a cap that one sets. */
export const schedules = [
  'naive',
  'gpipe',
  '1f1b',
  '1f1b-overlapped',
  'interleaved',
  'breadth-first',
  'zb-h1',
  'zb-h2',
  'zb',
  'zb-v',
  'v-half',
  'v-min',
  'dualpipe',
  'dualpipev',
] as const satisfies readonly (ScheduleName | 'zb')[]

export type Schedule = (typeof schedules)[number]

/** Which shapes a schedule can have; those of `zb` are ZB-H1's. */
export const ruleOf = (name: Schedule): ScheduleRule =>
  SCHEDULE_RULES[name === 'zb' ? 'zb-h1' : name]

/** Schedules in which a rank may run a forward and a backward interwoven. */
export const hasPairs = (name: Schedule): boolean =>
  name === '1f1b-overlapped' || name === 'dualpipe' || name === 'dualpipev'

/** What a pipeline is made of, apart from its order. */
export interface Setting {
  readonly stages: number
  readonly microbatches: number
  readonly chunks: number
  /** The most micro-batches that a rank of `zb` may hold. */
  readonly cap: number
  readonly forward: number
  /** The full backward; `weight` of it is for the weights. */
  readonly backward: number
  readonly weight: number
  /** How much of the shorter half a pair hides, in percent. */
  readonly overlap: number
  readonly send: number
  /** Which ranks take longer or less, and how much (uneven.ts); nothing when all are alike. */
  readonly uneven: string
}

/** How many ops a rank runs for one micro-batch. */
export const opsPerMicrobatch = (name: Schedule, chunks: number): number => {
  const rule = ruleOf(name)
  const own = rule.chunks === 'any' ? chunks : name === 'dualpipe' ? 1 : rule.chunks
  return own * (rule.splitBackward ? 3 : 2)
}

export function scheduleOf(name: Schedule, setting: Setting): PipelineSchedule {
  const { stages: ranks, microbatches, chunks, cap } = setting
  return name === 'zb'
    ? zeroBubble(ranks, microbatches, Math.max(ranks, cap))
    : pipelineSchedule(name, { ranks, microbatches, chunks })
}

/** F&B: one after the other, less what a pair hides of the shorter one. */
export const pairTime = ({ forward, backward, overlap }: Setting): number =>
  forward + backward - (overlap / 100) * Math.min(forward, backward)

/** Costs for a rank's whole share of the model, so that all schedules are compared on equal terms. */
export function wholeCosts(setting: Setting): PipelineCosts {
  const { stages, forward, backward, weight, send, uneven } = setting
  const factors = factorsOf(uneven, stages)
  return {
    forward,
    backwardInput: backward - weight,
    backwardWeight: weight,
    overlapped: pairTime(setting),
    send,
    ...(factors === null
      ? {}
      : {
          slowness: factors.map(({ F, I, W }) => ({
            forward: F,
            backwardInput: I,
            backwardWeight: W,
          })),
        }),
  }
}

/** Stages per rank that share the rank's layers; DualPipe's two are of two copies, so not cut. */
export const cutOf = ({ stages, ranks }: PipelineSchedule): number => stages / ranks.length

export const costsOf = (schedule: PipelineSchedule, setting: Setting): PipelineCosts =>
  perChunk(wholeCosts(setting), cutOf(schedule))

/** What a chunk holds, in what one micro-batch leaves on a rank's whole share. */
export const sizesOf = (schedule: PipelineSchedule): ActivationSizes => ({
  perForward: 1 / cutOf(schedule),
})

/**
 * Which of a rank's chunks an op belongs to: counted along the model, or, for DualPipe, 1 for the
 * direction that comes from the far end.
 */
export const chunkOf = (
  { stage, rank }: { readonly stage: number; readonly rank: number },
  { stages, ranks }: PipelineSchedule,
): number => (stages > ranks.length ? Math.floor(stage / ranks.length) : stage === rank ? 0 : 1)

/** What a cell of the table over sizes shows. */
export const measures = ['of-total', 'over-ideal', 'time', 'peak'] as const
export type Measure = (typeof measures)[number]
