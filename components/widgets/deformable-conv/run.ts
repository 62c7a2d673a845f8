import { bilinear, deformableSum } from '../../../math/conv/index.ts'
import type { DeformedSum } from '../../../math/conv/index.ts'
import type { Tensor } from '../../../math/tensor.ts'
import { scenePixels } from '../../marks/scenes.ts'
import type { Scene } from '../../marks/scenes.ts'
import { settled, still } from './offsets.ts'
import type { TapSetting } from './offsets.ts'

/** Pixels of the picture's side. */
export const size = 12

export const pictures = ['ring', 'path', 'landscape', 'night'] as const satisfies readonly Scene[]
export type Picture = (typeof pictures)[number]

export const patterns = ['object', 'grid', 'spread', 'turn', 'own'] as const
export type Pattern = (typeof patterns)[number]

export const fillings = ['mean', 'binomial', 'edge'] as const
export type Filling = (typeof fillings)[number]

const kept = new Map<Picture, Tensor>()

/** The picture as the only channel of an input. */
export function inputOf(picture: Picture): Tensor {
  const known = kept.get(picture)
  if (known) return known
  const input = { shape: [1, 1, size, size], data: scenePixels(picture, size) }
  kept.set(picture, input)
  return input
}

/** Weights of a kernel: the mean; a soft mean; right minus left. Each adds up to 1 or to 0. */
export function weightsOf(filling: Filling, kernel: number): number[] {
  const middle = (kernel - 1) / 2
  const row = kernel === 3 ? [1, 2, 1] : [1, 4, 6, 4, 1]
  const total = row.reduce((sum, value) => sum + value, 0)
  return Array.from({ length: kernel * kernel }, (_, tap) => {
    const [u, v] = [Math.floor(tap / kernel), tap % kernel]
    if (filling === 'mean') return 1 / (kernel * kernel)
    if (filling === 'binomial') return (row[u]! * row[v]!) / (total * total)
    return Math.sign(v - middle) / (kernel * middle)
  })
}

/** A tap's place in the grid, from the kernel's middle. */
const placeOf = (tap: number, kernel: number) => ({
  y: Math.floor(tap / kernel) - (kernel - 1) / 2,
  x: (tap % kernel) - (kernel - 1) / 2,
})

const found = new Map<string, readonly TapSetting[]>()

/** Steps that a tap may go to either side to find something bright, and their length in pixels. */
const search = { steps: 4, length: 0.6 }

/**
 * Taps that look for light: each, from the first to the last, takes the brightest place near its
 * own, a little rather near than far, and not where another stands already. The mask is what it finds.
 */
function towardsLight(
  picture: Picture,
  kernel: number,
  row: number,
  column: number,
): readonly TapSetting[] {
  const name = [picture, kernel, row, column].join()
  const known = found.get(name)
  if (known) return known
  const input = inputOf(picture)
  const taken: { readonly y: number; readonly x: number }[] = []
  const settings = Array.from({ length: kernel * kernel }, (_, tap) => {
    const place = placeOf(tap, kernel)
    let best = still
    let score = -Infinity
    for (let i = -search.steps; i <= search.steps; i++) {
      for (let j = -search.steps; j <= search.steps; j++) {
        const [dy, dx] = [i * search.length, j * search.length]
        const [y, x] = [row + place.y + dy, column + place.x + dx]
        const { value } = bilinear(input, 0, 0, y, x)
        const crowd = taken.reduce(
          (sum, other) => sum + Math.max(0, 1 - Math.hypot(y - other.y, x - other.x)),
          0,
        )
        const wins = value - 0.06 * Math.hypot(dy, dx) - 0.6 * crowd
        if (wins > score) {
          score = wins
          best = settled({ dy, dx, mask: value })
        }
      }
    }
    taken.push({ y: row + place.y + best.dy, x: column + place.x + best.dx })
    return best
  })
  if (found.size > 50) found.clear()
  found.set(name, settings)
  return settings
}

/** The offsets of a named pattern; `own` has none of its own. */
export function patternOffsets(
  pattern: Exclude<Pattern, 'own'>,
  picture: Picture,
  kernel: number,
  row: number,
  column: number,
): readonly TapSetting[] {
  if (pattern === 'object') return towardsLight(picture, kernel, row, column)
  return Array.from({ length: kernel * kernel }, (_, tap) => {
    const { y, x } = placeOf(tap, kernel)
    switch (pattern) {
      case 'grid':
        return still
      case 'spread':
        // Every tap twice as far out: the ordinary kernel with dilation 2.
        return { dy: y, dx: x, mask: 1 }
      case 'turn': {
        const turned = Math.SQRT1_2
        return settled({ dy: turned * (y + x) - y, dx: turned * (x - y) - x, mask: 1 })
      }
    }
  })
}

const constants = new Map<string, readonly number[]>()

/** A list of one number over and over, made once: a drag asks for it at every move. */
function constant(value: number, length: number): readonly number[] {
  const name = `${value} ${length}`
  const list = constants.get(name) ?? Array.from({ length }, () => value)
  constants.set(name, list)
  return list
}

/** One output cell of the deformable layer, all its taps set. */
export function sumAt(
  input: Tensor,
  weights: readonly number[],
  settings: readonly TapSetting[],
  version: 1 | 2,
  row: number,
  column: number,
): DeformedSum {
  const taps = settings.length
  const kernel = Math.sqrt(taps)
  const area = size * size
  const place = row * size + column
  // Only the offsets of this cell are read; every other cell has its own, here left at 0.
  const offsets = constant(0, 2 * taps * area).slice()
  const mask = constant(1, taps * area).slice()
  settings.forEach((setting, tap) => {
    offsets[2 * tap * area + place] = setting.dy
    offsets[(2 * tap + 1) * area + place] = setting.dx
    mask[tap * area + place] = setting.mask
  })
  return deformableSum(
    {
      inputChannels: 1,
      outputChannels: 1,
      kernel,
      padding: (kernel - 1) / 2,
      bias: false,
      version,
    },
    {
      input,
      weights: { shape: [1, 1, kernel, kernel], data: weights },
      offsets: { shape: [1, 2 * taps, size, size], data: offsets },
      mask: version === 2 ? { shape: [1, taps, size, size], data: mask } : null,
      bias: null,
    },
    [0, 0, row, column],
  )
}
