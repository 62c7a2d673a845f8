import { expect, test } from 'vitest'
import {
  convolutionCost,
  excitationParameters,
  factorisedRatio,
  ghostSpeedup,
  memoryAccessCost,
  memoryAccessCostBound,
  stackedRatio,
} from '../../math/conv/index.ts'
import oracle from './data/conv-formulas.json'
import { Tally } from './tally.ts'

/** Closed formulas of the papers, and the values worked from them. */

interface Fact {
  readonly id: string
  readonly paper: string
  readonly ref: string
  readonly item: string
  readonly verification: string
  readonly values: Readonly<Record<string, unknown>>
}

const tally = new Tally('conv-formulas')
const facts = oracle.facts as unknown as Fact[]

/** 1×1 layers to try the two equations of ShuffleNet V2 on: h, w, c₁, c₂, g. */
const layers = [
  [56, 56, 128, 128, 1],
  [28, 14, 24, 240, 2],
  [7, 7, 360, 180, 4],
  [1, 1, 64, 8, 8],
] as const

const checks: readonly (readonly [item: RegExp, check: (fact: Fact, source: string) => void])[] = [
  [
    /^memory access cost of a 1x1/,
    (fact, source) => {
      for (const [h, w, c1, c2, groups] of layers) {
        if (fact.ref.includes('G1') && groups > 1) continue
        const layer = { inputChannels: c1, outputChannels: c2, kernel: 1, groups }
        const { macs } = convolutionCost(layer, { height: h, width: w })
        const cost = memoryAccessCost(layer, { height: h, width: w })
        tally.compare(source, 'B', macs, (h * w * c1 * c2) / groups)
        tally.compare(source, fact.item, cost, h * w * (c1 + c2) + (c1 * c2) / groups)
        const bound = memoryAccessCostBound(macs, { height: h, width: w })
        if (groups === 1) tally.same(source, 'bound', cost >= bound - 1e-6, true)
        if (groups === 1) tally.same(source, 'reached', Math.abs(cost - bound) < 1e-6, c1 === c2)
      }
    },
  ],
  [
    /^worked value/,
    (fact, source) => {
      const {
        h,
        w,
        c1,
        c2,
        g,
        B,
        MAC,
        lower_bound_g1: bound,
      } = fact.values as Record<string, number>
      const layer = { inputChannels: c1!, outputChannels: c2!, kernel: 1, groups: g }
      const size = { height: h!, width: w! }
      tally.compare(source, `${fact.item} B`, convolutionCost(layer, size).macs, B!)
      tally.compare(source, `${fact.item} cost`, memoryAccessCost(layer, size), MAC!)
      if (bound === null) return
      tally.compare(source, `${fact.item} bound`, memoryAccessCostBound(B!, size), bound!, 1e-6)
    },
  ],
  [
    /^equal-FLOPs group widths/,
    (fact, source) => {
      for (const width of ['c_gpu', 'c_cpu'] as const) {
        const macs = (fact.values['rows'] as Record<string, number>[]).map((row) => {
          const channels = row[width]!
          const layer = { inputChannels: channels, outputChannels: channels, kernel: 1 }
          return convolutionCost({ ...layer, groups: 1 }, { height: 1, width: 1 }).macs / row['g']!
        })
        for (const value of macs) tally.compare(source, width, value / macs[0]!, 1, 0.013)
      }
    },
  ],
  [
    /ghost module/,
    (_, source) => {
      for (const [n, c, k, s, d] of [
        [64, 16, 1, 2, 3],
        [96, 112, 1, 2, 3],
        [60, 40, 3, 3, 3],
        [64, 256, 3, 4, 5],
      ] as const) {
        const exact = (n * c * k * k) / ((n / s) * c * k * k + (s - 1) * (n / s) * d * d)
        const speedup = ghostSpeedup({ inputChannels: c, kernel: k, ratio: s, cheapKernel: d })
        tally.compare(source, `s=${s} c=${c}`, speedup, exact, 1e-12)
        if (d === k) tally.compare(source, 'd = k', speedup, (s * c) / (s + c - 1), 1e-12)
      }
    },
  ],
  [
    /^(\d+)x\d+ -> (.*)$/,
    (fact, source) => {
      const [, size, rest] = /^(\d+)x\d+ -> (.*)$/.exec(fact.item)!
      const ratio = rest!.includes('+')
        ? factorisedRatio(Number(size))
        : stackedRatio(Number(size), 3)
      tally.compare(source, fact.item, ratio, fact.values['value'] as number, 1e-12)
      const saving = fact.values['saving'] as number | undefined
      if (saving !== undefined) tally.compare(source, 'saving', 1 - ratio, saving, 0.005)
    },
  ],
  [
    /^SE parameter overhead/,
    (fact, source) => {
      const r = fact.values['r'] as number
      for (const channels of [256, 512, 1024, 2048]) {
        const params = excitationParameters(channels, channels / r, false)
        tally.compare(source, `C = ${channels}`, params, (2 / r) * channels ** 2)
      }
    },
  ],
]

test.each(facts)('$id', (fact) => {
  const [, check] = checks.find(([item]) => item.test(fact.item)) ?? []
  expect(check, `a check for "${fact.item}"`).toBeDefined()
  check!(fact, `${fact.paper} ${fact.ref}`)
})
