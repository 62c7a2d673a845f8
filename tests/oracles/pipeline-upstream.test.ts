import { describe, expect, test } from 'vitest'
import {
  breadthFirst,
  dualPipe,
  dualPipeV,
  formatSchedule,
  interleaved1F1B,
  oneForwardOneBackward,
  overlapped1F1B,
  simulate,
  vHalf,
  vMin,
  zbH1,
  zbV,
} from '../../math/parallel/pipeline/index.ts'
import type { PipelineCosts, PipelineSchedule } from '../../math/parallel/pipeline/index.ts'
import data from './data/pipeline-upstream.json'
import { fnv1a, Tally } from './tally.ts'

/**
 * Orders and times that upstream's own code gave, far from the sizes that papers print: odd p, m
 * below p, m that p does not divide, v up to 8. Of an order its digest is kept.
 */
const tally = new Tally('Pipeline schedules, upstream code run on other sizes')
const numbers = (row: string) => row.split(' ').map(Number)

describe('orders', () => {
  const build: Record<string, (p: number, m: number, v: number, g: number) => PipelineSchedule> = {
    // PyTorch cuts m into ⌊m/p⌋ equal rounds; so does our default wherever it can.
    interleaved: (p, m, v) => interleaved1F1B(p, m, v),
    'zero-bubble': (p, m, v) => zbH1(p, m, v),
    'breadth-first': breadthFirst,
    'zb-v': zbV,
    dualpipev: dualPipeV,
    megatron: interleaved1F1B,
    dualpipe: dualPipe,
    'v-half': vHalf,
    'v-min': vMin,
    overlapped: overlapped1F1B,
  }
  test.each(Object.entries(data.orders))('%s', (name, { source, rows }) => {
    for (const row of rows) {
      const [p, m, v, g] = numbers(row.slice(0, row.lastIndexOf(' '))) as [
        ...[number, number, number, number],
      ]
      // Victarry's groups are of p, which must divide m.
      const schedule = build[name]!(p, m, v, name === 'overlapped' ? Math.min(p, m) : g)
      const digest = fnv1a(formatSchedule(schedule).join('\n'))
      tally.same(source, `${name}: ${row}`, digest, row.slice(row.lastIndexOf(' ') + 1))
    }
  })
})

describe('times', () => {
  const build: Record<string, (p: number, m: number, v: number, g: number) => PipelineSchedule> = {
    '1f1b': oneForwardOneBackward,
    zb1p: (p, m) => zbH1(p, m),
    interleave: interleaved1F1B,
    vpp: (p, m, v) => interleaved1F1B(p, m, v, p),
    dualpipe: dualPipe,
    dualpipev: dualPipeV,
    'v-half': vHalf,
    'v-min': vMin,
    '1f1b-overlap': (p, m) => overlapped1F1B(p, m),
    'interleave-overlap': (p, m, v) => overlapped1F1B(p, m, v, p),
  }
  const run = (name: string, at: readonly number[], costs: PipelineCosts) =>
    simulate(build[name]!(at[0]!, at[1]!, at[2]!, at[3]!), costs).makespan

  test('with overlapped pairs of any cost', () => {
    const { source, rows } = data.times
    for (const row of rows) {
      const [name, ...rest] = row.split(' ')
      const [p, m, v, g, forward, backwardInput, backwardWeight, overlapped, makespan] =
        rest.map(Number)
      const costs = { forward, backwardInput, backwardWeight, overlapped } as PipelineCosts
      tally.compare(source, row, run(name!, [p!, m!, v!, g!], costs), makespan!, 1e-9)
    }
  })
  test('with sends that take time', () => {
    const { source, rows } = data.send
    for (const row of rows) {
      const [name, ...rest] = row.split(' ')
      const [p, m, v, forward, backwardInput, backwardWeight, send, makespan] = rest.map(Number)
      const costs = { forward, backwardInput, backwardWeight, send } as PipelineCosts
      tally.compare(source, row, run(name!, [p!, m!, v!], costs), makespan!, 1e-9)
    }
  })
  test('PyTorch’s interleaved schedule with one stage per rank runs further ahead than 1F1B', () => {
    // There its warm-up stays 2(p−1−r); Megatron and we take plain 1F1B, as long and half as full.
    expect(() => interleaved1F1B(4, 8, 1)).toThrow('chunks must be an integer in [2, ∞), got 1')
  })
})
