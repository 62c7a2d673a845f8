/** All schedules by name, with the shapes that each can have. */
import { integer, object, oneOf } from '../../check.ts'
import { gpipe, naive, oneForwardOneBackward } from './basic.ts'
import { breadthFirst } from './breadthFirst.ts'
import { vHalf, vMin } from './controllableMemory.ts'
import { dualPipe, dualPipeV } from './dualPipe.ts'
import { interleaved1F1B, overlapped1F1B } from './interleaved.ts'
import type { PipelineSchedule } from './schedule.ts'
import { zbH1, zbH2 } from './zeroBubble.ts'
import { zbV } from './zbV.ts'

export const SCHEDULE_NAMES = [
  'naive',
  'gpipe',
  '1f1b',
  '1f1b-overlapped',
  'interleaved',
  'breadth-first',
  'zb-h1',
  'zb-h2',
  'zb-v',
  'v-half',
  'v-min',
  'dualpipe',
  'dualpipev',
] as const

export type ScheduleName = (typeof SCHEDULE_NAMES)[number]

/** The size of a pipeline. */
export interface PipelineShape {
  /** p, devices. */
  readonly ranks: number
  /** m, micro-batches in a batch. */
  readonly microbatches: number
  /** v, stages per rank; matters for `interleaved` and `breadth-first`. Default: 2 there, else what it must be. */
  readonly chunks?: number
}

/** Which shapes a schedule can have, and what it asks of a rank. */
export interface ScheduleRule {
  /** Stages on a rank; `any` is 2 or more. DualPipe's two are of two copies of the model. */
  readonly chunks: 1 | 2 | 'any'
  /** p and m must be multiples of this. */
  readonly multipleOf: 1 | 2
  /** The least m, as a multiple of p; 0: 1 is enough. */
  readonly microbatchesPerRank: 0 | 2
  /** Whether backwards are split into an input and a weight part. */
  readonly splitBackward: boolean
  /** How often the model's parameters are held, over all ranks. */
  readonly parameterCopies: 1 | 2
}

const rule = (
  chunks: ScheduleRule['chunks'],
  splitBackward: boolean,
  more: Partial<ScheduleRule> = {},
): ScheduleRule => ({
  chunks,
  splitBackward,
  multipleOf: 1,
  microbatchesPerRank: 0,
  parameterCopies: 1,
  ...more,
})

export const SCHEDULE_RULES: Readonly<Record<ScheduleName, ScheduleRule>> = {
  naive: rule(1, false),
  gpipe: rule(1, false),
  '1f1b': rule(1, false),
  '1f1b-overlapped': rule(1, false),
  interleaved: rule('any', false),
  'breadth-first': rule('any', false),
  'zb-h1': rule(1, true),
  'zb-h2': rule(1, true),
  'zb-v': rule(2, true),
  'v-half': rule(2, true),
  'v-min': rule(2, true),
  dualpipe: rule(2, true, { multipleOf: 2, microbatchesPerRank: 2, parameterCopies: 2 }),
  dualpipev: rule(2, true, { microbatchesPerRank: 2 }),
}

/**
 * The shape nearest to the one asked for that the schedule can have; never fewer ranks,
 * micro-batches or chunks than asked for, except that a fixed number of chunks stays fixed.
 *
 * @throws TypeError, RangeError when a number is not an integer ≥ 1, or the name is none
 * @example legalShape('dualpipe', { ranks: 3, microbatches: 5 })
 * // { ranks: 4, microbatches: 8, chunks: 2 }
 */
export function legalShape(name: ScheduleName, shape: PipelineShape): Required<PipelineShape> {
  const { ranks, microbatches, chunks = 2 } = object('shape', shape)
  const {
    multipleOf,
    microbatchesPerRank,
    chunks: fixed,
  } = SCHEDULE_RULES[oneOf('name', name, SCHEDULE_NAMES)]
  integer('ranks', ranks, 1)
  integer('microbatches', microbatches, 1)
  integer('chunks', chunks, 1)
  const up = (count: number) => Math.ceil(count / multipleOf) * multipleOf
  const p = up(ranks)
  return {
    ranks: p,
    microbatches: up(Math.max(microbatches, microbatchesPerRank * p)),
    chunks: fixed === 'any' ? Math.max(2, chunks) : fixed,
  }
}

/**
 * A schedule by its name.
 *
 * @throws TypeError, RangeError when the name is none or the shape is not one that it can have
 * @example pipelineSchedule('1f1b', { ranks: 4, microbatches: 8 }).ranks[3] // 3F0 3B0 3F1 …
 */
export function pipelineSchedule(name: ScheduleName, shape: PipelineShape): PipelineSchedule {
  const { ranks, microbatches, chunks = 2 } = object('shape', shape)
  switch (oneOf('name', name, SCHEDULE_NAMES)) {
    case 'naive':
      return naive(ranks, microbatches)
    case 'gpipe':
      return gpipe(ranks, microbatches)
    case '1f1b':
      return oneForwardOneBackward(ranks, microbatches)
    case '1f1b-overlapped':
      return overlapped1F1B(ranks, microbatches)
    case 'interleaved':
      return interleaved1F1B(ranks, microbatches, chunks)
    case 'breadth-first':
      return breadthFirst(ranks, microbatches, chunks)
    case 'zb-h1':
      return zbH1(ranks, microbatches)
    case 'zb-h2':
      return zbH2(ranks, microbatches)
    case 'zb-v':
      return zbV(ranks, microbatches)
    case 'v-half':
      return vHalf(ranks, microbatches)
    case 'v-min':
      return vMin(ranks, microbatches)
    case 'dualpipe':
      return dualPipe(ranks, microbatches)
    case 'dualpipev':
      return dualPipeV(ranks, microbatches)
  }
}
