import { channelWeighting, convolve } from '../../../math/conv/index.ts'
import type { ChannelWeighting, Excitation } from '../../../math/conv/index.ts'
import type { Tensor } from '../../../math/tensor.ts'
import { scenePixels } from '../../marks/scenes.ts'
import type { Scene } from '../../marks/scenes.ts'

/** Pixels of a map's side. */
export const side = 20

/** What each map answers to; two neighbours answer to the same kind of thing. */
export const channels = [
  'bright',
  'spots',
  'top',
  'bottom',
  'left',
  'right',
  'falling',
  'rising',
] as const

export const pictures = ['landscape', 'fence', 'waves', 'rain', 'night'] as const satisfies Scene[]
export type Picture = (typeof pictures)[number]

const kernels: Record<(typeof channels)[number], readonly number[]> = {
  bright: [0, 0, 0, 0, 1, 0, 0, 0, 0],
  spots: [-1, -1, -1, -1, 8, -1, -1, -1, -1],
  top: [-1, -2, -1, 0, 0, 0, 1, 2, 1],
  bottom: [1, 2, 1, 0, 0, 0, -1, -2, -1],
  left: [-1, 0, 1, -2, 0, 2, -1, 0, 1],
  right: [1, 0, -1, 2, 0, -2, 1, 0, -1],
  falling: [2, -1, -1, -1, 2, -1, -1, -1, 2],
  rising: [-1, -1, 2, -1, 2, -1, 2, -1, -1],
}

const area = side * side

interface Observed {
  readonly maps: ReadonlyMap<Picture, Tensor>
  /** Mean of each channel's squeezed value over the pictures, and its spread. */
  readonly mean: readonly number[]
  readonly spread: readonly number[]
}

function observe(): Observed {
  const layer = { inputChannels: 1, outputChannels: 8, kernel: 3, bias: false }
  const weights = { shape: [8, 1, 3, 3], data: channels.flatMap((name) => kernels[name]) }
  const seen = pictures.map((picture) => {
    // One pixel more on every side, so that no map has an edge that is only the picture's end.
    const shape = [1, 1, side + 2, side + 2]
    const data = scenePixels(picture, side + 2)
    return convolve(layer, { shape, data }, weights, null).data.map((value) => Math.max(0, value))
  })
  const plane = (data: readonly number[], c: number) => data.slice(c * area, (c + 1) * area)
  const tops = channels.map((_, c) => Math.max(...seen.flatMap((data) => plane(data, c))))
  const scaled = seen.map((data) => data.map((value, at) => value / tops[Math.floor(at / area)]!))
  const means = channels.map((_, c) =>
    scaled.map((data) => plane(data, c).reduce((sum, value) => sum + value, 0) / area),
  )
  const average = (values: readonly number[]) =>
    values.reduce((sum, value) => sum + value, 0) / values.length
  const mean = means.map(average)
  return {
    maps: new Map(
      pictures.map((picture, index) => [
        picture,
        { shape: [1, 8, side, side], data: scaled[index]! },
      ]),
    ),
    mean,
    spread: means.map((values, c) =>
      Math.sqrt(average(values.map((value) => (value - mean[c]!) ** 2))),
    ),
  }
}

let observed: Observed | undefined
const observation = () => (observed ??= observe())

/**
 * The two small layers, set by a rule and not trained. Hidden unit j compares `reduction`
 * neighbouring channels with all others, each channel measured against its mean over the pictures;
 * what it finds opens those channels. With one unit alone there are no others left to compare with.
 */
export function excitation(reduction: number, gate: 'sigmoid' | 'hard-sigmoid'): Excitation {
  const { mean, spread } = observation()
  const count = channels.length
  const middle = count / reduction
  const belongs = (unit: number, channel: number) => Math.floor(channel / reduction) === unit
  const reduce = Array.from({ length: middle }, (_, unit) =>
    channels.map((_name, c) => {
      const share = belongs(unit, c) ? 1 / reduction : -1 / Math.max(1, count - reduction)
      return share / spread[c]!
    }),
  )
  return {
    reduce: { shape: [middle, count], data: reduce.flat() },
    reduceBias: {
      shape: [middle],
      data: reduce.map((row) => -row.reduce((sum, weight, c) => sum + weight * mean[c]!, 0)),
    },
    expand: {
      shape: [count, middle],
      data: channels.flatMap((_name, c) =>
        Array.from({ length: middle }, (_, unit) => (belongs(unit, c) ? 2.5 : -0.5)),
      ),
    },
    expandBias: { shape: [count], data: channels.map(() => -1) },
    gate,
  }
}

export interface Weighed {
  readonly input: Tensor
  readonly layers: Excitation
  readonly result: ChannelWeighting
}

const kept = new Map<string, Weighed>()

/** A picture's eight maps and what weighing makes of them. */
export function weigh(
  picture: Picture,
  reduction: number,
  gate: 'sigmoid' | 'hard-sigmoid',
): Weighed {
  const name = `${picture} ${reduction} ${gate}`
  const known = kept.get(name)
  if (known) return known
  const input = observation().maps.get(picture)!
  const layers = excitation(reduction, gate)
  const weighed = { input, layers, result: channelWeighting(input, layers) }
  kept.set(name, weighed)
  return weighed
}

/** One map's pixels. */
export const mapOf = ({ data }: Tensor, channel: number) =>
  data.slice(channel * area, (channel + 1) * area)
