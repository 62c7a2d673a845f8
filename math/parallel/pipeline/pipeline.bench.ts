import { bench, describe } from 'vitest'
import { pipelineSchedule, SCHEDULE_NAMES, simulate } from './index.ts'

describe('1F1B, schedule and simulation: time grows with the ops', () => {
  for (const microbatches of [64, 256, 1024]) {
    bench(`64 stages × ${microbatches} micro-batches`, () => {
      simulate(pipelineSchedule('1f1b', { ranks: 64, microbatches }))
    })
  }
})

describe('schedule and simulation of 64 ranks × 1,024 micro-batches', () => {
  for (const name of SCHEDULE_NAMES) {
    bench(name, () => {
      simulate(pipelineSchedule(name, { ranks: 64, microbatches: 1024 }))
    })
  }
})
