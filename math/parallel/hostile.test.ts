import { describe, expect, test } from 'vitest'
import { accelerator, cluster, devices, ridgePoint, roof, roofline } from '../hardware/index.ts'
import { chunksAfter, chunksBefore, schedule, secondsOf } from '../collectives/index.ts'
import * as parallel from './index.ts'

/** What every public function does with something that is not there, or far too large. */
const missing = undefined as never

describe('a missing argument is named, not stumbled over', () => {
  const calls: Record<string, readonly (() => unknown)[]> = {
    model: [
      () => parallel.transformerParameters(missing),
      () => parallel.forwardFlops(missing),
      () => parallel.trainingMemory(missing),
      () => parallel.megatronMemory(missing),
    ],
    options: [
      () => parallel.dataParallelVolume(missing),
      () => parallel.strategyMemory(missing),
      () => parallel.fsdpStep([], missing),
      () => parallel.trainingStep(missing),
    ],
    schedule: [
      () => parallel.simulate(missing),
      () => parallel.makespanBound(missing),
      () => parallel.scheduleProblems(missing),
      () => chunksAfter(missing, 0),
    ],
    shape: [
      () => parallel.pipelineSchedule('1f1b', missing),
      () => parallel.pipelineFormulas('1f1b', missing),
    ],
    request: [() => schedule(missing), () => parallel.searchPlans(missing)],
    cluster: [() => cluster(missing), () => devices(missing)],
    chip: [() => roof(missing, 'bf16'), () => parallel.dataParallelCriticalTokens(missing)],
    roof: [() => ridgePoint(missing), () => roofline({ flops: 1, bytes: 1 }, missing)],
    setup: [() => parallel.deepSpeedZero2(missing)],
    link: [() => parallel.ringTime('all-reduce', 2, 1, missing)],
    wire: [() => secondsOf({ rounds: 1, waited: 1 }, 1, missing)],
  }
  test.each(Object.entries(calls))('%s', (name, all) => {
    for (const call of all) {
      expect(call).toThrow(TypeError)
      expect(call).toThrow(`${name} must be an object, got undefined`)
    }
  })
  test('lists', () => {
    expect(() => parallel.assignBuckets(missing, [1])).toThrow('tensors must be a list')
    expect(() => parallel.assignBuckets([], missing)).toThrow('limits must be a list')
    expect(() => parallel.parseSchedule(missing)).toThrow('lines must be a list')
    expect(() => parallel.parseSchedule([3 as never])).toThrow('lines[0] must be a text, got 3')
    expect(() => parallel.parseChunkOrder([3 as never])).toThrow('order[0] must be a list, got 3')
  })
})

describe('a slip of the hand is an error at once, not minutes or gigabytes', () => {
  const layer = { parameters: [1], forward: 1, backward: 1 }
  const link = { bandwidth: 1, latency: 0 }
  const calls: Record<string, () => unknown> = {
    'steps × microBatches': () => parallel.ddpReductions([{ bytes: 1 }], 1e12),
    microBatches: () => parallel.fsdpStep([{ shapes: [[1]] }], { ranks: 1, microBatches: 1e12 }),
    'ranks × layers × microBatches': () =>
      parallel.trainingStep({
        strategy: 'ddp',
        layers: [layer],
        ranks: 2,
        link,
        microBatches: 1e12,
      }),
    ranks: () => parallel.shardSizes(1, 1e12),
    n: () => parallel.divisors(1e300),
    stages: () => parallel.simulate({ ...parallel.gpipe(2, 2), stages: 1e12 }),
    'stages × microbatches': () =>
      parallel.scheduleProblems({ ...parallel.gpipe(2, 2), stages: 2 ** 19, microbatches: 4 }),
  }
  test.each(Object.entries(calls))('%s', (name, call) => {
    expect(call).toThrow(RangeError)
    expect(call).toThrow(`${name} must be an integer in [`)
  })
})

test('no NaN passes through', () => {
  const NaNs = { rounds: NaN, waited: 1 }
  expect(() => secondsOf(NaNs, 1, { latency: 1, bandwidth: 1 })).toThrow(/counts.rounds/)
  expect(() => parallel.perChunk({ ...parallel.UNIT_COSTS, forward: NaN }, 2)).toThrow(/forward/)
  expect(() => parallel.dependenciesOf(parallel.forward(3, 0), 3)).toThrow(/op.stage.*got 3/)
  expect(() => parallel.adafactorMoments(1.5, 4)).toThrow(/rows must be an integer/)
  const broken = { ...accelerator('h100'), peak: { bf16: NaN } }
  expect(() => roof(broken, 'bf16')).toThrow(/chip.peak.bf16/)
  const ring = schedule({ primitive: 'all-reduce', algorithm: 'ring', ranks: 2 })
  expect(() => chunksBefore({ ...ring, primitive: 'constructor' as never }, 0)).toThrow(
    /schedule.primitive/,
  )
  const row = { model: { layers: 1, hidden: 4, heads: 1, vocabulary: 4, sequence: 4 } }
  expect(() => parallel.megatronMemory(row.model, { microBatches: 0 })).toThrow(/microBatches/)
})
