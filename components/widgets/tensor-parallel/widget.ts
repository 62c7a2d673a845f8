import { chosenCollectives } from '../../../math/parallel/tensor/buffers.ts'
import { defineWidget } from '../../widget/definition.ts'
import { choice, flag, int } from '../../widget/params.ts'
import { framesOf } from './run.ts'
import { describe, tableOf } from './words.ts'

const widget = defineWidget({
  params: {
    block: choice(['product', 'mlp', 'attention'], 'mlp', { place: 'mode' }),
    pass: choice(['forward', 'backward'], 'forward'),
    ranks: int(2, 8, 2),
    cut: choice(['column', 'row'], 'column', { hue: 'kernel', term: 'cut' }),
    order: choice(['column-row', 'row-column', 'column-column', 'row-row'], 'column-row', {
      hue: 'kernel',
      term: 'cut',
    }),
    split: flag(false),
    sequence: flag(false),
    between: choice(chosenCollectives, 'none', { hue: 'communication', term: 'between' }),
    gelu: choice(['after', 'before'], 'after'),
    collective: choice(chosenCollectives, 'all-reduce', {
      hue: 'communication',
      term: 'communication',
    }),
    bias: choice(['none', 'after', 'before'], 'none', { hue: 'kernel' }),
    separate: flag(false),
    again: flag(true),
    difference: flag(false),
    // Of many ranks those that are drawn in full, a bit for each; pressed in the picture.
    open: int(1, 255, 0b1000_0001),
    hidden: int(1024, 16384, 12288, { hue: 'channels-in', place: 'more', scale: 'log' }),
    tokens: int(512, 65536, 2048, { place: 'more', scale: 'log' }),
  },
  legal: ({ block, pass }) => ({
    ranks: [2, 4, 8],
    hidden: [1024, 2048, 4096, 6144, 8192, 12288, 16384],
    tokens: [512, 1024, 2048, 4096, 8192, 16384, 32768, 65536],
    // The way back is drawn for the pair of cuts that is used.
    ...(block === 'mlp' && pass === 'backward' ? { order: ['column-row'] } : {}),
  }),
  shown: ({ block, pass, sequence, order, between }) => {
    const forward = pass === 'forward'
    return {
      cut: block === 'product',
      split: block === 'product' && forward,
      order: block === 'mlp' && forward,
      between: block === 'mlp' && forward,
      gelu: block === 'mlp' && forward && (between !== 'none' || order.startsWith('row')),
      bias: block === 'mlp' && forward,
      sequence: block !== 'product',
      separate: block === 'attention' && !forward && !sequence,
      again: block !== 'product' && sequence,
      open: false,
    }
  },
  frames: framesOf,
  describe,
  table: tableOf,
  layout: 'stacked',
  cases: {
    default: {},
    article: { block: 'product', cut: 'column', collective: 'all-gather' },
    row: { block: 'product', cut: 'row', collective: 'all-reduce' },
    'gelu-too-early': {
      order: 'row-column',
      between: 'all-reduce',
      gelu: 'before',
      collective: 'all-gather',
    },
    'bias-on-every-rank': { bias: 'before' },
    attention: { block: 'attention' },
    backward: { pass: 'backward' },
    'three-sums': { block: 'attention', pass: 'backward', separate: true },
    'sequence-parallel': { sequence: true, collective: 'reduce-scatter', ranks: 4 },
    eight: { ranks: 8 },
  },
  // The collective of the usual program.
  opening: 0.8,
})

export default widget
