import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import {
  branchNames,
  googlenetModules,
  inceptionModule,
  reductionBreakEven,
  wideForms,
} from './inception.ts'
import { summarize } from './summary.ts'
import { googlenet } from './zoo/googlenet.ts'

const costOf = (name: string, reduced = true) => {
  const { inputChannels, size, widths } = googlenetModules.find((one) => one.name === name)!
  return inceptionModule({ inputChannels, widths, reduced }, { height: size, width: size })
}

describe('the modules of GoogLeNet', () => {
  it('cost what the same layers cost in the whole network', () => {
    const { layers } = summarize(googlenet({ variant: 'paper' }), 224)
    for (const { name, size } of googlenetModules) {
      const own = layers.filter((layer) => layer.name.startsWith(`inception${name}.`))
      const cost = costOf(name)
      expect(own.reduce((sum, { macs }) => sum + macs, 0)).toBe(cost.macs)
      expect(own.at(-1)!.output).toEqual([cost.outputChannels, size, size])
      const convolutions = own.filter(({ type }) => type === 'conv')
      const biases = convolutions.reduce((sum, { output }) => sum + output![0]!, 0)
      expect(convolutions.reduce((sum, { params }) => sum + params, 0)).toBe(cost.params + biases)
    }
  })

  it('agree with the operations in table 1 of arXiv:1409.4842, in millions', () => {
    // Module 5a is left out: its table row, 54 M, does not follow from its own widths (51 M).
    const published = { '3a': 128, '3b': 304, '4a': 73, '4b': 88, '4c': 100, '4d': 119, '4e': 170 }
    for (const [name, millions] of Object.entries({ ...published, '5b': 71 })) {
      expect(Math.abs(costOf(name).macs / 1e6 - millions), name).toBeLessThan(0.7)
    }
  })
})

describe('an Inception module', () => {
  it('3a by hand, without reductions', () => {
    const cost = costOf('3a', false)
    expect(cost.branches.map(({ params }) => params)).toEqual([
      192 * 64,
      9 * 192 * 128,
      25 * 192 * 32,
      0,
    ])
    // The pooling hands all 192 channels on.
    expect(cost.outputChannels).toBe(64 + 128 + 32 + 192)
    const pixels = 28 * 28
    expect(cost.branches[3]!.bytes).toBe(2 * 192 * pixels * 4)
    expect(cost.macs).toBe(pixels * cost.params)
  })

  it('a stack of 3×3 and a column and a row save 18/25 and 10/25 where channels are equal', () => {
    const widths = { one: 1, threeReduce: 1, three: 1, wideReduce: 32, wide: 32, pool: 1 }
    const kernels = (form: (typeof wideForms)[number]) =>
      inceptionModule({ inputChannels: 64, widths, reduced: true, form }, { height: 9, width: 9 })
        .branches[2]!.kernels!.params
    expect(kernels('stacked') / kernels('whole')).toBe(18 / 25)
    expect(kernels('factorised') / kernels('whole')).toBe(10 / 25)
  })

  it('is the sum of its branches, whatever its widths', () => {
    const width = fc.integer({ min: 1, max: 64 })
    const widths = fc.record({
      one: width,
      threeReduce: width,
      three: width,
      wideReduce: width,
      wide: width,
      pool: width,
    })
    fc.assert(
      fc.property(
        widths,
        width,
        fc.boolean(),
        fc.constantFrom(1, 3, 5, 7, 9),
        fc.constantFrom(...wideForms),
        (widths, inputChannels, reduced, kernel, form) => {
          const spec = { inputChannels, widths, reduced, kernel, form }
          const cost = inceptionModule(spec, { height: 6, width: 5 })
          expect(cost.branches.map(({ name }) => name)).toEqual([...branchNames])
          expect(cost.macs).toBe(30 * cost.params)
          expect(cost.outputChannels).toBe(
            widths.one + widths.three + widths.wide + (reduced ? widths.pool : inputChannels),
          )
        },
      ),
    )
  })

  it('pays for its reduction below the break-even, and not above it', () => {
    const count = fc.integer({ min: 1, max: 90 })
    fc.assert(
      fc.property(count, count, fc.constantFrom(3, 5, 7), (inputChannels, wide, kernel) => {
        const limit = reductionBreakEven({ inputChannels, outputChannels: wide, kernel })
        const params = (wideReduce: number, reduced: boolean) => {
          const widths = { one: 1, threeReduce: 1, three: 1, wideReduce, wide, pool: 1 }
          const spec = { inputChannels, widths, reduced, kernel }
          return inceptionModule(spec, { height: 1, width: 1 }).branches[2]!.params
        }
        const above = Math.floor(limit) + 1
        expect(params(above, true)).toBeGreaterThan(params(above, false))
        const below = Math.ceil(limit) - 1
        if (below >= 1) expect(params(below, true)).toBeLessThan(params(below, false))
      }),
    )
    expect(() => reductionBreakEven({ inputChannels: 1, outputChannels: 0, kernel: 3 })).toThrow(
      /outputChannels .*got 0/,
    )
  })

  it('names what is wrong', () => {
    const { widths } = googlenetModules[0]!
    const size = { height: 4, width: 4 }
    const make = (change: object) => () =>
      inceptionModule({ inputChannels: 8, widths, reduced: true, ...change }, size)
    expect(make({ kernel: 4 })).toThrow(/kernel must be odd, got 4/)
    expect(make({ widths: { ...widths, pool: 0 } })).toThrow(/widths\.pool .*got 0/)
    expect(make({ form: 'split' })).toThrow(/form must be one of .*got "split"/)
    expect(make({ reduced: 1 })).toThrow(/reduced/)
  })
})
