import { deformableCost } from '../../../math/conv/index.ts'
import type { DeformableCost, DeformedSum } from '../../../math/conv/index.ts'
import { defineWidget } from '../../widget/definition.ts'
import { choice, int, text } from '../../widget/params.ts'
import { parseOffsets, still } from './offsets.ts'
import type { TapSetting } from './offsets.ts'
import {
  fillings,
  inputOf,
  patternOffsets,
  patterns,
  pictures,
  size,
  sumAt,
  weightsOf,
} from './run.ts'

export interface Frame {
  /** False: every tap on its grid place, as in an ordinary convolution. */
  readonly deformed: boolean
  readonly settings: readonly TapSetting[]
  readonly sum: DeformedSum
  /** The output with every tap on its grid place. */
  readonly ordinary: number
  readonly cost: DeformableCost
  /** Words of the offsets' text that could not be read. */
  readonly unread: number
}

/** A number with sign and two decimals. */
export const two = (value: number) => {
  const text = value.toFixed(2)
  return (text === '-0.00' ? '0.00' : text).replace('-', '−')
}

const widget = defineWidget({
  params: {
    version: choice(['v1', 'v2'], 'v1', { place: 'mode' }),
    picture: choice(pictures, 'path', { term: 'channels-in' }),
    pattern: choice(patterns, 'object', { term: 'offsets' }),
    offsets: text(600, '', { lines: 3, term: 'offsets', place: 'more' }),
    kernel: int(3, 5, 3, { hue: 'kernel' }),
    filling: choice(fillings, 'mean', { term: 'kernel' }),
    tap: int(1, 25, 3, { hue: 'kernel', term: 'tap' }),
    row: int(0, size - 1, 4, { hue: 'channels-out' }),
    column: int(0, size - 1, 2, { hue: 'channels-out' }),
    inputChannels: int(1, 2048, 64, { hue: 'channels-in', scale: 'log', place: 'more' }),
    outputChannels: int(1, 2048, 64, { hue: 'channels-out', scale: 'log', place: 'more' }),
    maps: int(1, 224, 56, { hue: 'space', scale: 'log', place: 'more' }),
  },
  legal: ({ kernel }) => ({ kernel: [3, 5], tap: { min: 1, max: kernel * kernel } }),
  frames: (params): readonly Frame[] => {
    const { picture, pattern, kernel, filling, row, column, maps } = params
    const version = params.version === 'v1' ? 1 : 2
    const input = inputOf(picture)
    const weights = weightsOf(filling, kernel)
    const { settings, unread } =
      pattern === 'own'
        ? parseOffsets(params.offsets, kernel * kernel)
        : { settings: patternOffsets(pattern, picture, kernel, row, column), unread: 0 }
    const grid = settings.map(() => still)
    const cost = deformableCost(
      {
        inputChannels: params.inputChannels,
        outputChannels: params.outputChannels,
        kernel,
        padding: (kernel - 1) / 2,
        bias: false,
        version,
      },
      { height: maps, width: maps },
    )
    const ordinary = sumAt(input, weights, grid, version, row, column)
    const common = { cost, unread, ordinary: ordinary.total }
    return [
      { ...common, deformed: false, settings: grid, sum: ordinary },
      {
        ...common,
        deformed: true,
        settings,
        sum: sumAt(input, weights, settings, version, row, column),
      },
    ]
  },
  describe: ({ deformed, settings, sum, ordinary, unread }, { tap, row, column }) => {
    const { dy, dx } = settings[tap - 1]!
    const { sample } = sum.terms[tap - 1]!
    const values = {
      row,
      column,
      total: two(sum.total),
      ordinary: two(ordinary),
      tap,
      dy: two(dy),
      dx: two(dx),
      value: two(sample.value),
    }
    if (!deformed) return ['ordinarySaid', values]
    return unread > 0
      ? ['deformedSaid', values, ['unreadSaid', { unread }]]
      : ['deformedSaid', values]
  },
  table: ({ settings, sum }) => ({
    caption: 'tableCaption',
    columns: ['tap', 'down', 'right', 'value', 'mask', 'weight', 'product'],
    rows: [
      ...sum.terms.map(({ sample, mask, weightValue, product }, index) => [
        index + 1,
        two(settings[index]!.dy),
        two(settings[index]!.dx),
        two(sample.value),
        two(mask),
        weightValue.toFixed(3).replace('-', '−'),
        product.toFixed(3).replace('-', '−'),
      ]),
      ['output', '', '', '', '', '', sum.total.toFixed(3).replace('-', '−')],
    ],
  }),
  cases: {
    default: {},
    ordinary: { pattern: 'grid' },
    dilated: { pattern: 'spread', picture: 'ring', row: 5, column: 5 },
    turned: { pattern: 'turn', row: 6, column: 5, filling: 'edge' },
    ring: { picture: 'ring', row: 4, column: 3 },
    'five-by-five': { picture: 'ring', kernel: 5, row: 5, column: 5, tap: 1 },
    masked: { version: 'v2', row: 3, column: 3 },
    own: {
      pattern: 'own',
      offsets: '0.5,0 1.5,0 2,0.25 0.5,0 1.5,0.5 2.25,0.75 1,0.25 1.75,0 2,0.5',
      tap: 1,
    },
    'deep-layer': { inputChannels: 512, outputChannels: 512, maps: 14 },
    'deep-layer-v2': { version: 'v2', inputChannels: 512, outputChannels: 512, maps: 14 },
  },
  layout: 'stacked',
  opening: 1,
})

export default widget
