/**
 * The course's own pictures: what a sampled scene is at any size and in any channel, as whole
 * numbers from 0 (black) to 9 (white), few enough to be read in a cell and typed over.
 */
export const pictures = ['photo', 'step', 'ramp', 'spot'] as const
export type Picture = (typeof pictures)[number]

type Colour = readonly [red: number, green: number, blue: number]

/** An evening by a lake, x and y from 0 to 1: a sun over hills, its light on the water, a tree. */
function scene(x: number, y: number): Colour {
  const hill = 0.56 - 0.13 * Math.cos(6.5 * (x - 0.3)) - 0.1 * x
  const inSun = (x - 0.7) ** 2 + (y - 0.24) ** 2 < 0.028
  const inTree = (x - 0.19) ** 2 + (y - 0.47) ** 2 < 0.019
  const inTrunk = Math.abs(x - 0.19) < 0.04 && y > 0.45 && y < 0.8
  if (inTree || inTrunk) return inTree ? [0.02, 0.14, 0.03] : [0.1, 0.05, 0.02]
  if (inSun) return [1, 0.97, 0.8]
  if (y < hill) return [0.55 + 0.3 * y, 0.62 + 0.1 * y, 0.85 - 0.3 * y]
  if (y < 0.74) return [0.3, 0.42 - 0.15 * (y - 0.4), 0.3]
  return Math.abs(x - 0.7) < 0.09 ? [0.9, 0.9, 0.8] : [0.35, 0.52, 0.7]
}

/** Luminance, as a grey photo shows it. */
const grey = ([red, green, blue]: Colour) => 0.3 * red + 0.59 * green + 0.11 * blue

/** Brightness of one pixel of the scene: red, green, blue, grey; a single channel is the grey. */
function photo(x: number, y: number, channel: number, channels: number): number {
  const colour = scene(x, y)
  return channels === 1 ? grey(colour) : (colour[channel] ?? grey(colour))
}

/**
 * One pixel of a picture.
 *
 * @example pixelOf('ramp', 10, 0, 3, 0, 1) // 3: the fourth of ten columns from black to white
 */
export function pixelOf(
  picture: Picture,
  size: number,
  row: number,
  column: number,
  channel: number,
  channels: number,
): number {
  const middle = Math.floor(size / 2)
  switch (picture) {
    case 'photo':
      return Math.round(9 * photo((column + 0.5) / size, (row + 0.5) / size, channel, channels))
    case 'step':
      // Each channel turns the edge: upright, lying, upright, …
      return (channel % 2 === 0 ? column : row) < middle ? 0 : 9
    case 'ramp':
      return size === 1 ? 0 : Math.round((9 * (channel % 2 === 0 ? column : row)) / (size - 1))
    case 'spot':
      return row === middle && column === middle ? 9 : 0
  }
}
