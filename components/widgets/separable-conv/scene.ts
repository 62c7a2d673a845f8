import { convolve } from '../../../math/conv/index.ts'
import { generate, type Tensor } from '../../../math/tensor.ts'

/** Pixels of a side: large enough to be recognised, small enough to be convolved between two frames. */
export const side = 20

/** As many maps as the picture can take in. */
export const mostInputs = 16

/** A sun over two hills and a lake: edges in every direction. Brightness in [0, 1]. */
const scene = (): Tensor =>
  generate([1, 1, side, side], ([, , y, x]) => {
    const sun = Math.hypot(x! - 14.5, y! - 4.5) < 3.2
    const hills = y! > 15 - 0.95 * (9 - Math.abs(x! - 6)) || y! > 15 - 0.6 * (7 - Math.abs(x! - 15))
    if (y! >= 15) return y! % 2 === 0 ? 0.75 : 0.45
    return hills ? 0.1 : sun ? 1 : 0.5 + 0.015 * y!
  })

/**
 * An oriented filter: even (a line) or odd (an edge), at an angle in half turns. On one pixel it is
 * that pixel. Its squares add up to 1.
 */
export function oriented(size: number, angle: number, odd: boolean): number[] {
  const middle = (size - 1) / 2
  const taps = Array.from({ length: size * size }, (_, tap) => {
    const x = (tap % size) - middle
    const y = Math.floor(tap / size) - middle
    const across = x * Math.cos(Math.PI * angle) + y * Math.sin(Math.PI * angle)
    const phase = (Math.PI * across) / Math.max(2, middle * 1.6)
    const envelope = Math.exp(-(x * x + y * y) / (0.9 * size))
    return size === 1 ? 1 : envelope * (odd ? Math.sin(phase) : Math.cos(phase * 1.6))
  })
  const length = Math.hypot(...taps)
  return taps.map((tap) => tap / length)
}

let maps: Tensor | undefined
const counted: Tensor[] = []

/**
 * What a first layer sees of the scene: sixteen feature maps, each after ReLU and scaled to [0, 1].
 * The first is the brightness itself.
 */
export function featureMaps(count: number): Tensor {
  maps ??= firstLayer()
  const { data } = maps
  // The same count gives the same tensor, so that what is made from it can be kept.
  counted[count] ??= { shape: [1, count, side, side], data: data.slice(0, count * side * side) }
  return counted[count]
}

function firstLayer(): Tensor {
  const kernel = 5
  const filters = Array.from({ length: mostInputs }, (_, channel) =>
    channel === 0
      ? Array.from({ length: kernel * kernel }, (__, tap) => (tap === 12 ? 1 : 0))
      : oriented(kernel, channel * 0.31 + (channel % 2), channel % 3 !== 0),
  )
  const seen = convolve(
    { inputChannels: 1, outputChannels: mostInputs, kernel, padding: 'same', bias: false },
    scene(),
    { shape: [mostInputs, 1, kernel, kernel], data: filters.flat() },
    null,
  )
  const area = side * side
  const data = Array.from({ length: mostInputs }, (_, channel) => {
    const map = seen.data.slice(channel * area, (channel + 1) * area)
    // A kernel turned by half a turn sees the other side of an edge: the side with more on it stays.
    const turn = -Math.min(...map) > Math.max(...map) ? -1 : 1
    const top = Math.max(...map.map((value) => value * turn))
    return map.map((value) => Math.max(0, (value * turn) / top))
  }).flat()
  return { shape: [1, mostInputs, side, side], data }
}
