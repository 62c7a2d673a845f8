import { defineWidget } from '../../widget/definition.ts'
import { grid } from '../../widget/grid.ts'
import { choice, int } from '../../widget/params.ts'
import { filters } from './filters.ts'
import { legalOf, limits } from './limits.ts'
import { pictures } from './pictures.ts'
import { stepsOf } from './scan.ts'
import { describe, tableOf } from './words.ts'

/** What may be typed into a cell. */
const typed = 9

const widget = defineWidget({
  params: {
    mode: choice(['convolution', 'transposed'], 'convolution', { place: 'mode' }),
    picture: choice([...pictures, 'own'], 'photo', { hue: 'channels-in', term: 'picture' }),
    filter: choice([...filters, 'own'], 'edges', { hue: 'kernel', term: 'filter' }),
    size: int(1, limits.size, 8, { hue: 'space' }),
    kernel: int(1, limits.kernel, 3, { hue: 'kernel' }),
    stride: int(1, limits.stride, 1, { term: 'stride' }),
    padding: int(0, limits.padding, 0, { term: 'padding' }),
    dilation: int(1, limits.dilation, 1, { term: 'dilation' }),
    inputChannels: int(1, limits.channels, 1, { hue: 'channels-in' }),
    outputChannels: int(1, limits.channels, 1, { hue: 'channels-out' }),
    groups: int(1, limits.channels, 1, { hue: 'groups' }),
    bias: int(-typed, typed, 0, { place: 'more', term: 'bias' }),
    outputPadding: int(0, limits.stride - 1, 0, { place: 'more', term: 'output-padding' }),
    input: grid(-typed, typed, limits.inputs, { hue: 'channels-in' }),
    weights: grid(-typed, typed, limits.weights, { hue: 'kernel', decimals: 2 }),
  },
  legal: legalOf,
  shown: ({ mode }) => ({ outputPadding: mode === 'transposed' }),
  frames: stepsOf,
  describe,
  table: tableOf,
  cases: {
    default: {},
    identity: { filter: 'identity', padding: 1 },
    blur: { filter: 'blur', padding: 1, size: 10 },
    upright: { filter: 'upright', size: 10 },
    impulse: { picture: 'spot', filter: 'upright', size: 7 },
    own: {
      picture: 'own',
      filter: 'own',
      size: 4,
      kernel: 2,
      input: [
        [
          [1, 2, 0, 3],
          [4, 1, 5, 2],
          [0, 3, 1, 1],
          [2, 2, 6, 0],
        ],
      ],
      weights: [
        [
          [1, -1],
          [2, 0.5],
        ],
      ],
    },
    dropped: { size: 8, stride: 4 },
    skipped: { size: 9, stride: 3, kernel: 2, filter: 'blur' },
    stem: { size: 10, stride: 2, padding: 1, filter: 'blur' },
    dilated: { size: 10, dilation: 2, padding: 2 },
    channels: { size: 6, inputChannels: 3, outputChannels: 2, padding: 1, filter: 'identity' },
    grouped: { size: 5, inputChannels: 4, outputChannels: 4, groups: 2, padding: 1 },
    depthwise: { size: 5, inputChannels: 4, outputChannels: 4, groups: 4, padding: 1 },
    pointwise: { size: 6, inputChannels: 3, outputChannels: 2, kernel: 1, filter: 'ones' },
    bias: { size: 6, bias: 5, filter: 'upright' },
    upsampled: { mode: 'transposed', size: 4, stride: 2, kernel: 2, filter: 'ones' },
    checkerboard: { mode: 'transposed', size: 4, stride: 2, kernel: 3, filter: 'ones' },
    cut: {
      mode: 'transposed',
      size: 4,
      stride: 2,
      kernel: 3,
      padding: 1,
      outputPadding: 1,
      filter: 'blur',
    },
  },
  // In the midst of the picture: some output is there already, and some is still to come.
  opening: 0.4,
})

export default widget
