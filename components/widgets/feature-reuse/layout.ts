import type { DenseBlockCost } from '../../../math/conv/index.ts'

/** The drawing, in its own units; type is large against it, so that a phone can show it whole. */
export const drawing = { width: 640, height: 268, left: 12, right: 560, top: 14, bottom: 214 }

/** Maps of one source on their way: from where they are made to where the block ends. */
export interface Ribbon {
  /** 0 the input, then the layers. */
  readonly source: number
  readonly channels: number
  readonly from: number
  readonly y: number
  readonly height: number
}

/** A layer: a bar across all ribbons that it reads, ending in the one that it adds. */
export interface Gate {
  readonly index: number
  readonly x: number
  readonly width: number
  /** Down to here it reads; below, to the end of its own ribbon, it writes. */
  readonly reads: number
}

/** Thinner than this a ribbon would be a hairline: very few maps among very many. */
const thinnest = 5
const gap = 3

/**
 * Where everything stands: ribbons one below the other, as thick as they have channels; layers from
 * left to right, equally far apart.
 *
 * @example layoutOf(denseBlockCost({ inputChannels: 64, growth: 32, layers: 2 }, size)).ribbons.length // 3
 */
export function layoutOf(block: DenseBlockCost): {
  readonly ribbons: readonly Ribbon[]
  readonly gates: readonly Gate[]
  readonly step: number
} {
  const { left, right, top, bottom } = drawing
  const count = block.layers.length
  const step = (right - left) / (count + 0.5)
  const width = Math.min(30, step * 0.5)
  const places = block.layers.map((_, index) => left + step * (index + 0.75))
  const fresh = block.layers.map((layer) => layer.fresh)
  const channels = [block.outputChannels - fresh.reduce((a, b) => a + b, 0), ...fresh]
  const room = bottom - top - gap * count
  const raw = channels.map((each) => Math.max(thinnest, (room * each) / block.outputChannels))
  // What the thinnest were given is taken from all alike.
  const scale = room / raw.reduce((a, b) => a + b, 0)
  let y = top
  const ribbons = channels.map((each, source): Ribbon => {
    const height = raw[source]! * scale
    const ribbon = {
      source,
      channels: each,
      from: source === 0 ? left : places[source - 1]!,
      y,
      height,
    }
    y += height + gap
    return ribbon
  })
  const gates = places.map((x, index): Gate => ({
    index,
    x,
    width,
    reads: ribbons[index]!.y + ribbons[index]!.height,
  }))
  return { ribbons, gates, step }
}
