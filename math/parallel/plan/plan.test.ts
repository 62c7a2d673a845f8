import * as fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { cluster, dgx, link } from '../../hardware/index.ts'
import { trainingMemory } from '../memory/index.ts'
import {
  divisors,
  evaluatePlan,
  groupLinks,
  isRejected,
  performanceOf,
  type Plan,
  type PlanRequest,
  planSearcher,
  planLandscape,
  plans,
  searchPlans,
} from './index.ts'

const model = { layers: 24, hidden: 2048, heads: 16, vocabulary: 51200, sequence: 1024 }
const base: PlanRequest = { model, cluster: dgx('a100-40gb', 2), globalBatch: 64 }

const requests: fc.Arbitrary<PlanRequest> = fc
  .record({
    layers: fc.constantFrom(2, 6, 24),
    heads: fc.constantFrom(4, 6, 16),
    keyValueShare: fc.constantFrom(1, 2),
    gated: fc.boolean(),
    tied: fc.boolean(),
    nodes: fc.constantFrom(1, 2, 3),
    devicesPerNode: fc.constantFrom(1, 4, 8),
    globalBatch: fc.constantFrom(1, 12, 32),
    attention: fc.constantFrom('flash' as const, 'unfused' as const),
    dropout: fc.boolean(),
    sequenceParallel: fc.boolean(),
    chunkings: fc.constantFrom([1], [1, 2]),
  })
  .map(
    ({ layers, heads, keyValueShare, gated, tied, nodes, devicesPerNode, chunkings, ...rest }) => ({
      ...rest,
      model: {
        layers,
        hidden: 128 * heads,
        heads,
        keyValueHeads: heads / keyValueShare,
        gated,
        tied,
        vocabulary: 32001,
        sequence: 1024,
      },
      cluster: { ...dgx('a100-40gb', nodes), devicesPerNode },
      search: { interleave: chunkings },
    }),
  )

const key = (plan: Plan) => Object.values(plan).join(' ')

describe('search', () => {
  test('the best plan is beaten by none, and every rejection has its reason', () => {
    fc.assert(
      fc.property(requests, (request) => {
        const all = [...plans(request)]
        expect(new Set(all.map(key)).size).toBe(all.length)
        const search = searchPlans(request, 3)
        expect(search.considered).toBe(all.length)
        const turnedDown = Object.values(search.rejected).reduce((sum, count) => sum + count, 0)
        expect(search.feasible + turnedDown).toBe(all.length)
        const best = search.ranked[0]?.time.total ?? Infinity
        for (const plan of all) {
          const outcome = evaluatePlan(request, plan)
          if (!isRejected(outcome)) {
            expect(outcome.time.total).toBeGreaterThanOrEqual(best)
          } else if (outcome.code === 'memory') {
            expect(outcome.got).toBeGreaterThan(outcome.of)
          } else {
            const isAlone = outcome.code === 'interleave' && outcome.got === 1
            const broken = outcome.of % outcome.got !== 0 || isAlone
            expect(broken, JSON.stringify(outcome)).toBe(true)
          }
        }
      }),
      { numRuns: 25 },
    )
  })

  test('in slices it finds the same', () => {
    const sliced = planSearcher(base)
    while (!sliced.advance(7));
    expect(sliced.result()).toEqual(searchPlans(base))
  })

  test('layout by layout it finds the same, and each layout has its best plan or its obstacle', () => {
    fc.assert(
      fc.property(requests, (request) => {
        const { cells, ...found } = planLandscape(request, 30)
        const search = searchPlans(request, 30)
        expect(found).toEqual({ ...search, nearest: found.nearest })
        expect(Object.keys(found.nearest).toSorted()).toEqual(
          Object.keys(search.nearest).toSorted(),
        )
        expect(found.nearest.memory).toEqual(search.nearest.memory)
        for (const { tensorParallel, pipelineParallel, dataParallel, ...cell } of cells) {
          const only = { tensorParallel: [tensorParallel], pipelineParallel: [pipelineParallel] }
          const within = searchPlans({ ...request, search: { ...request.search, ...only } }, 1)
          expect(cell.considered).toBe(within.considered)
          expect(cell.feasible).toBe(within.feasible)
          expect(cell.best?.time.total).toBe(within.ranked[0]?.time.total)
          expect(cell.obstacle === undefined).toBe(cell.best !== undefined)
          if (cell.obstacle?.code === 'memory') {
            expect(cell.obstacle).toEqual(within.nearest.memory)
          }
          const { nodes, devicesPerNode } = request.cluster
          expect(tensorParallel * pipelineParallel * dataParallel).toBe(nodes * devicesPerNode)
        }
      }),
      { numRuns: 25 },
    )
  })

  test('ranked plans are sorted and no more than asked for', () => {
    const { ranked } = searchPlans(base, 5)
    expect(ranked).toHaveLength(5)
    const times = ranked.map(({ time }) => time.total)
    expect(times).toEqual(times.toSorted((a, b) => a - b))
  })

  test('what does not fit anywhere is all turned down for memory, with the nearest named', () => {
    const giant = { ...model, hidden: 16384, heads: 128, layers: 96 }
    const search = searchPlans({ ...base, model: giant })
    expect(search.ranked).toEqual([])
    expect(search.nearest.memory!.got).toBeGreaterThan(40e9)
    expect(search.nearest.memory!.plan.zero).toBe(0)
    expect(search.nearest.memory!.plan.dataParallel).toBe(1)
  })

  test('divisors come in order, each once', () => {
    expect(divisors(36)).toEqual([1, 2, 3, 4, 6, 9, 12, 18, 36])
    expect(() => divisors(0)).toThrow(RangeError)
  })
})

describe('evaluation', () => {
  test('memory is that of trainingMemory on the fullest stage, time the sum of its parts', () => {
    fc.assert(
      fc.property(requests, (request) => {
        for (const evaluation of searchPlans(request, 40).ranked) {
          const { plan, memory, microBatches, time } = evaluation
          const stages = Array.from({ length: plan.pipelineParallel }, (_, stage) =>
            trainingMemory(request.model, {
              ...plan,
              stage,
              microBatches,
              sequenceParallel: request.sequenceParallel === true && plan.tensorParallel > 1,
              ...(request.attention === undefined ? {} : { attention: request.attention }),
              ...(request.dropout === undefined ? {} : { dropout: request.dropout }),
            }),
          )
          const fullest = Math.max(...stages.map(({ total }) => total))
          expect(memory.total / fullest).toBeCloseTo(1, 12)
          const { total, ...parts } = time
          const sum = Object.values(parts).reduce((all, part) => all + part, 0)
          expect(sum / total).toBeCloseTo(1, 12)
          for (const part of Object.values(parts)) expect(part).toBeGreaterThanOrEqual(0)
        }
      }),
      { numRuns: 25 },
    )
  })

  const plan: Plan = {
    dataParallel: 2,
    tensorParallel: 2,
    pipelineParallel: 4,
    microBatch: 1,
    zero: 0,
    recompute: 'none',
    interleave: 1,
  }
  const run = (change: Partial<Plan>, request = base) => {
    const outcome = evaluatePlan(request, { ...plan, ...change })
    if (isRejected(outcome)) throw new Error(outcome.code)
    return outcome
  }

  test('the bubble is (p−1)/m of the ideal time, but for the logits, and v chunks divide it', () => {
    const small = { ...base, model: { ...model, vocabulary: 1 } }
    const { time, microBatches } = run({}, small)
    expect(microBatches).toBe(32)
    const ideal = time.compute + time.tensor + time.pipeline
    expect(time.bubble / ideal).toBeCloseTo(3 / 32, 4)
    const chunked = run({ interleave: 2 }, small).time
    expect(chunked.bubble / time.bubble).toBeCloseTo(1 / 2, 1)
    expect(chunked.pipeline / time.pipeline).toBeCloseTo(2, 9)
  })

  test('each ZeRO stage takes less memory, recomputation trades time for memory', () => {
    const states = ([0, 1, 2, 3] as const).map((zero) => run({ zero }).memory.states)
    expect(states).toEqual(states.toSorted((a, b) => b - a))
    const unfused = { ...base, attention: 'unfused', dropout: true } as const
    const [none, selective, full] = (['none', 'selective', 'full'] as const).map((recompute) =>
      run({ recompute }, unfused),
    )
    expect(selective!.memory.activations).toBeLessThan(none!.memory.activations)
    expect(full!.memory.activations).toBeLessThan(selective!.memory.activations)
    expect(selective!.time.compute).toBeGreaterThan(none!.time.compute)
    expect(full!.time.compute).toBeGreaterThan(selective!.time.compute)
  })

  test('faster links never make a step longer', () => {
    const fast = { ...base, cluster: { ...base.cluster, inter: link('infiniband-xdr') } }
    const [slow, quick] = [searchPlans(base), searchPlans(fast)]
    expect(quick.ranked[0]!.time.total).toBeLessThanOrEqual(slow.ranked[0]!.time.total)
  })

  test('utilisation never exceeds what matrix products reach', () => {
    for (const evaluation of searchPlans(base, 50).ranked) {
      const { hardwareUtilization, modelUtilization } = performanceOf(base, evaluation)
      expect(hardwareUtilization).toBeLessThanOrEqual(0.7)
      expect(modelUtilization).toBeLessThanOrEqual(hardwareUtilization)
    }
  })

  test('groups inside a node use its fast link, rings across nodes several adapters', () => {
    const machines = dgx('a100-80gb', 4)
    const links = groupLinks(machines, { tensorParallel: 2, dataParallel: 4, pipelineParallel: 4 })
    expect(links.tensor).toBe(machines.intra)
    expect(links.data).toBe(machines.intra)
    expect(links.pipeline).toBe(machines.inter)
    const wide = groupLinks(machines, { tensorParallel: 2, dataParallel: 16, pipelineParallel: 1 })
    expect(wide.data.bandwidth).toBe(4 * machines.inter.bandwidth)
    const split = groupLinks(machines, { tensorParallel: 16, dataParallel: 2, pipelineParallel: 1 })
    expect(split.tensor).toBe(machines.inter)
  })

  test('hostile arguments are named', () => {
    expect(() => searchPlans({ ...base, globalBatch: 0 })).toThrow(/globalBatch/)
    expect(() => searchPlans({ ...base, matmulEfficiency: 0 })).toThrow(/matmulEfficiency/)
    expect(() => searchPlans({ ...base, memoryShare: 2 })).toThrow(/memoryShare/)
    expect(() => searchPlans({ ...base, precision: 'fp8' })).toThrow(/precision/)
    expect(() => searchPlans({ ...base, search: { zero: [4 as never] } })).toThrow(/search.zero/)
    expect(() => searchPlans(base, 0)).toThrow(/keep/)
    expect(() => evaluatePlan(base, { ...plan, microBatch: 0.5 })).toThrow(/plan.microBatch/)
    const none = { ...base.cluster, nodes: 0 }
    expect(() => searchPlans({ ...base, cluster: none })).toThrow(/nodes/)
    expect(() => cluster(none)).toThrow(/nodes/)
    expect(evaluatePlan(base, { ...plan, dataParallel: 1 })).toMatchObject({
      code: 'devices',
      got: 8,
      of: 16,
    })
  })
})
