import fc from 'fast-check'
import type { Timeline } from '../../../math/parallel/pipeline/index.ts'
import type { ViewProps } from '../../widget/definition.ts'
import { caseState } from '../../widget/state.ts'
import widget from './widget.ts'

export type Params = ViewProps<typeof widget>['params']

/** The default case with changes: 1F1B on 4 ranks, 8 micro-batches, F = 1, B = 2. */
export const paramsWith = (changes: Partial<Params>): Params =>
  ({ ...caseState(widget), ...changes }) as Params

export const timelineOf = (changes: Partial<Params>): Timeline =>
  widget.frames(paramsWith(changes))[0]!.timeline

/** Any legal parameters of a moderate size, decimal costs included. */
export const anyParams: fc.Arbitrary<Partial<Params>> = fc.record({
  schedule: fc.constantFrom(...widget.params.schedule.options),
  stages: fc.integer({ min: 1, max: 6 }),
  microbatches: fc.integer({ min: 1, max: 12 }),
  forward: fc.integer({ min: 3, max: 40 }).map((tenths) => tenths / 10),
  backward: fc.integer({ min: 3, max: 40 }).map((tenths) => tenths / 10),
  send: fc.integer({ min: 0, max: 20 }).map((tenths) => tenths / 10),
})
