import { convolve, depthwise } from '../../../math/conv/index.ts'
import { random } from '../../../math/random.ts'
import { generate, tensor, type Tensor } from '../../../math/tensor.ts'
import { scenePixels } from '../../marks/scenes.ts'
import { sheetMask, type SheetPlan } from '../../marks/sheet.ts'

/** Pixels of a map's side. */
const side = 20
/** The picture is seen in at most so many channels, whatever the layer takes: enough to be mixed. */
export const mostInputs = 8
/** Families that are drawn: more are alike. */
export const mostFamilies = 8

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

const known = new Map<string, GhostMaps>()

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
  const channels = Math.min(mostInputs, spec.inputs)
  const families = Math.min(mostFamilies, spec.families)
  const { ratio, kernel, cheapKernel } = spec
  const key = [channels, families, ratio, kernel, cheapKernel].join()
  const found = known.get(key)
  if (found) return found
  const full = { inputChannels: channels, outputChannels: families, kernel, bias: false }
  const mixing = random('mixing')
  const made = rectified(
    convolve(
      { ...full, padding: 'same' },
      input(channels),
      // Mostly positive: a rectifier behind a mixture of edges would blank half of the maps.
      generate([families, channels, kernel, kernel], () => mixing.next() ** 2 - 0.1),
      null,
    ),
  )
  const copying = random('copying')
  const middle = (cheapKernel - 1) / 2
  const ghosts = rectified(
    convolve(
      depthwise(
        { inputChannels: families, kernel: cheapKernel, padding: 'same', bias: false },
        ratio - 1,
      ),
      made,
      generate(
        [families * (ratio - 1), 1, cheapKernel, cheapKernel],
        ([, , row, column]) =>
          (row === middle && column === middle ? 0.6 : 0) + 0.6 * (copying.next() - 0.5),
      ),
      null,
    ),
  )
  const maps = {
    inputs: Array.from({ length: channels }, (_, channel) => maskOf(input(channels), channel)),
    families: Array.from({ length: families }, (_, family) => [
      maskOf(made, family),
      ...Array.from({ length: ratio - 1 }, (__, ghost) =>
        maskOf(ghosts, family * (ratio - 1) + ghost),
      ),
    ]),
  }
  if (known.size >= 64) known.delete(known.keys().next().value!)
  known.set(key, maps)
  return maps
}
