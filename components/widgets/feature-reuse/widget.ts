import { denseBlockCost, ghostCost } from '../../../math/conv/index.ts'
import type { DenseBlockCost, GhostCost } from '../../../math/conv/index.ts'
import { defineWidget } from '../../widget/definition.ts'
import { choice, flag, int } from '../../widget/params.ts'

/** DenseNet-B's 1×1 layer is four times as wide as what a layer adds. */
const bottleneckWidth = 4

/** A dense block with `built` layers of the `whole`. */
export interface DenseFrame {
  readonly kind: 'dense'
  readonly built: DenseBlockCost
  readonly whole: DenseBlockCost
}

/** Stage 0: the input; 1: the maps made in full; 1 + j: the j-th ghost of each. */
export interface GhostFrame {
  readonly kind: 'ghost'
  readonly stage: number
  readonly cost: GhostCost
}

export type Frame = DenseFrame | GhostFrame

const odd = [1, 3, 5, 7]

const widget = defineWidget({
  params: {
    pattern: choice(['dense', 'ghost'], 'dense', { place: 'mode' }),
    start: int(1, 256, 64, { hue: 'channels-in', scale: 'log' }),
    growth: int(1, 64, 32, { hue: 'channels-out', scale: 'log' }),
    layers: int(1, 12, 6, { term: 'layers' }),
    kernel: int(1, 7, 3, { hue: 'kernel' }),
    bottleneck: flag(false, { term: 'bottleneck' }),
    inputs: int(1, 512, 16, { hue: 'channels-in', scale: 'log' }),
    outputs: int(2, 512, 32, { hue: 'channels-out', scale: 'log' }),
    ratio: int(2, 8, 2, { hue: 'groups' }),
    primary: int(1, 7, 1, { hue: 'kernel' }),
    cheap: int(1, 7, 3, { hue: 'groups', term: 'cheap' }),
    size: int(1, 128, 56, { hue: 'space', scale: 'log', term: 'size' }),
  },
  legal: ({ outputs }) => ({
    kernel: odd,
    primary: odd,
    cheap: odd,
    // Further ghosts of a single map would all be thrown away.
    ratio: { min: 2, max: Math.min(8, outputs) },
  }),
  shown: ({ pattern }) => {
    const dense = pattern === 'dense'
    const ofDense = { start: dense, growth: dense, layers: dense, kernel: dense, bottleneck: dense }
    return {
      ...ofDense,
      inputs: !dense,
      outputs: !dense,
      ratio: !dense,
      primary: !dense,
      cheap: !dense,
    }
  },
  frames: (params): readonly Frame[] => {
    const size = { height: params.size, width: params.size }
    if (params.pattern === 'ghost') {
      const { inputs, outputs, ratio, primary, cheap } = params
      const spec = { inputChannels: inputs, outputChannels: outputs, ratio }
      const cost = ghostCost({ ...spec, kernel: primary, cheapKernel: cheap }, size)
      return Array.from({ length: ratio + 1 }, (_, stage) => ({ kind: 'ghost', stage, cost }))
    }
    const { start, growth, layers, kernel, bottleneck } = params
    const upTo = (count: number) =>
      denseBlockCost(
        {
          inputChannels: start,
          growth,
          layers: count,
          kernel,
          bottleneck: bottleneck ? bottleneckWidth : 0,
        },
        size,
      )
    const whole = upTo(layers)
    return Array.from({ length: layers + 1 }, (_, built) => ({
      kind: 'dense',
      built: upTo(built),
      whole,
    }))
  },
  layout: 'stacked',
  opening: 1,
  describe: (frame, { kernel, bottleneck, inputs, primary, cheap, outputs }) => {
    if (frame.kind === 'ghost') {
      const { cost, stage } = frame
      if (stage === 0) return ['ghostStart', { inputs, outputs }]
      const made = ['ghostMade', { intrinsic: cost.intrinsic, k: primary, inputs }] as const
      if (stage === 1) return made
      const values = { params: cost.params, standard: cost.standard.params.total }
      return [
        ...made,
        ['ghostCopied', { d: cheap, ghosts: cost.intrinsic * (stage - 1) }],
        ['ghostRatio', { ...values, times: cost.speedup }],
        ...(cost.dropped > 0 ? [['ghostDropped', { dropped: cost.dropped }] as const] : []),
      ]
    }
    const layer = frame.built.layers.at(-1)
    if (!layer) return ['denseStart', { channels: frame.built.outputChannels }]
    const { reused, fresh, links, cost, again, share } = layer
    const values = { n: links, reused, fresh, links, params: cost.params, k: kernel }
    return [
      bottleneck ? 'denseLayerB' : 'denseLayer',
      values,
      ['denseAgain', { all: reused + fresh, again: again.params.total, share }],
    ]
  },
  table: (frame) =>
    frame.kind === 'dense'
      ? {
          caption: 'denseTable',
          columns: ['layer', 'reads', 'adds', 'share', 'parameters', 'macs', 'againParams'],
          rows: frame.built.layers.map(({ links, reused, fresh, share, cost, again }) => [
            links,
            reused,
            fresh,
            share,
            cost.params,
            cost.macs,
            again.params.total,
          ]),
        }
      : {
          caption: 'ghostTable',
          columns: ['part', 'maps', 'parameters', 'macs'],
          rows: [
            [
              'primaryPart',
              frame.cost.intrinsic,
              frame.cost.primary.params.total,
              frame.cost.primary.macs,
            ],
            ['cheapPart', frame.cost.ghosts, frame.cost.cheap.params.total, frame.cost.cheap.macs],
            [
              'modulePart',
              frame.cost.intrinsic + frame.cost.ghosts - frame.cost.dropped,
              frame.cost.params,
              frame.cost.macs,
            ],
            [
              'standardPart',
              frame.cost.standard.layer.outputChannels,
              frame.cost.standard.params.total,
              frame.cost.standard.macs,
            ],
          ],
        },
  cases: {
    default: {},
    'densenet-121': { bottleneck: true },
    article: { start: 240, growth: 16, layers: 1 },
    'article-quarter': { start: 96, growth: 32, layers: 1 },
    'densenet-cifar': { start: 16, growth: 12, layers: 12, size: 32 },
    ghost: { pattern: 'ghost' },
    'ghost-wide': { pattern: 'ghost', inputs: 112, outputs: 224, size: 14 },
    'ghost-window': { pattern: 'ghost', inputs: 64, outputs: 64, primary: 3 },
    'ghost-four': { pattern: 'ghost', inputs: 64, outputs: 64, ratio: 4, primary: 3 },
    'ghost-odd': { pattern: 'ghost', inputs: 24, outputs: 20, ratio: 3 },
  },
})

export default widget
