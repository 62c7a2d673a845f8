/**
 * Small grey pictures of the course's own making, for widgets that compute on real pixels. A scene
 * is a brightness in [0, 1] over the unit square, so it can be taken at any size.
 */
export const scenes = ['landscape', 'fence', 'waves', 'rain', 'night', 'ring', 'path'] as const
export type Scene = (typeof scenes)[number]

const fraction = (value: number) => value - Math.floor(value)
const clamp = (value: number) => Math.min(1, Math.max(0, value))
/** 1 on a line, falling to 0 at `width` from it. */
const line = (distance: number, width: number) => clamp(1.5 - Math.abs(distance) / width)
/** 1 on a line alone, less with every step away from it. */
const ridge = (distance: number, width: number) => Math.exp(-((distance / width) ** 2))

const stars = [
  [0.18, 0.22],
  [0.62, 0.12],
  [0.84, 0.4],
  [0.36, 0.55],
  [0.72, 0.74],
  [0.14, 0.82],
] as const

const brightness: Record<Scene, (x: number, y: number) => number> = {
  landscape: (x, y) => {
    if (y > 0.74) return fraction(y * 10) < 0.5 ? 0.8 : 0.5
    const hills = y > 0.74 - 0.9 * (0.4 - Math.abs(x - 0.3)) || y > 0.66 - 0.6 * Math.abs(x - 0.8)
    if (hills) return 0.12
    return Math.hypot(x - 0.72, y - 0.24) < 0.15 ? 1 : 0.55
  },
  fence: (x, y) => (y < 0.12 ? 0.35 : fraction(x * 4) < 0.5 ? 0.9 : 0.12),
  waves: (x, y) => 0.5 + 0.42 * Math.sin(2 * Math.PI * (3.6 * y + 0.12 * Math.sin(4 * x))),
  rain: (x, y) => 0.12 + 0.85 * line(fraction((x - y) * 3.5) - 0.5, 0.2),
  night: (x, y) =>
    0.06 + 0.94 * Math.max(...stars.map(([sx, sy]) => line(Math.hypot(x - sx, y - sy), 0.06))),
  ring: (x, y) => 0.1 + 0.88 * ridge(Math.hypot(x - 0.5, y - 0.5) - 0.3, 0.1),
  path: (x, y) => 0.1 + 0.88 * ridge(y - 0.5 - 0.24 * Math.sin(2 * Math.PI * (x - 0.05)), 0.11),
}

/**
 * A scene as `size` × `size` pixels, row by row; each pixel is the brightness at its middle.
 *
 * @param digits decimals that are kept, so that a value that is shown is the value that is used
 * @example scenePixels('ring', 1, 2) // [0.1], the middle of the ring is dark
 */
export function scenePixels(scene: Scene, size: number, digits = 2): number[] {
  const value = brightness[scene]
  const scale = 10 ** digits
  return Array.from({ length: size * size }, (_, pixel) => {
    const x = ((pixel % size) + 0.5) / size
    const y = (Math.floor(pixel / size) + 0.5) / size
    return Math.round(clamp(value(x, y)) * scale) / scale
  })
}
