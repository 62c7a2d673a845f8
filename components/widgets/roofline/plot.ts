import { attainable } from '../../../math/hardware/roofline.ts'
import type { Comparison, Item } from './comparison.ts'

/** The drawing's size and the frame within it, in its own units. */
export const size = { width: 400, height: 264 }
export const frame = { left: 46, right: 384, top: 18, bottom: 228 }

/** Width of the strip for work without FLOPs. */
export const strip = 34

/** Both axes of the plot, logarithmic and the same on both sides. */
export interface Plot {
  /** Where an intensity (FLOP per byte) stands; 0, which no logarithm has, in a strip of its own. */
  readonly x: (intensity: number) => number
  /** Where a speed (FLOP/s) stands; 0 near the lower edge. */
  readonly y: (speed: number) => number
  /** Where the scale begins: right of the strip for work without FLOPs, where there is any. */
  readonly begin: number
  /** Whole powers of ten. */
  readonly xTicks: readonly number[]
  readonly yTicks: readonly number[]
  /** The roof as a path: slope, ridge, flat. */
  readonly roof: string
}

const decade = (value: number) => Math.log10(value)

/** Powers of ten from 10^from to 10^to, at most about `most` of them. */
function powers(from: number, to: number, most: number): number[] {
  const every = Math.ceil((to - from + 1) / most)
  return Array.from(
    { length: Math.floor((to - from) / every) + 1 },
    (_, i) => 10 ** (from + i * every),
  )
}

const clamp = (value: number, low: number, high: number) => Math.min(high, Math.max(low, value))

/**
 * Axes that hold every item of both sides and the whole ridge: 0.1 to 10,000 FLOP per byte, more
 * where that does not do.
 *
 * @example plotOf(comparison).x(0.1) // plot.begin
 */
export function plotOf({ roof, ridge, left, right }: Comparison): Plot {
  const intensities = [...left.items, ...right.items]
    .flatMap(({ point, alone }) => [point.intensity, alone])
    .filter((value) => value > 0 && Number.isFinite(value))
  const from = Math.floor(decade(Math.min(0.1, ...intensities)) + 1e-9)
  const to = Math.ceil(decade(Math.max(1e4, ridge * 3, ...intensities)) - 1e-9)
  const low = Math.floor(decade(roof.bandwidth * 10 ** from) + 1e-9)
  const high = decade(roof.peak) + 0.3
  const idle = [...left.items, ...right.items].some(({ point }) => point.intensity === 0)
  const begin = frame.left + (idle ? strip : 0)
  const x = (intensity: number) =>
    intensity === 0
      ? frame.left + strip / 2
      : begin + ((clamp(decade(intensity), from, to) - from) / (to - from)) * (frame.right - begin)
  const y = (speed: number) =>
    speed === 0
      ? frame.bottom - strip / 2
      : frame.bottom -
        ((clamp(decade(speed), low, high) - low) / (high - low)) * (frame.bottom - frame.top)
  const start = 10 ** from
  return {
    x,
    y,
    begin,
    xTicks: powers(from, to, 7),
    yTicks: powers(low, Math.floor(high), 6),
    roof: `M${x(start)} ${y(attainable(roof, start))}L${x(ridge)} ${y(roof.peak)}H${frame.right}`,
  }
}

/** Where an item stands. */
export const placeOf = (plot: Plot, { point }: Item) => ({
  x: plot.x(point.intensity),
  y: plot.y(point.attainable),
})

/** Radius of an item: its area is its share of the side's time, within what can be seen. */
export const radiusOf = (item: Item, time: number) =>
  clamp(26 * Math.sqrt(time === 0 ? 0 : item.point.time / time), 3.2, 15)

/** The item nearest to a place in the drawing. */
export function nearest(plot: Plot, items: readonly Item[], x: number, y: number): number {
  const distances = items.map((item) => {
    const at = placeOf(plot, item)
    return Math.hypot(at.x - x, at.y - y)
  })
  return distances.indexOf(Math.min(...distances))
}

/** The bars' drawing, under the plot and as wide. */
export const bars = { height: 144, top: 20, bottom: 124, middle: 72, widest: 44 }

/** Bars in the order of the layers: left edge and width of each, and the length of a time. */
export function barsOf(items: readonly Item[]) {
  const room = frame.right - frame.left
  const pitch = Math.min(bars.widest + 12, room / items.length)
  const width = Math.max(1, Math.min(bars.widest, pitch - Math.min(2, pitch * 0.25)))
  const longest = Math.max(...items.map(({ point }) => point.time))
  const most = bars.middle - bars.top
  return {
    pitch,
    width,
    longest,
    left: (index: number) => frame.left + (index + 0.5) * pitch - width / 2,
    length: (time: number) => (longest === 0 ? 0 : (time / longest) * most),
    at: (x: number) => {
      const index = Math.floor((x - frame.left) / pitch)
      return index >= 0 && index < items.length ? index : undefined
    },
  }
}
