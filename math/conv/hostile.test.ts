import * as fc from 'fast-check'
import { expect, test } from 'vitest'
import { filled } from '../tensor.ts'
import * as conv from './index.ts'

fc.configureGlobal({ seed: 1603_07285 })

/**
 * Whatever is passed, a function either answers or throws one of the library's own errors: a
 * TypeError or RangeError that says what must be, never one that the engine throws somewhere inside.
 */

const layer = { inputChannels: 2, outputChannels: 2, kernel: 2, stride: 1, groups: 1, bias: false }
const size = { height: 4, width: 4, batch: 1 }
const input = filled([1, 2, 4, 4], 1)
const weights = filled([2, 2, 2, 2], 1)

const junk = fc.oneof(
  fc.constantFrom<unknown>(null, NaN, Infinity, -Infinity, -1, 0, -0, 0.5, 1e-9, 2, 3, 2 ** 31),
  fc.constantFrom<unknown>('', '3', 'same', true, () => 3, 3n, Symbol('3'), new Date(0)),
  fc.constantFrom<unknown>([], [1], [1, 2], [2, 1, 1], ['1', 2], [NaN, 1], [0, 0, 0, 9]),
  fc.constantFrom<unknown>({}, { top: 1 }, { shape: [1], data: [] }, { shape: [-1], data: [1] }),
  fc.anything({ maxDepth: 2, withBigInt: true }),
)

/** One of the fields of `base` replaced by junk; or junk in place of everything. */
const spoiled = (base: object) =>
  fc.oneof(
    {
      weight: 5,
      arbitrary: fc
        .constantFrom(...Object.keys(base))
        .chain((key) => junk.map((value) => ({ ...base, [key]: value }))),
    },
    { weight: 1, arbitrary: junk },
  )

const window = { kernel: 2, stride: 2, padding: 0, dilation: 1, ceilMode: false }
const transposed = { ...layer, padding: 0, outputPadding: 0, dilation: 1 }
const deformable = { ...layer, version: 1, offsetGroups: 1 }
const tensors = { input, weights, offsets: filled([1, 8, 3, 3]), mask: null, bias: null }
const excitation = {
  reduce: filled([1, 2]),
  reduceBias: null,
  expand: filled([2, 1]),
  expandBias: null,
}

const calls: Record<string, fc.Arbitrary<() => unknown>> = {
  window: spoiled(window).map((a) => () => conv.window(a as never)),
  fit: spoiled(window).map((a) => () => conv.fit(a as never, size)),
  'fit on a size': spoiled(size).map((a) => () => conv.fit(window, a as never)),
  convolution: spoiled(layer).map((a) => () => conv.convolution(a as never)),
  cost: spoiled(layer).map((a) => () => conv.convolutionCost(a as never, size)),
  'cost of a size': spoiled(size).map((a) => () => conv.convolutionCost(layer, a as never)),
  'cost with options': spoiled({ precision: 'fp32', batchNorm: 'none' }).map(
    (a) => () => conv.convolutionCost(layer, size, a as never),
  ),
  transposed: spoiled(transposed).map((a) => () => conv.transposedCost(a as never, size)),
  'output padding': spoiled(size).map(
    (a) => () => conv.outputPaddingFor(transposed, size, a as never),
  ),
  deformable: spoiled(deformable).map((a) => () => conv.deformableCost(a as never, size)),
  pooling: spoiled(window).map((a) => () => conv.poolingShape(a as never, size)),
  'adaptive bins': junk.map(
    (a) => () => conv.adaptivePoolingBins(a as never, { height: 4, width: 4 }),
  ),
  sequence: junk.map((a) => () => conv.sequenceCost([layer, a] as never, size)),
  separable: spoiled(layer).map((a) => () => conv.separable(a as never)),
  bottleneck: spoiled({ ...layer, middleChannels: 2 }).map(
    (a) => () => conv.bottleneck(a as never),
  ),
  factorised: spoiled(layer).map((a) => () => conv.factorised(a as never)),
  'convolve an input': junk.map((a) => () => conv.convolve(layer, a as never, weights, null)),
  'convolve by weights': junk.map((a) => () => conv.convolve(layer, input, a as never, null)),
  'convolve with bias': junk.map((a) => () => conv.convolve(layer, input, weights, a as never)),
  'sum of a cell': junk.map(
    (a) => () => conv.convolutionSum(layer, input, weights, null, a as never),
  ),
  'look back': junk.map((a) => () => conv.outputsReachedBy(layer, [1, 2, 4, 4], a as never)),
  'deformable tensors': spoiled(tensors).map(
    (a) => () => conv.deformableConvolve(deformable as never, a as never),
  ),
  'pool an input': junk.map((a) => () => conv.maxPool(window, a as never)),
  'average with options': spoiled({ countIncludePad: true, divisorOverride: 3 }).map(
    (a) => () => conv.averagePool(window, input, a as never),
  ),
  shuffle: junk.map((a) => () => conv.channelShuffle(a as never, input)),
  weighting: spoiled(excitation).map((a) => () => conv.channelWeighting(input, a as never)),
  paths: junk.map((a) => () => conv.channelPaths(2, [a] as never)),
  'effective field': spoiled({ layers: [layer], size, weights: 'uniform', runs: 1, seed: 1 }).map(
    (a) => () => conv.effectiveReceptiveField(a as never),
  ),
}

test.each(Object.keys(calls))('%s', (name) => {
  fc.assert(
    fc.property(calls[name]!, (call) => {
      try {
        call()
      } catch (error) {
        expect(error instanceof TypeError || error instanceof RangeError, String(error)).toBe(true)
        expect((error as Error).message).toMatch(/ must /)
      }
    }),
    { numRuns: 300 },
  )
})
