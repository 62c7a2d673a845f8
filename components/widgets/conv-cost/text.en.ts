import type { TextOf } from '../../widget/definition.ts'
import type widget from './widget.ts'

const text = {
  title: 'The cost of a convolution',
  summary:
    'Set one convolution layer and read what it remembers, what it multiplies and what it moves; every term of the formula is tied to its slider.',
  params: {
    count: {
      label: 'What counts as one operation',
      options: { macs: 'MACs', flops: 'FLOPs', article: 'as in the article' },
    },
    input: 'Picture',
    inputChannels: 'Channels in',
    outputChannels: 'Channels out',
    kernel: 'Kernel',
    groups: 'Groups',
    stride: 'Stride',
    padding: 'Padding',
    bias: 'Bias',
    dilation: 'Dilation',
    batch: 'Batch',
    precision: {
      label: 'Number format',
      options: { fp32: 'fp32, 4 bytes', fp16: 'fp16, 2 bytes', int8: 'int8, 1 byte' },
    },
  },
  cases: {
    default: '3 × 3, 16 → 32 channels',
    article: 'The article’s layer, 4,608 weights',
    'article-bias': 'The article’s layer, with its bias',
    'first-layer': 'The first layer of a ResNet',
    'five-by-five': 'A 5 × 5 kernel',
    depthwise: 'Depthwise: every channel alone',
    pointwise: 'Pointwise: 1 × 1',
    rectangular: 'A rectangular kernel, 1 × 5',
    dilated: 'Dilated by 2',
    dropped: 'Pixels that no window reaches',
    'last-layers': 'Deep layer: small picture, many channels',
  },
  phrases: {
    macs: '{input} in, {output} out. {params} parameters, {operations} multiply-accumulates, {bytes:bytes} moved.',
    flops:
      '{input} in, {output} out. {params} parameters, {operations} floating-point operations, {bytes:bytes} moved.',
    article:
      '{input} in, {output} out. {params} parameters, {operations} operations as the article counts them, {bytes:bytes} moved.',
    parameters: 'Parameters',
    countMacs: 'Multiply-accumulates',
    countFlops: 'FLOPs',
    countArticle: 'FLOPs as in the article',
    bytes: 'Bytes moved',
    intensity: 'FLOPs per byte',
    kernels: '× {n} kernels',
    outputShape: 'Output shape',
    tableCaption: 'The layer in numbers',
    tableWhat: 'What',
    tableHow: 'How much',
    input: 'Input, channels × height × width',
    output: 'Output, channels × height × width',
    weights: 'Weights',
    biases: 'Biases',
    bytesInput: 'Bytes read, input',
    bytesWeights: 'Bytes read, weights',
    bytesOutput: 'Bytes written, output',
    droppedRows: 'Rows that no window reaches',
    droppedColumns: 'Columns that no window reaches',
    rowsAlong: 'Down the rows',
    columnsAlong: 'Along a row',
    axisDropped:
      '{along}: {input} pixels, padded to {padded}. {windows} windows fit; the {dropped} hatched at the end are reached by none.',
    axisWhole:
      '{along}: {input} pixels, padded to {padded}. {windows} windows fit; nothing is left over at the end.',
  },
} satisfies TextOf<typeof widget>

export default text
