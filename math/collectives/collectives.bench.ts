import { bench, describe } from 'vitest'
import { cost, execute, lazySchedule, timeline, validate } from './index.ts'

/**
 * Ring all-reduce on up to 1,024 ranks: 2(p−1) rounds of p messages, 2.1 million at the end. Four
 * times the messages should take about four times as long.
 */
const network = { kind: 'uniform', alpha: 1e-6, beta: 1e-11, gamma: 1e-12 } as const

for (const ranks of [128, 256, 512, 1024]) {
  const ring = lazySchedule({ primitive: 'all-reduce', algorithm: 'ring', ranks })
  const messages = ring.roundCount * ranks
  describe(`ring all-reduce on ${ranks} ranks, ${messages} messages`, () => {
    const inputs = Array.from({ length: ranks }, (_, rank) =>
      Array.from({ length: ranks }, (_, index) => rank + index),
    )
    const options = { time: 500, iterations: 2, warmupIterations: 1, warmupTime: 0 }
    bench(
      'schedule alone',
      () => {
        for (const _ of ring.rounds);
      },
      options,
    )
    bench('schedule and execution', () => void execute(ring, inputs, 'sum'), options)
    bench('schedule and cost', () => void cost(ring, 1e9, network), options)
    if (ranks <= 256) {
      bench('schedule and timeline', () => void timeline(ring, 1e9, network), options)
      bench('schedule and proof', () => void validate(ring), options)
    }
  })
}
