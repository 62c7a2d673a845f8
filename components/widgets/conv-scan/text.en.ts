import type { TextOf } from '../../widget/definition.ts'
import type widget from './widget.ts'

const text = {
  title: 'A kernel walks over a picture',
  summary:
    'Every output number as the sum it is. Type your own picture and kernel; add channels, groups, stride, padding, dilation; turn it round into a transposed convolution.',
  params: {
    mode: {
      label: 'Kind',
      options: { convolution: 'convolution', transposed: 'transposed' },
    },
    picture: {
      label: 'Picture',
      options: {
        photo: 'lake at dusk',
        step: 'an edge',
        ramp: 'a ramp',
        spot: 'one bright pixel',
        own: 'your own',
      },
    },
    filter: {
      label: 'Weights',
      options: {
        edges: 'edges',
        upright: 'upright edges (Sobel)',
        blur: 'blur',
        sharpen: 'sharpen',
        identity: 'identity',
        ones: 'all ones',
        own: 'your own',
      },
    },
    size: 'Picture size',
    kernel: 'Kernel size',
    stride: 'Stride',
    padding: 'Padding',
    dilation: 'Dilation',
    inputChannels: 'Channels in',
    outputChannels: 'Channels out',
    groups: 'Groups',
    bias: 'Bias',
    outputPadding: 'Output padding',
    input: 'Your picture',
    weights: 'Your weights',
  },
  cases: {
    default: 'Edges of a small photo',
    identity: 'The kernel that changes nothing',
    blur: 'Blur',
    upright: 'Upright edges (Sobel)',
    impulse: 'One bright pixel shows the kernel, turned by half',
    own: 'Your own numbers',
    dropped: 'Stride 4: border pixels are dropped',
    skipped: 'A stride longer than the kernel skips pixels',
    stem: 'Stride 2 and padding 1',
    dilated: 'Dilation: nine taps over five rows',
    channels: 'Three channels in, two out',
    grouped: 'Two groups of two channels',
    depthwise: 'Depthwise: each channel alone',
    pointwise: '1×1: channels mixed, no neighbours',
    bias: 'With a bias',
    upsampled: 'Transposed: four pixels become eight',
    checkerboard: 'Transposed: where the checkerboard comes from',
    cut: 'Transposed: padding cuts the border away',
  },
  phrases: {
    told: 'Channel {channel}, row {row}, column {column} of the output: {terms} products add up to {total}.',
    'told bias':
      'Channel {channel}, row {row}, column {column} of the output: {terms} products and the bias {bias} add up to {total}.',
    'told padding': '{padding} of them lie on padding and add nothing.',
    'told dropped': 'Dropped at the far border: {dropped} of the rows and as many columns.',
    'told skipped': 'Skipped between windows: {skipped} of the rows and as many columns.',

    'head input': 'Input {channels} × {size} × {size}',
    'head kernel': 'Kernel of output {channel}',
    'head output': 'Output {channels} × {height} × {width}',
    'plane input': 'Input, channel {channel}',
    'plane kernel': 'Kernel from input channel {input} to output channel {output}',
    'plane output': 'Output, channel {channel}',
    'cell input': 'Input, channel {channel}, row {row}, column {column}',
    'cell kernel': 'Weight from channel {input} to channel {output}, row {row}, column {column}',
    apart: 'another group',

    'output name': 'y[{channel}, {row}, {column}]',
    channel: 'channel {channel}:',

    hint: 'Point at a weight, a pixel or a product to see what it meets; click to type another number.',
    'about weight': '{name} = {value} is used again at each place: it meets {inputs} input pixels.',
    'about weight padded':
      '{name} = {value} is used again at each place: it meets {inputs} input pixels, and {padding} times padding.',
    'about input': '{name} = {value} reaches the outputs that are lit: {outputs}.',
    'about unread': '{name} = {value} reaches no output: no window reads it.',
    'about term': '{input} × {weight} = {x} × {w} = {product}',
    'about padding': 'padding × {weight} = {x} × {w} = {product}: charged for, and nothing.',
    'refused input': '“{text}” is not a whole number from {min} to {max}. {stays} stays.',
    'refused weight':
      '“{text}” is not a number from {min} to {max} with at most two decimals. {stays} stays.',

    'legend grey': '{low} black, {high} white in the output',
    'legend padding': 'padding: zeros around the input',
    'legend cut': 'cut away by padding',
    'legend unread': 'read by no window',

    'figure output': 'Output',
    'figure weights': 'Parameters',
    'figure macs': 'Multiply-adds',
    'figure dropped': 'Dropped rows and columns, each',

    table: 'The sum of this output cell',
    'table input': 'input [channel, row, column]',
    'table weight': 'weight',
    'table value': 'value',
    'table product': 'product',
    'on padding': 'padding',
    bias: 'bias',
    total: 'sum',
  },
} satisfies TextOf<typeof widget>

export default text
