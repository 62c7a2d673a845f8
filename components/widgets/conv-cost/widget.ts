import { convolutionCost, kernelSpan } from '../../../math/conv/index.ts'
import type { ConvolutionCost, ConvolutionSpec } from '../../../math/conv/index.ts'
import { defineWidget } from '../../widget/definition.ts'
import { choice, extent, flag, int } from '../../widget/params.ts'

type Pair = readonly [number, number]

export const counts = ['macs', 'flops', 'article'] as const

export const limits = { size: 512, channels: 2048, kernel: 15, dilation: 8, padding: 15 }

/** Whole numbers that divide both, in order. */
const commonDivisors = (a: number, b: number) =>
  Array.from({ length: Math.min(a, b) }, (_, index) => index + 1).filter(
    (groups) => a % groups === 0 && b % groups === 0,
  )

/** The largest of 1 … `limit` for which a window of that span still fits on both axes. */
function largest(limit: number, fits: (value: number) => boolean): number {
  let value = limit
  while (value > 1 && !fits(value)) value--
  return value
}

const padded = (input: Pair, padding: Pair) =>
  Math.min(input[0] + 2 * padding[0], input[1] + 2 * padding[1])

const widget = defineWidget({
  params: {
    count: choice(counts, 'macs', { place: 'mode' }),
    input: extent(1, limits.size, [56, 56], { hue: 'space', scale: 'log' }),
    inputChannels: int(1, limits.channels, 16, { hue: 'channels-in', scale: 'log' }),
    outputChannels: int(1, limits.channels, 32, { hue: 'channels-out', scale: 'log' }),
    kernel: extent(1, limits.kernel, [3, 3], { hue: 'kernel' }),
    groups: int(1, limits.channels, 1, { hue: 'groups' }),
    stride: extent(1, 8, [1, 1], { term: 'stride' }),
    padding: extent(0, limits.padding, [1, 1], { term: 'padding' }),
    bias: flag(false, { term: 'bias' }),
    dilation: extent(1, limits.dilation, [1, 1], { place: 'more', term: 'dilation' }),
    batch: int(1, 256, 1, { place: 'more', scale: 'log', term: 'batch' }),
    precision: choice(['fp32', 'fp16', 'int8'], 'fp32', { place: 'more' }),
  },
  // The kernel, spread by its dilation, must fit into the padded picture; groups must divide both
  // channel counts. So nothing that can be set here is impossible.
  legal: ({ input, padding, kernel, dilation, inputChannels, outputChannels }) => {
    const room = padded(input, padding)
    return {
      kernel: {
        min: 1,
        max: largest(limits.kernel, (k) => kernelSpan(k, Math.max(...dilation)) <= room),
      },
      dilation: {
        min: 1,
        max: largest(limits.dilation, (d) => kernelSpan(Math.max(...kernel), d) <= room),
      },
      groups: commonDivisors(inputChannels, outputChannels),
    }
  },
  frames: ({ input, batch, precision, ...layer }): readonly ConvolutionCost[] => [
    convolutionCost(
      layer satisfies ConvolutionSpec,
      { height: input[0], width: input[1], batch },
      { precision },
    ),
  ],
  describe: (cost, { count }) => [
    count,
    {
      input: shapeText(cost.input),
      output: shapeText(cost.output),
      params: cost.params.total,
      operations: cost.operations[count].total,
      bytes: cost.bytes.total,
    },
  ],
  table: (cost) => ({
    caption: 'tableCaption',
    columns: ['tableWhat', 'tableHow'],
    rows: [
      ['input', shapeText(cost.input)],
      ['output', shapeText(cost.output)],
      ['weights', cost.params.weights],
      ['biases', cost.params.bias],
      ['countMacs', cost.operations.macs.total],
      ['countFlops', cost.operations.flops.total],
      ['countArticle', cost.operations.article.total],
      ['bytesInput', cost.bytes.input],
      ['bytesWeights', cost.bytes.weights],
      ['bytesOutput', cost.bytes.output],
      ['droppedRows', cost.shape.vertical.dropped],
      ['droppedColumns', cost.shape.horizontal.dropped],
    ],
  }),
  cases: {
    default: {},
    article: { count: 'article', kernel: [3, 3], inputChannels: 16, outputChannels: 32 },
    'article-bias': { count: 'article', bias: true },
    'first-layer': {
      input: [224, 224],
      inputChannels: 3,
      outputChannels: 64,
      kernel: [7, 7],
      stride: [2, 2],
      padding: [3, 3],
    },
    'five-by-five': { kernel: [5, 5], padding: [2, 2], inputChannels: 32 },
    depthwise: { inputChannels: 32, groups: 32 },
    pointwise: { kernel: [1, 1], padding: [0, 0] },
    rectangular: { kernel: [1, 5], padding: [0, 2] },
    dilated: { dilation: [2, 2], padding: [2, 2] },
    dropped: { input: [14, 17], stride: [3, 4], padding: [0, 0] },
    'last-layers': {
      input: [7, 7],
      inputChannels: 512,
      outputChannels: 512,
    },
  },
})

/** [N, C, H, W] as it is written: `16 × 56 × 56`; the batch only where there is one. */
export function shapeText([batch, channels, height, width]: readonly number[]): string {
  return [...(batch === 1 ? [] : [batch]), channels, height, width].join(' × ')
}

export default widget
