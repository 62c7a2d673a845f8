import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { Builder, densenet, ghostModule, summarize } from '../nets/index.ts'
import { denseBlockCost, ghostCost } from './feature-reuse.ts'
import { freshShare } from './savings.ts'

const size = { height: 56, width: 56 }
const small = fc.integer({ min: 1, max: 48 })

describe('dense blocks', () => {
  test('a layer needs the share of its fresh maps', () => {
    fc.assert(
      fc.property(small, small, fc.integer({ min: 1, max: 8 }), (start, growth, layers) => {
        const block = denseBlockCost({ inputChannels: start, growth, layers }, size)
        expect(block.links).toBe((layers * (layers + 1)) / 2)
        expect(block.outputChannels).toBe(start + layers * growth)
        for (const { reused, fresh, share, cost, again } of block.layers) {
          expect(cost.params / again.params.total).toBeCloseTo(share, 12)
          expect(cost.macs / again.macs).toBeCloseTo(freshShare(reused, fresh), 12)
        }
      }),
      { numRuns: 60 },
    )
  })

  test('the first block of DenseNet-121', () => {
    const block = denseBlockCost({ inputChannels: 64, growth: 32, layers: 6, bottleneck: 4 }, size)
    const graph = summarize(densenet({ depth: 121 }), 224)
    const convs = graph.layers.filter(
      ({ name, type }) => type === 'conv' && name.startsWith('block1.'),
    )
    expect(convs).toHaveLength(12)
    expect(block.params).toBe(convs.reduce((sum, { params }) => sum + params, 0))
    expect(block.macs).toBe(convs.reduce((sum, { macs }) => sum + macs, 0))
    expect(block.outputChannels).toBe(256)
  })

  test('copies of concatenations grow with the square of the depth', () => {
    const pixel = { height: 1, width: 1 }
    const stored = (layers: number) =>
      denseBlockCost({ inputChannels: 10, growth: 5, layers }, pixel).stored
    expect(stored(0)).toEqual({ once: 10, copied: 10 })
    expect(stored(1)).toEqual({ once: 15, copied: 15 })
    // Maps 10 5 5 5; the second layer reads a copy of 15, the third one of 20.
    expect(stored(3)).toEqual({ once: 25, copied: 25 + 15 + 20 })
  })
})

describe('Ghost modules', () => {
  test.each([
    [16, 32, 2, 1, 3, 1.28],
    [112, 224, 2, 1, 3, 1.85],
  ])('c = %i, n = %i: %f', (inputChannels, outputChannels, ratio, kernel, cheapKernel, times) => {
    const spec = { inputChannels, outputChannels, ratio, kernel, cheapKernel }
    const ghost = ghostCost(spec, size)
    expect(ghost.speedup).toBeCloseTo(times, 2)
    expect(ghost.formula).toBeCloseTo(ghost.speedup, 12)
    expect(ghost.dropped).toBe(0)
  })

  test('they are the blocks of GhostNet', () => {
    fc.assert(
      fc.property(small, small, fc.integer({ min: 2, max: 5 }), (c, n, ratio) => {
        const ghost = ghostCost({ inputChannels: c, outputChannels: n, ratio }, size)
        const net = new Builder('ghost', c)
        const graph = net.build(ghostModule(net, net.input, { output: n, ratio }))
        const { paramsByKind, macs } = summarize(graph, [c, 56, 56])
        expect(ghost.params).toBe(paramsByKind.convWeights)
        expect(ghost.macs).toBe(macs)
        expect(ghost.intrinsic + ghost.ghosts - ghost.dropped).toBe(n)
        expect(ghost.speedup).toBeLessThanOrEqual(ghost.formula * (1 + 1e-12))
      }),
      { numRuns: 60 },
    )
  })
})

test.each([
  [() => denseBlockCost({ inputChannels: 0, growth: 1, layers: 1 }, size), 'inputChannels must be'],
  [() => denseBlockCost({ inputChannels: 1, growth: 0, layers: 1 }, size), 'growth must be'],
  [() => denseBlockCost({ inputChannels: 1, growth: 1, layers: -1 }, size), 'layers must be'],
  [() => ghostCost({ inputChannels: 8, outputChannels: 8, ratio: 1 }, size), 'ratio must be'],
  [() => ghostCost({ inputChannels: 8, outputChannels: 0 }, size), 'outputChannels must be'],
])('refuses what cannot be: %#', (act, message) => {
  expect(act).toThrow(message)
})
