import fc from 'fast-check'
import type { JoinedTimeline } from '../../../math/parallel/pipeline/index.ts'
import type { ViewProps } from '../../widget/definition.ts'
import { caseState, settle } from '../../widget/state.ts'
import type { Run } from './runs.ts'
import widget from './widget.ts'

export type Params = ViewProps<typeof widget>['params']

/** The default case with changes: 1F1B on 4 ranks, 8 micro-batches, F = 1, B = 2. */
export const paramsWith = (changes: Partial<Params>): Params =>
  settle(widget, { ...caseState(widget), ...changes }) as Params

export const runWith = (changes: Partial<Params>): Run => widget.frames(paramsWith(changes))[0]!.run

export const timelineOf = (changes: Partial<Params>): JoinedTimeline => runWith(changes).timeline

const tenths = (min: number, max: number) => fc.integer({ min, max }).map((n) => n / 10)

/** Any legal parameters of a moderate size, decimal costs included. */
export const anyParams: fc.Arbitrary<Partial<Params>> = fc.record({
  schedule: fc.constantFrom(...widget.params.schedule.options),
  stages: fc.integer({ min: 1, max: 6 }),
  microbatches: fc.integer({ min: 1, max: 12 }),
  chunks: fc.integer({ min: 2, max: 4 }),
  cap: fc.integer({ min: 1, max: 11 }),
  forward: tenths(3, 40),
  backward: tenths(3, 40),
  weight: tenths(0, 40),
  overlap: fc.integer({ min: 0, max: 100 }),
  send: tenths(0, 20),
  uneven: fc.constantFrom('', '', 'last*1.5', '0*F2', '1_1_2.5_I0.5W3_1'),
  iterations: fc.integer({ min: 1, max: 3 }),
  barrier: fc.boolean(),
})

/** The same with one iteration and ranks that all take the same. */
export const plainParams = anyParams.map((params) => ({ ...params, iterations: 1, uneven: '' }))
