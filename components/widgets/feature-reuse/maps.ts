import { convolve, depthwise } from '../../../math/conv/index.ts'
import { random } from '../../../math/random.ts'
import { generate, tensor, type Tensor } from '../../../math/tensor.ts'
import { scenePixels } from '../../marks/scenes.ts'
import { sheetMask, type SheetPlan } from '../../marks/sheet.ts'

/** Pixels of a map's side. */
const side = 16
/** The picture is seen in at most so many channels, whatever the layer takes: enough to be mixed. */
export const mostInputs = 8
/** Maps that are drawn, in whole families: more are alike, and each costs time. */
export const mostMaps = 24
const mostFamilies = 6

export const onePlan: SheetPlan = { across: 1, down: 1, width: side, height: side, gap: 0 }

/** An edge filter at an angle, or the middle pixel itself for the first channel. */
function edges(): Tensor {
  return generate([mostInputs, 1, 3, 3], ([channel, , row, column]) => {
    const [y, x] = [row! - 1, column! - 1]
    if (channel === 0) return x === 0 && y === 0 ? 1 : 0
    const angle = (2 * Math.PI * (channel! - 1)) / (mostInputs - 1)
    return (x * Math.cos(angle) + y * Math.sin(angle)) / (1 + x * x + y * y)
  })
}

const rectified = (values: Tensor): Tensor => ({
  ...values,
  data: values.data.map((value) => Math.max(0, value)),
})

let scene: Tensor | undefined
/** The picture as a first layer sees it: its brightness, and edges in seven directions. */
function input(channels: number): Tensor {
  scene ??= rectified(
    convolve(
      { inputChannels: 1, outputChannels: mostInputs, kernel: 3, padding: 'same', bias: false },
      tensor([1, 1, side, side], scenePixels('landscape', side)),
      edges(),
      null,
    ),
  )
  return tensor([1, channels, side, side], scene.data.slice(0, channels * side * side))
}

/** One map as a mask, its brightest pixel full. */
function maskOf({ data, shape }: Tensor, channel: number): string {
  const pixels = shape[2]! * shape[3]!
  const map = data.slice(channel * pixels, (channel + 1) * pixels)
  const peak = Math.max(...map, 1e-9)
  return sheetMask(onePlan, (_, row, column) => map[row * side + column]! / peak)
}

export interface GhostMaps {
  readonly inputs: readonly string[]
  /** Per family the map that is made in full, then its ghosts. */
  readonly families: readonly (readonly string[])[]
}

/** A value by its key, made once; the oldest of many goes. */
function remembering<Key extends readonly number[], T>(make: (...key: Key) => T) {
  const known = new Map<string, T>()
  return (...key: Key): T => {
    const name = key.join()
    const found = known.get(name)
    if (found !== undefined) return found
    if (known.size >= 64) known.delete(known.keys().next().value!)
    const made = make(...key)
    known.set(name, made)
    return made
  }
}

/** The maps that are made in full: each a mixture of all inputs, by weights drawn once. */
const fullMaps = remembering((channels: number, families: number, kernel: number) => {
  const { next } = random('mixing')
  return rectified(
    convolve(
      {
        inputChannels: channels,
        outputChannels: families,
        kernel,
        padding: 'same',
        bias: false,
      },
      input(channels),
      // Mostly positive: a rectifier behind a mixture of edges would blank half of the maps.
      generate([families, channels, kernel, kernel], () => next() ** 2 - 0.1),
      null,
    ),
  )
})

const masksOf = remembering(
  (
    channels: number,
    families: number,
    ratio: number,
    kernel: number,
    cheapKernel: number,
  ): GhostMaps => {
    const made = fullMaps(channels, families, kernel)
    const { next } = random('copying')
    const middle = (cheapKernel - 1) / 2
    const copies = ratio - 1
    const window = { kernel: cheapKernel, padding: 'same' as const, bias: false }
    const ghosts = rectified(
      convolve(
        depthwise({ ...window, inputChannels: families }, copies),
        made,
        // About its own map, with something added.
        generate([families * copies, 1, cheapKernel, cheapKernel], ([, , row, column]) => {
          const own = row === middle && column === middle ? 0.6 : 0
          return own + 0.6 * (next() - 0.5)
        }),
        null,
      ),
    )
    const count = (length: number) => Array.from({ length }, (_, index) => index)
    return {
      inputs: count(channels).map((channel) => maskOf(input(channels), channel)),
      families: count(families).map((family) => [
        maskOf(made, family),
        ...count(copies).map((copy) => maskOf(ghosts, family * copies + copy)),
      ]),
    }
  },
)

/**
 * Maps that a Ghost module makes of the picture, really convolved, with weights drawn once: masks
 * for a few families. Each made map is a mixture of all inputs; each ghost is its own map, filtered.
 */
export function ghostMaps(spec: {
  readonly inputs: number
  readonly families: number
  readonly ratio: number
  readonly kernel: number
  readonly cheapKernel: number
}): GhostMaps {
  const { inputs, families, ratio, kernel, cheapKernel } = spec
  const channels = Math.min(mostInputs, inputs)
  const drawn = Math.min(families, mostFamilies, Math.floor(mostMaps / ratio))
  return masksOf(channels, drawn, ratio, kernel, cheapKernel)
}
