import { residualDepths, weightedResidualNetwork } from '../../../math/nets/squeeze-excite.ts'
import type { ResidualDepth, WeightedNetwork } from '../../../math/nets/squeeze-excite.ts'
import { defineWidget } from '../../widget/definition.ts'
import { choice, int } from '../../widget/params.ts'
import { channels, pictures, weigh } from './maps.ts'
import type { Weighed } from './maps.ts'

/** Steps of weighing, in order; each frame shows everything up to its own. */
export const stages = ['maps', 'squeeze', 'reduce', 'excite', 'scale'] as const

export type Frame =
  | { readonly kind: 'maps'; readonly stage: number; readonly weighed: Weighed }
  | { readonly kind: 'network'; readonly network: WeightedNetwork }

const depths = residualDepths.map(String) as `${ResidualDepth}`[]

const kept = new Map<string, WeightedNetwork>()
function networkOf(depth: `${ResidualDepth}`, ratio: number): WeightedNetwork {
  const name = `${depth} ${ratio}`
  const network = kept.get(name) ?? weightedResidualNetwork(Number(depth) as ResidualDepth, ratio)
  kept.set(name, network)
  return network
}

const widget = defineWidget({
  params: {
    scene: choice(['maps', 'network'], 'maps', { place: 'mode' }),
    picture: choice(pictures, 'fence', { term: 'maps' }),
    reduction: int(1, 8, 2, { hue: 'kernel', term: 'reduction' }),
    gate: choice(['sigmoid', 'hard-sigmoid'], 'sigmoid', { place: 'more', term: 'excite' }),
    depth: choice(depths, '50'),
    ratio: int(1, 64, 16, { hue: 'kernel', term: 'reduction' }),
  },
  legal: () => ({ reduction: [1, 2, 4, 8], ratio: [1, 2, 4, 8, 16, 32, 64] }),
  shown: ({ scene }) => {
    const maps = scene === 'maps'
    return { picture: maps, reduction: maps, gate: maps, depth: !maps, ratio: !maps }
  },
  frames: ({ scene, picture, reduction, gate, depth, ratio }): readonly Frame[] => {
    if (scene === 'network') return [{ kind: 'network', network: networkOf(depth, ratio) }]
    const weighed = weigh(picture, reduction, gate)
    return stages.map((_, stage) => ({ kind: 'maps', stage, weighed }))
  },
  describe: (frame, { depth, ratio }) => {
    if (frame.kind === 'network') {
      const { weights, plainParams, plainMacs, macs } = frame.network
      return [
        'networkSaid',
        {
          depth,
          ratio,
          weights,
          share: weights / plainParams,
          macs: ((100 * (macs - plainMacs)) / plainMacs).toFixed(2),
        },
      ]
    }
    const { result, layers } = frame.weighed
    const weights = result.weights.data
    const open = weights.indexOf(Math.max(...weights))
    return [
      `${stages[frame.stage]!}Said`,
      {
        channels: channels.length,
        middle: layers.reduce.shape[0]!,
        active: result.hidden.data.filter((value) => value > 0).length,
        most: result.squeezed.data.indexOf(Math.max(...result.squeezed.data)) + 1,
        open: open + 1,
        weight: weights[open]!.toFixed(2),
        least: Math.min(...weights).toFixed(2),
      },
    ]
  },
  table: (frame) => {
    if (frame.kind === 'network') {
      const { stages: rows, weights, biases, movedElements } = frame.network
      return {
        caption: 'networkTable',
        columns: ['stage', 'blocks', 'channels', 'middle', 'addedWeights', 'biases', 'moved'],
        rows: [
          ...rows.map((one) => [
            one.stage,
            one.blocks,
            one.channels,
            one.middle,
            one.weights,
            one.biases,
            one.movedElements,
          ]),
          ['together', '', '', '', weights, biases, movedElements],
        ],
      }
    }
    const { result } = frame.weighed
    const shown = (from: number, values: readonly number[], c: number) =>
      frame.stage >= from ? values[c]!.toFixed(3) : '–'
    return {
      caption: 'mapsTable',
      columns: ['channel', 'answers', 'mean', 'weight'],
      rows: channels.map((name, c) => [
        c + 1,
        name,
        shown(1, result.squeezed.data, c),
        shown(3, result.weights.data, c),
      ]),
    }
  },
  cases: {
    default: {},
    landscape: { picture: 'landscape' },
    waves: { picture: 'waves' },
    rain: { picture: 'rain' },
    'no-bottleneck': { picture: 'landscape', reduction: 1 },
    'one-unit': { reduction: 8 },
    'hard-gate': { gate: 'hard-sigmoid' },
    'resnet-50': { scene: 'network' },
    'resnet-50-r32': { scene: 'network', ratio: 32 },
    'resnet-152': { scene: 'network', depth: '152' },
  },
  opening: 1,
})

export default widget
