import { connections } from '../../../math/nets/signal-propagation.ts'
import type { Connection, LayerSignal } from '../../../math/nets/signal-propagation.ts'
import type { Runs } from './passes.ts'

/** The drawing's size in its own units, and the frame of one of its two plots. */
export const size = { width: 480, height: 182 }
export const frame = { left: 44, right: 424, top: 26, bottom: 156 }

/** One plot: layers across, a quantity upwards on a logarithmic scale. */
export interface Chart {
  readonly ticks: readonly number[]
  /** Where a power of ten stands. */
  readonly y: (value: number) => number
  readonly lines: Readonly<
    Record<Connection, readonly { readonly x: number; readonly y: number }[]>
  >
}

/** Where layer 1 … depth stands; 0 and depth + 1 are the frame's edges. */
export const across = (layer: number, depth: number) =>
  frame.left + (layer / (depth + 1)) * (frame.right - frame.left)

/** The layer nearest to a place, 1 … depth. */
export const layerAt = (x: number, depth: number) =>
  Math.min(
    depth,
    Math.max(1, Math.round(((x - frame.left) / (frame.right - frame.left)) * (depth + 1))),
  )

/**
 * A quantity of every layer of the three nets. The scale holds all of it in whole powers of ten, at
 * least from 0.1 to 10. A value of 0 stands on the lower edge.
 */
export function chartOf(runs: Runs, of: (layer: LayerSignal) => number): Chart {
  const depth = runs.plain.layers.length
  const all = connections.flatMap((connection) => runs[connection].layers.map(of))
  const powers = all.filter((value) => value > 0).map((value) => Math.log10(value))
  const low = Math.floor(Math.min(-1, ...powers))
  const high = Math.ceil(Math.max(1, ...powers))
  const every = Math.ceil((high - low) / 6)
  const y = (value: number) =>
    frame.bottom -
    ((value > 0 ? Math.log10(value) - low : 0) / (high - low)) * (frame.bottom - frame.top)
  return {
    ticks: Array.from(
      { length: Math.floor(high / every) - Math.ceil(low / every) + 1 },
      (_, index) => (Math.ceil(low / every) + index) * every,
    ),
    y,
    lines: Object.fromEntries(
      connections.map((connection) => [
        connection,
        runs[connection].layers.map((layer, index) => ({
          x: across(index + 1, depth),
          y: y(of(layer)),
        })),
      ]),
    ) as unknown as Chart['lines'],
  }
}

/** Heights for the names at the ends of the lines, moved apart so that none covers another. */
export function apart(heights: readonly number[], least: number): readonly number[] {
  const order = heights.map((_, index) => index).toSorted((a, b) => heights[a]! - heights[b]!)
  const places = [...heights]
  order.forEach((at, rank) => {
    if (rank > 0) places[at] = Math.max(places[at]!, places[order[rank - 1]!]! + least)
  })
  // What came too close to the axis' own words goes back up, all of it.
  const beyond = Math.max(0, Math.max(...places) - (frame.bottom - 6))
  return places.map((place) => place - beyond)
}
