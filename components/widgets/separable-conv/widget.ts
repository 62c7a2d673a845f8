import { separable, separableRatio, sequenceCost } from '../../../math/conv/index.ts'
import { defineWidget } from '../../widget/definition.ts'
import { choice, flag, int, number } from '../../widget/params.ts'
import { follow, takeApart } from './layer.ts'
import { mostInputs, side } from './scene.ts'
import { describe, tableOf } from './words.ts'

/** More kernels than these cannot be told apart on a screen. */
const mostOutputs = 64
const mostChannels = 1024

const limits = (view: string) =>
  view === 'layer' ? [mostInputs, mostOutputs, 5] : [mostChannels, mostChannels, 7]

interface Setting {
  readonly inputChannels: number
  readonly outputChannels: number
  readonly kernel: number
}

/** Five layers halve the picture, so it comes in multiples of 32. */
const resolutions = Array.from({ length: 10 }, (_, index) => 32 * (index + 1))

/** The networks are fetched when they are looked at; a layer does without them. */
let networks: typeof import('./network.ts') | undefined

function fetchFor(view: string): Promise<unknown> | undefined {
  if (view !== 'network' || networks) return undefined
  return import('./network.ts').then((fetched) => (networks = fetched))
}

function sized(...net: Parameters<(typeof import('./network.ts'))['sized']>) {
  if (!networks) throw new Error('a network is computed after fetchFor has ended')
  return networks.sized(...net)
}

/** The layer undivided and in two, on a square picture. */
function costsOf({ inputChannels, outputChannels, kernel }: Setting, size: number) {
  const layer = { inputChannels, outputChannels, kernel, padding: 'same', bias: false } as const
  const picture = { height: size, width: size }
  return {
    standard: sequenceCost([layer], picture),
    separable: sequenceCost(separable(layer), picture),
    ratio: separableRatio(layer),
  }
}

export type Costs = ReturnType<typeof costsOf>

/** The stages of taking a layer apart; the last looks at what was lost. */
export const stages = ['standard', 'depthwise', 'pointwise', 'lost'] as const

const layerFrames = (setting: Setting & { readonly variety: number }, output: number) => {
  const apart = takeApart(setting)
  const shared = {
    view: 'layer',
    costs: costsOf(setting, side),
    apart,
    followed: follow(apart, output),
  } as const
  return stages.map((stage) => ({ ...shared, stage }))
}

export type LayerFrame = ReturnType<typeof layerFrames>[number]
export interface RatioFrame {
  readonly view: 'ratio'
  readonly costs: Costs
}
export interface NetworkFrame extends ReturnType<typeof sized> {
  readonly view: 'network'
}
export type Frame = LayerFrame | RatioFrame | NetworkFrame

const widget = defineWidget({
  params: {
    view: choice(['layer', 'ratio', 'network'], 'layer', { place: 'mode' }),
    inputChannels: int(1, mostChannels, 16, { hue: 'channels-in', scale: 'log' }),
    outputChannels: int(1, mostChannels, 32, { hue: 'channels-out', scale: 'log' }),
    kernel: int(1, 7, 3, { hue: 'kernel' }),
    variety: number(0, 1, 0.4, { step: 0.05 }),
    output: int(0, mostOutputs - 1, 2, { term: 'followed' }),
    size: int(1, 224, 56, { hue: 'space', scale: 'log' }),
    width: number(0.1, 1.5, 1, { step: 0.05, term: 'width' }),
    resolution: int(32, 320, 224, { hue: 'space' }),
    undivided: flag(false),
  },
  legal: ({ view, outputChannels }) => {
    const [inputs, outputs, kernel] = limits(view) as [number, number, number]
    return {
      inputChannels: { min: 1, max: inputs },
      outputChannels: { min: 1, max: outputs },
      kernel: [1, 3, 5, 7].filter((size) => size <= kernel),
      output: { min: 0, max: Math.min(outputChannels, mostOutputs) - 1 },
      resolution: resolutions,
    }
  },
  shown: ({ view }) => ({
    inputChannels: view !== 'network',
    outputChannels: view !== 'network',
    kernel: view !== 'network',
    variety: view === 'layer',
    output: view === 'layer',
    size: view === 'ratio',
    width: view === 'network',
    resolution: view === 'network',
    undivided: view === 'network',
  }),
  load: ({ view }) => fetchFor(view),
  frames: ({ view, output, size, width, resolution, undivided, ...layer }): readonly Frame[] => {
    if (view === 'layer') return layerFrames(layer, output)
    if (view === 'ratio') return [{ view, costs: costsOf(layer, size) }]
    return [{ view, ...sized(width, resolution, undivided) }]
  },
  describe,
  table: tableOf,
  cases: {
    default: {},
    // The article's layer: 3·3·16·32 = 4608 against 3·3·16 + 16·32 = 656.
    article: { inputChannels: 16, outputChannels: 32, kernel: 3 },
    alike: { variety: 0 },
    unlike: { variety: 1 },
    'five-by-five': { kernel: 5 },
    'one-by-one': { kernel: 1, outputChannels: 16, output: 3 },
    ratio: { view: 'ratio' },
    deep: { view: 'ratio', inputChannels: 512, outputChannels: 512, size: 14 },
    dearer: { view: 'ratio', outputChannels: 1 },
    mobilenet: { view: 'network' },
    half: { view: 'network', width: 0.5, resolution: 160 },
    smallest: { view: 'network', width: 0.25, resolution: 128 },
    undivided: { view: 'network', undivided: true },
    between: { view: 'network', width: 0.6, resolution: 256 },
  },
  // The whole story is told; playing it tells it again from the start.
  opening: 1,
})

export default widget
