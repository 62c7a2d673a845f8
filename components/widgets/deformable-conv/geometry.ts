import { size } from './run.ts'

/** Units of the drawing: one pixel of the picture, and the margin about it. */
export const pixel = 40
export const margin = 34
export const span = size * pixel + 2 * margin

/** The middle of a picture's pixel, in units; between pixels for places between. */
export const at = (place: number) => margin + (place + 0.5) * pixel

/** The place under a point of the drawing. */
export const placeAt = (unit: number) => (unit - margin) / pixel - 0.5

/** Far outside the picture nothing is read; such a point waits at the drawing's edge. */
export const kept = (place: number) => Math.min(size + 0.1, Math.max(-1.1, place))

/** A tap's place in the grid, and the point in units where it is drawn. */
export interface Drawn {
  readonly place: { readonly y: number; readonly x: number }
  readonly x: number
  readonly y: number
}

const levels = 16

/**
 * Pixels as one path per level of brightness: a picture of 144 pixels is 16 elements.
 *
 * @example pixelPaths([0, 1], 2, 10) // level 0 with the left square, level 15 with the right one
 */
export function pixelPaths(values: readonly number[], width: number, unit: number) {
  const paths = Array.from({ length: levels }, () => '')
  values.forEach((value, index) => {
    const level = Math.round(Math.min(1, Math.max(0, value)) * (levels - 1))
    const x = (index % width) * unit
    const y = Math.floor(index / width) * unit
    paths[level] += `M${x} ${y}h${unit}v${unit}h-${unit}z`
  })
  return paths.map((d, level) => ({ d, share: level / (levels - 1) })).filter(({ d }) => d !== '')
}
