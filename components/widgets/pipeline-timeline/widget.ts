import { pipelineSchedule, simulate } from '../../../math/parallel/pipeline/index.ts'
import type { ScheduleName } from '../../../math/parallel/pipeline/index.ts'
import { defineWidget } from '../../widget/definition.ts'
import { choice, int, number } from '../../widget/params.ts'
import { momentsOf } from './moments.ts'
import { describeMoment, tableOf } from './words.ts'

const schedules = ['naive', 'gpipe', '1f1b'] as const satisfies readonly ScheduleName[]

/** `follow` when no micro-batch is followed. */
export const nobody = -1

const widget = defineWidget({
  params: {
    schedule: choice(schedules, '1f1b', { place: 'mode' }),
    stages: int(1, 16, 4),
    microbatches: int(1, 64, 8),
    forward: number(0.25, 8, 1, { step: 0.25, hue: 'forward' }),
    backward: number(0.25, 8, 2, { step: 0.25, hue: 'backward' }),
    send: number(0, 4, 0, { step: 0.25, hue: 'communication' }),
    follow: int(nobody, 63, nobody),
  },
  legal: ({ microbatches }) => ({ follow: { min: nobody, max: microbatches - 1 } }),
  // Set by clicking on a micro-batch.
  shown: () => ({ follow: false }),
  frames: ({ schedule, stages, microbatches, forward, backward, send }) =>
    momentsOf(
      simulate(pipelineSchedule(schedule, { ranks: stages, microbatches }), {
        forward,
        // Both halves of a backward are products of matrices of the same sizes.
        backwardInput: backward / 2,
        backwardWeight: backward / 2,
        send,
      }),
    ),
  describe: (moment) => describeMoment(moment),
  table: (moment) => tableOf(moment),
  layout: 'stacked',
  opening: 0.42,
  cases: {
    default: { follow: 2 },
    article: { schedule: 'naive', microbatches: 1, backward: 1, follow: 0 },
    'article-microbatches': { schedule: 'gpipe', microbatches: 4, backward: 1, follow: nobody },
    '1f1b': { microbatches: 4, backward: 1, follow: nobody },
    deep: { stages: 8, microbatches: 32, follow: 7 },
    crowded: { stages: 16, microbatches: 64, follow: 20 },
    'slow-links': { microbatches: 6, send: 1, follow: 1 },
  },
})

export default widget
